/**
 * What waits to be sent, without words: which card, and what it is about. The card is drawn, and access checked, when it is
 * sent. What a database gives back is read here, so that nothing is ever taken for something else.
 */
import { readDueKey } from './core/due-key.ts'
import type { PersonId } from './core/ids.ts'
import { isOfLeave, readSent, type Sent } from './core/notice.ts'
import type { Policy } from './core/policy.ts'
import { isSingle } from './core/single.ts'

/** An account as a channel names it. */
type Account = { channel: string; tenant: string; user: string }

/** Cards that their person asked for, or that are about themselves: `form` is begun in a place, the last two are about accounts. */
type Requested =
  | { [C in Alone]: { card: C; line: null; subject: '' } }[Alone]
  /** Begun in the place of that key. */
  | { card: 'form'; line: null; subject: string }
  | { card: 'overview'; line: null; subject: '' | OfWeekly }
  /** Who led for a leader, where, and why that is told: `goneIn` reads it. */
  | { card: 'stand-in-gone'; line: null; subject: string }
  /** About an account; the last of two is the one it is told to. */
  | { [C in OfAccounts]: { card: C; line: null; subject: string } }[OfAccounts]
/**
 * Of an overview that was to come every week: it can't be told any more in the place (`lost`), was perhaps not told there this time
 * (`missed`), or is no more its reader's to have (`no-more`).
 */
export type OfWeekly = (typeof ofWeekly)[number]
type Alone = (typeof alone)[number]
type OfAccounts = (typeof ofAccounts)[number]

export type Letter = Sent | Requested

/**
 * `unasked`: whether nobody asked for it and it need not come by itself, so that no more of them come on one day than the
 * municipality's model lets: `never`, by its `line`, by its `signal`, or `always`.
 */
type Kind = { asks: boolean; comesAtOnce: boolean; unasked: 'never' | 'line' | 'signal' | 'always' }

/**
 * Of every card that is sent: whether it `asks` for something and can be pressed, so that it is of no use to anybody who has
 * not seen it once it is settled; and whether it `comesAtOnce`, whatever somebody's hours, since they asked for it or must
 * know without delay.
 */
const kinds = {
  'thread-root': { asks: false, comesAtOnce: false, unasked: 'never' },
  'thread-line': { asks: false, comesAtOnce: false, unasked: 'never' },
  told: { asks: false, comesAtOnce: false, unasked: 'line' },
  proposal: { asks: true, comesAtOnce: false, unasked: 'never' },
  'hand-over': { asks: true, comesAtOnce: false, unasked: 'never' },
  'anonymous-question': { asks: true, comesAtOnce: false, unasked: 'never' },
  receiving: { asks: true, comesAtOnce: false, unasked: 'never' },
  'who-comes': { asks: true, comesAtOnce: false, unasked: 'never' },
  reminder: { asks: true, comesAtOnce: false, unasked: 'signal' },
  breach: { asks: true, comesAtOnce: false, unasked: 'always' },
  'consent-withdrawn': { asks: false, comesAtOnce: true, unasked: 'never' },
  'content-opened': { asks: true, comesAtOnce: false, unasked: 'never' },
  'family-arrived': { asks: true, comesAtOnce: false, unasked: 'never' },
  'case-summary': { asks: false, comesAtOnce: true, unasked: 'never' },
  form: { asks: false, comesAtOnce: true, unasked: 'never' },
  mine: { asks: false, comesAtOnce: true, unasked: 'never' },
  digest: { asks: false, comesAtOnce: false, unasked: 'always' },
  overview: { asks: false, comesAtOnce: true, unasked: 'never' },
  settings: { asks: false, comesAtOnce: true, unasked: 'never' },
  'standing-in': { asks: false, comesAtOnce: true, unasked: 'never' },
  'stand-in-gone': { asks: false, comesAtOnce: true, unasked: 'never' },
  pairing: { asks: false, comesAtOnce: true, unasked: 'never' },
  paired: { asks: false, comesAtOnce: true, unasked: 'never' },
  greeting: { asks: false, comesAtOnce: true, unasked: 'never' },
  'delete-yours': { asks: false, comesAtOnce: true, unasked: 'never' },
  folded: { asks: false, comesAtOnce: false, unasked: 'never' },
  newer: { asks: false, comesAtOnce: false, unasked: 'never' },
} as const satisfies Record<Letter['card'], Kind>

/** Cards that ask for something. */
export type AskingCard = { [C in Letter['card']]: (typeof kinds)[C]['asks'] extends true ? C : never }[Letter['card']]

export function isAsking<L extends Pick<Letter, 'card'>>(letter: L): letter is Extract<L, { card: AskingCard }> {
  return kinds[letter.card].asks
}

export function comesAtOnce(card: Letter['card']): boolean {
  return kinds[card].comesAtOnce
}

/** Whether it is one of those of which no more come on one day than the model lets. */
export function isUnasked(letter: Letter, { reminders }: Pick<Policy, 'reminders'>): boolean {
  if (letter.card === 'told') return !isSingle(letter.line)
  if (letter.card === 'reminder') return !reminders.single.includes(readDueKey(letter.subject).signal)
  return kinds[letter.card].unasked === 'always'
}

/**
 * Whether it says where its case stands, or asks for what a case asks for now: every change draws it again, but none takes away
 * what its reader has unfolded in its place.
 */
export function followsCase({ card, line }: Letter): boolean {
  if (card === 'case-summary' || isOfLeave(line)) return true
  return line === 'proposal-approved' || line === 'proposal-approved-partly'
}

/**
 * What a card asks for, whichever day it is due, or that less is shared than before: of what says the same to somebody the newest alone
 * stands. Null for every other.
 */
export function newestOf(letter: Letter): string | null {
  if (letter.card === 'consent-withdrawn') return letter.card
  if (!isAsking(letter)) return null
  if (letter.card !== 'reminder' && letter.card !== 'breach') return `${letter.card} ${letter.subject}`
  const { signal, subject } = readDueKey(letter.subject)
  return `${letter.card} ${signal} ${subject}`
}

const alone = [
  'mine',
  'digest',
  'settings',
  'standing-in',
  'pairing',
  'case-summary',
  'delete-yours',
  'folded',
  'newer',
] as const
const ofWeekly = ['lost', 'missed', 'no-more'] as const
const ofAccounts = ['paired', 'greeting'] as const

/** A row as what it is to send; null for what this version does not know. */
export function readLetter(card: string, line: string | null, subject: string): Letter | null {
  const sent = readSent(card, line, subject)
  if (sent || line !== null) return sent
  const known = alone.find((one) => one === card)
  if (known) return { card: known, line, subject: '' }
  if (card === 'overview') {
    const about = (['', ...ofWeekly] as const).find((one) => one === subject)
    return about === undefined ? null : { card, line, subject: about }
  }
  if (card === 'form') return subject === '' ? null : { card, line, subject }
  if (card === 'stand-in-gone') return goneIn(subject) ? { card, line, subject } : null
  const own = ofAccounts.find((one) => one === card)
  return own && accountsIn(subject).length > 0 ? { card: own, line, subject } : null
}

/** That somebody leads for a leader in these units (`municipality/unit`) no more, or can't be reached: as it was when it was told. */
export type StandInGone = { person: PersonId; why: 'over' | 'silent'; units: string[] }

export function subjectOfGone({ person, why, units }: StandInGone): string {
  return JSON.stringify([why, person, ...units])
}

/** Null where it is no such thing. */
export function goneIn(subject: string): StandInGone | null {
  const read = parsed(subject)
  if (!Array.isArray(read) || !read.every((one) => typeof one === 'string')) return null
  const [why, person, ...units] = read
  const isKnown = why === 'over' || why === 'silent'
  return isKnown && person !== undefined && isPerson(person) ? { why, person, units } : null
}

function isPerson(subject: string): subject is PersonId {
  return subject.startsWith('person_')
}

/** An account as the subject of a letter; `to` is the one it is told to, where that is another. */
export function subjectOf(account: Account, to?: Account): string {
  return JSON.stringify([account, ...(to ? [to] : [])].map(({ channel, tenant, user }) => [channel, tenant, user]))
}

/** The accounts in a subject; none where it is no such thing. */
export function accountsIn(subject: string): Account[] {
  const read = parsed(subject)
  if (!Array.isArray(read) || !read.every(isTuple)) return []
  return read.map(([channel, tenant, user]) => ({ channel, tenant, user }))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function isTuple(value: unknown): value is [string, string, string] {
  return Array.isArray(value) && value.length === 3 && value.every((one) => typeof one === 'string')
}

/**
 * Why a row is not sent: its case is no more; whoever it was for is no more at work, or may not read it; what it asks is
 * settled, or a later one that waits asks for the same; the message is no more, or shows the same already, or what its reader has just
 * unfolded there; its channel is not set up; the thread is not there, or not yet, or already; what it told of is no more in the case;
 * they have been told enough today, or are away, so that it stands in their next digest.
 */
export type Dropped =
  | 'no-case'
  | 'inactive'
  | 'no-access'
  | 'settled'
  | 'gone'
  | 'unchanged'
  | 'not-begun'
  | 'no-channel'
  | 'no-thread'
  | 'has-thread'
  | 'nothing-to-say'
  | 'repeated'
  | 'in-digest'
  | 'away'
