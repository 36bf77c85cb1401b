/** How many presses the commonest tasks take in Slack, where content may stand in the own chat, and where it may not. */
import { describe } from 'vitest'
import { startSlackTown } from '../support/slack-town.ts'
import { countPresses } from './told-presses.ts'

const start = (content: 'chat' | 'dialog') => async () => {
  const { seats, ...town } = await startSlackTown({ content })
  return { ...town, ...seats }
}

describe('in the own chat', () => countPresses(start('chat'), 'own'))
describe('in dialogs', () => countPresses(start('dialog'), 'dialog'))
