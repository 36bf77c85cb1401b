/** What the directory must say of somebody for them to have a part in any case. Knows nothing of the case. */
import type { Somebody } from './decision.ts'
import { type RefusedField, refuse } from './refusal.ts'

/** Refuses whoever has left, and whoever is an administrator and nothing else: an administrator sees no case. */
export function whyNoPart(one: Pick<Somebody, 'active' | 'roles'>, field: RefusedField) {
  if (!one.active) return refuse('person-inactive', { field })
  return worksWithCases(one) ? null : refuse('only-administrator', { field })
}

export function worksWithCases({ roles }: Pick<Somebody, 'roles'>): boolean {
  return roles.some((role) => role !== 'administrator')
}
