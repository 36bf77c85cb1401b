/** What one of the family has said yes to, is asked now, and is to be asked anew, as they read it. */
import type { Day } from '../../src/core/ids.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { type FamilyWay, familyRow } from './family-way.ts'

/** `aside`: of whom an answer does not count, since it was given by another than was asked. `anew`: they are to be asked that again. */
export type FamilyConsentItem = {
  is: 'given' | 'asked' | 'anew'
  services: string[]
  topics: string[]
  until: Day | null
  /** Theirs to answer, and answered; another's alone to answer is `theirs: false`. */
  theirs: boolean
  signed: boolean
  answer: FamilyWay | null
  aside: string[]
}

/** First what does not count, then what waits for an answer. */
export function agreed(consents: FamilyConsentItem[], say: Say): Block[] {
  const of = (is: FamilyConsentItem['is']) => consents.filter((one) => one.is === is)
  return [
    ...consents.filter((one) => one.aside.length > 0).map((one) => aside(one, say)),
    ...of('asked').flatMap((one) => asked(one, say)),
    ...of('given').map((one) => given(one, say)),
  ]
}

function aside({ is, aside: services }: FamilyConsentItem, say: Say): Block {
  const text = say('family.consents.aside', { services: say.list(services), anew: is === 'asked' ? 'no' : 'yes' })
  return { kind: 'notice', text, tone: 'neutral' }
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
