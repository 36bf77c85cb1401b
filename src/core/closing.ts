/**
 * How a case is closed: why, how far it came with its goals, what the family thinks, and who was thanked; by whom is the model's to say.
 * Source: the BTI model (the last step of the loop).
 */
import type { Case } from './case.ts'
import { type Context, type Decision, happened, today } from './decision.ts'
import type { Instant, PersonId, ServiceCode, WordId } from './ids.ts'
import { openProposal } from './level.ts'
import { rolesIn } from './permission.ts'
import type { Policy } from './policy.ts'
import { refuse } from './refusal.ts'

/** How far a case came with the goals that were set in it. */
export const goalsReached = ['all', 'some', 'none'] as const
export type GoalsReached = (typeof goalsReached)[number]

/** Who was thanked, and told that it is over: the family, or those of a service. */
export type Thanked = 'family' | ServiceCode

/** What is said of how it ended, beside why; not there of a time when it was not asked, and where nothing was answered. */
type Ending = { goals?: GoalsReached; familyView?: WordId; thanked?: Thanked[] }

export type Closing = { at: Instant; by: PersonId | 'system'; reason: string; summary: WordId | null } & Ending

/** As it is answered; absent in a form of a time when it was not asked. */
type Said = { goals?: GoalsReached | null; familyView?: WordId | null; thanked?: Thanked[] }
export type CloseCommand = { type: 'case.close'; reason: string; summary: WordId | null } & Said
export type ClosedEvent = { type: 'case.closed'; reason: string; summary: WordId | null } & Ending

/** A wondering ends by the way that is chosen for it. Of goals that were never set nothing is said. */
export function close(state: Case, command: CloseCommand, context: Context): Decision {
  if (state.level === 0) return refuse('not-a-log')
  if (!mayClose(rolesIn(state, context.actor, today(context)), context.policy))
    return refuse('not-permitted', { may: ['leader'] })
  if (hasOpenBusiness(state)) return refuse('open-business')
  const { reason, summary, goals, familyView, thanked = [] } = command
  const unknown = thanked.filter((one) => one !== 'family' && !state.services.includes(one))
  if (unknown.length > 0) return refuse('service-unknown', { field: 'thanked', services: unknown })
  const off = state.meetings
    .filter(({ status }) => status === 'set')
    .map(({ id }) => ({ type: 'meeting.cancelled', meeting: id, reason: null }) as const)
  return happened(...off, {
    type: 'case.closed',
    reason,
    summary,
    ...(goals && state.goals.length > 0 ? { goals } : {}),
    ...(familyView ? { familyView } : {}),
    ...(thanked.length > 0 ? { thanked: [...new Set(thanked)] } : {}),
  })
}

/** Whether something waits for an answer, which comes before the end. */
export function hasOpenBusiness(state: Case): boolean {
  return openProposal(state) !== null || state.handOver !== null
}

/** Where the model says that a leader closes, nobody else does. */
export function mayClose(roles: string[], { closedBy }: Pick<Policy, 'closedBy'>): boolean {
  return closedBy === 'bearers' || roles.includes('leader')
}

/** What KE was told of is over: a case that is taken up again is the unit's own to begin with. */
export function closed(state: Case, { type: _, ...said }: ClosedEvent, at: Instant, by: PersonId | 'system'): Case {
  return {
    ...state,
    status: 'closed',
    leave: null,
    decides: 'unit',
    stuck: null,
    raised: [],
    closed: { at, by, ...said },
  }
}
