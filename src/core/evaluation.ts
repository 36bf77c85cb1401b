/**
 * The case's evaluation: what the child, the parents and the professionals think, heard one after the other, and what comes of it. There
 * is one open at a time, begun by whoever hears somebody first; goals and measures are evaluated by themselves beside it.
 * Source: the BTI loop (carry out → the child's voice → evaluation → decision).
 */
import type { Case, Event } from './case.ts'
import { isWritable } from './consent.ts'
import { type Context, changed, type Decision, happened, today } from './decision.ts'
import type { Day, EvaluationId, Instant, PersonId, TopicCode, WordId } from './ids.ts'
import { whyNotThen } from './measure.ts'
import { type Notice, told } from './notice.ts'
import { bearers } from './permission.ts'
import type { Policy } from './policy.ts'
import { accessTo } from './reading.ts'
import { refuse } from './refusal.ts'
import { mayKnow } from './thing.ts'

/** `continue` as it is until another day; `change` the measures; `up`, `down`: another level is proposed; `close` the case. */
export const evaluationOutcomes = ['continue', 'change', 'up', 'down', 'close'] as const
export type EvaluationOutcome = (typeof evaluationOutcomes)[number]

/** Who is heard in it. */
export const heardParts = ['child', 'parents', 'staff'] as const
export type HeardPart = (typeof heardParts)[number]

/** Who asked the child: by what they are to it, and never by name. */
export const askers = ['holder', 'participant', 'guardian', 'other'] as const
export type Asker = (typeof askers)[number]

/** When each was heard last, by whom it was written down, and of what topic it is; not there before. */
export type Hearing = { at: Instant; by: PersonId | 'system'; topic: TopicCode | null }

export type Evaluation = {
  id: EvaluationId
  begunAt: Instant
  heard: { [P in HeardPart]?: Hearing }
  /** Who asked the child, and when; null before anybody said. */
  askedBy: Asker | 'nobody' | null
  askedOn: Day | null
  childView: WordId | null
  /** Why it was not asked. */
  childWhy: WordId | null
  parentsView: WordId | null
  staffView: WordId | null
  /** What the professionals answer to the model's question. */
  reflection: WordId | null
  /** Null while it is open. */
  ended: { at: Instant; by: PersonId | 'system'; outcome: EvaluationOutcome; nextDay: Day | null } | null
}

/** `known`: when that part was last heard as the form was opened; null for never, absent where nobody can say. */
type Saving = { evaluation: EvaluationId; known?: Instant | null }
type OfChild = {
  askedBy: Asker | 'nobody'
  askedOn: Day | null
  topic: TopicCode | null
  childView: WordId | null
  childWhy: WordId | null
}

export type EvaluationCommand =
  | ({ type: 'evaluation.hear-child' } & Saving & OfChild)
  | ({ type: 'evaluation.hear-parents'; topic: TopicCode; parentsView: WordId } & Saving)
  | ({ type: 'evaluation.hear-staff'; topic: TopicCode; staffView: WordId; reflection: WordId | null } & Saving)
  | { type: 'evaluation.conclude'; evaluation: EvaluationId; outcome: EvaluationOutcome; nextDay: Day | null }

export type EvaluationEvent =
  /** `viewStands`: what the child has said before stays, as nothing can be written in its place. */
  | ({ type: 'evaluation.child-heard'; evaluation: EvaluationId; viewStands?: true } & OfChild)
  | { type: 'evaluation.parents-heard'; evaluation: EvaluationId; topic: TopicCode; parentsView: WordId }
  | {
      type: 'evaluation.staff-heard'
      evaluation: EvaluationId
      topic: TopicCode
      staffView: WordId
      reflection: WordId | null
    }
  | {
      type: 'evaluation.concluded'
      evaluation: EvaluationId
      outcome: EvaluationOutcome
      nextDay: Day | null
    }

type Hear = Exclude<EvaluationCommand, { type: 'evaluation.conclude' }>
type Conclude = Extract<EvaluationCommand, { type: 'evaluation.conclude' }>

/** The one in which somebody was heard, and that nobody has concluded. */
export function openEvaluation({ evaluations }: Pick<Case, 'evaluations'>): Evaluation | null {
  const last = evaluations.at(-1)
  return last && last.ended === null ? last : null
}

/** When the last was concluded; null where none was. */
export function lastEvaluated({ evaluations }: Pick<Case, 'evaluations'>): Instant | null {
  return evaluations.findLast(({ ended }) => ended !== null)?.ended?.at ?? null
}

/** On which day it is due by itself, and since when: one that is open now, or as was agreed in the last. Null where neither is so. */
export function evaluationDue(state: Pick<Case, 'evaluations'>): { since: Instant; day: Day | null } | null {
  const open = openEvaluation(state)
  const ended = state.evaluations.findLast((one) => one.ended !== null)?.ended ?? null
  if (open) return { since: open.begunAt, day: ended?.nextDay ?? null }
  return ended?.nextDay ? { since: ended.at, day: ended.nextDay } : null
}

/** When the case is to be evaluated: on the day agreed for it, or before that with the first of its measures; null where there is neither. */
export function evaluationDay(state: Pick<Case, 'evaluations' | 'measures'>): Day | null {
  const active = state.measures.filter(({ status }) => status === 'active').map((one) => one.evaluationDay)
  const agreed = evaluationDue(state)?.day ?? null
  return [...active, ...(agreed ? [agreed] : [])].sort()[0] ?? null
}

/** Whether it is about a child, who is heard: an adult is heard as who the case is about. */
export function hearsChild({ targetGroup }: Pick<Case, 'targetGroup'>): boolean {
  return targetGroup === 'child' || targetGroup === 'youth'
}

/** Whether anything was evaluated since the last time: somebody heard, or a goal or measure looked at. */
export function isBegun(state: Case): boolean {
  const since = lastEvaluated(state) ?? ''
  const evaluated = (at: Instant | undefined) => at !== undefined && at > since
  return (
    openEvaluation(state) !== null ||
    state.measures.some(({ evaluations }) => evaluated(evaluations.at(-1)?.at)) ||
    state.goals.some((goal) => evaluated(goal.evaluated?.at))
  )
}

/** Refuses what does not hang together, what others wrote meanwhile, and an evaluation in which nothing was answered. */
export function decideEvaluation(state: Case, command: EvaluationCommand, context: Context): Decision {
  if (state.level === 0) return refuse('not-a-log')
  if (command.type === 'evaluation.conclude') return conclude(state, command, context)
  const open = openEvaluation(state)
  const wrong = whyNotHeard(state, command, context)
  if (wrong) return wrong
  const evaluation = open?.id ?? command.evaluation
  if (command.type === 'evaluation.hear-child') return hearChild(state, { ...command, evaluation }, context)
  if (!context.policy.topics.includes(command.topic)) return refuse('topic-unknown', { field: 'topic' })
  const { known: _, ...said } = command
  return said.type === 'evaluation.hear-parents'
    ? happened({ ...said, type: 'evaluation.parents-heard', evaluation })
    : happened({ ...said, type: 'evaluation.staff-heard', evaluation })
}

const partOf = {
  'evaluation.hear-child': 'child',
  'evaluation.hear-parents': 'parents',
  'evaluation.hear-staff': 'staff',
} as const satisfies Record<Hear['type'], HeardPart>

/** What others wrote since the form was opened is told of first, and what its writer may not read is not theirs to replace. */
function whyNotHeard(state: Case, command: Hear, context: Context) {
  const { calendar, actor, policy } = context
  const open = openEvaluation(state)
  const before = open?.heard[partOf[command.type]]
  if (!before) return null
  const day = today(context)
  // Why the child was not asked is of no topic, and read with the whole.
  const isWhy = command.type === 'evaluation.hear-child' && open.childWhy !== null
  const isReadable =
    before.topic === null
      ? !isWhy || accessTo(state, actor, day, policy.topics)?.topics === 'all'
      : mayKnow(state, before.topic, actor, day, policy.topics)
  if (!isReadable) return refuse('not-permitted', { may: bearers })
  const isSeen = command.known === undefined || command.known === before.at
  const field = command.type === 'evaluation.hear-child' ? 'askedBy' : 'topic'
  return isSeen ? null : refuse('heard-meanwhile', { field, day: calendar.dayOf(before.at) })
}

/**
 * Either who asked it and when, or why nobody did: neither is left open. Where no words are kept now, what it has said before is neither
 * replaced nor taken away.
 */
function hearChild(state: Case, command: Extract<Hear, { type: 'evaluation.hear-child' }>, context: Context): Decision {
  if (!hearsChild(state)) return refuse('not-found')
  const { known: _, ...said } = command
  const { askedBy, askedOn, childView, childWhy } = said
  const standing = isWritable(state, today(context)) ? null : (openEvaluation(state)?.childView ?? null)
  const heard = { ...said, type: 'evaluation.child-heard' } as const
  if (askedBy === 'nobody') {
    if (!childWhy) return refuse('child-why-missing', { field: 'childWhy' })
    return (childView ?? standing)
      ? refuse('child-not-asked', { field: 'askedBy' })
      : happened({ ...heard, askedOn: null, topic: null })
  }
  if (!askedOn) return refuse('day-missing', { field: 'askedOn' })
  if (askedOn > today(context)) return refuse('day-future', { field: 'askedOn' })
  const event: Event = { ...heard, topic: childView ? said.topic : null, childWhy: null }
  return happened(standing ? { ...event, viewStands: true } : event)
}

/**
 * What comes of it. The child is always heard, or it is said why not. Where it goes on, every measure whose day has come goes on until the
 * day that is agreed, unless it was given one of its own.
 */
function conclude(state: Case, command: Conclude, context: Context): Decision {
  if (!isBegun(state)) return refuse('nothing-evaluated')
  const open = openEvaluation(state)
  if (hearsChild(state) && !open?.heard.child) return refuse('child-unheard')
  const { outcome, nextDay } = command
  const evaluation = open?.id ?? command.evaluation
  if (outcome !== 'continue') return happened({ type: 'evaluation.concluded', evaluation, outcome, nextDay: null })
  if (!nextDay) return refuse('day-missing', { field: 'nextDay' })
  const wrong = whyNotThen(nextDay, 'nextDay', context)
  if (wrong) return wrong
  const late = state.measures.filter((one) => one.status === 'active' && one.evaluationDay <= today(context))
  const moved = late
    .filter(({ evaluationDay: day }) => day !== nextDay)
    .map(({ id: measure }): Event => ({ type: 'measure.postponed', measure, day: nextDay, reason: null }))
  return happened({ type: 'evaluation.concluded', evaluation, outcome, nextDay }, ...moved)
}

export function evolveEvaluation(state: Case, event: EvaluationEvent, at: Instant, by: PersonId | 'system'): Case {
  const { evaluation: id } = event
  const found = state.evaluations.find((one) => one.id === id)
  const evaluations = found ? state.evaluations : [...state.evaluations, begun(id, at)]
  return { ...state, evaluations: changed(evaluations, id, changeOf(event, found ?? begun(id, at), at, by)) }
}

function begun(id: EvaluationId, at: Instant): Evaluation {
  return {
    id,
    begunAt: at,
    heard: {},
    askedBy: null,
    askedOn: null,
    childView: null,
    childWhy: null,
    parentsView: null,
    staffView: null,
    reflection: null,
    ended: null,
  }
}

/** What is said anew takes the place of what was said before. */
function changeOf(
  event: EvaluationEvent,
  { heard: before, childView: viewBefore }: Evaluation,
  at: Instant,
  by: PersonId | 'system',
): Partial<Evaluation> {
  switch (event.type) {
    case 'evaluation.child-heard': {
      const { askedBy, askedOn, childWhy, viewStands } = event
      const topic = viewStands ? (before.child?.topic ?? null) : event.topic
      const childView = viewStands ? viewBefore : event.childView
      return { askedBy, askedOn, childView, childWhy, heard: { ...before, child: { at, by, topic } } }
    }
    case 'evaluation.parents-heard': {
      const { parentsView, topic } = event
      return { parentsView, heard: { ...before, parents: { at, by, topic } } }
    }
    case 'evaluation.staff-heard': {
      const { staffView, reflection, topic } = event
      return { staffView, reflection, heard: { ...before, staff: { at, by, topic } } }
    }
    case 'evaluation.concluded': {
      const { outcome, nextDay } = event
      return { ended: { at, by, outcome, nextDay } }
    }
  }
}

/** What was said is read in the plan. Where a leader alone closes, the leader hears that the case is to be closed. */
export function noticesOfEvaluation(event: EvaluationEvent, { closedBy }: Pick<Policy, 'closedBy'>): Notice[] {
  const isForLeader = event.type === 'evaluation.concluded' && event.outcome === 'close' && closedBy === 'leader'
  return isForLeader ? [told({ line: 'closing-awaits', subject: '' }, ['leaders'])] : []
}
