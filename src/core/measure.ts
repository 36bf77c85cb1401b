/**
 * Measures: what is done, by whom, and the day it is evaluated. Every measure has a day; it is moved with a reason,
 * where reasons are kept.
 * Source: the BTI loop (goals → measures → evaluation) and the municipality's limits.
 */
import type { Case, Command } from './case.ts'
import { type Context, changed, type Decision, happened, today } from './decision.ts'
import type { Day, DecisionId, Instant, MeasureId, PersonId, TopicCode, WordId } from './ids.ts'
import { latestMove, whyNotLater } from './later.ts'
import { ofDecision, whyNotTaken, withTaken } from './minutes.ts'
import type { Notice } from './notice.ts'
import { type RefusedField, refuse } from './refusal.ts'
import {
  asKept,
  type Giving,
  type NamedResponsible,
  type Responsible,
  taskGiven,
  taskTaken,
  whyNotGiven,
  whyNotResponsible,
} from './responsible.ts'

export const effects = ['good', 'some', 'none'] as const
export type Effect = (typeof effects)[number]
/** `changed`: it is stopped, and another takes its place. */
export const measureOutcomes = ['continue', 'changed', 'done', 'stopped'] as const
export type MeasureOutcome = (typeof measureOutcomes)[number]
export type Measure = {
  id: MeasureId
  text: WordId
  topic: TopicCode
  /** Null where it was not to be said. */
  arena: string | null
  responsible: Responsible
  addedBy: PersonId | 'system'
  startedAt: Instant
  evaluationDay: Day
  /** When that day was set. */
  datedAt: Instant
  status: 'active' | 'done' | 'stopped'
  evaluations: { at: Instant; effect: Effect; note: WordId | null; childView: WordId | null }[]
}

export type MeasureCommand =
  | {
      type: 'measure.add'
      measure: MeasureId
      text: WordId
      topic: TopicCode
      arena: string | null
      responsible: NamedResponsible
      evaluationDay: Day
      /** What of the minutes of a meeting it comes of, where it does. */
      decision?: DecisionId | null
    }
  | {
      type: 'measure.evaluate'
      measure: MeasureId
      effect: Effect
      outcome: MeasureOutcome
      evaluationDay: Day | null
      note: WordId | null
      childView: WordId | null
      /** How many evaluations there were when the form was opened; null where nobody can say. */
      known?: number | null
    }
  | { type: 'measure.postpone'; measure: MeasureId; day: Day; reason: WordId | null }
  | ({ type: 'measure.reassign'; measure: MeasureId } & Giving)

export type MeasureEvent =
  | {
      type: 'measure.added'
      measure: MeasureId
      text: WordId
      topic: TopicCode
      arena: string | null
      responsible: Responsible
      evaluationDay: Day
      decision?: DecisionId
    }
  | {
      type: 'measure.evaluated'
      measure: MeasureId
      effect: Effect
      outcome: MeasureOutcome
      evaluationDay: Day
      note: WordId | null
      childView: WordId | null
    }
  | { type: 'measure.postponed'; measure: MeasureId; day: Day; reason: WordId | null }
  | { type: 'measure.reassigned'; measure: MeasureId; from: Responsible; to: Responsible }

type Of<T extends MeasureCommand['type']> = Extract<MeasureCommand, { type: T }>

/** Whether a measure is to go on: it can always be ended, and a later day set, since neither says anything. */
export function goesOn(command: Command): boolean {
  return command.type === 'measure.evaluate' && command.outcome === 'continue'
}

/** Refuses unknown topics and responsibles, days that are past or further away than the municipality allows, and what is over. */
export function decideMeasure(state: Case, command: MeasureCommand, context: Context): Decision {
  if (state.level === 0) return refuse('not-a-log')
  switch (command.type) {
    case 'measure.add': {
      const { decision, ...added } = command
      const { topic, responsible, evaluationDay } = added
      // A form that was opened before the address was secret asked where still.
      const kept = { ...added, arena: state.shielded ? null : added.arena, responsible: asKept(responsible) }
      if (!context.policy.topics.includes(topic)) return refuse('topic-unknown', { field: 'topic' })
      return (
        whyNotResponsible(state, topic, responsible, context) ??
        whyNotThen(evaluationDay, 'evaluationDay', context) ??
        whyNotTaken(state, decision, context) ??
        happened({ ...kept, ...ofDecision(decision), type: 'measure.added' })
      )
    }
    case 'measure.evaluate':
    case 'measure.postpone':
    case 'measure.reassign':
      return touch(state, command, context)
  }
}

function touch(state: Case, command: Exclude<MeasureCommand, { type: 'measure.add' }>, context: Context): Decision {
  const measure = state.measures.find(({ id }) => id === command.measure)
  if (!measure) return refuse('not-found')
  if (measure.status !== 'active') return refuse(command.type === 'measure.evaluate' ? 'already-done' : 'already-ended')
  switch (command.type) {
    case 'measure.evaluate':
      return evaluate(measure, command, context)
    case 'measure.postpone':
      return (
        whyNotLater(command.day, latestMeasureMove(measure, context), context) ??
        happened({ ...command, type: 'measure.postponed' })
      )
    case 'measure.reassign':
      return whyNotGiven(state, measure, command, context) ?? reassigned(measure, command.to)
  }
}

function reassigned({ id: measure, responsible: from }: Measure, named: NamedResponsible): Decision {
  return happened({ type: 'measure.reassigned', measure, from, to: asKept(named) })
}

/** One that was evaluated while somebody wrote another evaluation is told of first: neither takes the place of the other unseen. */
function evaluate(measure: Measure, { known = null, ...command }: Of<'measure.evaluate'>, context: Context): Decision {
  const { evaluationDay } = command
  const last = measure.evaluations.at(-1)
  if (last && known !== null && known < measure.evaluations.length)
    return refuse('evaluated-meanwhile', { field: 'effect', day: context.calendar.dayOf(last.at) })
  if (command.outcome !== 'continue') {
    return happened({ ...command, type: 'measure.evaluated', evaluationDay: measure.evaluationDay })
  }
  // A measure that goes on needs its next date: nothing is ever without one.
  if (!evaluationDay) return refuse('day-past', { field: 'evaluationDay' })
  return (
    whyNotThen(evaluationDay, 'evaluationDay', context) ??
    happened({ ...command, type: 'measure.evaluated', evaluationDay })
  )
}

/** Refuses days that are past, and those further away than anything may be without being evaluated. */
export function whyNotThen(day: Day, field: RefusedField, context: Context) {
  if (day < today(context)) return refuse('day-past', { field })
  const last = latestEvaluation(context)
  return day > last ? refuse('day-too-far', { field, day: last }) : null
}

type Times = Pick<Context, 'now' | 'policy' | 'calendar'>

/** The last day on which a measure may be evaluated. */
export function latestEvaluation(times: Times): Day {
  return times.calendar.addDays(today(times), 7 * times.policy.deadlines.measureEvaluationMaxWeeks)
}

/** The last day to which its evaluation can be moved: never further than any measure may be without one. */
export function latestMeasureMove({ evaluationDay }: Pick<Measure, 'evaluationDay'>, times: Times): Day {
  const [last = evaluationDay] = [latestEvaluation(times), latestMove(evaluationDay, times)].sort()
  return last
}

export function evolveMeasure(state: Case, event: MeasureEvent, at: Instant, by: PersonId | 'system'): Case {
  switch (event.type) {
    case 'measure.added': {
      const { type: _, measure: id, decision, ...rest } = event
      const begun = { addedBy: by, startedAt: at, datedAt: at, status: 'active' } as const
      return {
        ...withTaken(state, decision),
        measures: [...state.measures, { id, ...rest, ...begun, evaluations: [] }],
        // What was gone past was so of those there were.
        skipped: state.skipped.filter(({ step }) => step !== 'carry-out' && step !== 'evaluation'),
      }
    }
    case 'measure.evaluated': {
      const { measure: id, effect, note, childView, evaluationDay, outcome } = event
      const before = state.measures.find((one) => one.id === id)?.evaluations ?? []
      const status = outcome === 'continue' ? 'active' : outcome === 'changed' ? 'stopped' : outcome
      const evaluations = [...before, { at, effect, note, childView }]
      return { ...state, measures: changed(state.measures, id, { evaluations, evaluationDay, datedAt: at, status }) }
    }
    case 'measure.postponed':
      return { ...state, measures: changed(state.measures, event.measure, { evaluationDay: event.day, datedAt: at }) }
    case 'measure.reassigned':
      return { ...state, measures: changed(state.measures, event.measure, { responsible: event.to }) }
  }
}

export function noticesOfMeasure(event: MeasureEvent): Notice[] {
  switch (event.type) {
    case 'measure.added':
      return taskGiven(event.measure, event.responsible)
    case 'measure.reassigned':
      return [...taskGiven(event.measure, event.to), ...taskTaken(event.measure, event.from)]
    case 'measure.evaluated':
    case 'measure.postponed':
      return []
  }
}
