/** What is said to those who write in a case in which somebody's address is secret. Never in a message: it tells of a family. */
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'

export function shielded(say: Say): Block {
  return { kind: 'text', text: say('case.shielded'), subtle: true }
}
