/**
 * Days and moments in a municipality's time zone, with its public holidays, and the real clock. The only file that
 * knows time zones, holidays and closed weeks; it decides no deadline.
 */
import Holidays from 'date-holidays'
import { Temporal } from 'temporal-polyfill'
import type { Day, ServiceCode } from './core/ids.ts'
import type { Calendar } from './core/policy.ts'
import type { Closed, Model } from './model/schema.ts'
import type { Clock } from './ports.ts'

/**
 * The municipality's calendar. Saturdays, Sundays, public holidays and the weeks the model closes for everybody are days off;
 * days that are only observed or half off, such as Norway's Christmas Eve, are working days. `in` adds a service's own closed
 * weeks. A local time that a clock change skips counts as the moment an hour later; one that comes twice as the first.
 */
export function createCalendar(model: Pick<Model, 'timeZone' | 'holidays'> & Partial<Pick<Model, 'closed'>>): Calendar {
  const { timeZone, closed = [] } = model
  const isHoliday = holidayLookup(model.holidays)
  const known = new Map<ServiceCode, Calendar>()
  const within = (service: ServiceCode): Calendar => {
    const found = known.get(service) ?? (hasOwn(closed, service) ? withWeeks(closedFor(closed, service)) : everybodys)
    known.set(service, found)
    return found
  }
  const withWeeks = (weeks: Closed[]) => counting(timeZone, (day) => isHoliday(day) || isClosed(weeks, day), within)
  const everybodys = withWeeks(closedFor(closed, null))
  return everybodys
}

function counting(timeZone: string, isOff: (day: Day) => boolean, within: Calendar['in']): Calendar {
  const isWorking = workingDays(isOff)
  const workingDayAfter = (from: number, days: number) => {
    const step = Math.sign(days)
    let reached = from
    for (let left = Math.abs(days); left > 0; ) {
      reached += step
      if (isWorking(reached)) left--
    }
    return reached
  }

  return {
    dayOf: remembering((instant) =>
      Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString(),
    ),
    timeOf: (instant) =>
      Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' }),
    at: rememberingBoth((day, time) =>
      Temporal.PlainDate.from(day)
        .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
        .toInstant()
        .toString({ fractionalSecondDigits: 3 }),
    ),
    addDays: (day, days) => dayAt(numberOf(day) + days),
    addMonths: rememberingBoth((day: Day, months: number) => Temporal.PlainDate.from(day).add({ months }).toString()),
    addWorkingDays: rememberingBoth((day: Day, days: number) => dayAt(workingDayAfter(numberOf(day), days))),
    isWorkingDay: (day) => isWorking(numberOf(day)),
    workingDayFrom: (day) => {
      const number = numberOf(day)
      return isWorking(number) ? day : dayAt(workingDayAfter(number, 1))
    },
    ageOn: rememberingBoth((born, day) => {
      const age = Temporal.PlainDate.from(`${born}-01`).until(day, { largestUnit: 'year' }).years
      return Math.max(0, age)
    }),
    in: within,
  }
}

/** So many answers are kept: of each case the same few moments are asked for, again and again. */
const remembered = 10_000

/** The same, without reckoning a second time what was asked lately. */
function remembering<A, T>(reckon: (asked: A) => T): (asked: A) => T {
  const known = new Map<A, T>()
  return (asked) => {
    const found = known.get(asked)
    if (found !== undefined) return found
    if (known.size >= remembered) known.clear()
    const answer = reckon(asked)
    known.set(asked, answer)
    return answer
  }
}

/** As `remembering`, of two: a text made of both would cost as much as many answers. */
function rememberingBoth<A, B, T>(reckon: (one: A, other: B) => T): (one: A, other: B) => T {
  const known = new Map<B, Map<A, T>>()
  let kept = 0
  return (one, other) => {
    const found = known.get(other)?.get(one)
    if (found !== undefined) return found
    if (kept >= remembered) {
      known.clear()
      kept = 0
    }
    const answer = reckon(one, other)
    known.set(other, (known.get(other) ?? new Map<A, T>()).set(one, answer))
    kept += 1
    return answer
  }
}

/** The real clock, in UTC with milliseconds. */
export function createClock(): Clock {
  return { now: () => new Date().toISOString() }
}

/** Whether `name` is a time zone this system knows. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** The codes of the countries whose holidays are known, or with a country the codes of its regions. */
export function holidayPlaces(country?: string): string[] {
  const list = new Holidays()
  return Object.keys((country === undefined ? list.getCountries() : list.getStates(country)) ?? {})
}

const dayLength = 86_400_000

/** Days have no zone, so they are counted in UTC, where every day has 24 hours: many times as fast as by Temporal. */
const numberOf = remembering((day: Day): number => Date.parse(day) / dayLength)

const dayAt = remembering((number: number): Day => new Date(number * dayLength).toISOString().slice(0, 10))

/** Of a day by its number, each found out once: every case of every list asks of the same few hundred. */
function workingDays(isOff: (day: Day) => boolean): (number: number) => boolean {
  const known = new Map<number, boolean>()
  return (number) => {
    const found = known.get(number)
    if (found !== undefined) return found
    const working = !isWeekend(number) && !isOff(dayAt(number))
    known.set(number, working)
    return working
  }
}

/** The first of January 1970, day 0, was a Thursday. */
function isWeekend(number: number): boolean {
  const weekday = (((number + 4) % 7) + 7) % 7
  return weekday === 0 || weekday === 6
}

function holidayLookup({ country, region }: Model['holidays']): (day: Day) => boolean {
  const options = { types: ['public' as const] }
  const source = region === undefined ? new Holidays(country, options) : new Holidays(country, region, options)
  const years = new Map<string, Set<Day>>()
  return (day) => {
    const year = day.slice(0, 4)
    let days = years.get(year)
    if (!days) {
      days = new Set(source.getHolidays(year).map((holiday) => holiday.date.slice(0, 10)))
      years.set(year, days)
    }
    return days.has(day)
  }
}

/** The weeks that are a service's, everybody's among them; null: everybody's alone. */
export function closedFor(closed: Closed[], service: ServiceCode | null): Closed[] {
  return closed.filter(({ services }) => !services || (service !== null && services.includes(service)))
}

/** Whether a service has weeks beside everybody's. */
function hasOwn(closed: Closed[], service: ServiceCode): boolean {
  return closed.some(({ services }) => services?.includes(service))
}

/** Whether a day lies in any of these weeks. */
export function isClosed(weeks: Closed[], day: Day): boolean {
  return weeks.some(({ from, to }) => {
    const on = isYearly(from) ? day.slice(5) : day
    return from <= to ? from <= on && on <= to : from <= on || on <= to
  })
}

/** Whether it is a day of every year. */
export function isYearly(text: string): boolean {
  return text.length === 'MM-DD'.length
}
