/**
 * Which days are public holidays where. Norway's are reckoned here; the package that knows those of all countries takes more memory
 * and time to load than most of what the bot is made of, so that it comes only where another country is named.
 */
import { createRequire } from 'node:module'
import type Holidays from 'date-holidays'
import type { Day } from './core/ids.ts'
import type { Model } from './model/schema.ts'

const norway = 'NO'

/** Whether the public holidays of a country are known. */
export function hasHolidays(country: string): boolean {
  return country === norway || holidayPlaces().includes(country)
}

/** The codes of the countries whose holidays are known, or with a country the codes of its regions. */
export function holidayPlaces(country?: string): string[] {
  if (country === norway) return []
  const list = new (everywhere())()
  return Object.keys((country === undefined ? list.getCountries() : list.getStates(country)) ?? {})
}

/** Says of a day whether it is a public holiday; those that are only observed or half off are none. Each year is reckoned once. */
export function holidayLookup(where: Model['holidays']): (day: Day) => boolean {
  const inYear = where.country === norway ? norwegianHolidays : holidaysOf(where)
  const years = new Map<string, Set<Day>>()
  return (day) => {
    const year = day.slice(0, 4)
    const days = years.get(year) ?? new Set(inYear(year))
    years.set(year, days)
    return days.has(day)
  }
}

function holidaysOf({ country, region }: Model['holidays']): (year: string) => Day[] {
  const Everywhere = everywhere()
  const options = { types: ['public' as const] }
  const source = region === undefined ? new Everywhere(country, options) : new Everywhere(country, region, options)
  return (year) => source.getHolidays(year).map((holiday) => holiday.date.slice(0, 10))
}

function everywhere(): typeof Holidays {
  return createRequire(import.meta.url)('date-holidays')
}

/** https://lovdata.no/dokument/NL/lov/1995-02-24-12 (§ 2) and https://lovdata.no/dokument/NL/lov/1947-04-26-1 */
const fixed = ['01-01', '05-01', '05-17', '12-25', '12-26']
/** Days after Easter Sunday, from Maundy Thursday to Whit Monday. */
const movable = [-3, -2, 0, 1, 39, 49, 50]

function norwegianHolidays(year: string): Day[] {
  const easter = easterSunday(Number(year))
  return [...fixed.map((day) => `${year}-${day}`), ...movable.map((days) => dayAfter(easter, days))]
}

/** The Sunday after the first full moon of spring, which is reckoned by the calendar of the church and not seen in the sky. */
function easterSunday(year: number): Date {
  const inCycle = year % 19
  const century = Math.floor(year / 100)
  const drift = 15 + century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25)
  const late = (19 * inCycle + drift) % 30
  // So that Easter never is later than 25 April, nor the moon twice on one day in a cycle of 19 years.
  const full = late === 29 || (late === 28 && inCycle > 10) ? late - 1 : late
  const moon = new Date(Date.UTC(year, 2, 21 + full))
  moon.setUTCDate(moon.getUTCDate() + 7 - moon.getUTCDay())
  return moon
}

function dayAfter(date: Date, days: number): Day {
  return new Date(date.getTime() + days * dayLength).toISOString().slice(0, 10)
}

const dayLength = 86_400_000
