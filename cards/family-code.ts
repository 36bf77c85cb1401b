/**
 * The code by which one of the family comes to their own page, shown once to whoever made it. With it come the words to say when it is
 * given; it never stands in a message by which it could be found later.
 */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'

/** `code` as it is to be read, in groups; `who` is what they are to the case. */
export type FamilyCodeArgs = { ref: string; who: string; code: string; until: Day; tries: number; offers: Offer[] }

export function familyCode({ ref, who, code, until, tries, offers }: FamilyCodeArgs, say: Say): Card {
  const { rows, buttons } = offered(offers, say)
  return {
    name: 'family-code',
    lang: say.lang,
    title: say('case.title', { ref }),
    summary: say('told.summary', { ref, what: say('family.code.summary') }),
    blocks: [
      ...discreet([{ kind: 'notice', text: say('family.code.summary'), tone: 'good' }]),
      { kind: 'text', text: say('family.code.for', { who }) },
      { kind: 'heading', text: code },
      { kind: 'text', text: say('family.code.valid', { day: say.dayInSentence(until), tries }) },
      { kind: 'notice', text: say('family.code.once'), tone: 'attention' },
      { kind: 'text', text: say('family.code.then') },
      ...discreet(rows),
    ],
    buttons,
  }
}
