/** Stands where something of a case was unfolded in somebody's own chat: nothing of it is left, but for whoever may, a way to it. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'

/** `ref` is null for what is no case yet. Nothing is offered to whoever may not read it any more. */
export type FoldedArgs = { ref: string | null; offers: Offer[] }

export function folded({ ref, offers }: FoldedArgs, say: Say): Card {
  const { rows, buttons } = offered(offers, say)
  const text = say(offers.length > 0 ? 'folded.again' : 'folded.ended')
  return {
    name: 'folded',
    lang: say.lang,
    title: ref === null ? say('folded.title') : say('case.title', { ref }),
    summary: ref === null ? say('folded.title') : say('case.summary', { ref }),
    blocks: discreet([{ kind: 'text', text, subtle: true }, ...rows]),
    buttons,
  }
}
