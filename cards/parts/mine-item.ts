/** The rows of a person's own list. References and neutral words, no content. */
import type { Day } from '../../src/core/ids.ts'
import type { CaseRole } from '../../src/core/permission.ts'
import type { Signal } from '../../src/core/policy.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { button, type Offer } from './offer.ts'

/** `ref` is null for a colleague's anonymous question, which names no case. `day` is when it is, or was, due. */
export type Waiting = { ref: string | null; what: Signal | 'question'; day: Day; late: boolean; offer: Offer }
export type Mine = { ref: string; level: string; role: CaseRole; nextDay: Day | null; closed: boolean; offer: Offer }

/** What waits, for which case, and when it is or was due, with a button to do it. */
export function waits({ ref, what, day, late, offer }: Waiting, say: Say): Block {
  const said = what === 'question' ? say('mine.question') : say(`signal.${what}.title`)
  return {
    ...{ kind: 'row', text: ref === null ? said : say('mine.waits', { ref, what: said }) },
    subtle: say(late ? 'due.was' : 'due.is', { day: say.day(day) }),
    tone: late ? 'warning' : 'neutral',
    button: button(offer, say),
  }
}

/** Where a case of theirs stands, and what they are in it. */
export function stands({ ref, level, role, nextDay, closed, offer }: Mine, say: Say): Block {
  const next = nextDay ? say('mine.next', { day: say.day(nextDay) }) : say('mine.no-next')
  return {
    ...{ kind: 'row', text: say('mine.case', { ref, level }) },
    subtle: say('mine.stands', { role: say(`role.${role}`), next: closed ? say('mine.closed') : next }),
    button: button(offer, say),
  }
}
