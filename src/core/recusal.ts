/**
 * Whoever has to do with the family says so, and has nothing to do with the case from then on (inhabil): no part in it, no look at
 * it, and nobody can give them either again. Why is theirs. Source: the law on public administration.
 */
import type { Case, Event } from './case.ts'
import { type Context, type Decision, happened } from './decision.ts'
import type { PersonId } from './ids.ts'
import { openProposal } from './level.ts'
import { type Audience, type Notice, refresh, refreshAllDue, told } from './notice.ts'
import { partsEnded } from './parts-ended.ts'
import { refuse } from './refusal.ts'

export type RecusalCommand = { type: 'case.recuse' }
/** `toKe`: that no leader is left, as it was said with it until version 6; since then `presence.noted` says it. */
export type RecusalEvent = { type: 'case.recused'; person: PersonId; toKe?: boolean }

/** Everything that is theirs in the case ends with it, as when somebody leaves. */
export function recuse(state: Case, { actor }: Context): Decision {
  if (actor.kind !== 'staff') return refuse('not-permitted')
  const { person } = actor
  const event = { type: 'case.recused', person } as const
  const proposal = openProposal(state)
  const ended: Event[] = proposal?.by === person ? [{ type: 'level.cancelled', proposal: proposal.id }] : []
  return happened(...ended, ...partsEnded(recused(state, event)), event)
}

export function recused(state: Case, { person, toKe = false }: RecusalEvent): Case {
  const proposals = toKe
    ? state.proposals.map((one) => (one.status === 'open' ? { ...one, toKe } : one))
    : state.proposals
  return {
    ...state,
    proposals,
    recused: [...new Set([...state.recused, person])],
    decides: toKe ? 'ke' : state.decides,
  }
}

/** Who goes on in the case learns that there is something to give to others. */
export function noticesOfRecusal(after: Case): Notice[] {
  const people: Audience[] = ['leaders', after.level === 0 ? 'owner' : 'holder']
  const proposal = openProposal(after)
  const subject = proposal?.id
  return [
    told({ line: 'somebody-recused', subject: '' }, people),
    ...(subject ? [refresh({ card: 'proposal', subject })] : []),
    ...refreshAllDue(after),
  ]
}
