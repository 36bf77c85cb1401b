/** What KE has advised in a case, for whoever reads all of it. */
import type { Day } from '../../src/core/ids.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { fitting, typed } from './typed.ts'

/** Newest first. */
export type Advice = { day: Day; words: string | null }[]

/** The newest in any case, and as much of the older as has room beside everything else. */
export function advised(advice: Advice, say: Say): Block[] {
  const items = advice.map(({ day, words }) => [typed(words, say('case.advice', { day: say.day(day) }), say)])
  return fitting(items, adviceBytes).blocks
}

const adviceBytes = 2500
