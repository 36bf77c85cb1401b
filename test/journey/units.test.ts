/** A change of school in both channels, where content is in dialogs alone. */
import { describe } from 'vitest'
import { startSlackTown } from '../support/slack-town.ts'
import { startTeamsTown } from '../support/teams-town.ts'
import { tellSchoolChange, withSecondSchool } from './told-units.ts'

describe('in Teams', () => {
  tellSchoolChange(async () => {
    const town = await startTeamsTown()
    await withSecondSchool(town.store())
    return { ...town, settle: async () => void (await town.advance('PT1S')) }
  })
})

describe('in Slack', () => {
  tellSchoolChange(async () => {
    const town = await startSlackTown({ content: 'dialog' })
    await withSecondSchool(town.store())
    return { ...town, ...town.seats }
  })
})
