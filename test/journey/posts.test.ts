/** A nurse at three schools, in both channels. */
import { describe } from 'vitest'
import { startSlackTown } from '../support/slack-town.ts'
import { startTeamsTown } from '../support/teams-town.ts'
import { tellPosts } from './told-posts.ts'

describe('in Teams', () => {
  tellPosts(async () => {
    const town = await startTeamsTown()
    return { ...town, settle: async () => void (await town.advance('PT1S')) }
  })
})

describe('in Slack', () => {
  tellPosts(async () => {
    const town = await startSlackTown({ content: 'dialog' })
    return { ...town, ...town.seats }
  })
})
