/** A case that was named in a channel: its reference and the ways to where it can be read. Everybody there sees this card. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'

/** `said`: what became of it, ready, where it is over; then nothing is offered. */
export type CaseHereArgs = { ref: string; said: string | null; offers: Offer[] }

export function caseHere({ ref, said, offers }: CaseHereArgs, say: Say): Card {
  const { rows, buttons } = offered(offers, say)
  return {
    name: 'case-here',
    lang: say.lang,
    title: say('case.title', { ref }),
    summary: say('thread.summary', { ref }),
    blocks: discreet([{ kind: 'text', text: said ?? say('thread.private'), subtle: true }, ...rows]),
    buttons,
  }
}
