/** In whose place something lies with its reader, and until when: staff and days alone, and never why somebody is away. */
import type { Day } from '../../src/core/ids.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'

/**
 * `of` is a name, ready, and null where that is not the reader's to know: they have leave, or the reader is their deputy.
 */
export type Instead = { of: string | null; until: Day; why: 'deputy' | 'leave' }

/** Nothing of what lies with the reader anyway. */
export function insteadOf(one: Instead | null, say: Say): Block[] {
  return one
    ? [
        {
          kind: 'text',
          text: say(`reminder.instead.${one.why}`, { of: one.of ?? 'none', until: say.dayInSentence(one.until) }),
        },
      ]
    : []
}
