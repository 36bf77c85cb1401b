/** The family in a case, for whoever answers for it: who has come to their page, when they last read, and what they have said there. */
import type { SayingKind } from '../src/core/family-saying.ts'
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { button, type Offer, offered } from './parts/offer.ts'
import { typed } from './parts/typed.ts'

export type FamilyMemberItem = {
  /** What they are to the case. */
  who: string
  /** `unused`: their code counts no more, and they have not come. `unsaid`: whether they have responsibility now. */
  is: 'invited' | 'unused' | 'arrived' | 'in' | 'unsaid' | 'out' | 'over'
  since: Day
  /** When they last looked; null where they have not. */
  seen: Day | null
}

export type FamilySaid = {
  who: string
  kind: SayingKind
  day: Day
  /** Null where the reader may not see them. */
  words: string | null
  /** Whether words were written at all. */
  isWritten: boolean
  /** When somebody said that it is seen to; the way to say so, where it waits. */
  heard: Day | null
  hear: Offer | null
}

export type CaseFamilyArgs = { ref: string; members: FamilyMemberItem[]; said: FamilySaid[]; offers: Offer[] }

export function caseFamily({ ref, members, said, offers }: CaseFamilyArgs, say: Say): Card {
  const { rows, buttons } = offered(offers, say)
  return {
    name: 'case-family',
    lang: say.lang,
    title: say('case-family.title', { ref }),
    summary: say('case.title', { ref }),
    blocks: [
      { kind: 'list', items: members.map((one) => ({ text: one.who, subtle: standing(one, say) })) },
      ...(said.length > 0 ? [{ kind: 'heading', text: say('case-family.said') } as const] : []),
      ...said.flatMap((one) => saying(one, say)),
      ...rows,
    ],
    buttons,
  }
}

function standing({ is, since, seen }: FamilyMemberItem, say: Say): string {
  return say('case-family.member', { is, day: say.day(since), seen: seen ? say.day(seen) : 'none' })
}

function saying({ who, kind, day, words, isWritten, heard, hear }: FamilySaid, say: Say): Block[] {
  const label = say('case-family.saying', { who, kind, day: say.day(day), heard: heard ? say.day(heard) : 'none' })
  const text = isWritten ? typed(words, label, say) : ({ kind: 'text', text: label } as const)
  return [text, ...(hear ? [{ kind: 'row', text: say('case-family.waits'), button: button(hear, say) } as const] : [])]
}
