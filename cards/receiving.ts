/** Asks the leader of a unit whether it receives a case on a day. What they know of it until then is its reference and the day. */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'

export type ReceivingArgs = {
  ref: string
  day: Day
  /** What was said, that the case has come, or that nothing is asked any more: null while the reader is to answer. */
  outcome: 'accepted' | 'declined' | 'received' | 'off' | 'over' | null
  offers: Offer[]
}

export function receiving({ ref, day, outcome, offers }: ReceivingArgs, say: Say): Card {
  const { rows, buttons } = offered(offers, say)
  const tone = outcome === 'accepted' || outcome === 'received' ? 'good' : 'neutral'
  return {
    name: 'receiving',
    lang: say.lang,
    title: say('receiving.title', { ref }),
    summary: say('receiving.summary', { ref, how: outcome ?? 'open' }),
    blocks: discreet([
      ...(outcome ? [{ kind: 'notice', text: say(`receiving.${outcome}`), tone } as const] : []),
      ...(outcome === 'over' || outcome === 'off'
        ? []
        : [{ kind: 'text', text: say('receiving.what', { day: say.dayInSentence(day) }) } as const]),
      ...(outcome ? [] : [{ kind: 'text', text: say('receiving.means'), subtle: true } as const]),
      ...rows,
    ]),
    buttons,
  }
}
