/**
 * Who in a case has leave now, and until when: kept in the case as it was last looked at (`presence.ts`), and so in its log for good,
 * by which alone it is known with whom what was theirs lay. Why, nobody is asked.
 * Source: a deputy with dates covers absence, and whoever is away is left in peace.
 */
import type { Case } from './case.ts'
import type { Day, PersonId } from './ids.ts'

/** That somebody has leave now; `until` is the last day of it. */
export type LeaveNow = { person: PersonId; until: Day }

/** With whom what is the holder's lies, since the holder has leave: their deputy, or nobody but a leader. */
export type Bearer = 'holder' | 'deputy' | 'nobody'

/** Those of the case who have leave, by their ids, and who bears it meanwhile. */
export type OnLeave = { people: LeaveNow[]; bears: Bearer }

/** The leave of somebody; null for whoever has none. */
export function leaveOf({ leave }: Pick<Case, 'leave'>, person: PersonId | null): LeaveNow | null {
  return leave?.people.find((one) => one.person === person) ?? null
}

/** Who bears what is the holder's. */
export function bearerOf({ leave }: Pick<Case, 'leave'>): Bearer {
  return leave?.bears ?? 'holder'
}
