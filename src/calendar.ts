/**
 * Days and moments in a municipality's time zone, with its public holidays, and the real clock. The only file that
 * knows time zones and holidays; it decides no deadline.
 */
import Holidays from 'date-holidays'
import { Temporal } from 'temporal-polyfill'
import type { Day } from './core/ids.ts'
import type { Calendar } from './core/policy.ts'
import type { Model } from './model/schema.ts'
import type { Clock } from './ports.ts'

/**
 * The municipality's calendar. Saturdays, Sundays and public holidays are days off; days that are only observed or half
 * off, such as Norway's Christmas Eve, are working days. A local time that a clock change skips counts as the moment an
 * hour later; one that comes twice as the first.
 */
export function createCalendar(model: Pick<Model, 'timeZone' | 'holidays'>): Calendar {
  const isHoliday = holidayLookup(model.holidays)
  const isWorkingDay = (day: Day) => !isWeekend(day) && !isHoliday(day)

  const addWorkingDays = (day: Day, days: number) => {
    const step = Math.sign(days)
    let reached = day
    for (let left = Math.abs(days); left > 0; ) {
      reached = addDays(reached, step)
      if (isWorkingDay(reached)) left--
    }
    return reached
  }

  return {
    dayOf: (instant) => Temporal.Instant.from(instant).toZonedDateTimeISO(model.timeZone).toPlainDate().toString(),
    at: (day, time) =>
      Temporal.PlainDate.from(day)
        .toZonedDateTime({ timeZone: model.timeZone, plainTime: Temporal.PlainTime.from(time) })
        .toInstant()
        .toString({ fractionalSecondDigits: 3 }),
    addDays,
    addMonths: (day, months) => Temporal.PlainDate.from(day).add({ months }).toString(),
    addWorkingDays,
    isWorkingDay,
    workingDayFrom: (day) => (isWorkingDay(day) ? day : addWorkingDays(day, 1)),
    ageOn: (born, day) => {
      const age = Temporal.PlainDate.from(`${born}-01`).until(day, { largestUnit: 'year' }).years
      return Math.max(0, age)
    },
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

/** Days have no zone, so they are counted in UTC, where every day has 24 hours: ten times as fast as by Temporal. */
function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * dayLength).toISOString().slice(0, 10)
}

function isWeekend(day: Day): boolean {
  const weekday = new Date(day).getUTCDay()
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
