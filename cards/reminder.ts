/** What is due or overdue, to the one with whom the ball lies. When it has been seen to, the card says so and offers nothing. */
import type { Day } from '../src/core/ids.ts'
import type { Signal } from '../src/core/policy.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'
import { typedIfAny } from './parts/typed.ts'

export type ReminderArgs = {
  ref: string
  signal: Signal
  day: Day
  when: 'before' | 'on' | 'after'
  /** Name of the colleague, or `role.<role>`. */
  ball: string
  /** The measure or follow-up it is about, where the reader may see it. */
  words: string | null
  settled: boolean
  /** To act, and to postpone with a reason. */
  offers: Offer[]
}

export function reminder(args: ReminderArgs, say: Say): Card {
  const { ref, signal, settled, words } = args
  const { rows, buttons } = offered(settled ? [] : args.offers, say)
  return {
    name: 'reminder',
    lang: say.lang,
    title: say('reminder.title', { ref }),
    summary: say('told.summary', { ref, what: say(`signal.${signal}.title`) }),
    blocks: [
      ...(settled ? [{ kind: 'notice', text: say('reminder.settled'), tone: 'good', discreet: true } as const] : []),
      { kind: 'heading', text: say(`signal.${signal}.title`), discreet: true },
      ...typedIfAny(words, say('fact.concerns')),
      ...(settled ? [] : discreet(pressing(args, say))),
      ...discreet(rows),
    ],
    buttons,
  }
}

function pressing({ signal, day, when, ball }: ReminderArgs, say: Say): Block[] {
  const tone = when === 'after' ? 'warning' : 'attention'
  return [
    { kind: 'notice', text: say(`reminder.${when}`, { day: say.day(day) }), tone },
    { kind: 'text', text: say(`signal.${signal}.todo`) },
    { kind: 'facts', facts: [{ label: say('fact.ball'), value: ball }] },
  ]
}
