/** Tells somebody that they lead on some days in the place of a leader. Names of staff and days alone. */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { button, type Offer } from './parts/offer.ts'

/** One for each leader in whose place they lead now or later. */
export type StandingInArgs = { places: { leader: string; from: Day; until: Day }[]; offers: Offer[] }

export function standingIn({ places, offers }: StandingInArgs, say: Say): Card {
  const what = places.map(({ leader, from, until }) =>
    say('standing-in.what', { leader, from: say.dayInSentence(from), until: say.dayInSentence(until) }),
  )
  return {
    name: 'standing-in',
    lang: say.lang,
    title: say('standing-in.title'),
    summary: what.join(' '),
    blocks: discreet([
      ...what.map((text): Block => ({ kind: 'text', text })),
      { kind: 'text', text: say('standing-in.means'), subtle: true },
    ]),
    buttons: offers.map((offer) => button(offer, say)),
  }
}
