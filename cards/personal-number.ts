/** What was written holds a national identity number: it was not kept, and is not repeated here. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'

export type PersonalNumberArgs = { ref: string | null; offers: Offer[] }

export function personalNumber({ ref, offers }: PersonalNumberArgs, say: Say): Card {
  const { rows, buttons } = offered(offers, say)
  const title = ref === null ? say('refusal.title') : say('refusal.title.case', { ref })
  return {
    name: 'personal-number',
    lang: say.lang,
    title,
    summary: say('refusal.summary'),
    blocks: discreet([
      { kind: 'notice', text: say('personal-number.text'), tone: 'attention' },
      { kind: 'text', text: say('personal-number.todo') },
      ...rows,
    ]),
    buttons,
  }
}
