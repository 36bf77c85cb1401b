/** Tells somebody, in a channel where they were known before, that they are now known in another as well. Undone from here. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { type Offer, offered } from './parts/offer.ts'

/** `undone`: the account is theirs no more. Then there are no buttons. */
export type LinkedArgs = { undone: boolean; offers: Offer[] }

export function linked({ undone, offers }: LinkedArgs, say: Say): Card {
  const { rows, buttons } = offered(undone ? [] : offers, say)
  return {
    name: 'linked',
    lang: say.lang,
    title: say(undone ? 'linked.summary' : 'linked.title'),
    summary: say('linked.summary'),
    blocks: undone
      ? [{ kind: 'notice', text: say('linked.undone'), tone: 'good' }]
      : [
          { kind: 'text', text: say('linked.text') },
          { kind: 'notice', text: say('linked.not-you'), tone: 'attention' },
          ...rows,
        ],
    buttons,
  }
}
