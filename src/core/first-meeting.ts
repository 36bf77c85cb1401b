/** The first meeting after a move up, or after a case was taken up again. Source: the municipality's limit (`firstMeetingDays`). */
import type { Case } from './case.ts'
import type { Context } from './decision.ts'
import type { Instant } from './ids.ts'
import type { Meeting } from './meeting.ts'

/**
 * By when a first meeting is to be called, and since when that is so: from the last move up, or from when the case was taken up again.
 * Null where one was called, or held: also one that had been set before, as long as it is not over by then. Where it is called off
 * the day stays what it was.
 */
export function firstMeeting(state: Case, { policy, calendar }: Pick<Context, 'policy' | 'calendar'>) {
  const from = beginning(state)
  if (from === null) return null
  const first = calendar.dayOf(from)
  const counts = ({ status, day, endedAt }: Meeting) =>
    day >= first && (status === 'set' || (status === 'held' && (endedAt ?? from) >= from))
  if (state.meetings.some(counts)) return null
  const off = state.meetings.flatMap(({ status, endedAt }) => (status === 'cancelled' && endedAt ? [endedAt] : []))
  const since = [from, ...off].sort().at(-1) ?? from
  return { day: calendar.workingDayFrom(calendar.addDays(first, policy.deadlines.firstMeetingDays)), since }
}

/** When what needs a first meeting began; null after a move down. */
function beginning({ movedUpAt, levelSince, concern }: Case): Instant | null {
  return concern.since > levelSince ? concern.since : movedUpAt
}
