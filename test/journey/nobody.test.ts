/** Nobody falls between people, in both channels. */
import { describe } from 'vitest'
import { startSlackTown } from '../support/slack-town.ts'
import { startTeamsTown } from '../support/teams-town.ts'
import { tellOfNobody } from './told-nobody.ts'

describe('in Teams', () => {
  tellOfNobody(async () => {
    const town = await startTeamsTown()
    return { ...town, settle: async () => void (await town.advance('PT1S')) }
  })
})

describe('in Slack', () => {
  tellOfNobody(async () => {
    const town = await startSlackTown({ content: 'dialog' })
    return { ...town, ...town.seats }
  })
})
