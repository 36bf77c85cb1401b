/** How many presses the commonest tasks take in Teams, where content may stand in the own chat, and where it may not. */
import { describe } from 'vitest'
import { startFjordvik } from '../support/fjordvik.ts'
import { startTeamsTown } from '../support/teams-town.ts'
import { countPresses } from './told-presses.ts'

describe('in the own chat', () => countPresses(startFjordvik, 'own'))
describe('in dialogs', () => countPresses(startTeamsTown, 'dialog'))
