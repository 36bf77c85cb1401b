/** How a case began: the first talk with the family, and whether there are children where a service for adults asked. */
import type { HasChildren } from '../../src/core/concern.ts'
import type { Day } from '../../src/core/ids.ts'
import type { TalkWay } from '../../src/core/talk.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Fact } from '../card.ts'

/** `talkWay` is null where it was not asked yet, `children` where nobody asked. */
export type Beginning = { talkHeld: Day | null; talkWay: TalkWay | null; children: HasChildren | null }

export function talkText({ talkHeld, talkWay }: Beginning, say: Say): string {
  if (!talkHeld) return say('fact.not-yet')
  const day = say.day(talkHeld)
  return talkWay ? say('fact.talk.value', { day, way: say(`way.${talkWay}`) }) : day
}

export function childrenFact({ children }: Beginning, say: Say): Fact[] {
  return children ? [{ label: say('field.children'), value: say(`children.${children}`) }] : []
}
