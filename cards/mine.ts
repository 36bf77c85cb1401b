/** A person's own list: what waits for them, and their cases. References and neutral words, no content. */
import type { Day } from '../src/core/ids.ts'
import type { CaseRole } from '../src/core/permission.ts'
import type { Signal } from '../src/core/policy.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { button, type Offer, offered } from './offer.ts'

/** Both lists whole and in order; the card shows the first of each and says how many more there are. */
export type MineArgs = {
  notice: string | null
  waiting: Waiting[]
  cases: Mine[]
  offers: Offer[]
}
/** `ref` is null for a colleague's anonymous question, which names no case. `day` is when it is, or was, due. */
export type Waiting = { ref: string | null; what: Signal | 'question'; day: Day; late: boolean; offer: Offer }
export type Mine = { ref: string; level: string; role: CaseRole; nextDay: Day | null; closed: boolean; offer: Offer }

export function mine({ notice, waiting, cases, offers }: MineArgs, say: Say): Card {
  const { rows, buttons } = offered(offers, say)
  return {
    ...{ name: 'mine', lang: say.lang, title: say('mine.title'), summary: say('mine.summary') },
    blocks: [
      ...(notice ? [{ kind: 'notice', text: notice, tone: 'good' } as const] : []),
      { kind: 'heading', text: say('mine.waiting') },
      ...(waiting.length === 0 ? [{ kind: 'text', text: say('mine.nothing') } as const] : []),
      ...first(waiting, (one) => waits(one, say), say),
      { kind: 'heading', text: say('mine.cases') },
      ...(cases.length === 0 ? [{ kind: 'text', text: say('mine.no-cases') } as const] : []),
      ...first(cases, (one) => stands(one, say), say),
      ...rows,
    ],
    buttons,
  }
}

function first<T>(items: T[], draw: (item: T) => Block, say: Say): Block[] {
  const left = items.length - most
  const more: Block[] = left > 0 ? [{ kind: 'text', text: say('list.more', { count: left }), subtle: true }] : []
  return [...items.slice(0, most).map(draw), ...more]
}

function waits({ ref, what, day, late, offer }: Waiting, say: Say): Block {
  const said = what === 'question' ? say('mine.question') : say(`signal.${what}.title`)
  return {
    ...{ kind: 'row', text: ref === null ? said : say('mine.waits', { ref, what: said }) },
    subtle: say(late ? 'due.was' : 'due.is', { day: say.day(day) }),
    tone: late ? 'warning' : 'neutral',
    button: button(offer, say),
  }
}

function stands({ ref, level, role, nextDay, closed, offer }: Mine, say: Say): Block {
  const next = nextDay ? say('mine.next', { day: say.day(nextDay) }) : say('mine.no-next')
  return {
    ...{ kind: 'row', text: say('mine.case', { ref, level }) },
    subtle: say('mine.stands', { role: say(`role.${role}`), next: closed ? say('mine.closed') : next }),
    button: button(offer, say),
  }
}

/** Rows of each list: both together stay readable, and under what a channel's card may hold. */
const most = 8
