/** Transitions (barnehage to school, school to school): the day is set, and somebody on the other side receives. */
import type { Case } from './case.ts'
import { type Context, changed, type Decision, happened, today } from './decision.ts'
import type { Day, Instant, ServiceCode, TransitionId } from './ids.ts'
import type { Notice } from './notice.ts'
import { refuse } from './refusal.ts'

export type Transition = {
  id: TransitionId
  day: Day
  to: ServiceCode
  datedAt: Instant
  status: 'planned' | 'received'
}

export type TransitionCommand =
  | { type: 'transition.plan'; transition: TransitionId; day: Day; to: ServiceCode }
  | { type: 'transition.receive'; transition: TransitionId }

export type TransitionEvent =
  | { type: 'transition.planned'; transition: TransitionId; day: Day; to: ServiceCode }
  | { type: 'transition.received'; transition: TransitionId }

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
      return happened({ ...command, type: 'transition.received' })
    }
  }
}

export function evolveTransition(state: Case, event: TransitionEvent, at: Instant): Case {
  switch (event.type) {
    case 'transition.planned': {
      const { type: _, transition: id, ...rest } = event
      return { ...state, transitions: [...state.transitions, { id, ...rest, datedAt: at, status: 'planned' }] }
    }
    case 'transition.received':
      return { ...state, transitions: changed(state.transitions, event.transition, { status: 'received' }) }
  }
}

/** What is planned is read in the case: nobody is told of transitions. */
export function noticesOfTransition(event: TransitionEvent): Notice[] {
  switch (event.type) {
    case 'transition.planned':
    case 'transition.received':
      return []
  }
}
