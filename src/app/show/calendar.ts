/** A meeting as its day and time alone, for a calendar that others may read: nothing of what it is about, nor where it is. Reads no word. */
import { calendarFile } from '../../copy/index.ts'
import type { Case } from '../../core/case.ts'
import { inCalendar, isOver, type Meeting } from '../../core/meeting.ts'
import type { Viewer } from '../see/index.ts'

/** Whether there is anything to put into a calendar, or to take out of it again. */
export function isForCalendar(state: Case, meeting: Meeting, { today }: Pick<Viewer, 'today'>): boolean {
  return meeting.day >= today && (meeting.status === 'set' || isOver(state, meeting))
}

/** Null where there is nothing to put there. It lasts as long as the municipality says. */
export function meetingFile({ say, calendar, policy, now, today }: Viewer, state: Case, meeting: Meeting) {
  if (!isForCalendar(state, meeting, { today })) return null
  const { day, invitation } = meeting
  const entry = {
    ...inCalendar(state, meeting),
    title: say('calendar.title'),
    isOff: isOver(state, meeting),
    made: now,
  }
  if (!invitation?.time) return calendarFile({ ...entry, day })
  const from = calendar.at(day, invitation.time)
  const to = new Date(Date.parse(from) + policy.deadlines.meetingMinutes * 60_000).toISOString()
  return calendarFile({ ...entry, from, to })
}
