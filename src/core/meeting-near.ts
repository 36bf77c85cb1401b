/** That a meeting is near, and when those in the case are reminded of it. Derived from the case; says nothing. */
import type { Case } from './case.ts'
import { withinHours } from './coming.ts'
import type { Times } from './deadline.ts'
import type { Instant, MeetingId } from './ids.ts'
import { nextMeeting } from './meeting.ts'

/** As people come to work on the working day before; not where it was set since then, nor once its day is over. `times` are those of the case. */
export function nearIn(state: Case, now: Instant, times: Times): { at: Instant; meeting: MeetingId }[] {
  const meeting = state.status === 'open' ? nextMeeting(state) : null
  const { calendar, policy } = times
  if (!meeting || meeting.reminded || calendar.dayOf(now) > meeting.day) return []
  const before = calendar.addWorkingDays(calendar.workingDayFrom(meeting.day), -1)
  const at = calendar.at(before, policy.workingHours.from)
  return at <= meeting.setAt ? [] : [{ at: withinHours(at, now, times), meeting: meeting.id }]
}
