/** Tells a leader that whoever was to lead in their place does so no more, or can't be reached. Names of staff alone. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { button, type Offer } from './parts/offer.ts'

/** `where` are the units it is told of, of a leader of several alone. */
export type StandInGoneArgs = { name: string; why: 'over' | 'silent'; where: string[]; offers: Offer[] }

export function standInGone({ name, why, where, offers }: StandInGoneArgs, say: Say): Card {
  const what = say(`stand-in-gone.${why}`, { name, where: where.length > 0 ? say.list(where) : 'none' })
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
