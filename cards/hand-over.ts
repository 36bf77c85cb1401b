/** The offer of the baton, to the colleague it is made to, and what became of it. No words of the case: they read none yet. */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'

export type HandOverArgs = {
  ref: string
  by: string
  day: Day
  deadline: Day
  level: string
  /** `settled` where it is over and nothing more is known. */
  outcome: 'accepted' | 'declined' | 'withdrawn' | 'cancelled' | 'settled' | null
  /** To answer; once that is done, the way to the case for whoever took it on. */
  offers: Offer[]
}

export function handOver(args: HandOverArgs, say: Say): Card {
  const { ref, by, level, outcome } = args
  const { rows, buttons } = offered(args.offers, say)
  return {
    name: 'hand-over',
    lang: say.lang,
    title: say('hand-over.title', { ref }),
    summary: say('hand-over.summary', { ref, by, open: String(outcome === null) }),
    blocks: discreet([
      ...(outcome ? ended(outcome, say) : []),
      { kind: 'text', text: say('hand-over.what', { by, level, day: say.dayInSentence(args.day) }) },
      ...(outcome ? [] : pending(args, say)),
      ...rows,
    ]),
    buttons,
  }
}

function pending({ deadline }: HandOverArgs, say: Say): Block[] {
  return [
    { kind: 'text', text: say('hand-over.means') },
    { kind: 'facts', facts: [{ label: say('fact.answer-by'), value: say.day(deadline) }] },
    { kind: 'text', text: say('hand-over.keeps'), subtle: true },
  ]
}

function ended(outcome: NonNullable<HandOverArgs['outcome']>, say: Say): Block[] {
  return [{ kind: 'notice', text: say(`hand-over.${outcome}`), tone: outcome === 'accepted' ? 'good' : 'neutral' }]
}
