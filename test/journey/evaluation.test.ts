/** An evaluation in both channels, where content is in dialogs alone. */
import { describe } from 'vitest'
import { startSlackTown } from '../support/slack-town.ts'
import { startTeamsTown } from '../support/teams-town.ts'
import { tellEvaluation } from './told-evaluation.ts'

describe('in Teams', () => {
  tellEvaluation(async () => {
    const town = await startTeamsTown()
    return { ...town, settle: async () => void (await town.advance('PT1S')) }
  })
})

describe('in Slack', () => {
  tellEvaluation(async () => {
    const town = await startSlackTown({ content: 'dialog' })
    return { ...town, ...town.seats }
  })
})
