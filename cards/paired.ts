/** Tells somebody, in a channel where they were known before, that they are now known in another as well. Undone from here. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'

/** `undone`: the account is theirs no more. Then there are no buttons. */
export type PairedArgs = { undone: boolean; offers: Offer[] }

export function paired({ undone, offers }: PairedArgs, say: Say): Card {
  const { rows, buttons } = offered(undone ? [] : offers, say)
  return {
    name: 'paired',
    lang: say.lang,
    title: say(undone ? 'paired.summary' : 'paired.title'),
    summary: say('paired.summary'),
    blocks: discreet(
      undone
        ? [{ kind: 'notice', text: say('paired.undone'), tone: 'good' }]
        : [
            { kind: 'text', text: say('paired.text') },
            { kind: 'notice', text: say('paired.not-you'), tone: 'attention' },
            ...rows,
          ],
    ),
    buttons,
  }
}
