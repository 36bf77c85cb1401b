/** What the directory must say of somebody, and the family must not have said, for them to have a part in a case. */
import type { Case } from './case.ts'
import type { Somebody } from './decision.ts'
import { isExcluded } from './exclusion.ts'
import { type RefusedField, refuse } from './refusal.ts'

/**
 * Refuses whoever the family has excluded or who has left, and whoever is an administrator and nothing else: an
 * administrator sees no case.
 */
export function whyNoPart(state: Case, one: Pick<Somebody, 'person' | 'active' | 'roles'>, field: RefusedField) {
  if (isExcluded(state, one.person)) return refuse('person-excluded', { field })
  if (!one.active) return refuse('person-inactive', { field })
  return worksWithCases(one) ? null : refuse('only-administrator', { field })
}

export function worksWithCases({ roles }: Pick<Somebody, 'roles'>): boolean {
  return roles.some((role) => role !== 'administrator')
}
