/** A meeting as a file for calendars, held against RFC 5545 line by line. */
import { describe, expect, test } from 'vitest'
import { type CalendarEntry, calendarFile } from '../../src/copy/calendar.ts'

const entry = {
  series: 'meeting_01',
  revision: 2,
  title: 'Stafett: møte',
  isOff: false,
  made: '2026-11-02T08:00:00.000Z',
}
const timed: CalendarEntry = { ...entry, from: '2026-11-12T12:30:00.000Z', to: '2026-11-12T13:30:00.000Z' }
const textOf = (one: CalendarEntry) => new TextDecoder().decode(calendarFile(one).bytes)
/** With what was folded put together again. */
const linesOf = (one: CalendarEntry) => textOf(one).replaceAll('\r\n ', '').split('\r\n').slice(0, -1)

describe('the file of a meeting', () => {
  test('has each line end as it must, none too long, and one event between its beginning and its end', () => {
    const text = textOf({ ...timed, title: `Stafett: ${'møte '.repeat(40)}` })
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
    const lines = linesOf({ ...timed, title: `Stafett: ${'møte '.repeat(40)}` })
    expect(lines.slice(0, 2)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0'])
    expect(lines.filter((one) => one === 'BEGIN:VEVENT')).toHaveLength(1)
    expect(lines).toContain(`SUMMARY:Stafett: ${'møte '.repeat(40)}`)
  })

  test('escapes what its format means something by', () => {
    expect(linesOf({ ...timed, title: 'a, b; c \\ d\ne' })).toContain('SUMMARY:a\\, b\\; c \\\\ d\\ne')
  })

  test('is known by its series, in which version, at which moment, in UTC', () => {
    expect(linesOf(timed)).toEqual(
      expect.arrayContaining([
        ...['METHOD:PUBLISH', 'UID:meeting_01@stafett', 'SEQUENCE:2', 'STATUS:CONFIRMED', 'CLASS:PRIVATE'],
        ...['DTSTAMP:20261102T080000Z', 'DTSTART:20261112T123000Z', 'DTEND:20261112T133000Z'],
      ]),
    )
  })

  test('is of the whole day where no time was said, wherever it is made', () => {
    const lines = linesOf({ ...entry, day: '2026-11-12' })
    expect(lines).toContain('DTSTART;VALUE=DATE:20261112')
    expect(lines.filter((one) => one.startsWith('DTEND'))).toEqual([])
  })

  test('takes it out of the calendar again by the same name', () => {
    const lines = linesOf({ ...timed, revision: 3, isOff: true })
    expect(lines).toEqual(
      expect.arrayContaining(['METHOD:CANCEL', 'UID:meeting_01@stafett', 'SEQUENCE:3', 'STATUS:CANCELLED']),
    )
    expect(calendarFile({ ...timed, isOff: true }).mediaType).toContain('method=CANCEL')
  })
})
