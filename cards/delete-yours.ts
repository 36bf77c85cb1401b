/** To whoever wrote to the bot where others read, in their own chat: to take it away if it is about somebody, and where to write instead. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'

export type DeleteYoursArgs = { offers: Offer[] }

export function deleteYours({ offers }: DeleteYoursArgs, say: Say): Card {
  const { rows, buttons } = offered(offers, say)
  return {
    name: 'delete-yours',
    lang: say.lang,
    title: say('delete.title'),
    summary: say('delete.summary'),
    blocks: discreet([
      { kind: 'notice', text: say('delete.there'), tone: 'attention' },
      { kind: 'text', text: say('delete.instead') },
      ...rows,
    ]),
    buttons,
  }
}
