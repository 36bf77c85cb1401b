/**
 * What the product says, in every language: ICU messages in `nb.json`, `nn.json` and `en.json`, keyed by flat names that
 * the compiler knows. The only place where text for people is formatted; it decides nothing about what is said.
 */
import IntlMessageFormat from 'intl-messageformat'
import type { Lang } from '../../cards/card.ts'
import type { Day } from '../core/ids.ts'
import en from './en.json' with { type: 'json' }
import nb from './nb.json' with { type: 'json' }
import nn from './nn.json' with { type: 'json' }

export type Key = keyof typeof nb

/** Says something in one language. A parameter the sentence needs and does not get is a fault, and throws. */
export type Say = {
  (key: Key, params?: Record<string, string | number>): string
  lang: Lang
  /** `2026-11-26` gives `tor. 26. nov. 2026`. Always with the year: there is no clock here to leave it out by. */
  day(day: Day): string
  /** The same inside a sentence, where nothing is cut short: `torsdag 26. november 2026`. */
  dayInSentence(day: Day): string
  /** `08:00` gives `08.00`, as a time of day is written in Norwegian. */
  time(time: string): string
  /** `a, b og c`. */
  list(items: string[]): string
}

/** The same object each time for a language. */
export function wording(lang: Lang): Say {
  return says[lang]
}

/** As it begins a sentence, or stands by itself. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const texts: Record<Lang, Record<Key, string>> = { nb, nn, en }
/** British English for its order of day and month, which is the Norwegian one. */
const locales: Record<Lang, string> = { nb: 'nb', nn: 'nn', en: 'en-GB' }
const says: Record<Lang, Say> = { nb: createSay('nb'), nn: createSay('nn'), en: createSay('en') }

function createSay(lang: Lang): Say {
  const days = new Intl.DateTimeFormat(locales[lang], {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const whole = new Intl.DateTimeFormat(locales[lang], { dateStyle: 'full', timeZone: 'UTC' })
  const lists = new Intl.ListFormat(locales[lang], { type: 'conjunction' })
  const parsed = new Map<Key, IntlMessageFormat>()
  const format = (key: Key, params: Record<string, string | number>) => {
    const message = parsed.get(key) ?? new IntlMessageFormat(texts[lang][key], locales[lang], undefined, options)
    parsed.set(key, message)
    return String(message.format(params))
  }
  /** What is said the same each time. */
  const fixed = new Map<Key, string>()
  const say = (key: Key, params?: Record<string, string | number>) => {
    if (params) return format(key, params)
    const text = fixed.get(key) ?? format(key, {})
    fixed.set(key, text)
    return text
  }
  return Object.assign(say, {
    lang,
    day: ofEachDay(days),
    dayInSentence: ofEachDay(whole),
    time: (time: string) => (lang === 'en' ? time : time.replace(':', '.')),
    list: joining(lists),
  })
}

/** As the language joins them, whatever they are: that is asked once, since it costs more than a sentence. */
export function joining(format: Intl.ListFormat): (items: string[]) => string {
  const joints = (items: string[]) =>
    format.formatToParts(items).flatMap(({ type, value }) => (type === 'literal' ? [value] : []))
  // Of two there may be no comma before the "and" where there is one of more.
  const [[both = ''], [between = '', last = '']] = [joints(['a', 'b']), joints(['a', 'b', 'c'])]
  return (items) => {
    const joint = items.length > 2 ? last : both
    return items.length < 2 ? items.join() : `${items.slice(0, -1).join(between)}${joint}${items.at(-1)}`
  }
}

/** So many days are kept: cards name the same few hundred. */
const mostDays = 5000

/** Each day formatted once. Throws for what is no day. */
function ofEachDay(format: Intl.DateTimeFormat): (day: Day) => string {
  const known = new Map<Day, string>()
  return (day) => {
    const found = known.get(day)
    if (found !== undefined) return found
    if (known.size >= mostDays) known.clear()
    const text = format.format(new Date(`${day}T00:00:00Z`))
    known.set(day, text)
    return text
  }
}

/** A `<` in a sentence is a `<`: no sentence carries markup. */
const options = { ignoreTag: true }
