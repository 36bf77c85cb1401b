/** A follow-up that is overdue, raised to the leader or to the coordinating unit. Neutral: what is late and with whom the ball lies. */
import type { Day } from '../src/core/ids.ts'
import type { Signal } from '../src/core/policy.ts'
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'

export type BreachArgs = {
  ref: string
  signal: Signal
  day: Day
  /** Name of the colleague, or `role.<role>`; not said once it is settled. */
  ball: string
  to: 'leader' | 'ke'
  settled: boolean
  offers: Offer[]
}

export function breach(args: BreachArgs, say: Say): Card {
  const { ref, signal, day, ball, to, settled } = args
  const { rows, buttons } = offered(settled ? [] : args.offers, say)
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
      ...(settled ? [{ kind: 'notice', text: say('reminder.settled'), tone: 'good' } as const] : []),
      { kind: 'heading', text: say(`signal.${signal}.title`) },
      { kind: 'facts', facts },
      ...(settled ? [] : [{ kind: 'text', text: say(`breach.${to}`) } as const]),
      ...rows,
    ]),
    buttons,
  }
}
