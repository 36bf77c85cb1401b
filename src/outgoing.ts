/**
 * What waits to be sent, without words: which card, and what it is about. The card is drawn, and access checked, when it is
 * sent. What a database gives back is read here, so that nothing is ever taken for something else.
 */
import { readSent, type Sent } from './core/notice.ts'

/** Keys of the places, and accounts as text, that some cards are about. */
type Subject = string

/** Cards that their person asked for, or that are about themselves: `form` is begun in a place, the last two are about accounts. */
type Asked =
  | { [C in Alone]: { card: C; line: null; subject: '' } }[Alone]
  | { [C in About]: { card: C; line: null; subject: Subject } }[About]
type Alone = (typeof alone)[number]
type About = (typeof about)[number]

export type Letter = Sent | Asked

const alone = ['mine', 'settings', 'case-summary'] as const
const about = ['form', 'paired', 'greeting'] as const

/** A row as what it is to send; null for what this version does not know. */
export function readLetter(card: string, line: string | null, subject: string): Letter | null {
  const sent = readSent(card, line, subject)
  if (sent || line !== null) return sent
  const known = alone.find((one) => one === card)
  if (known) return { card: known, line, subject: '' }
  const asked = about.find((one) => one === card)
  return asked && subject !== '' ? { card: asked, line, subject } : null
}

/**
 * Why a row is not sent: its case is no more; whoever it was for is no more at work, or may not read it; what it asks is
 * settled; the message is no more, or shows the same already; the thread is not there, or not yet, or already;
 * what it told of is no more in the case.
 */
export type Dropped =
  | 'no-case'
  | 'inactive'
  | 'no-access'
  | 'settled'
  | 'gone'
  | 'unchanged'
  | 'not-begun'
  | 'no-thread'
  | 'has-thread'
  | 'nothing-to-say'
