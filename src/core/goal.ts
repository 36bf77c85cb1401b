/** Goals: what the case is to reach, each of one topic. Source: the BTI loop (goals → measures → evaluation). */
import type { Case, Event } from './case.ts'
import { type Context, changed, type Decision, happened } from './decision.ts'
import type { GoalId, Instant, PersonId, TopicCode, WordId } from './ids.ts'
import type { Effect } from './measure.ts'
import type { Notice } from './notice.ts'
import { refuse } from './refusal.ts'

export type Goal = {
  id: GoalId
  setBy: PersonId | 'system'
  text: WordId
  topic: TopicCode
  status: 'open' | 'reached' | 'dropped'
  /** When it was last looked at, and how far what is done has brought it; null before. */
  evaluated: { at: Instant; effect: Effect } | null
}

/** `changed`: it is dropped, and another takes its place. */
export const goalOutcomes = ['continue', 'changed', 'reached', 'dropped'] as const
export type GoalOutcome = (typeof goalOutcomes)[number]

export type GoalCommand =
  | { type: 'goal.set'; goal: GoalId; text: WordId; topic: TopicCode }
  | { type: 'goal.finish'; goal: GoalId; reached: boolean }
  | { type: 'goal.evaluate'; goal: GoalId; effect: Effect; outcome: GoalOutcome }

export type GoalEvent =
  | { type: 'goal.set'; goal: GoalId; text: WordId; topic: TopicCode }
  | { type: 'goal.finished'; goal: GoalId; reached: boolean }
  | { type: 'goal.evaluated'; goal: GoalId; effect: Effect; outcome: GoalOutcome }

/** Refuses unknown topics, and what is finished already. */
export function decideGoal(state: Case, command: GoalCommand, context: Context): Decision {
  if (state.level === 0) return refuse('not-a-log')
  switch (command.type) {
    case 'goal.set':
      if (!context.policy.topics.includes(command.topic)) return refuse('topic-unknown', { field: 'topic' })
      return happened({ ...command, type: 'goal.set' })
    case 'goal.finish':
    case 'goal.evaluate':
      return touch(state, command)
  }
}

function touch({ goals }: Case, command: Exclude<GoalCommand, { type: 'goal.set' }>): Decision {
  const goal = goals.find(({ id }) => id === command.goal)
  if (!goal) return refuse('not-found')
  if (command.type === 'goal.finish') {
    if (goal.status === 'open') return happened({ ...command, type: 'goal.finished' })
    return refuse(command.reached === (goal.status === 'reached') ? 'already-done' : 'already-ended')
  }
  if (goal.status !== 'open') return refuse('already-ended')
  const { outcome } = command
  const evaluated: Event = { ...command, type: 'goal.evaluated' }
  if (outcome === 'continue') return happened(evaluated)
  return happened(evaluated, { type: 'goal.finished', goal: goal.id, reached: outcome === 'reached' })
}

export function evolveGoal(state: Case, event: GoalEvent, at: Instant, by: PersonId | 'system'): Case {
  switch (event.type) {
    case 'goal.set': {
      const { type: _, goal: id, ...rest } = event
      return { ...state, goals: [...state.goals, { id, setBy: by, ...rest, status: 'open', evaluated: null }] }
    }
    case 'goal.finished':
      return { ...state, goals: changed(state.goals, event.goal, { status: event.reached ? 'reached' : 'dropped' }) }
    case 'goal.evaluated':
      return { ...state, goals: changed(state.goals, event.goal, { evaluated: { at, effect: event.effect } }) }
  }
}

/** What is in the plan is read there: nobody is told of goals. */
export function noticesOfGoal(event: GoalEvent): Notice[] {
  switch (event.type) {
    case 'goal.set':
    case 'goal.finished':
    case 'goal.evaluated':
      return []
  }
}
