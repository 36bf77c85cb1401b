/** What is due or overdue, to the one with whom the ball lies. When it has been seen to, the card says what was done and what comes next. */
import type { Called } from '../src/core/called.ts'
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Instead, insteadOf } from './parts/instead.ts'
import { climbing, type Lateness, lateBy, putOff, whySaid } from './parts/lateness.ts'
import { type Offer, offered } from './parts/offer.ts'
import { type Settlement, settlement } from './parts/settlement.ts'
import { typedIfAny } from './parts/typed.ts'

export type ReminderArgs = {
  ref: string
  signal: Called
  day: Day
  when: 'before' | 'on' | 'after'
  lateness: Lateness
  /** Name of the colleague, or `role.<role>`. */
  ball: string
  /** In whose place it lies with the reader; null where it is theirs. */
  instead: Instead | null
  /** The measure or follow-up it is about, and why somebody let its reminders wait; each where the reader may see it. */
  words: string | null
  why: string | null
  /** `settled` is null as long as it is to be done. `offers` to act, and to postpone with a reason; to the case alone once it is settled. */
  settled: Settlement | null
  offers: Offer[]
}

export function reminder(args: ReminderArgs, say: Say): Card {
  const { ref, signal, settled, words, why } = args
  const { rows, buttons } = offered(args.offers, say)
  return {
    name: 'reminder',
    lang: say.lang,
    title: say('reminder.title', { ref }),
    summary: say('told.summary', { ref, what: say(`signal.${signal}.title`) }),
    blocks: [
      ...(settled ? discreet(settlement(settled, say).slice(0, 1)) : []),
      { kind: 'heading', text: say(`signal.${signal}.title`), discreet: true },
      ...typedIfAny(words, say('fact.concerns')),
      ...discreet(settled ? settlement(settled, say).slice(1) : pressing(args, say)),
      ...typedIfAny(why, say('field.reason')),
      ...discreet(rows),
    ],
    buttons,
  }
}

function pressing({ signal, day, when, lateness, ball, instead }: ReminderArgs, say: Say): Block[] {
  const due = say(`reminder.${when}`, { day: say.dayInSentence(day) })
  if (lateness.again) return putOff(lateness.again, lateness, say, [due])
  const text = [due, ...lateBy(lateness, say), ...whySaid(lateness, say)].join(' ')
  return [
    { kind: 'notice', text, tone: when === 'after' ? 'warning' : 'attention' },
    { kind: 'text', text: say(`signal.${signal}.todo`) },
    { kind: 'facts', facts: [{ label: say('fact.ball'), value: ball }] },
    ...insteadOf(instead, say),
    ...climbing(lateness, say),
  ]
}
