/**
 * A case that was brought to KE, where no consent lets them read of it: its reference, its level, what has stopped and for how long,
 * and what they can do about it. No word, no service, nobody's name.
 */
import type { Day } from '../src/core/ids.ts'
import type { Signal } from '../src/core/policy.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { lateRow, type Overdue } from './parts/case-standing.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered, wayBack } from './parts/offer.ts'

/** `days`: for how long it has stood. `again` and `later` as on the card of a case that is read. */
type Stopped = { signal: Signal; day: Day; days: number } & Pick<Overdue, 'again' | 'later'>

/** `level` arrives ready. `advised`: when KE last gave advice. */
export type CaseOutlineArgs = {
  ref: string
  notice: string | null
  level: string
  closed: boolean
  stopped: Stopped[]
  advised: Day | null
  offers: Offer[]
  /** As on the card of a case that is read. */
  back: Offer
}

export function caseOutline(args: CaseOutlineArgs, say: Say): Card {
  const { ref, notice, level, closed, advised } = args
  const { rows, buttons } = offered(args.offers, say)
  const facts = [
    { label: say('fact.level'), value: level },
    ...(advised ? [{ label: say('fact.advised'), value: say.day(advised) }] : []),
  ]
  return {
    name: 'case-outline',
    lang: say.lang,
    title: say('case.title', { ref }),
    summary: say('case.summary', { ref }),
    blocks: discreet([
      ...(notice ? [{ kind: 'notice', text: notice, tone: 'good' } as const] : []),
      ...(closed ? [{ kind: 'notice', text: say('case.closed'), tone: 'neutral' } as const] : []),
      { kind: 'facts', facts },
      ...(closed ? [] : stopped(args, say)),
      { kind: 'text', text: say('outline.why'), subtle: true },
      ...rows,
      wayBack(args.back, say),
    ]),
    buttons,
  }
}

function stopped({ stopped: list }: CaseOutlineArgs, say: Say): Block[] {
  if (list.length === 0) return [{ kind: 'text', text: say('outline.nothing') }]
  const rows = list.map((one) => {
    const since = say('outline.since', { day: say.dayInSentence(one.day), days: one.days })
    return lateRow(one, since, say)
  })
  return [{ kind: 'heading', text: say('outline.stopped') }, ...rows]
}
