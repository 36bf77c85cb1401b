/** Stands for a form that could not be shown any more: the same button once again. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { button, type Offer } from './parts/offer.ts'

export type MissedArgs = { offer: Offer }

export function missed({ offer }: MissedArgs, say: Say): Card {
  return {
    name: 'missed',
    lang: say.lang,
    title: say('missed.title'),
    summary: say('missed.title'),
    blocks: discreet([{ kind: 'text', text: say('missed.text') }]),
    buttons: [button(offer, say)],
  }
}
