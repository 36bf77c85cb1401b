/**
 * Staff whom the family does not want in the case: they have no part in it, whatever their role. They are named with a
 * consent, from the first who signs; the newest that is given says who they are from then on. Decides nothing.
 */
import type { Case, Event } from './case.ts'
import type { PersonId } from './ids.ts'

/** `tookPart`: whether they knew of the case until then, so that they may be told why they no longer do. */
export type Excluded = { person: PersonId; tookPart: boolean }

export function isExcluded({ excluded }: Pick<Case, 'excluded'>, person: string | null): boolean {
  return excluded.some((one) => one.person === person)
}

/** The case with these excluded and no others; the same list where nothing changes. */
export function evolveExcluded(state: Case, people: PersonId[]): Case {
  const excluded = [...new Set(people)].map((person) => {
    return state.excluded.find((one) => one.person === person) ?? { person, tookPart: takesPart(state, person) }
  })
  const isSame = excluded.length === state.excluded.length && excluded.every((one) => state.excluded.includes(one))
  return isSame ? state : { ...state, excluded }
}

function takesPart({ owner, level, holder, deputy, handOver, participants }: Case, person: PersonId): boolean {
  const isOwner = owner === person && level === 0
  const others = [holder, deputy?.person, handOver?.to, ...participants.map((one) => one.person)]
  return isOwner || others.includes(person)
}

/** The parts in the case of those who are excluded end, as when their service is let go. */
export function partsEnded(state: Case): Event[] {
  const { handOver, deputy, holder, holderLeft, participants } = state
  const events: Event[] = []
  if (handOver && isExcluded(state, handOver.to)) events.push({ type: 'baton.cancelled', handOver: handOver.id })
  if (deputy && isExcluded(state, deputy.person)) events.push({ type: 'baton.deputy-ended' })
  if (holder && !holderLeft && isExcluded(state, holder)) events.push({ type: 'baton.left', person: holder })
  const leaving = participants.filter(({ person }) => isExcluded(state, person))
  return [...events, ...leaving.map(({ person }): Event => ({ type: 'participant.removed', person }))]
}
