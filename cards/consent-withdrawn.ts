/** Tells those concerned that a consent was withdrawn, without content: neither which service nor why, but whether they are out by it. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'

export type ConsentWithdrawnArgs = { ref: string; isOut: boolean; offers: Offer[] }

export function consentWithdrawn({ ref, isOut, offers }: ConsentWithdrawnArgs, say: Say): Card {
  const { rows, buttons } = offered(offers, say)
  return {
    name: 'consent-withdrawn',
    lang: say.lang,
    title: say('case.title', { ref }),
    summary: say('told.summary', { ref, what: say('withdrawn.text') }),
    blocks: discreet([
      { kind: 'notice', text: say('withdrawn.text'), tone: 'attention' },
      ...(isOut ? [{ kind: 'text', text: say('withdrawn.out') } as const] : []),
      { kind: 'text', text: say('withdrawn.what') },
      ...rows,
    ]),
    buttons,
  }
}
