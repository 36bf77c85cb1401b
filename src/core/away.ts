/**
 * Who stands in a case and is not there for it: gone from the post on which their part rests, or nothing can be sent to them.
 * What the directory says of that is kept in the case (`presence.ts`). Decides nothing.
 */
import type { Case } from './case.ts'
import { isOut } from './exclusion.ts'
import type { PersonId } from './ids.ts'

/** `left`: no longer at work where their part rests; `silent`: they are, and no account of theirs takes a message. */
export type Away = { person: PersonId; why: 'left' | 'silent' }

/** Everybody something of the case may wait for. */
export function waitedFor({
  owner,
  level,
  holder,
  deputy,
  handOver,
  participants,
  concern,
  contacts,
}: Case): PersonId[] {
  const found = [
    ...[level === 0 ? owner : holder, deputy?.person, handOver?.to],
    ...participants.map(({ person }) => person),
    ...concern.questions.filter(({ answer }) => !answer).map(({ to }) => to),
    ...contacts.map(({ person }) => person),
  ]
  return [...new Set(found.filter((person) => person !== null && person !== undefined))]
}

/** Those who are away and in it still: whoever has left and whose parts have ended is nothing to the case any more. */
export function awayStill(state: Case): Away[] {
  const waited = waitedFor(state)
  return state.away.filter(({ person, why }) => why === 'silent' || waited.includes(person))
}

/** Whether nothing can wait for somebody now: they have left, or nothing reaches them. */
export function isAway({ away }: Pick<Case, 'away'>, person: string | null): boolean {
  return away.some((one) => one.person === person)
}

/** Whether somebody is no longer at work where their part rests. */
export function hasLeft({ away }: Pick<Case, 'away'>, person: string | null): boolean {
  return away.some((one) => one.person === person && one.why === 'left')
}

/** Whether nothing can wait for them: they are away, or have no part in the case. */
export function isAbsent(state: Pick<Case, 'away' | 'excluded' | 'recused'>, person: string | null): boolean {
  return isAway(state, person) || isOut(state, person)
}
