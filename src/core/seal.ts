/**
 * Sealed content: after a withdrawal, a refusal or the end of the consent by which the case's own service keeps the log, nobody
 * reads what was written, until its holder or leader opens it for a working day with a reason that somebody else sees. What goes on
 * without content goes on. Source: the municipality's routines for withdrawal.
 */
import type { Case, Event } from './case.ts'
import { covers, coversOwn, isAsked } from './consent.ts'
import { type Actor, type Context, type Decision, happened, today } from './decision.ts'
import { isOut } from './exclusion.ts'
import type { Day, Instant, OpeningId, PersonId, WordId } from './ids.ts'
import { type Notice, tell } from './notice.ts'
import { isAtHome, worksInside } from './post.ts'
import { recipientOf } from './recipient.ts'
import { refuse } from './refusal.ts'

/** `until` is the last day on which whoever opened it reads it; `seenBy` those who are told that they did, and why. */
export type Opening = {
  id: OpeningId
  by: PersonId | 'system'
  at: Instant
  until: Day
  reason: WordId
  seenBy: PersonId[]
  /** Whether the family has said something since, so that it opens nothing any more. */
  over: boolean
}

/** `seenBy`: the other one of holder and leader as the directory knows them, or whom the model names where there is no other. */
export type SealCommand = { type: 'case.unseal'; opening: OpeningId; reason: WordId; seenBy: PersonId[] }
export type SealEvent = { type: 'case.unsealed'; opening: OpeningId; until: Day; reason: WordId; seenBy: PersonId[] }

/**
 * Whether a log was kept that the family lets nobody keep any more. A case that was always on paper has none, whatever the family has
 * said yes to since; one that has moved is kept where it was, until the family lets it come.
 */
export function isSealed(state: Case, day: Day): boolean {
  const isKept = isAtHome(state) ? coversOwn(state, null, day) : covers(state, state.service, null, day)
  return state.level > 0 && state.wasDigital && !isKept
}

/** Whether somebody with these roles may open it: the holder, if of the case's own unit, and its leader, once it is theirs. */
export function mayUnseal(state: Case, actor: Actor, roles: string[], day: Day): boolean {
  if (actor.kind !== 'staff' || !isAtHome(state)) return false
  return roles.includes('leader') || (roles.includes('holder') && worksInside(state, actor, day))
}

/** Whether it is closed to somebody on a day, for lack of an opening of their own. */
export function isSealedFor(state: Case, actor: Actor, roles: string[], day: Day): boolean {
  return isSealed(state, day) && !(mayUnseal(state, actor, roles, day) && isOpenedBy(state, actor.person, day))
}

function isOpenedBy({ openings }: Case, person: string, day: Day): boolean {
  return openings.some(({ by, until, over }) => by === person && !over && day <= until)
}

/**
 * Words that are read all the same: why it was opened, by those who see that; what KE has advised, which knows nothing of the
 * family; why the family said no or took a consent back, and what they say to one that they are being asked for.
 */
export function neverSealed({ openings, advice, consents }: Case, person: PersonId): Set<WordId> {
  const reasons = openings.filter(({ by, seenBy }) => by === person || seenBy.includes(person))
  const asked = consents
    .filter(isAsked)
    .flatMap(({ purpose, excludedPersons, language, textVersion }) => [purpose, excludedPersons, language, textVersion])
  const said = consents.flatMap(({ noes, takenBack }) => [...noes, ...takenBack]).map(({ reason }) => reason)
  return new Set([
    ...reasons.map(({ reason }) => reason),
    ...advice.map(({ text }) => text),
    ...[...asked, ...said].filter(isWord),
  ])
}

/** A consent that nobody has signed has a language and a version that are none. */
function isWord(value: string | null): value is WordId {
  return value?.startsWith('word_') ?? false
}

/** Refuses where nothing is sealed, and where nobody but the one who opens it would see it. On a day off it lasts until the end of the next working day. */
export function unseal(
  state: Case,
  { opening, reason, seenBy }: SealCommand,
  roles: string[],
  context: Context,
): Decision {
  const { actor, calendar } = context
  const day = today(context)
  if (!isSealed(state, day)) return refuse('not-sealed')
  if (!isAtHome(state)) return refuse('consent-missing', { services: [recipientOf(state)] })
  if (!mayUnseal(state, actor, roles, day)) return refuse('not-permitted', { may: ['leader'] })
  if (!isSealedFor(state, actor, roles, day)) return refuse('already-done')
  const others = [...new Set(seenBy)].filter((one) => one !== actor.person && !isOut(state, one))
  if (others.length === 0) return refuse('nobody-sees')
  return happened({ type: 'case.unsealed', opening, until: calendar.workingDayFrom(day), reason, seenBy: others })
}

export function unsealed(state: Case, event: SealEvent, at: Instant, by: PersonId | 'system'): Case {
  const { type: _, opening: id, ...rest } = event
  return { ...state, openings: [...state.openings, { ...rest, id, by, at, over: false }] }
}

/** What the family says seals the content anew: who opened it before that asks again. */
export function sealedAnew(state: Case, { type }: Event): Case {
  if (!words.some((one) => one === type)) return state
  return { ...state, openings: state.openings.map((one) => ({ ...one, over: true })) }
}

const words = ['consent.given', 'consent.refused', 'consent.withdrawn', 'consent.set-aside'] satisfies Event['type'][]

export function noticesOfUnsealing({ opening: subject, seenBy }: SealEvent): Notice[] {
  const people = seenBy.map((person) => ({ person }))
  return [tell({ card: 'content-opened', subject }, people)]
}
