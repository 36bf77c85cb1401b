/** What is wrong with a model's closed weeks: days that are none, services there are none of, a year in which nothing is open. */
import { closedFor, isClosed, isYearly } from '../calendar.ts'
import type { Day, ServiceCode } from '../core/ids.ts'
import { type Finding, pathText } from './explain.ts'
import type { Closed } from './schema.ts'
import type { Path } from './tree.ts'

/** Days that are none, or of two kinds, or the wrong way round. */
export function closedDayFindings(closed: Closed[]): Finding[] {
  return closed.flatMap(({ from, to }, i) => {
    const path: Path = ['closed', i]
    const wrong = [
      ...finding(!isDay(from), [...path, 'from'], `is no day of the calendar: ${from}`),
      ...finding(!isDay(to), [...path, 'to'], `is no day of the calendar: ${to}`),
    ]
    if (wrong.length > 0) return wrong
    if (isYearly(from) !== isYearly(to))
      return finding(true, [...path, 'to'], `must be of the same kind as from (${from}): of every year, or of one`)
    if (isYearly(from)) return []
    return [
      ...finding(to < from, [...path, 'to'], `must not be before from (${from})`),
      ...finding(daysFrom(from, to) > yearLength, [...path, 'to'], 'must be within a year of from'),
    ]
  })
}

export function closedServiceFindings(closed: Closed[], known: Record<string, unknown>): Finding[] {
  return closed.flatMap(({ services = [] }, i) =>
    services.flatMap((code, at) =>
      finding(!(code in known), ['closed', i, 'services', at], `is no service that has a name: ${code}`),
    ),
  )
}

/** So many days of Monday to Friday of a year nobody may close: whatever is due has a day to fall on, holidays or not. */
const openAtLeast = 20
const yearLength = 366

/** A service that is closed for as good as a whole year, by all that closes it together. Asked once its days are right. */
export function closedYearFindings(closed: Closed[], services: ServiceCode[]): Finding[] {
  const years = [...new Set(['2027', ...closed.flatMap(({ from, to }) => [from, to].filter(isFull).map(yearOf))])]
  const found = [null, ...services].flatMap((service) => {
    const weeks = closedFor(closed, service)
    const year = years.find((one) => openDays(weeks, one) < openAtLeast)
    const last = weeks.at(-1)
    return year !== undefined && last ? [{ at: closed.indexOf(last), year }] : []
  })
  return [...new Map(found.map((one) => [one.at, one])).values()].flatMap(({ at, year }) =>
    finding(true, ['closed', at], `leaves hardly a day of ${year}: at least ${openAtLeast} weekdays must be open`),
  )
}

function isFull(text: string): boolean {
  return !isYearly(text)
}

function yearOf(day: Day): string {
  return day.slice(0, 4)
}

function openDays(weeks: Closed[], year: string): number {
  const days = Array.from({ length: yearLength }, (_, n) => plus(`${year}-01-01`, n))
  return days.filter((day) => isWeekday(day) && !isClosed(weeks, day)).length
}

function isWeekday(day: Day): boolean {
  const weekday = new Date(day).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

const dayLength = 86_400_000

function plus(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * dayLength).toISOString().slice(0, 10)
}

function daysFrom(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / dayLength
}

/** The 29th of February is one of every year that has it. */
function isDay(text: string): boolean {
  const day = isYearly(text) ? `2028-${text}` : text
  const date = new Date(day)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

function finding(wrong: boolean, path: Path, text: string): Finding[] {
  return wrong ? [{ path, text: `${pathText(path)} ${text}` }] : []
}
