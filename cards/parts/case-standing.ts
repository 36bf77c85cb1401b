/** Where a case stands, whatever its level: whom it is about, how it was closed, with whom the ball lies, what is late. */
import type { Called } from '../../src/core/called.ts'
import type { Day } from '../../src/core/ids.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block, Fact } from '../card.ts'
import { button, type Offer } from './offer.ts'
import { type Sealed, sealed } from './sealed.ts'
import { shielded } from './shielded.ts'
import { typed, typedIfAny } from './typed.ts'

/** `by` is null where the bot closed it. */
export type Closed = {
  reason: string
  by: string | null
  day: Day
  summary: string | null
  /** How far it came with its goals, and who was thanked, ready. */
  facts: Fact[]
  /** What the family thinks of how it ended. */
  familyView: string | null
}

/** `who` is a colleague's name, or `role.<role>`; `isPast`: whether its day is over. */
export type Ball = { who: string; signal: Called; day: Day; isPast: boolean }

/** `again`: the day on which it is reminded of again, where somebody put that off; `later` does so, where the reader may. */
export type Overdue = { signal: Called; day: Day; again: Day | null; later: Offer | null }

/** `about` is null where the reader may not see it; `isShielded` where they are told not to write where anybody is. */
export type About = { about: string | null; isErased: boolean; isShielded: boolean; sealed: Sealed | null }

/** Whom the case is about, and why that can't be read or is to be written about with care. */
export function caseAbout({ about, isErased, isShielded, sealed: seal }: About, say: Say): Block[] {
  return [whomAbout(about, isErased, say), ...sealed(seal, say), ...(isShielded ? [shielded(say)] : [])]
}

/** Who it is about is short, and stands as a fact; where it was erased, that nobody can read it stands in its place. */
function whomAbout(value: string | null, isErased: boolean, say: Say): Block {
  if (isErased) return { kind: 'notice', text: say('case.erased'), tone: 'neutral', discreet: true }
  const label = say('fact.about')
  return value === null ? typed(null, label, say) : { kind: 'facts', facts: [{ label, value, typed: true }] }
}

/** Why a case is closed, by whom and when, and the summary that was left of it. */
export function caseClosing({ reason, by, day, summary, facts, familyView }: Closed, say: Say): Block[] {
  const text = by
    ? say('case.closed-by', { day: say.dayInSentence(day), by, reason })
    : say('case.closed-on', { day: say.dayInSentence(day), reason })
  return [
    { kind: 'notice', text, tone: 'neutral' },
    ...(facts.length > 0 ? [{ kind: 'facts', facts } as const] : []),
    ...typedIfAny(summary, say('fact.summary')),
    ...typedIfAny(familyView, say('field.familyView')),
    { kind: 'text', text: say('case.closed'), discreet: true },
  ]
}

type Pressing = { ball: Ball | null; overdue: Overdue[]; next: Block[] }

/** With whom the ball lies and what its reader does next, and all that is late, each with the way to have its reminders wait. */
export function casePressing({ ball, overdue, next }: Pressing, say: Say): Block[] {
  return [
    ...(ball ? [ballNotice(ball, overdue.length > 0 ? 'warning' : 'attention', say)] : []),
    ...next,
    ...(overdue.length > 0 ? [{ kind: 'heading', text: say('overdue.heading') } as const] : []),
    ...overdue.map((one) => lateRow(one, say('overdue.since', { day: say.day(one.day) }), say)),
  ]
}

/** What is late, `since` as its card says it, and the way to have its reminders wait. */
export function lateRow({ signal, again, later }: Omit<Overdue, 'day'>, since: string, say: Say): Block {
  const text = say(`signal.${signal}.title`)
  const subtle = again ? `${since} · ${say('mine.again', { day: say.day(again) })}` : since
  const tone = again ? 'neutral' : 'warning'
  return later
    ? { kind: 'row', text, subtle, tone, button: button(later, say) }
    : { kind: 'list', items: [{ text, subtle, tone }] }
}

/** With whom the ball lies, with what and until when. */
export function ballNotice({ who, signal, day, isPast }: Ball, tone: 'warning' | 'attention', say: Say): Block {
  const when = { day: say.dayInSentence(day), past: String(isPast) }
  return { kind: 'notice', text: say('ball.lies-with', { who, what: say(`signal.${signal}.title`), ...when }), tone }
}
