/**
 * What of a case a copy may hold, by whom it is for: what a service is let know by the family's consent, and whose words stand in it. A
 * report to child welfare, and that one was made, is in none. Who reads a case on a page is judged elsewhere; here, what leaves it.
 */
import type { Case, Entry, Event } from './case.ts'
import { coveredOn, covers } from './consent.ts'
import { type Context, today } from './decision.ts'
import { comesIn, type FamilyText, type Member, roleOf } from './family-member.ts'
import { textIn } from './family-text.ts'
import type { Day, Recipient, TopicCode, WordId } from './ids.ts'
import type { Meeting } from './meeting.ts'
import type { Signer } from './policy.ts'
import type { Access } from './reading.ts'
import { names, recipientOf } from './recipient.ts'
import { isSealed } from './seal.ts'

/** Whom a copy can be for besides the family and the archive: whoever a consent lets know of something, but the case's own unit. */
export function referable(state: Case, day: Day, topics: TopicCode[]): Recipient[] {
  const all = topics.flatMap((topic) => coveredOn(state, topic, day))
  return [...new Set(all)].filter((one) => !names([one], recipientOf(state)))
}

/** What somebody of that unit, or of that service, may read who has no part in the case; null where the family lets none of it go to them. */
export function accessOfRecipient(state: Case, to: Recipient, day: Day, topics: TopicCode[]): Access | null {
  const known = topics.filter((topic) => covers(state, to, topic, day))
  return known.length > 0 && !isSealed(state, day) ? { roles: [], topics: known, sealed: false } : null
}

/**
 * Whoever answers so, as they are read to: somebody who is in the case by their page, or, where they have none, as they would be; null
 * for whom somebody has shut out.
 */
export function readerAs(
  state: Case,
  signer: Signer,
  context: Pick<Context, 'policy' | 'calendar' | 'now'>,
): Member | null {
  const day = today(context)
  const as = roleOf(signer, state.targetGroup)
  const known = state.family.filter((one) => one.as === as && (as !== 'guardian' || one.signer === signer))
  if (known.some(({ shutOut }) => shutOut)) return null
  const there = known.find((one) => comesIn(state, one, day, context))
  return there ?? onPaper(signer, as, context.now, day)
}

function onPaper(signer: Signer, as: Member['as'], now: Context['now'], until: Day): Member {
  const id = 'person_on-paper'
  return { id, as, signer, name: null, until, status: 'confirmed', since: now, shutOut: null, released: [] }
}

/**
 * The case as it is let go to others than the family and the archive, and the words that are not: texts that may say something of
 * others than the child, unless somebody has let one of the family read them. Where families have no page nobody is asked which do,
 * and those that nobody has looked at stay in it. What was said in an evaluation, and by the family at the end, is never let go, nor what
 * was wondered about before the log: of those nobody is asked. `entries`: its log, for what was said before something else took its place.
 */
export function letGo(state: Case, entries: Entry[], isAsked: boolean): { state: Case; withheld: Set<WordId> } {
  const isHeld = (id: FamilyText) => isHeldBack(state, id, isAsked)
  const notes = state.notes.filter(({ id }) => isHeld(id))
  const minutes = state.meetings.filter(({ id }) => isHeld(id)).flatMap((one) => [...minuted(one), whyNoneIn(one)])
  const words = [
    ...notes.flatMap(({ texts }) => texts.map(({ text }) => text)),
    ...minutes,
    ...state.meetings.flatMap((one) => [...heldInCall(one, isAsked), ...(one.replaced ?? [])]),
    ...saidIn(entries),
    state.concern.seen,
  ]
  return {
    state: {
      ...state,
      notes: state.notes.filter((one) => !notes.includes(one)),
      meetings: state.meetings.map((one) => (isHeld(one.id) ? unminuted(one) : one)),
    },
    withheld: new Set(words.filter((word) => word !== null)),
  }
}

/** What was written of a meeting, but for what the child said. */
export function minuted({ minutes, decisions = [] }: Meeting): WordId[] {
  return [minutes, ...decisions.map(({ text }) => text)].filter((word) => word !== null)
}

/** Who was there, and why no day was agreed, goes with what was said. */
function unminuted(meeting: Meeting): Meeting {
  if (minuted(meeting).length === 0) return meeting
  const { decisions: _, whyNone: __, present: ___, ...rest } = meeting
  return { ...rest, minutes: null }
}

/** Where nothing else was written it is no more than why a day is missing. */
function whyNoneIn(meeting: Meeting): WordId | null {
  return minuted(meeting).length > 0 ? (meeting.whyNone ?? null) : null
}

/** What was said in its evaluations, and by the family as it was closed: nobody has said whether it tells of others. */
export function saidIn(entries: Entry[]): WordId[] {
  return entries.flatMap(({ event }) => wordsSaid(event)).filter((word) => word !== null)
}

function wordsSaid(event: Event): (WordId | null)[] {
  if (event.type === 'case.closed') return [event.familyView ?? null]
  if (event.type === 'evaluation.child-heard') return [event.childView, event.childWhy]
  if (event.type === 'evaluation.parents-heard') return [event.parentsView]
  return event.type === 'evaluation.staff-heard' ? [event.staffView, event.reflection] : []
}

/** How a meeting is called is let go to nobody by itself: it says something of others, or it does not. */
function heldInCall({ invitation }: Meeting, isAsked: boolean): (WordId | null)[] {
  const { aboutOthers, purpose, points } = invitation ?? { aboutOthers: false, purpose: null, points: null }
  return aboutOthers === true || (aboutOthers === null && isAsked) ? [purpose, points] : []
}

function isHeldBack(state: Case, id: FamilyText, isAsked: boolean): boolean {
  const text = textIn(state, id)
  if (!text || text.aboutOthers === false || state.family.some(({ released }) => released.includes(id))) return false
  return text.aboutOthers === true || isAsked
}
