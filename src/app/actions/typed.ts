/** Reads what people type into fields: words made harmless, and days as people write them. */
import type { Day, Month } from '../../core/ids.ts'
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
 * A day as typed: `2026-11-27`, `27.11.2026`, `27.11.`, `27/11`, `i dag`, `i morgen`, `tomorrow`. Without a year it is the
 * next such day from today on. Null when it is no day; the calendar decides whether 29 February exists.
 */
export function readDay(text: string, today: Day, calendar: Calendar): Day | null {
  const typed = clean(text).toLowerCase()
  const days = near.get(typed)
  if (days !== undefined) return calendar.addDays(today, days)
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

/** A month as typed: `2014-03`, `03.2014`, `3/2014`, and the month of a whole date. Null when it is none. */
export function readMonth(text: string): Month | null {
  const typed = clean(text)
  const found = /^(\d{4})-(\d{1,2})(?:-\d{1,2})?$/.exec(typed) ?? /^(?:\d{1,2}\.)?(\d{1,2})[./](\d{4})$/.exec(typed)
  const [year, month] = found?.[1]?.length === 4 ? [found[1], found[2]] : [found?.[2], found?.[1]]
  return year && month && Number(month) >= 1 && Number(month) <= 12 ? `${year}-${month.padStart(2, '0')}` : null
}

/** Nobody here means a day in another century than the last, this or the next; what counts with days need not know them. */
function existing(year = '', month?: string, day?: string): Day | null {
  if (year < '1900' || year > '2199') return null
  const iso = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00.000Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso
}
