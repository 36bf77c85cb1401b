/** A step is skipped in both channels, where content may stand in the own chat, and where it is in dialogs alone. */
import { describe } from 'vitest'
import { startFjordvik } from '../support/fjordvik.ts'
import { startSlackTown } from '../support/slack-town.ts'
import { startTeamsTown } from '../support/teams-town.ts'
import { tellSkip } from './told-skip.ts'

const slack = (content: 'chat' | 'dialog') => async () => {
  const { seats, ...town } = await startSlackTown({ content })
  return { ...town, ...seats }
}

describe('in Teams, in dialogs', () => tellSkip(startTeamsTown))
describe('in Teams, in the own chat', () => tellSkip(startFjordvik))
describe('in Slack, in dialogs', () => tellSkip(slack('dialog')))
describe('in Slack, in the own chat', () => tellSkip(slack('chat')))
