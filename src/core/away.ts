/**
 * Who stands in a case and is not there for it: gone from the post on which their part rests, or nothing can be sent to them.
 * What the directory says of that is kept in the case (`presence.ts`). Decides nothing.
 */
import type { Case } from './case.ts'
import { isOut } from './exclusion.ts'
import type { PersonId } from './ids.ts'

/** `left`: no longer at work where their part rests; `silent`: they are, and no account of theirs takes a message. */
export type Away = { person: PersonId; why: 'left' | 'silent' }

export function isAway({ away }: Pick<Case, 'away'>, person: string | null): boolean {
  return away.some((one) => one.person === person)
}

export function hasLeft({ away }: Pick<Case, 'away'>, person: string | null): boolean {
  return away.some((one) => one.person === person && one.why === 'left')
}

/** Whether nothing can wait for them: they are away, or have no part in the case. */
export function isAbsent(state: Pick<Case, 'away' | 'excluded' | 'recused'>, person: string | null): boolean {
  return isAway(state, person) || isOut(state, person)
}
