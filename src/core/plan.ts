/**
 * The plan: goals, measures with a responsible and an evaluation date, and follow-ups. Every measure has a date; a
 * date is moved only with a reason. Source: the BTI loop (goals → measures → evaluation) and the municipality's limits.
 */
import type { Case } from './case.ts'
import { covers } from './consent.ts'
import { type Context, changed, type Decision, happened, today } from './decision.ts'
import type { Day, FollowUpId, GoalId, Instant, MeasureId, PersonId, ServiceCode, TopicCode, WordId } from './ids.ts'
import { refuse } from './refusal.ts'

/** Who answers for it: a person, a service (its part in the case), or the home. */
export type Responsible =
  | { kind: 'person'; person: PersonId }
  | { kind: 'service'; service: ServiceCode }
  | { kind: 'home' }

export type Goal = { id: GoalId; text: WordId; topic: TopicCode; status: 'open' | 'reached' | 'dropped' }

export type Effect = 'good' | 'some' | 'none'
export type Measure = {
  id: MeasureId
  text: WordId
  topic: TopicCode
  arena: string
  responsible: Responsible
  startedAt: Instant
  evaluationDay: Day
  /** When that day was set. */
  datedAt: Instant
  status: 'active' | 'done' | 'stopped'
  evaluations: { at: Instant; effect: Effect; note: WordId | null; childView: WordId | null }[]
}

export type FollowUp = {
  id: FollowUpId
  text: WordId
  topic: TopicCode
  responsible: Responsible
  day: Day
  /** When that day was set. */
  datedAt: Instant
  status: 'due' | 'done'
}

export type PlanCommand =
  | { type: 'goal.set'; goal: GoalId; text: WordId; topic: TopicCode }
  | { type: 'goal.finish'; goal: GoalId; reached: boolean }
  | {
      type: 'measure.add'
      measure: MeasureId
      text: WordId
      topic: TopicCode
      arena: string
      responsible: Responsible
      evaluationDay: Day
    }
  | {
      type: 'measure.evaluate'
      measure: MeasureId
      effect: Effect
      outcome: 'continue' | 'done' | 'stopped'
      evaluationDay: Day | null
      note: WordId | null
      childView: WordId | null
    }
  | { type: 'measure.postpone'; measure: MeasureId; day: Day; reason: WordId }
  | { type: 'follow-up.add'; followUp: FollowUpId; text: WordId; topic: TopicCode; responsible: Responsible; day: Day }
  | { type: 'follow-up.done'; followUp: FollowUpId }
  | { type: 'follow-up.postpone'; followUp: FollowUpId; day: Day; reason: WordId }

export type PlanEvent =
  | { type: 'goal.set'; goal: GoalId; text: WordId; topic: TopicCode }
  | { type: 'goal.finished'; goal: GoalId; reached: boolean }
  | {
      type: 'measure.added'
      measure: MeasureId
      text: WordId
      topic: TopicCode
      arena: string
      responsible: Responsible
      evaluationDay: Day
    }
  | {
      type: 'measure.evaluated'
      measure: MeasureId
      effect: Effect
      outcome: 'continue' | 'done' | 'stopped'
      evaluationDay: Day
      note: WordId | null
      childView: WordId | null
    }
  | { type: 'measure.postponed'; measure: MeasureId; day: Day; reason: WordId }
  | {
      type: 'follow-up.added'
      followUp: FollowUpId
      text: WordId
      topic: TopicCode
      responsible: Responsible
      day: Day
    }
  | { type: 'follow-up.done'; followUp: FollowUpId }
  | { type: 'follow-up.postponed'; followUp: FollowUpId; day: Day; reason: WordId }

type Command<T extends PlanCommand['type']> = Extract<PlanCommand, { type: T }>

/** Refuses unknown topics and services, days that are past or further away than the municipality allows, and what is done already. */
export function decidePlan(state: Case, command: PlanCommand, context: Context): Decision {
  if (state.level === 0) return refuse('not-a-log')
  switch (command.type) {
    case 'goal.set':
      if (!context.policy.topics.includes(command.topic)) return refuse('topic-unknown', { field: 'topic' })
      return happened({ ...command, type: 'goal.set' })
    case 'goal.finish': {
      const goal = state.goals.find(({ id }) => id === command.goal)
      if (!goal) return refuse('not-found')
      return goal.status === 'open' ? happened({ ...command, type: 'goal.finished' }) : refuse('already-done')
    }
    case 'measure.add':
      return (
        whyUnplannable(state, command, context) ??
        tooLate(command.evaluationDay, 'evaluationDay', context) ??
        happened({ ...command, type: 'measure.added' })
      )
    case 'measure.evaluate':
    case 'measure.postpone':
      return touchMeasure(state, command, context)
    case 'follow-up.add':
      return (
        whyUnplannable(state, command, context) ??
        tooEarly(command.day, 'day', context) ??
        happened({ ...command, type: 'follow-up.added' })
      )
    case 'follow-up.done':
    case 'follow-up.postpone':
      return touchFollowUp(state, command, context)
  }
}

function whyUnplannable(state: Case, command: { topic: TopicCode; responsible: Responsible }, context: Context) {
  if (!context.policy.topics.includes(command.topic)) return refuse('topic-unknown', { field: 'topic' })
  const { responsible } = command
  if (responsible.kind === 'service' && !state.services.includes(responsible.service)) {
    return refuse('service-unknown', { field: 'responsible' })
  }
  if (responsible.kind === 'person' && !state.participants.some(({ person }) => person === responsible.person)) {
    return refuse('not-a-colleague', { field: 'responsible' })
  }
  const service = serviceOf(state, responsible)
  // That the case's own service may be written about has been judged before.
  return service && service !== state.service && !covers(state, service, command.topic, today(context))
    ? refuse('consent-missing', { field: 'responsible', services: [service] })
    : null
}

function serviceOf({ participants }: Case, responsible: Responsible): ServiceCode | null {
  if (responsible.kind === 'service') return responsible.service
  if (responsible.kind === 'home') return null
  return participants.find(({ person }) => person === responsible.person)?.service ?? null
}

function tooEarly(day: Day, field: string, context: Context) {
  return day < today(context) ? refuse('day-past', { field }) : null
}

function tooLate(day: Day, field: string, context: Context) {
  const last = context.calendar.addDays(today(context), 7 * context.policy.deadlines.measureEvaluationMaxWeeks)
  return tooEarly(day, field, context) ?? (day > last ? refuse('day-too-far', { field, day: last }) : null)
}

function touchMeasure(
  state: Case,
  command: Command<'measure.evaluate' | 'measure.postpone'>,
  context: Context,
): Decision {
  const measure = state.measures.find(({ id }) => id === command.measure)
  if (!measure) return refuse('not-found')
  if (measure.status !== 'active') return refuse('already-done')
  if (command.type === 'measure.postpone') {
    return tooLate(command.day, 'day', context) ?? happened({ ...command, type: 'measure.postponed' })
  }
  const { evaluationDay } = command
  if (command.outcome !== 'continue') {
    return happened({ ...command, type: 'measure.evaluated', evaluationDay: measure.evaluationDay })
  }
  // A measure that goes on needs its next date: nothing is ever without one.
  if (!evaluationDay) return refuse('day-past', { field: 'evaluationDay' })
  return (
    tooLate(evaluationDay, 'evaluationDay', context) ??
    happened({ ...command, type: 'measure.evaluated', evaluationDay })
  )
}

function touchFollowUp(
  state: Case,
  command: Command<'follow-up.done' | 'follow-up.postpone'>,
  context: Context,
): Decision {
  const followUp = state.followUps.find(({ id }) => id === command.followUp)
  if (!followUp) return refuse('not-found')
  if (followUp.status === 'done') return refuse('already-done')
  if (command.type === 'follow-up.done') return happened({ type: 'follow-up.done', followUp: followUp.id })
  return tooEarly(command.day, 'day', context) ?? happened({ ...command, type: 'follow-up.postponed' })
}

export function evolvePlan(state: Case, event: PlanEvent, at: Instant): Case {
  switch (event.type) {
    case 'goal.set':
      return {
        ...state,
        goals: [...state.goals, { id: event.goal, text: event.text, topic: event.topic, status: 'open' }],
      }
    case 'goal.finished':
      return { ...state, goals: changed(state.goals, event.goal, { status: event.reached ? 'reached' : 'dropped' }) }
    case 'measure.added': {
      const { type: _, measure: id, ...rest } = event
      return {
        ...state,
        measures: [...state.measures, { id, ...rest, startedAt: at, datedAt: at, status: 'active', evaluations: [] }],
      }
    }
    case 'measure.evaluated': {
      const { measure: id, effect, note, childView, evaluationDay, outcome } = event
      const before = state.measures.find((one) => one.id === id)?.evaluations ?? []
      const status = outcome === 'continue' ? 'active' : outcome
      const evaluations = [...before, { at, effect, note, childView }]
      return { ...state, measures: changed(state.measures, id, { evaluations, evaluationDay, datedAt: at, status }) }
    }
    case 'measure.postponed':
      return { ...state, measures: changed(state.measures, event.measure, { evaluationDay: event.day, datedAt: at }) }
    case 'follow-up.added': {
      const { type: _, followUp: id, ...rest } = event
      return { ...state, followUps: [...state.followUps, { id, ...rest, datedAt: at, status: 'due' }] }
    }
    case 'follow-up.done':
      return { ...state, followUps: changed(state.followUps, event.followUp, { status: 'done' }) }
    case 'follow-up.postponed':
      return { ...state, followUps: changed(state.followUps, event.followUp, { day: event.day, datedAt: at }) }
  }
}
