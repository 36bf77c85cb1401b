/** What the directory must say of somebody, and the family must not have said, for them to have a part in a case. */
import type { Case } from './case.ts'
import type { Somebody } from './decision.ts'
import { isExcluded, isRecused } from './exclusion.ts'
import type { PersonId } from './ids.ts'
import { worksWithCases } from './post.ts'
import { type RefusedField, refuse } from './refusal.ts'

/** Refuses whoever the family has excluded, and whoever has to do with it. */
export function whyOut(state: Case, person: PersonId, field: RefusedField) {
  if (isRecused(state, person)) return refuse('recused', { field, who: { kind: 'person', person } })
  return isExcluded(state, person) ? refuse('person-excluded', { field }) : null
}

/**
 * As `whyOut`, and refuses whoever has left, and whoever is an administrator and nothing else: an
 * administrator sees no case.
 */
export function whyNoPart(state: Case, one: Pick<Somebody, 'person' | 'active' | 'roles'>, field: RefusedField) {
  const out = whyOut(state, one.person, field)
  if (out) return out
  if (!one.active) return refuse('person-inactive', { field })
  return worksWithCases(one) ? null : refuse('only-administrator', { field })
}
