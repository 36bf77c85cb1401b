/**
 * Tells whoever is to see it that content without a consent was opened, by whom and why. Holds the typed reason, so that it is drawn
 * whole in a personal view alone.
 */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'
import { typed } from './parts/typed.ts'

/** `reason` is null where the reader may not see it. */
export type ContentOpenedArgs = {
  ref: string
  by: string
  day: Day
  until: Day
  reason: string | null
  offers: Offer[]
}

export function contentOpened({ ref, by, day, until, reason, offers }: ContentOpenedArgs, say: Say): Card {
  const { rows, buttons } = offered(offers, say)
  return {
    name: 'content-opened',
    lang: say.lang,
    title: say('case.title', { ref }),
    summary: say('told.summary', { ref, what: say('unsealed.text') }),
    blocks: [
      ...discreet([
        { kind: 'notice', text: say('unsealed.text'), tone: 'attention' },
        { kind: 'text', text: say('unsealed.why-you'), subtle: true },
      ]),
      { kind: 'text', text: say('unsealed.who', { by, day: say.dayInSentence(day), until: say.dayInSentence(until) }) },
      typed(reason, say('field.case.unseal.reason'), say),
      ...discreet(rows),
    ],
    buttons,
  }
}
