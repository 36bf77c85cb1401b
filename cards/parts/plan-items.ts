/** The items of a log's sections as blocks: short for the overview, whole for a section. Everything typed stays typed. */
import type { Event } from '../../src/core/case.ts'
import type { FollowUp } from '../../src/core/follow-up.ts'
import type { Goal } from '../../src/core/goal.ts'
import type { Day, WordField } from '../../src/core/ids.ts'
import type { Effect, Measure } from '../../src/core/measure.ts'
import type { Meeting } from '../../src/core/meeting.ts'
import type { Transition } from '../../src/core/transition.ts'
import type { Key, Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import type { FieldId } from './field.ts'
import { type Offer, rows } from './offer.ts'
import { beginning, typed, typedIfAny } from './typed.ts'

export const sections = ['goals', 'measures', 'follow-ups', 'meetings', 'notes', 'transitions', 'history'] as const
export type Section = (typeof sections)[number]

/** What was typed, by its field: not there where nothing was, or where the reader may not see it. */
export type Said<T> = { [F in WordField<T>]?: string | undefined }

/**
 * Topics, arenas and responsibles arrive ready. Each list stands in
 * the order in which it is to be read; `offers` are what the reader may do with that one item.
 */
export type PlanItems = {
  goals: GoalItem[]
  measures: MeasureItem[]
  followUps: FollowUpItem[]
  meetings: MeetingItem[]
  notes: NoteItem[]
  transitions: TransitionItem[]
  /** Everything that was done, newest first; empty where the section is not the one that is shown. */
  history: HistoryItem[]
}
type GoalItem = { said: Said<Goal>; topic: string; status: Goal['status']; offers: Offer[] }
type MeasureItem = {
  said: Said<Measure>
  topic: string
  responsible: string
  arena: string
  evaluationDay: Day
  late: boolean
  status: Measure['status']
  /** The newest evaluation. */
  evaluation: { day: Day; effect: Effect; said: Said<Measure['evaluations'][number]> } | null
  offers: Offer[]
}
type FollowUpItem = {
  said: Said<FollowUp>
  topic: string
  responsible: string
  day: Day
  late: boolean
  status: FollowUp['status']
  offers: Offer[]
}
type MeetingItem = {
  day: Day
  status: 'set' | 'held' | 'cancelled'
  said: Said<Meeting>
  offers: Offer[]
}
type NoteItem = {
  said: { text?: string }
  topic: string
  by: string
  day: Day
  corrections: number
  offers: Offer[]
}

type TransitionItem = { service: string; day: Day; status: Transition['status']; offers: Offer[] }
/** What the bot reminds of is no part of what people did. */
export type Told = Exclude<Event['type'], 'reminder.sent'>
export type HistoryItem = { day: Day; by: string; what: Told; words: { label: Key; words: string }[] }

type Length = 'short' | 'whole'

/** One group of blocks for each item of a section. */
export function planItems(items: PlanItems, section: Section, length: Length, say: Say): Block[][] {
  switch (section) {
    case 'goals':
      return items.goals.map((item) => goal(item, length, say))
    case 'measures':
      return items.measures.map((item) => measure(item, length, say))
    case 'follow-ups':
      return items.followUps.map((item) => followUp(item, length, say))
    case 'meetings':
      return items.meetings.map((item) => meeting(item, length, say))
    case 'notes':
      return items.notes.map((item) => note(item, length, say))
    case 'transitions':
      return items.transitions.map((item) => transition(item, length, say))
    case 'history':
      return items.history.map((item) => happened(item, say))
  }
}

function goal({ said, topic, status, offers }: GoalItem, length: Length, say: Say): Block[] {
  const { text, ...more } = said
  return [
    body(text, topic, length, say),
    ...(length === 'whole' ? written(more, say) : []),
    ...below(offers, say(`state.goal.${status}`), length === 'whole' ? 'all' : 'none', say),
  ]
}

function measure(item: MeasureItem, length: Length, say: Say): Block[] {
  const { said, topic, responsible, arena, evaluationDay, late, status, evaluation, offers } = item
  const { text, ...more } = said
  const state =
    status === 'active'
      ? say(late ? 'plan.evaluation-was' : 'plan.evaluation-is', { day: say.day(evaluationDay) })
      : say(`state.measure.${status}`)
  return [
    body(text, topic, length, say),
    ...(length === 'whole' ? written(more, say) : []),
    { kind: 'text', text: say('plan.who-where', { responsible, arena }), subtle: true },
    ...(length === 'whole' && evaluation ? evaluated(evaluation, say) : []),
    ...below(offers, state, length === 'whole' ? 'all' : 'first', say),
  ]
}

function evaluated({ day, effect, said }: NonNullable<MeasureItem['evaluation']>, say: Say): Block[] {
  return [
    { kind: 'text', text: say('plan.evaluated', { day: say.day(day), effect: say(`effect.${effect}`) }), subtle: true },
    ...written(said, say),
  ]
}

function followUp(item: FollowUpItem, length: Length, say: Say): Block[] {
  const { said, topic, responsible, day, late, status, offers } = item
  const { text, ...more } = said
  const state =
    status === 'done' ? say('state.follow-up.done') : say(late ? 'due.was' : 'due.is', { day: say.day(day) })
  return [
    body(text, topic, length, say),
    ...(length === 'whole' ? written(more, say) : []),
    { kind: 'text', text: say('plan.who', { responsible }), subtle: true },
    ...below(offers, state, length === 'whole' ? 'all' : 'first', say),
  ]
}

function meeting({ day, status, said, offers }: MeetingItem, length: Length, say: Say): Block[] {
  const { minutes = null, ...more } = said
  const state = say(`state.meeting.${status}`, { day: say.day(day) })
  const whole = length === 'whole'
  return [
    ...(offers.length === 0 ? [{ kind: 'text', text: state } as const] : []),
    ...typedIfAny(minutes === null || whole ? minutes : beginning(minutes, shortLength), say('field.minutes')),
    ...(whole ? written(more, say) : []),
    ...(offers.length > 0 ? below(offers, state, whole ? 'all' : 'first', say) : []),
  ]
}

function note({ said, topic, by, day, corrections, offers }: NoteItem, length: Length, say: Say): Block[] {
  const history = corrections > 0 ? say('plan.corrected', { count: corrections }) : say('plan.as-written')
  return [
    body(said.text, say('plan.note', { topic, by, day: say.day(day) }), length, say),
    ...(length === 'whole' ? below(offers, history, 'all', say) : []),
  ]
}

function transition({ service, day, status, offers }: TransitionItem, length: Length, say: Say): Block[] {
  return [
    { kind: 'text', text: say('plan.transition', { service, day: say.day(day) }) },
    ...below(offers, say(`state.transition.${status}`), length === 'whole' ? 'all' : 'first', say),
  ]
}

function happened({ day, by, what, words }: HistoryItem, say: Say): Block[] {
  return [
    { kind: 'text', text: say('plan.happened', { day: say.day(day), by, what: say(`event.${what}`) }) },
    ...words.map((one): Block => ({ kind: 'words', label: say(one.label), words: one.words })),
  ]
}

/** Under the label of each field; one that has none does not compile. */
function written<F extends FieldId>(said: { [K in F]?: string | undefined }, say: Say): Block[] {
  const fields = Object.keys(said) as F[]
  return fields.flatMap((field) => typedIfAny(said[field] ?? null, say(`field.${field}`)))
}

function body(words: string | undefined, label: string, length: Length, say: Say): Block {
  return typed(words === undefined || length === 'whole' ? (words ?? null) : beginning(words, shortLength), label, say)
}

/** How the item stands, with what can be done about it beside. */
function below(offers: Offer[], state: string, which: 'all' | 'first' | 'none', say: Say): Block[] {
  const shown = which === 'all' ? offers : which === 'first' ? offers.slice(0, 1) : []
  return shown.length === 0 ? [{ kind: 'text', text: state, subtle: true }] : rows(shown, state, say)
}

/** Characters of a text in the overview. */
const shortLength = 120
