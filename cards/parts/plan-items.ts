/** The items of a log's sections as blocks: short for the overview, whole for a section. Everything typed stays typed. */
import type { Event } from '../../src/core/case.ts'
import type { FollowUp } from '../../src/core/follow-up.ts'
import type { Goal } from '../../src/core/goal.ts'
import type { Day } from '../../src/core/ids.ts'
import type { Effect, Measure } from '../../src/core/measure.ts'
import type { Meeting } from '../../src/core/meeting.ts'
import type { Note } from '../../src/core/note.ts'
import type { Lack, Transition } from '../../src/core/transition.ts'
import type { Key, Say } from '../../src/wording/index.ts'
import type { Block, Fact } from '../card.ts'
import { type Called, called as calledBlocks } from './called.ts'
import {
  below,
  body,
  type Drawing,
  type Item,
  type Length,
  type Names,
  type Nothing,
  type Offered,
  shortLength,
  topicIn,
  written,
} from './plan-drawing.ts'
import { type EvaluationItem, evaluationBlocks } from './plan-evaluation.ts'
import { leftOf, type MinutesItem, minutesBlocks, presentBlocks } from './plan-minutes.ts'
import { beginning, typedIfAny } from './typed.ts'

export const sections = [
  ...(['goals', 'measures', 'follow-ups', 'meetings', 'notes', 'evaluations', 'transitions', 'history'] as const),
] as const
export type Section = (typeof sections)[number]

/** Each list stands in the order in which it is to be read, and holds what is drawn of it alone; `counts` is how many there are in all, of the history where it is open. */
export type PlanItems = {
  counts: Record<Section, number>
  goals: GoalItem[]
  measures: MeasureItem[]
  followUps: FollowUpItem[]
  meetings: MeetingItem[]
  notes: NoteItem[]
  evaluations: EvaluationItem[]
  transitions: TransitionItem[]
  /** What was done, newest first. */
  history: HistoryItem[]
  names: Names
}

/** Who is responsible arrives ready, and so does whether its day has passed, which counts until it is done. */
type Charged = Offered & { responsible: string; late: boolean }

/** `evaluated`: null where it was not, or the reader may not know of it. */
type GoalItem = Item<Goal, 'id' | 'setBy' | 'evaluated'> & Offered & { evaluated: { day: Day; effect: Effect } | null }
type MeasureItem = Item<Measure, 'id' | 'responsible' | 'addedBy' | 'startedAt' | 'datedAt' | 'evaluations'> &
  Charged & {
    /** The newest. */
    evaluation: MeasureEvaluationItem | null
  }
type MeasureEvaluationItem = Item<Measure['evaluations'][number], 'at'> & { day: Day }
type FollowUpItem = Item<FollowUp, 'id' | 'responsible' | 'addedBy' | 'datedAt'> & Charged
/** `moved`: to which day, of one that was moved, which is called there; `called`: null where a day was all that was said. */
type MeetingItem = Item<Meeting, NotDrawn> & MinutesItem & Offered & { moved: Day | null; called: Called | null }
type NotDrawn =
  | ('id' | 'setAt' | 'setBy' | 'minutedBy' | 'endedAt' | 'isOff' | 'aboutOthers')
  | ('invitation' | 'calledBy' | 'changes' | 'replaced' | 'reminded')
  | ('present' | 'decisions' | 'corrected')
/** The newest of its texts. */
type NoteItem = Item<Omit<Note, 'texts'>, 'id' | 'by' | 'aboutOthers'> &
  Item<Note['texts'][number], 'at'> &
  Offered & { by: string; day: Day; corrections: number }
/** `receiver` arrives by name, and `lacking` is what it waits for. */
type TransitionItem = Item<Transition, 'id' | 'datedAt' | 'to' | 'unit' | 'answer'> &
  Offered & { receiver: string; lacking: Lack[]; isDeclined: boolean }
/** What people did; that somebody was reminded is no part of it. */
export type Recorded = Exclude<
  Event,
  { type: 'reminder.sent' | 'nudge.sent' | 'meeting.reminded' | 'presence.noted' | 'breach.began' }
>
/** `names`: whom it went to and was taken from, ready; empty where it tells of nobody. */
export type HistoryItem = {
  day: Day
  by: string
  what: Recorded['type']
  names: { from: string; to: string }
  /** Which of its sentences says it, where it can end in two ways. */
  how: string
  /** What came of it that is no word of anybody's, ready. */
  facts: Fact[]
  words: { label: Key; words: string }[]
}

/** One group of blocks for each item of a section. */
export function planItems(items: PlanItems, section: Section, length: Length, say: Say): Block[][] {
  const drawing = { length, say, names: items.names }
  switch (section) {
    case 'goals':
      return items.goals.map((item) => goal(item, drawing))
    case 'measures':
      return items.measures.map((item) => measure(item, drawing))
    case 'follow-ups':
      return items.followUps.map((item) => followUp(item, drawing))
    case 'meetings':
      return items.meetings.map((item) => meeting(item, drawing))
    case 'notes':
      return items.notes.map((item) => note(item, drawing))
    case 'evaluations':
      return items.evaluations.map((item) => evaluationBlocks(item, drawing))
    case 'transitions':
      return items.transitions.map((item) => transition(item, drawing))
    case 'history':
      return items.history.map((item) => historyBlocks(item, say))
  }
}

function goal({ said, topic, status, evaluated: last, offers, ...rest }: GoalItem, drawing: Drawing): Block[] {
  rest satisfies Nothing
  const { text, ...more } = said
  const { say } = drawing
  const state = say(`state.goal.${status}`)
  const found =
    last && say('plan.goal.evaluated', { day: say.day(last.day), effect: say(`goal.effect.${last.effect}`) })
  return [
    body(text, topicIn(drawing, topic), drawing),
    ...written(more, drawing),
    ...(found && drawing.length === 'whole' ? [{ kind: 'text', text: found, subtle: true } as const] : []),
    ...below(offers, state, drawing.length === 'whole' ? 'all' : 'none', drawing),
  ]
}

function measure(item: MeasureItem, drawing: Drawing): Block[] {
  const { said, topic, responsible, arena, evaluationDay, late, status, evaluation, offers, ...rest } = item
  rest satisfies Nothing
  const { say, names, length } = drawing
  const { text, ...more } = said
  const state =
    status === 'active'
      ? say(late ? 'plan.evaluation-was' : 'plan.evaluation-is', { day: say.day(evaluationDay) })
      : say(`state.measure.${status}`)
  const where =
    arena === null
      ? say('plan.who', { responsible })
      : say('plan.who-where', { responsible, arena: names.arenas[arena] ?? arena })
  return [
    body(text, topicIn(drawing, topic), drawing),
    ...written(more, drawing),
    { kind: 'text', text: where, subtle: true },
    ...(length === 'whole' && evaluation ? evaluated(evaluation, drawing) : []),
    ...below(offers, state, length === 'whole' ? 'all' : 'first', drawing),
  ]
}

function evaluated({ day, effect, said, ...rest }: MeasureEvaluationItem, drawing: Drawing): Block[] {
  rest satisfies Nothing
  const { say } = drawing
  return [
    { kind: 'text', text: say('plan.evaluated', { day: say.day(day), effect: say(`effect.${effect}`) }), subtle: true },
    ...written(said, drawing),
  ]
}

function followUp(item: FollowUpItem, drawing: Drawing): Block[] {
  const { said, topic, responsible, day, late, status, offers, ...rest } = item
  rest satisfies Nothing
  const { say, length } = drawing
  const { text, ...more } = said
  const state =
    status === 'done' ? say('state.follow-up.done') : say(late ? 'due.was' : 'due.is', { day: say.day(day) })
  return [
    body(text, topicIn(drawing, topic), drawing),
    ...written(more, drawing),
    { kind: 'text', text: say('plan.who', { responsible }), subtle: true },
    ...below(offers, state, length === 'whole' ? 'all' : 'first', drawing),
  ]
}

function meeting(item: MeetingItem, drawing: Drawing): Block[] {
  const { day, status, moved, called, topic, said, present, decisions, corrected, offers, ...rest } = item
  rest satisfies Nothing
  const { say, length } = drawing
  const label = topic === null ? say('field.minutes') : say('plan.minutes', { topic: topicIn(drawing, topic) })
  const { minutes = null, ...more } = said
  const state = moved
    ? say('state.meeting.moved', { day: say.day(day), to: say.day(moved) })
    : say(`state.meeting.${status}`, { day: say.day(day), time: called?.time ? say.time(called.time) : 'none' })
  const whole = length === 'whole'
  const isHeld = status === 'held'
  const left = whole ? [] : leftOf(decisions, say)
  return [
    ...(isHeld || offers.length === 0 ? [{ kind: 'text', text: [state, ...left].join(' · ') } as const] : []),
    ...(whole ? presentBlocks(present, say) : []),
    ...(called && whole ? calledBlocks(called, say) : []),
    ...typedIfAny(minutes === null || whole ? minutes : beginning(minutes, shortLength), label),
    ...written(more, drawing),
    ...(whole ? minutesBlocks({ decisions, corrected }, isHeld ? offers : [], drawing) : []),
    ...(!isHeld && offers.length > 0 ? below(offers, state, whole ? 'all' : 'first', drawing) : []),
  ]
}

function note({ said, topic, by, day, corrections, bright, offers, ...rest }: NoteItem, drawing: Drawing): Block[] {
  rest satisfies Nothing
  const { say, length } = drawing
  const { text, ...more } = said
  const history = corrections > 0 ? say('plan.corrected', { count: corrections }) : say('plan.as-written')
  return [
    body(
      text,
      say('plan.note', { topic: topicIn(drawing, topic), by, day: say.day(day), bright: String(bright === true) }),
      drawing,
    ),
    ...written(more, drawing),
    ...(length === 'whole' ? below(offers, history, 'all', drawing) : []),
  ]
}

function transition(item: TransitionItem, drawing: Drawing): Block[] {
  const { receiver, day, status, met, isDeclined, lacking, said, offers, ...rest } = item
  rest satisfies Nothing
  const { say, length } = drawing
  const { declined = null, tookPart = null, calledOff = null, ...more } = said
  more satisfies Nothing
  const what = lacking.map((one) => say(`lack.${one === 'acceptance' && isDeclined ? 'declined' : one}`))
  const state =
    lacking.length > 0 ? say('state.transition.lacks', { what: say.list(what) }) : say(`state.transition.${status}`)
  return [
    { kind: 'text', text: say('plan.transition', { service: receiver, day: say.day(day) }) },
    ...typedIfAny(declined, say('plan.transition.declined')),
    ...(met ? typedIfAny(tookPart, say('plan.transition.met', { day: say.day(met) })) : []),
    ...typedIfAny(calledOff, say('plan.transition.called-off')),
    ...below(offers, state, length === 'whole' ? 'all' : 'first', drawing),
  ]
}

/** What followed from what somebody did, and is said without them: it is no deed of theirs. */
const followed: ReadonlySet<Recorded['type']> = new Set<Recorded['type']>([
  'consent.given',
  'consent.cancelled',
  'level.cancelled',
  'baton.cancelled',
  'baton.left',
  'participant.service-left',
])

/** Who did what and when, what came of it, and what was written. */
export function historyBlocks({ day, by, what, names, how, facts, words }: HistoryItem, say: Say): Block[] {
  const said = say(`event.${what}`, { ...names, how })
  const text = followed.has(what)
    ? say('plan.came', { day: say.day(day), what: said })
    : say('plan.happened', { day: say.day(day), by, what: said })
  return [
    { kind: 'text', text },
    ...(facts.length > 0 ? [{ kind: 'facts', facts } as const] : []),
    ...words.map((one): Block => ({ kind: 'words', label: say(one.label), words: one.words })),
  ]
}
