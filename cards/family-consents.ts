/** What one of the family has said yes to and what they are asked now, what that means, and the ways to answer and to take it back. */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { type FamilyWay, familyButton, familyRow, saved } from './parts/family-way.ts'

export type FamilyConsentItem = {
  is: 'given' | 'asked'
  services: string[]
  topics: string[]
  until: Day | null
  /** Theirs to answer, and answered; another's alone to answer is `theirs: false`. */
  theirs: boolean
  signed: boolean
  answer: FamilyWay | null
}

export type FamilyConsentsArgs = {
  ref: string
  notice: string | null
  consents: FamilyConsentItem[]
  ways: FamilyWay[]
}

export function familyConsents({ ref, notice, consents, ways }: FamilyConsentsArgs, say: Say): Card {
  const of = (is: FamilyConsentItem['is']) => consents.filter((one) => one.is === is)
  return {
    name: 'family-consents',
    lang: say.lang,
    tag: say.tag,
    title: say('family.consents.title'),
    summary: say('family.log.title', { ref }),
    blocks: [
      ...saved(notice),
      { kind: 'text', text: say('family.consents.what') },
      ...of('asked').flatMap((one) => asked(one, say)),
      ...of('given').map((one) => given(one, say)),
      ...(consents.length === 0 ? [{ kind: 'text', text: say('family.consents.none') } as const] : []),
      { kind: 'text', text: say('family.consents.free'), subtle: true },
    ],
    buttons: ways.map((way) => familyButton(way, say)),
  }
}

function asked({ services, topics, answer, theirs, signed }: FamilyConsentItem, say: Say): Block[] {
  const which = theirs ? (signed ? 'signed' : 'mine') : 'others'
  const text = say('family.consents.asked', { services: say.list(services), topics: say.list(topics), which })
  return [answer ? familyRow(answer, text, {}, say) : { kind: 'text', text }]
}

function given({ services, topics, until }: FamilyConsentItem, say: Say): Block {
  const day = until ? say.dayInSentence(until) : 'none'
  return {
    kind: 'list',
    items: [
      {
        text: say('family.consents.given', { services: say.list(services) }),
        subtle: say('family.consents.means', { topics: say.list(topics), day }),
      },
    ],
  }
}
