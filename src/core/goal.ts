/** Goals: what the case is to reach, each of one topic. Source: the BTI loop (goals → measures → evaluation). */
import type { Case } from './case.ts'
import { type Context, changed, type Decision, happened } from './decision.ts'
import type { GoalId, PersonId, TopicCode, WordId } from './ids.ts'
import type { Notice } from './notice.ts'
import { refuse } from './refusal.ts'

export type Goal = {
  id: GoalId
  setBy: PersonId | 'system'
  text: WordId
  topic: TopicCode
  status: 'open' | 'reached' | 'dropped'
}

export type GoalCommand =
  | { type: 'goal.set'; goal: GoalId; text: WordId; topic: TopicCode }
  | { type: 'goal.finish'; goal: GoalId; reached: boolean }

export type GoalEvent =
  | { type: 'goal.set'; goal: GoalId; text: WordId; topic: TopicCode }
  | { type: 'goal.finished'; goal: GoalId; reached: boolean }

/** Refuses unknown topics, and what is finished already. */
export function decideGoal(state: Case, command: GoalCommand, context: Context): Decision {
  if (state.level === 0) return refuse('not-a-log')
  switch (command.type) {
    case 'goal.set':
      if (!context.policy.topics.includes(command.topic)) return refuse('topic-unknown', { field: 'topic' })
      return happened({ ...command, type: 'goal.set' })
    case 'goal.finish': {
      const goal = state.goals.find(({ id }) => id === command.goal)
      if (!goal) return refuse('not-found')
      if (goal.status === 'open') return happened({ ...command, type: 'goal.finished' })
      return refuse(command.reached === (goal.status === 'reached') ? 'already-done' : 'already-ended')
    }
  }
}

export function evolveGoal(state: Case, event: GoalEvent, by: PersonId | 'system'): Case {
  switch (event.type) {
    case 'goal.set': {
      const { type: _, goal: id, ...rest } = event
      return { ...state, goals: [...state.goals, { id, setBy: by, ...rest, status: 'open' }] }
    }
    case 'goal.finished':
      return { ...state, goals: changed(state.goals, event.goal, { status: event.reached ? 'reached' : 'dropped' }) }
  }
}

/** What is in the plan is read there: nobody is told of goals. */
export function noticesOfGoal(event: GoalEvent): Notice[] {
  switch (event.type) {
    case 'goal.set':
    case 'goal.finished':
      return []
  }
}
