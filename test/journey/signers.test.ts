/** Who answers for somebody, in both channels, with content in dialogs alone. */
import { describe } from 'vitest'
import { startSlackTown } from '../support/slack-town.ts'
import { startTeamsTown } from '../support/teams-town.ts'
import { tellSigners } from './told-signers.ts'

describe('in Teams', () => {
  tellSigners(async () => {
    const town = await startTeamsTown()
    return { ...town, settle: async () => void (await town.advance('PT1S')) }
  })
})

describe('in Slack', () => {
  tellSigners(async () => {
    const town = await startSlackTown({ content: 'dialog' })
    return { ...town, ...town.seats }
  })
})
