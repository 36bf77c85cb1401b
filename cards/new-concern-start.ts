/** The neutral card that answers "new" where others can see it: the form itself is opened for one person alone. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'

/** `offers`: open `concern.register`, and `show.here` for clients that show no form. */
export type NewConcernStartArgs = { offers: Offer[] }

export function newConcernStart({ offers }: NewConcernStartArgs, say: Say): Card {
  const { rows, buttons } = offered(offers, say)
  return {
    name: 'new-concern-start',
    lang: say.lang,
    title: say('new.title'),
    summary: say('new.summary'),
    blocks: discreet([
      { kind: 'text', text: say('new.text') },
      { kind: 'text', text: say('report.first') },
      { kind: 'text', text: say('new.private'), subtle: true },
      ...rows,
    ]),
    buttons,
  }
}
