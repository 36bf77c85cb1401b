/** Which parts in a case end with what has happened: of those who have none by the family's word or their own, or by their post. Decides nothing. */
import type { Case, Event } from './case.ts'
import type { Staff } from './decision.ts'
import { isOut } from './exclusion.ts'
import { holderOf, type Part, postOf } from './post.ts'

/** The parts in the case of those who have none end, as when their service is let go; the baton once the case is open. */
export function partsEnded(state: Case): Event[] {
  return partsEndedWhere(state, ({ person }) => isOut(state, person))
}

/** Those parts of somebody end that rest on a post they have left, in a closed case too; what rests on another goes on. */
export function partsWithoutPost(state: Case, who: Staff): Event[] {
  return partsEndedWhere(
    { ...state, status: 'open' },
    (part) => part.person === who.person && postOf(state, who, part) === null,
  )
}

/** What happens where somebody's parts are over, for whatever reason: nothing of them comes back by itself. */
export function partsEndedWhere(state: Case, isOver: (part: Part) => boolean): Event[] {
  const { status, handOver, deputy, holderLeft, participants } = state
  const holder = status === 'open' && !holderLeft ? holderOf(state) : null
  const events: Event[] = []
  if (handOver && isOver({ ...handOver, person: handOver.to }))
    events.push({ type: 'baton.cancelled', handOver: handOver.id })
  if (deputy && isOver(deputy)) events.push({ type: 'baton.deputy-ended' })
  if (holder && isOver(holder)) events.push({ type: 'baton.left', person: holder.person })
  const leaving = participants.filter(isOver)
  return [...events, ...leaving.map(({ person }): Event => ({ type: 'participant.removed', person }))]
}
