/**
 * What the product says, in every language: ICU messages in `nb.json`, `nn.json` and `en.json`, keyed by flat names that
 * the compiler knows; and what the family's page says in further ones (`family/`). The only place where text for people is
 * formatted; it decides nothing about what is said.
 */
import IntlMessageFormat from 'intl-messageformat'
import type { Lang, Tongue } from '../../cards/card.ts'
import type { Day } from '../core/ids.ts'
import en from './en.json' with { type: 'json' }
import { type Further, readFurther } from './further.ts'
import { capital, marked } from './names.ts'
import nb from './nb.json' with { type: 'json' }
import nn from './nn.json' with { type: 'json' }

export { capital, nameParts } from './names.ts'

export type Key = keyof typeof nb

export function isKey(text: string): text is Key {
  return Object.hasOwn(nb, text)
}

/** Says something in one language. A parameter the sentence needs and does not get is a fault, and throws. */
export type Say = {
  (key: Key, params?: Record<string, string | number>): string
  /** In which language it takes the names of a municipality's model. */
  lang: Lang
  /** In which language it speaks, how that is written, and what it calls itself. */
  tag: Tongue
  dir: 'ltr' | 'rtl'
  ownName: string
  /** What must stand beside a text that is a translation and decides nothing; null where it decides. */
  translated: string | null
  /** A name inside a sentence, of the model or of somebody: marked as one where it is in another language than the sentence. */
  named(text: string): string
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
export function wording(tongue: Tongue): Say {
  const known = says.get(tongue)
  if (known) return known
  const say = createSay(tongue)
  says.set(tongue, say)
  return say
}

/** Whether the family's page speaks it. */
export function isTongue(text: unknown): text is Tongue {
  return typeof text === 'string' && (isOurs(text) || further.has(text))
}

/** In which language something was shown to somebody, as staff read of it. */
export function shownIn({ lang, tag }: Pick<Say, 'lang' | 'tag'>): string {
  if (isOurs(tag)) return wording(tag)(`language.${tag}`)
  const language = capital(new Intl.DisplayNames(lang, { type: 'language' }).of(tag) ?? tag)
  return furtherOne(tag).draft === null ? language : wording(lang)('language.draft', { language })
}

function furtherOne(tag: string): Further {
  const found = further.get(tag)
  if (!found) throw new Error(`nothing is said in ${tag}`)
  return found
}

const ours: Record<Lang, Record<Key, string>> = { nb, nn, en }
/** British English for its order of day and month, which is the Norwegian one. */
const locales: Record<Lang, string> = { nb: 'nb', nn: 'nn', en: 'en-GB' }
/** By their tags. */
export const further = readFurther(new URL('./family/', import.meta.url))
/** The languages in which the family's page speaks: ours first. */
export const tongues: readonly Tongue[] = [...Object.keys(ours), ...further.keys()].filter(isTongue)
/** A further one from when somebody speaks it. */
const says = new Map<Tongue, Say>([
  ['nb', createSay('nb')],
  ['nn', createSay('nn')],
  ['en', createSay('en')],
])

function isOurs(text: string): text is Lang {
  return Object.hasOwn(ours, text)
}

type Voice = Omit<Say, 'day' | 'dayInSentence' | 'time' | 'list'> & { locale: string; texts: Record<string, string> }

/** Beside the sentences of a further language names stand in bokmål. */
function voiceOf(tag: Tongue): Voice {
  if (isOurs(tag)) {
    const texts = ours[tag]
    const [ownName, named] = [texts[`language.${tag}`], (text: string) => text]
    return { tag, lang: tag, locale: locales[tag], dir: 'ltr', ownName, translated: null, named, texts }
  }
  const { locale, dir, draft, decides, texts } = furtherOne(tag)
  const ownName = capital(new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag)
  const translated = draft === null ? decides : `${draft} ${decides}`
  return { tag, lang: 'nb', locale, dir, ownName, translated, named: marked, texts }
}

function createSay(tongue: Tongue): Say {
  const { locale, texts, ...voice } = voiceOf(tongue)
  const days = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' })
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  const say = Object.assign(sayingOf(texts, locale), voice)
  const isNorwegian = tongue === 'nb' || tongue === 'nn'
  return Object.assign(say, {
    day: ofEachDay(days),
    dayInSentence: ofEachDay(whole),
    time: (time: string) => (isNorwegian ? time.replace(':', '.') : time),
    list: joining(lists),
  })
}

function sayingOf(texts: Record<string, string>, locale: string) {
  const parsed = new Map<Key, IntlMessageFormat>()
  const format = (key: Key, params: Record<string, string | number>) => {
    const message = parsed.get(key) ?? new IntlMessageFormat(textAt(texts, key), locale, undefined, options)
    parsed.set(key, message)
    return String(message.format(params))
  }
  /** What is said the same each time. */
  const fixed = new Map<Key, string>()
  return (key: Key, params?: Record<string, string | number>) => {
    if (params) return format(key, params)
    const text = fixed.get(key) ?? format(key, {})
    fixed.set(key, text)
    return text
  }
}

/** Nobody is ever shown a key. */
function textAt(texts: Record<string, string>, key: Key): string {
  const text = texts[key]
  if (text === undefined) throw new Error(`"${key}" is not said in this language`)
  return text
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
