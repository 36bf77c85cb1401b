/** Reads what people type into fields: words made harmless, and days as people write them. */
import type { Day, Month, Time } from '../../core/ids.ts'
import type { Calendar } from '../../core/policy.ts'
import { isBlank } from '../../visible.ts'

/** Control characters and the marks that turn the direction of text round; tab and line breaks stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/**
 * The text as it is kept: without what turns or breaks it unseen, without space around it. Nothing else is changed; of a text
 * in which nothing can be seen nothing is kept.
 */
export function clean(text: string): string {
  if (isBlank(text)) return ''
  return text.replace(/\r\n?/g, '\n').replace(unprintable, '').trim()
}

const near = new Map([
  ['i dag', 0],
  ['idag', 0],
  ['today', 0],
  ['i morgen', 1],
  ['imorgen', 1],
  ['i morgon', 1],
  ['tomorrow', 1],
  ['i overmorgen', 2],
  ['i overmorgon', 2],
])

/**
 * A day as typed: `2026-11-27`, `27.11.2026`, `27.11.`, `27/11`, `27. november`, `i dag`, `i morgen`, `tomorrow`. Without a
 * year it is the next such day from today on. Null when it is no day, or of no year near ours; the calendar decides whether
 * 29 February exists.
 */
export function readDay(text: string, today: Day, calendar: Calendar): Day | null {
  const typed = inNumbers(text)
  const days = near.get(typed)
  if (days !== undefined) return calendar.addDays(today, days)
  if (isFarOff(text, today)) return null
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  if (iso) return existing(iso[1], iso[2], iso[3])
  const european = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2})?)?$/.exec(typed)
  if (!european) return null
  const [, day, month, year] = european
  if (year) return existing(year.length === 2 ? `20${year}` : year, month, day)
  const thisYear = Number(today.slice(0, 4))
  const found = existing(String(thisYear), month, day)
  return found && found >= today ? found : (existing(String(thisYear + 1), month, day) ?? found)
}

/**
 * A month as typed: `mars 2016`, `3/2016`, `03.2016`, `2014-03`, and the month of a whole date. Null when it is none, or of no
 * year near ours.
 */
export function readMonth(text: string, today: Day): Month | null {
  const typed = inNumbers(text)
  const found =
    /^(\d{4})[-./ ](\d{1,2})(?:[-./ ]\d{1,2})?$/.exec(typed) ?? /^(?:\d{1,2}[./])?(\d{1,2})[-./ ](\d{4})$/.exec(typed)
  const [year, month] = found?.[1]?.length === 4 ? [found[1], found[2]] : [found?.[2], found?.[1]]
  if (!year || !month || isFarOff(text, today)) return null
  return Number(month) >= 1 && Number(month) <= 12 ? `${year}-${month.padStart(2, '0')}` : null
}

/** A time of day as typed: `13.30`, `13:30`, `1330`, `kl. 9`, `9`. Null when it is none. */
export function readTime(text: string): Time | null {
  const typed = clean(text)
    .toLowerCase()
    .replace(/^(kl|at)\.?\s*/, '')
    .replace(/\s/g, '')
  const [, hours = '', minutes = '00'] = /^(\d{1,2})(?:[.:]?(\d{2}))?$/.exec(typed) ?? []
  const isTime = hours !== '' && Number(hours) < 24 && Number(minutes) < 60
  return isTime ? `${hours.padStart(2, '0')}:${minutes}` : null
}

/** Nobody here means a day so many years away; what counts with days need not know them. */
export const mostYears = 50

/** Whether what was typed is written like a day or a month of a year that nobody here means. */
export function isFarOff(text: string, today: Day): boolean {
  const [year] = /^\d{3,}(?=[-./ ]\d)|(?<=\d[-./ ])\d{3,}$/.exec(inNumbers(text)) ?? []
  return year !== undefined && Math.abs(Number(year) - Number(today.slice(0, 4))) > mostYears
}

/** In small letters, with the names of months as numbers: `27. nov. 2026` and `mars 2016` give `27.11.2026` and `3.2016`. */
function inNumbers(text: string): string {
  const typed = clean(text)
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/ ?([./-]) ?/g, '$1')
  const [, day, name = '', year] = /^(?:(\d{1,2})[. ])?(\p{L}{3,})[., ]*(\d+)?$/u.exec(typed) ?? []
  const [, first, second = ''] = /^(\d{4}) (\p{L}{3,})\.?$/u.exec(typed) ?? []
  const month = monthNames.find((one) => one.name.startsWith(name || second))?.month
  if (month === undefined || (name || second) === '') return typed
  return first ? `${month}.${first}` : [day, month, year].filter((part) => part !== undefined).join('.')
}

const monthNames = ['nb', 'nn', 'en'].flatMap((lang) => {
  const named = new Intl.DateTimeFormat(lang, { month: 'long', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, at) => ({
    month: at + 1,
    name: named.format(Date.UTC(2026, at, 1)).toLowerCase(),
  }))
})

function existing(year = '', month?: string, day?: string): Day | null {
  const iso = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00.000Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso
}
