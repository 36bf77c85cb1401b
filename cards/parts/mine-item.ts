/** The lists of what waits for a person and of their cases, and their rows. References and neutral words, no content. */
import type { Day } from '../../src/core/ids.ts'
import type { CaseRole } from '../../src/core/permission.ts'
import type { Signal } from '../../src/core/policy.ts'
import type { Key, Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { button, type Offer } from './offer.ts'

/** `ref` is null for a colleague's anonymous question, which names no case. `day` is when it is, or was, due. */
export type Waiting = { ref: string | null; what: Signal | 'question'; day: Day; late: boolean; offer: Offer }
export type Mine = { ref: string; level: string; role: CaseRole; nextDay: Day | null; closed: boolean; offer: Offer }

/** Rows of each list: both together stay readable, and under what a channel's card may hold. */
export const most = 8

/** What waits, from item `from` on: a page of it, with how many more there are. */
export function waitingList(waiting: Waiting[], from: number, say: Say): Block[] {
  return list('mine.waiting', 'mine.nothing', waiting.slice(from), (one) => waits(one, say), { from, say })
}

/** Their cases, from item `from` on. */
export function caseList(cases: Mine[], from: number, say: Say): Block[] {
  return list('mine.cases', 'mine.no-cases', cases.slice(from), (one) => stands(one, say), { from, say })
}

/** Whether nothing is left after the page that begins with item `from`. */
export function fits(waiting: Waiting[], cases: Mine[], from: number): boolean {
  return Math.max(waiting.length, cases.length) <= from + most
}

type Page = { from: number; say: Say }

/** Under a heading; further on, a list that has come to its end is left out. */
function list<T>(heading: Key, none: Key, items: T[], draw: (item: T) => Block, { from, say }: Page): Block[] {
  if (items.length === 0 && from > 0) return []
  const title = { kind: 'heading', text: say(heading) } as const
  return items.length === 0 ? [title, { kind: 'text', text: say(none) }] : [title, ...first(items, draw, say)]
}

function first<T>(items: T[], draw: (item: T) => Block, say: Say): Block[] {
  const left = items.length - most
  const more: Block[] = left > 0 ? [{ kind: 'text', text: say('list.more', { count: left }), subtle: true }] : []
  return [...items.slice(0, most).map(draw), ...more]
}

/** What waits, for which case, and when it is or was due, with a button to do it. */
function waits({ ref, what, day, late, offer }: Waiting, say: Say): Block {
  const said = what === 'question' ? say('mine.question') : say(`signal.${what}.title`)
  return {
    kind: 'row',
    text: ref === null ? said : say('mine.waits', { ref, what: said }),
    subtle: say(late ? 'due.was' : 'due.is', { day: say.day(day) }),
    tone: late ? 'warning' : 'neutral',
    button: button(offer, say),
  }
}

/** Where a case of theirs stands, and what they are in it. */
function stands({ ref, level, role, nextDay, closed, offer }: Mine, say: Say): Block {
  const next = nextDay ? say('mine.next', { day: say.day(nextDay) }) : say('mine.no-next')
  return {
    kind: 'row',
    text: say('mine.case', { ref, level }),
    subtle: say('mine.stands', { role: say(`role.${role}`), next: closed ? say('mine.closed') : next }),
    button: button(offer, say),
  }
}
