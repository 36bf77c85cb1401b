/** Tells a leader that whoever was to lead in their place does so no more, or can't be reached. Names of staff alone. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { button, type Offer } from './parts/offer.ts'

export type StandInGoneArgs = { name: string; why: 'over' | 'silent'; offers: Offer[] }

export function standInGone({ name, why, offers }: StandInGoneArgs, say: Say): Card {
  const what = say(`stand-in-gone.${why}`, { name })
  return {
    name: 'stand-in-gone',
    lang: say.lang,
    title: say('stand-in-gone.title'),
    summary: what,
    blocks: discreet([
      { kind: 'text', text: what },
      { kind: 'text', text: say('stand-in-gone.means'), subtle: true },
    ]),
    buttons: offers.map((offer) => button(offer, say)),
  }
}
