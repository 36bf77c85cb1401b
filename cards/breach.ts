/** A follow-up that is overdue, raised to the leader or to the coordinating unit. Neutral: what is late and with whom the ball lies. */
import type { Called } from '../src/core/called.ts'
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { climbing, type Lateness, lateBy, putOff } from './parts/lateness.ts'
import { type Offer, offered } from './parts/offer.ts'
import { type Settlement, settlement } from './parts/settlement.ts'

export type BreachArgs = {
  ref: string
  signal: Called
  day: Day
  lateness: Lateness
  /** Name of the colleague, or `role.<role>`; not said once it is settled. */
  ball: string
  to: 'leader' | 'ke'
  /** Null as long as it is to be done. */
  settled: Settlement | null
  offers: Offer[]
}

export function breach(args: BreachArgs, say: Say): Card {
  const { ref, signal, day, ball, settled } = args
  const { rows, buttons } = offered(args.offers, say)
  const facts = [
    { label: say('fact.due'), value: say.day(day) },
    ...(settled ? [] : [{ label: say('fact.ball'), value: ball }]),
  ]
  return {
    name: 'breach',
    lang: say.lang,
    title: say('breach.title', { ref }),
    summary: say('told.summary', { ref, what: say(`signal.${signal}.title`) }),
    blocks: discreet([
      ...(settled ? settlement(settled, say).slice(0, 1) : []),
      { kind: 'heading', text: say(`signal.${signal}.title`) },
      { kind: 'facts', facts },
      ...(settled ? settlement(settled, say).slice(1) : standing(args, say)),
      ...rows,
    ]),
    buttons,
  }
}

function standing({ lateness, to }: BreachArgs, say: Say): Block[] {
  // To whoever reads it it has come.
  const others = { ...lateness, reached: lateness.reached.filter((one) => one !== to) }
  if (lateness.again) return putOff(lateness.again, others, say)
  const late = lateBy(lateness, say).map((text): Block => ({ kind: 'notice', text, tone: 'warning' }))
  return [...late, { kind: 'text', text: say(`breach.${to}`) }, ...climbing(others, say)]
}
