/** Who takes part in a case: added by whoever may, and removed with all that was theirs in it. Source: the BTI model. */
import type { Case } from './case.ts'
import { type Context, type Decision, happened, type Somebody, today } from './decision.ts'
import type { PersonId } from './ids.ts'
import { hasRoomFor } from './level.ts'
import { type Notice, refreshAllDue, told } from './notice.ts'
import { partsEndedWhere } from './parts-ended.ts'
import { isLetIn, type Part } from './post.ts'
import { recipientOf } from './recipient.ts'
import { refuse } from './refusal.ts'
import { whyNoPart } from './somebody.ts'

/** Lets somebody in whom the family has let in, as long as the level has room for their service. */
export function addParticipant(state: Case, to: Somebody, context: Context): Decision {
  if (state.level === 0) return refuse('not-a-log')
  const noPart = whyNoPart(state, to, 'person')
  if (noPart) return noPart
  if (state.participants.some(({ person }) => person === to.person)) return refuse('already-done', { field: 'person' })
  if (!isLetIn(state, to, today(context))) {
    return refuse('consent-missing', { field: 'person', services: [recipientOf(to)] })
  }
  if (!hasRoomFor(state, to.service, context.policy)) return refuse('no-room', { field: 'person' })
  return happened({ type: 'participant.added', person: to.person, service: to.service, unit: to.unit })
}

/** Whatever else is theirs in the case ends with it: standing in, and what was offered them. */
export function removeParticipant(state: Case, person: PersonId): Decision {
  if (state.holder === person) return refuse('already-held')
  if (!state.participants.some((one) => one.person === person)) return refuse('already-done')
  return happened(...partsEndedWhere(state, (part) => part.person === person))
}

/** Those whose part is over are told so; in a case that is closed nothing was theirs to do. */
export function noticesOfLeaving(before: Case | null, after: Case, isGone: (one: Part) => boolean): Notice[] {
  const audience = (before?.participants ?? []).filter(isGone).map(({ person }) => ({ person }))
  if (audience.length === 0 || after.status === 'closed') return []
  return [told({ line: 'participant-removed', subject: '' }, audience), ...refreshAllDue(after)]
}
