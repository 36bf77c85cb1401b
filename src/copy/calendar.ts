/**
 * A meeting as a file for the calendar of whoever asks for it. A calendar is read by others, and kept by its own rules, so that nothing
 * in it says whom or what it is about, where they meet, or who comes. Source: RFC 5545, and RFC 5546 for its method.
 */
import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator'

/**
 * `series` is the same however often it is moved, and `revision` more each time. Without a time it is the whole day that is meant;
 * `title` is ready, and of ours; `isOff`: it takes it out of the calendar again. `made`, `from` and `to` are moments, ISO 8601 in UTC, so that they are right
 * on both sides of the change to summer time.
 */
export type CalendarEntry = {
  series: string
  revision: number
  title: string
  isOff: boolean
  made: string
} & ({ day: string } | { from: string; to: string })

/** Nobody can be written to there: it is asked for in every invitation, and answers none. */
const nobody = { name: 'Stafett', email: 'noreply@stafett.invalid' }

export function calendarFile(entry: CalendarEntry) {
  const { series, revision: sequence, title: summary, isOff, made } = entry
  const calendar = ical({ prodId: '//Stafett//Stafett//EN' })
  calendar.method(isOff ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH)
  calendar.createEvent({
    id: `${series}@stafett`,
    sequence,
    summary,
    stamp: made,
    organizer: nobody,
    class: ICalEventClass.PRIVATE,
    status: isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...('day' in entry
      ? { allDay: true, start: new Date(`${entry.day}T00:00:00Z`) }
      : { start: entry.from, end: entry.to }),
  })
  // Every line ends, also the last: the library leaves that to whoever writes the file.
  const bytes = new TextEncoder().encode(`${calendar.toString()}\r\n`)
  return {
    name: 'stafett.ics',
    mediaType: `text/calendar; charset=utf-8; method=${isOff ? 'CANCEL' : 'PUBLISH'}`,
    bytes,
  }
}
