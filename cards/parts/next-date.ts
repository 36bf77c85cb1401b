/** The day on which something comes next in a case; that it is over, where what was planned for it is not done. */
import type { NextDate } from '../../src/core/step.ts'
import type { Say } from '../../src/wording/index.ts'

export function nextDateText(next: NextDate | null, say: Say): string {
  if (!next) return say('fact.not-set')
  const day = say.day(next.day)
  if (next.missed) return say('fact.next.missed', { day, missed: say.day(next.missed) })
  return next.late ? say('fact.next.late', { day }) : day
}
