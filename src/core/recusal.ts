/**
 * Whoever has to do with the family says so, and has nothing to do with the case from then on (inhabil): no part in it, no look at
 * it, and nobody can give them either again. Why is theirs. Source: the law on public administration.
 */
import type { Case, Event } from './case.ts'
import { type Context, type Decision, happened } from './decision.ts'
import { partsEnded } from './exclusion.ts'
import type { PersonId } from './ids.ts'
import { openProposal } from './level.ts'
import { type Audience, type Notice, refresh, refreshAllDue, tell, told } from './notice.ts'
import { refuse } from './refusal.ts'

/** `toKe`: the directory knows no leader of the unit who could decide without them. */
export type RecusalCommand = { type: 'case.recuse'; toKe: boolean }
export type RecusalEvent = { type: 'case.recused'; person: PersonId; toKe: boolean }

/** Everything that is theirs in the case ends with it, as when somebody leaves. */
export function recuse(state: Case, { toKe }: RecusalCommand, { actor }: Context): Decision {
  if (actor.kind !== 'staff') return refuse('not-permitted')
  const { person } = actor
  const event = { type: 'case.recused', person, toKe } as const
  const proposal = openProposal(state)
  const ended: Event[] = proposal?.by === person ? [{ type: 'level.cancelled', proposal: proposal.id }] : []
  return happened(...ended, ...partsEnded(recused(state, event)), event)
}

export function recused(state: Case, { person, toKe }: RecusalEvent): Case {
  const proposals = toKe
    ? state.proposals.map((one) => (one.status === 'open' ? { ...one, toKe } : one))
    : state.proposals
  const { status, raisedToKe, recused: before, fallsToKe } = state
  return {
    ...state,
    proposals,
    recused: [...new Set([...before, person])],
    // A case that is closed is its own unit's: it is brought to KE when it is taken up again.
    raisedToKe: raisedToKe || (toKe && status === 'open'),
    fallsToKe: toKe || fallsToKe,
    decides: toKe ? 'ke' : state.decides,
  }
}

/** Who goes on in the case learns that there is something to give to others, and KE that it falls to them. */
export function noticesOfRecusal({ toKe }: RecusalEvent, after: Case): Notice[] {
  const ke = toKe && after.status === 'open' ? (['ke'] as const) : []
  const people: Audience[] = ['leaders', after.level === 0 ? 'owner' : 'holder', ...ke]
  const proposal = openProposal(after)
  const subject = proposal?.id
  return [
    told({ line: 'somebody-recused', subject: '' }, people),
    ...(subject ? [refresh({ card: 'proposal', subject })] : []),
    ...(subject && toKe ? [tell({ card: 'proposal', subject }, ['ke'])] : []),
    ...refreshAllDue(after),
  ]
}
