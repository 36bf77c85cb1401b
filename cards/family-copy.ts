/** The way to a copy of their own log for one of the family: what it holds, that it is theirs to look after, and in which forms it comes. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { type FamilyWay, familyButton, takeCopy } from './parts/family-way.ts'

/** `data` goes with what is pressed: the case. */
export type FamilyCopyArgs = { ref: string; data: Record<string, string>; ways: FamilyWay[] }

export function familyCopy({ ref, data, ways }: FamilyCopyArgs, say: Say): Card {
  const take = (file: 'pdf' | 'json') => ({
    kind: 'press' as const,
    action: takeCopy,
    data: { ...data, file },
    label: say(`family.copy.take.${file}`),
  })
  return {
    name: 'family-copy',
    lang: say.lang,
    tag: say.tag,
    title: say('family.action.family.copy'),
    summary: say('family.log.title', { ref }),
    blocks: [
      { kind: 'text', text: say('family.copy.holds') },
      { kind: 'text', text: say('family.copy.yours') },
      { kind: 'text', text: say('family.copy.kept'), subtle: true },
    ],
    buttons: [{ ...take('pdf'), style: 'primary' }, take('json'), ...ways.map((way) => familyButton(way, say))],
  }
}
