/**
 * Who has no part in a case, whatever their role: staff whom the family does not want in it, and whoever has to do with the
 * family (`recusal.ts`). The first are named with a consent, from the first who signs; the newest that is given says who they
 * are from then on, and lifts none but those whom its signers were shown. Decides nothing.
 */
import type { Case } from './case.ts'
import type { PersonId } from './ids.ts'

/** `tookPart`: whether they knew of the case until then, so that they may be told why they no longer do. */
export type Excluded = { person: PersonId; tookPart: boolean }

export function isExcluded({ excluded }: Pick<Case, 'excluded'>, person: string | null): boolean {
  return excluded.some((one) => one.person === person)
}

/** Whether they have said that they have to do with the family. */
export function isRecused({ recused }: Pick<Case, 'recused'>, person: string | null): boolean {
  return recused.some((one) => one === person)
}

/** Whether they have no part in the case, by the family's word or their own. */
export function isOut(state: Pick<Case, 'excluded' | 'recused'>, person: string | null): boolean {
  return isExcluded(state, person) || isRecused(state, person)
}

/** Those named, and whoever is excluded already that those who named them did not see: what they did not see, they lift nothing of. */
export function staysExcluded({ excluded }: Pick<Case, 'excluded'>, named: PersonId[], shown: PersonId[]): PersonId[] {
  const unseen = excluded.map(({ person }) => person).filter((person) => !shown.includes(person))
  return [...new Set([...named, ...unseen])]
}

/** The case with these excluded and no others; the same list where nothing changes. */
export function evolveExcluded(state: Case, people: PersonId[]): Case {
  const excluded = [...new Set(people)].map((person) => {
    return state.excluded.find((one) => one.person === person) ?? { person, tookPart: tookPart(state, person) }
  })
  const isSame = excluded.length === state.excluded.length && excluded.every((one) => state.excluded.includes(one))
  return isSame ? state : { ...state, excluded }
}

function tookPart({ owner, level, holder, deputy, handOver, participants }: Case, person: PersonId): boolean {
  const isOwner = owner === person && level === 0
  const others = [holder, deputy?.person, handOver?.to, ...participants.map((one) => one.person)]
  return isOwner || others.includes(person)
}
