/** Says to one of a family, in plain words, why something was not done or is not there, and where to go from here. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { type FamilyWay, familyButton } from './parts/family-way.ts'
import { typedIfAny } from './parts/typed.ts'

export const familyNoes = ['no-such-log', 'closed', 'not-kept', 'over', 'done', 'fault'] as const
export type FamilyNo = (typeof familyNoes)[number]

/** `typed`: what they wrote, so that it is not lost. */
export type FamilyNoArgs = { why: FamilyNo; typed: string | null; ways: FamilyWay[] }

export function familyNo({ why, typed, ways }: FamilyNoArgs, say: Say): Card {
  return {
    name: 'family-no',
    lang: say.lang,
    tag: say.tag,
    title: say('family.no.title'),
    summary: say('family.no.title'),
    blocks: [
      { kind: 'notice', text: say(`family.no.${why}`), tone: 'attention' },
      ...typedIfAny(typed, say('family.no.typed')),
    ],
    buttons: ways.map((way) => familyButton(way, say)),
  }
}
