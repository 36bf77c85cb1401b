/**
 * The kinds of fields an action asks for, each declared once: what stands in the form, what may be chosen, and how what a
 * channel delivers is read. A fault is named by a code, which the form shows as a sentence at the field. A national
 * identity number is refused in every field of text.
 */
import type { Choice } from '../../../cards/card.ts'
import type { EmptyKey, FieldWords } from '../../../cards/parts/field.ts'
import type { Case } from '../../core/case.ts'
import type { Post } from '../../core/decision.ts'
import type { Day, Month, PersonId, Recipient, WordId } from '../../core/ids.ts'
import type { Calendar } from '../../core/policy.ts'
import { hasPersonalNumber } from '../../personal-number.ts'
import type { Ids, Person } from '../../ports.ts'
import type { Key } from '../../wording/index.ts'
import type { Viewer } from '../see/index.ts'
import { clean, isFarOff, mostYears, readDay, readMonth } from './typed.ts'

export const faultCodes = [
  'required',
  'too-long',
  'no-day',
  'not-a-day',
  'not-a-month',
  'not-a-time',
  'far-year',
  'not-a-choice',
  'not-a-person',
  'which-post',
  'personal-number',
  'not-anonymous',
  'of-staff',
] as const
export type FaultCode = (typeof faultCodes)[number]
/** `max` is in characters for what is too long, and in years for what is too far off; `word` is one that must not stand there. */
export type Fault = { code: FaultCode; max?: number; word?: string }

/** What reading needs to know besides what was typed. `people` holds everybody whose id stands in a field. */
export type Surroundings = {
  today: Day
  calendar: Calendar
  ids: Ids
  people: Map<string, Person>
  /** Where the case is, or somebody looks from. */
  municipality: string
  state: Case | null
  /** Those of who fills it in. */
  posts: Post[]
  seers: PersonId[]
  /** Every unit there is of the municipality's services, for what names one. */
  units: Recipient[]
  /** Whether what is written is kept. */
  keepsWords: boolean
  /** Whether somebody's address is secret, so that no place is asked for. */
  isShielded: boolean
  /** Whom the case is about, as it was written down: for what must not name them alone. */
  about: string | null
  /** The names of the municipality's staff: for what must name none of them. */
  staff: string[]
  /** The codes of the municipality's own lists. */
  arenas: string[]
  closeReasons: string[]
  breachCauses: string[]
  breachRemedies: string[]
}

export type Env = Surroundings & {
  /** Gives words an id and keeps them beside the command. */
  word(text: string): WordId
  wordOr(text: string | null): WordId | null
}

export type Read<T> = { value: T } | { fault: Fault }

/** What comes back with a press, typed or carried by the button, as a value. */
export type Readable<T> = { read(text: string | undefined, env: Env): Read<T> }

/** From where a form is filled in: who opens it, in which case (none where one is begun), and what came with the button. */
export type At = { viewer: Viewer; state: Case | null; data: Record<string, string> }

/** What is chosen among: a list that is the same everywhere, or one that is found at the moment, and may be found empty. */
export type Source = { fixed: { value: string; label: Key }[] } | FoundSource
export type FoundSource = { found(at: At, find: string): Found | Promise<Found>; empty: EmptyKey }
/** `isLong`: there are more than are shown, so that a part of a name is asked for beside. */
export type Found = { choices: Choice[]; isLong?: boolean }

type Bounds = { min?: Day; max?: Day }

type Shape = FieldWords & {
  required: boolean
  /** What it begins with; nothing where it is not said. Chooses nothing for a family. */
  usual?(at: At): string
  /** Left out of the form where this says no. */
  asked?(at: At): boolean
  /** May be left empty where this says so, though it is required. */
  optional?(at: At): boolean
  /** Instead of its hint, where it says one. */
  hintIn?(at: At): FieldWords['hint'] | null
  /** Whether it is seldom said anew, so that the form folds it. */
  folded?: boolean
  /** Its value, where the case says it already: then it goes along unasked. */
  known?(at: At): string | null
} & (
    | { kind: 'short' | 'long'; maxLength: number }
    | { kind: 'date' /** The core judges them again. */; days?(at: At): Bounds }
    | { kind: 'choice' | 'choices'; from: Source /** Whether it names somebody of the directory. */; isPerson: boolean }
    | { kind: 'tick' }
  )

export type Field<T> = Shape & Readable<T>

export type More = FieldWords & Pick<Shape, 'usual' | 'asked' | 'optional' | 'hintIn' | 'known' | 'folded'>

/** What is wrong with a text, if anything. */
type Check = (text: string) => Fault | null

const isThere: Check = (text) => (text === '' ? { code: 'required' } : null)
/** The longest code, id or choice a channel carries for us. */
const codeLength = 200
const isShort: Check = (text) => (text.length > codeLength ? { code: 'not-a-choice' } : null)

/** For what is no text to be kept: whoever makes more of it judges it. */
export const typed: Check[] = []
/** For a code that must be there, as one that a button carries. */
export const aCode: Check[] = [isThere, isShort]

/** At most so many characters, and no number of a person. */
export function fits(max: number): Check[] {
  return [
    (text) => (text.length > max ? { code: 'too-long', max } : null),
    (text) => (hasPersonalNumber(text) ? { code: 'personal-number' } : null),
  ]
}

/** The text as it is kept, held against each check in turn; `then` makes more of it, with what the moment knows. */
export function reading<T>(checks: Check[], then: (text: string, env: Env) => Read<T>): Readable<T> {
  return {
    read(text = '', env) {
      const kept = clean(text)
      for (const check of checks) {
        const fault = check(kept)
        if (fault) return { fault }
      }
      return then(kept, env)
    },
  }
}

const asIs = <T>(value: T): Read<T> => ({ value })

/** A line that must be typed, at most so many characters. */
export function short(maxLength: number, more: More = {}): Field<string> {
  return { kind: 'short', maxLength, required: true, ...more, ...reading([isThere, ...fits(maxLength)], asIs) }
}

/** A line that may be left empty: then it is null. */
export function shortIfAny(maxLength: number, more: More = {}): Field<string | null> {
  return { kind: 'short', maxLength, required: false, ...more, ...reading(fits(maxLength), orNull) }
}

/** A text that must be typed, at most so many characters. */
export function long(maxLength: number, more: More = {}): Field<string> {
  return { kind: 'long', maxLength, required: true, ...more, ...reading([isThere, ...fits(maxLength)], asIs) }
}

/** A text that may be left empty: then it is null. */
export function longIfAny(maxLength: number, more: More = {}): Field<string | null> {
  return { kind: 'long', maxLength, required: false, ...more, ...reading(fits(maxLength), orNull) }
}

const orNull = (text: string): Read<string | null> => ({ value: text || null })

type MoreDays = More & { days?(at: At): Bounds }

export function day(more: MoreDays = {}): Field<Day> {
  const read = reading(typed, (text, env): Read<Day> => (text ? dayOf(text, env) : { fault: { code: 'no-day' } }))
  return { kind: 'date', required: true, ...more, ...read }
}

export function dayIfAny(more: MoreDays = {}): Field<Day | null> {
  const read = reading(typed, (text, env): Read<Day | null> => (text ? dayOf(text, env) : asIs(null)))
  return { kind: 'date', required: false, ...more, ...read }
}

function dayOf(text: string, { today, calendar }: Env): Read<Day> {
  const found = readDay(text, today, calendar)
  return found ? { value: found } : { fault: whyNo('not-a-day', text, today) }
}

/** A month of a year, null where it is left empty; whoever needs it says so. */
export function monthIfAny(
  maxLength: number,
  { required = false, ...more }: More & { required?: boolean } = {},
): Field<Month | null> {
  return { kind: 'short', maxLength, required, ...more, ...reading(fits(maxLength), monthOf) }
}

function monthOf(text: string, { today }: Env): Read<Month | null> {
  const found = text ? readMonth(text, today) : null
  return text && !found ? { fault: whyNo('not-a-month', text, today) } : { value: found }
}

function whyNo(code: FaultCode, text: string, today: Day): Fault {
  return isFarOff(text, today) ? { code: 'far-year', max: mostYears } : { code }
}

/** Never required: not ticked is an answer. */
export function tick(more: More = {}): Field<boolean> {
  return { kind: 'tick', required: false, ...more, ...reading(typed, (text) => asIs(text === 'true')) }
}

/** A tick without which nothing is done: that somebody means it. */
export function confirmed(more: More = {}): Field<true> {
  const read = reading(typed, (text): Read<true> => (text === 'true' ? asIs(true) : { fault: { code: 'required' } }))
  return { kind: 'tick', required: false, ...more, ...read }
}

/** One of a list that is the same everywhere, by value with its words. */
export function oneOf<T extends string>(words: Record<T, Key>, more: More = {}): Field<T> {
  const values = Object.keys(words) as T[]
  const from = { fixed: values.map((value) => ({ value, label: words[value] })) }
  return { kind: 'choice', from, isPerson: false, required: true, ...more, ...carriedOneOf(values) }
}

/** As `oneOf`; where the form does not ask, and where nothing is chosen, it is null: the core judges that. */
export function oneOfIfAny<T extends string>(
  words: Record<T, Key>,
  { required = false, ...more }: More & { required?: boolean } = {},
): Field<T | null> {
  const one = oneOf(words)
  const read: Field<T | null>['read'] = (text, env) => (text ? one.read(text, env) : asIs(null))
  return { ...one, ...more, required, read }
}

/** As `oneOf`, where not all of the list can be chosen at every moment. */
export function oneOfFound<T extends string>(words: Record<T, Key>, from: Source, more: More = {}): Field<T> {
  return { ...oneOf(words, more), kind: 'choice', from, isPerson: false }
}

/** One of a list of the moment, as its code: the core judges it. */
export function choice(from: Source, more: More = {}): Field<string> {
  return choiceOf(from, asIs, more)
}

/** The case itself, where none is chosen yet. It is read at the door: what a button carries counts before what is typed. */
export function caseAmong(from: Source, more: More = {}): Field<string> {
  return { ...choice(from, more), ...reading(typed, asIs) }
}

/** As `choice`, where `then` makes more of the code, or says that nobody was offered it. */
export function choiceOf<T>(from: Source, then: (code: string, env: Env) => Read<T>, more: More = {}): Field<T> {
  return { kind: 'choice', from, isPerson: false, required: true, ...more, ...reading(aCode, then) }
}

/** Several of a list, none among them, each once. */
export function choices(from: Source, more: More & { required?: boolean } = {}): Field<string[]> {
  return { kind: 'choices', from, isPerson: false, required: true, ...more, ...reading(typed, listOf) }
}

/** As the channels deliver them: with commas between. */
export function listOf(text: string): Read<string[]> {
  const codes = new Set(text.split(',').map((one) => one.trim()))
  return { value: [...codes].filter((one) => one !== '' && one.length <= codeLength) }
}

/** An id that comes back with a button: `idOf('measure')` reads `measure_…`. */
export function idOf<K extends string>(kind: K): Readable<`${K}_${string}`> {
  return reading(aCode, (text) => (isIdOf(kind, text) ? asIs(text) : { fault: { code: 'not-a-choice' } }))
}

/** As `idOf`, or the word that there is `none`; null on a button of a time when it was not carried. */
export function idIfAny<K extends string>(kind: K): Readable<`${K}_${string}` | 'none' | null> {
  return reading([isShort], (text) => {
    if (text === '' || text === 'none') return asIs(text || null)
    return isIdOf(kind, text) ? asIs(text) : { fault: { code: 'not-a-choice' } }
  })
}

const isIdOf = <K extends string>(kind: K, text: string): text is `${K}_${string}` => text.startsWith(`${kind}_`)

/** What comes back with a button: what is read of it, and what a form puts there where the button had nothing. */
export type Carry<T> = Readable<T> | ByForm<T>
export type ByForm<T> = Readable<T> & { fill(at: At): string }

/** One of a few words that come back with a button. */
export function carriedOneOf<T extends string>(values: readonly T[]): Readable<T> {
  return reading([isThere], (text): Read<T> => {
    const value = values.find((one) => one === text)
    return value === undefined ? { fault: { code: 'not-a-choice' } } : { value }
  })
}

/** A code that comes back with a button and is judged by the core. */
export const carriedCode: Readable<string> = reading(aCode, asIs)
