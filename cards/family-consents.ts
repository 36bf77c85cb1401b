/** What one of the family has said yes to and what they are asked now, what that means, and the ways to answer and to take it back. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { agreed, type FamilyConsentItem } from './parts/family-agreed.ts'
import { type FamilyWay, familyButton, saved } from './parts/family-way.ts'

export type FamilyConsentsArgs = {
  ref: string
  notice: string | null
  consents: FamilyConsentItem[]
  ways: FamilyWay[]
}

export function familyConsents({ ref, notice, consents, ways }: FamilyConsentsArgs, say: Say): Card {
  return {
    name: 'family-consents',
    lang: say.lang,
    tag: say.tag,
    title: say('family.consents.title'),
    summary: say('family.log.title', { ref }),
    blocks: [
      ...saved(notice),
      { kind: 'text', text: say('family.consents.what') },
      ...agreed(consents, say),
      ...(consents.length === 0 ? [{ kind: 'text', text: say('family.consents.none') } as const] : []),
      { kind: 'text', text: say('family.consents.free'), subtle: true },
    ],
    buttons: ways.map((way) => familyButton(way, say)),
  }
}
