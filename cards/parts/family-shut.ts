/** Logs that are shut to somebody of the family, and what has to be said first: of which logs, nobody is told. */
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'

/** How many wait until it is said that it was they, and how many, whether it is they who have responsibility now. */
export type FamilyShut = { waiting: number; unsaid: number }

export function shutTexts(shut: FamilyShut, say: Say): Block[] {
  return (['waiting', 'unsaid'] as const).flatMap((why): Block[] => {
    const count = shut[why]
    if (count === 0) return []
    return [
      { kind: 'notice', text: say(`family.home.${why}`, { count }), tone: 'attention' },
      { kind: 'text', text: say(`family.home.${why}.how`) },
    ]
  })
}
