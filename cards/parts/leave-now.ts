/** On which days somebody is away, as it stands wherever they see it. Says no more than the days. */
import type { Day } from '../../src/core/ids.ts'
import type { Say } from '../../src/wording/index.ts'

/** Both days count. */
export type LeaveDays = { from: Day; until: Day }

export function leaveNow({ from, until }: LeaveDays, say: Say): string {
  return say('leave.now', { from: say.dayInSentence(from), until: say.dayInSentence(until) })
}
