/**
 * Transitions (barnehage to school, school to school): the day is set, and somebody on the other side receives. From then on
 * the case has its home and its leaders there, and what was written before is theirs once the family says so.
 */
import type { Case } from './case.ts'
import { type Context, changed, type Decision, happened, today } from './decision.ts'
import type { Day, Instant, Recipient, ServiceCode, TransitionId, UnitCode } from './ids.ts'
import { openProposal } from './level.ts'
import { type Notice, refresh, refreshAllDue, tell, told } from './notice.ts'
import { serviceOf, unitOf } from './recipient.ts'
import { refuse } from './refusal.ts'
import { partsShut } from './withdrawal.ts'

export type Transition = {
  id: TransitionId
  day: Day
  to: ServiceCode
  datedAt: Instant
  status: 'planned' | 'received'
}

export type TransitionCommand =
  | { type: 'transition.plan'; transition: TransitionId; day: Day; to: ServiceCode }
  /** `home`: the unit in which it is from now on; null where that is none of the municipality. */
  | { type: 'transition.receive'; transition: TransitionId; home: Recipient | null }

export type TransitionEvent =
  | { type: 'transition.planned'; transition: TransitionId; day: Day; to: ServiceCode }
  /** `unit` is null of a time when the case stayed where it was, too. */
  | { type: 'transition.received'; transition: TransitionId; unit: UnitCode | null }

/**
 * The last day on which somebody receives it in time: so many days ahead; of one that was planned later than that some working days
 * from then, and at the latest on the day itself.
 */
export function receiveBy(
  { day, datedAt }: Pick<Transition, 'day' | 'datedAt'>,
  { policy: { deadlines }, calendar }: Pick<Context, 'policy' | 'calendar'>,
): Day {
  const notice = calendar.addDays(day, -deadlines.transitionNoticeDays)
  const soon = calendar.addWorkingDays(calendar.dayOf(datedAt), deadlines.transitionShortNoticeWorkingDays)
  const [by = day] = [day, notice > soon ? notice : soon].sort()
  return by
}

export function decideTransition(state: Case, command: TransitionCommand, context: Context): Decision {
  if (state.level === 0) return refuse('not-a-log')
  switch (command.type) {
    case 'transition.plan':
      if (!context.policy.services.includes(command.to)) return refuse('service-unknown', { field: 'to' })
      if (command.day < today(context)) return refuse('day-past', { field: 'day' })
      return happened({ ...command, type: 'transition.planned' })
    case 'transition.receive': {
      const transition = state.transitions.find(({ id }) => id === command.transition)
      if (!transition) return refuse('not-found')
      if (transition.status !== 'planned') return refuse('already-done')
      const { home } = command
      if (home !== null && (serviceOf(home) !== transition.to || unitOf(home) === null)) {
        return refuse('service-unknown', { field: 'home' })
      }
      const unit = home === null ? null : unitOf(home)
      const received = { type: 'transition.received', transition: transition.id, unit } as const
      const after = evolveTransition(state, received, context.now)
      return happened(received, ...partsShut(state, after, today(context)))
    }
  }
}

export function evolveTransition(state: Case, event: TransitionEvent, at: Instant): Case {
  switch (event.type) {
    case 'transition.planned': {
      const { type: _, transition: id, ...rest } = event
      return { ...state, transitions: [...state.transitions, { id, ...rest, datedAt: at, status: 'planned' }] }
    }
    case 'transition.received': {
      const transitions = changed(state.transitions, event.transition, { status: 'received' })
      const to = transitions.find(({ id }) => id === event.transition)?.to
      return moved({ ...state, transitions }, to ?? state.service, event.unit)
    }
  }
}

/** The service it comes from goes on taking part as long as the family lets it. */
function moved(state: Case, service: ServiceCode, unit: UnitCode | null): Case {
  if (unit === null || (service === state.service && unit === state.unit)) return state
  return { ...state, service, unit, hasMoved: true, services: [...new Set([...state.services, service])] }
}

/** What is planned is read in the case; that it has come is told to those who answer for it from then on. */
export function noticesOfTransition(event: TransitionEvent, before: Case | null, after: Case): Notice[] {
  switch (event.type) {
    case 'transition.planned':
      return []
    case 'transition.received': {
      if (after.unit === before?.unit && after.service === before.service) return []
      const proposal = openProposal(after)
      return [
        told({ line: 'case-moved', subject: '' }, ['leaders', 'holder', 'deputy']),
        ...(proposal ? [refresh({ card: 'proposal', subject: proposal.id })] : []),
        ...(proposal ? [tell({ card: 'proposal', subject: proposal.id }, ['deciders'])] : []),
        ...refreshAllDue(after),
      ]
    }
  }
}
