/** The items of a log's sections as blocks: short for the overview, whole for a section. Everything typed stays typed. */
import type { Event } from '../../src/core/case.ts'
import type { FollowUp } from '../../src/core/follow-up.ts'
import type { Goal } from '../../src/core/goal.ts'
import type { Day } from '../../src/core/ids.ts'
import type { Effect, Measure } from '../../src/core/measure.ts'
import type { Transition } from '../../src/core/transition.ts'
import type { Key, Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { type Offer, rows } from './offer.ts'
import { beginning, typed, typedIfAny } from './typed.ts'

export const sections = ['goals', 'measures', 'follow-ups', 'meetings', 'notes', 'transitions', 'history'] as const
export type Section = (typeof sections)[number]

/**
 * `words` are null where the reader may not see them. Topics, arenas and responsibles arrive ready. Each list stands in
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
type GoalItem = { words: string | null; topic: string; status: Goal['status']; offers: Offer[] }
type MeasureItem = {
  words: string | null
  topic: string
  responsible: string
  arena: string
  evaluationDay: Day
  late: boolean
  status: Measure['status']
  /** The newest evaluation. */
  evaluation: { day: Day; effect: Effect; note: string | null; childView: string | null } | null
  offers: Offer[]
}
type FollowUpItem = {
  words: string | null
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
  minutes: string | null
  childView: string | null
  offers: Offer[]
}
type NoteItem = {
  words: string | null
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

function goal({ words, topic, status, offers }: GoalItem, length: Length, say: Say): Block[] {
  return [
    text(words, topic, length, say),
    ...below(offers, say(`state.goal.${status}`), length === 'whole' ? 'all' : 'none', say),
  ]
}

function measure(item: MeasureItem, length: Length, say: Say): Block[] {
  const { words, topic, responsible, arena, evaluationDay, late, status, evaluation, offers } = item
  const state =
    status === 'active'
      ? say(late ? 'plan.evaluation-was' : 'plan.evaluation-is', { day: say.day(evaluationDay) })
      : say(`state.measure.${status}`)
  return [
    text(words, topic, length, say),
    { kind: 'text', text: say('plan.who-where', { responsible, arena }), subtle: true },
    ...(length === 'whole' && evaluation ? evaluated(evaluation, say) : []),
    ...below(offers, state, length === 'whole' ? 'all' : 'first', say),
  ]
}

function evaluated({ day, effect, note, childView }: NonNullable<MeasureItem['evaluation']>, say: Say): Block[] {
  return [
    { kind: 'text', text: say('plan.evaluated', { day: say.day(day), effect: say(`effect.${effect}`) }), subtle: true },
    ...typedIfAny(note, say('field.note')),
    ...typedIfAny(childView, say('field.childView')),
  ]
}

function followUp(item: FollowUpItem, length: Length, say: Say): Block[] {
  const { words, topic, responsible, day, late, status, offers } = item
  const state =
    status === 'done' ? say('state.follow-up.done') : say(late ? 'due.was' : 'due.is', { day: say.day(day) })
  return [
    text(words, topic, length, say),
    { kind: 'text', text: say('plan.who', { responsible }), subtle: true },
    ...below(offers, state, length === 'whole' ? 'all' : 'first', say),
  ]
}

function meeting({ day, status, minutes, childView, offers }: MeetingItem, length: Length, say: Say): Block[] {
  const state = say(`state.meeting.${status}`, { day: say.day(day) })
  const whole = length === 'whole'
  return [
    ...(offers.length === 0 ? [{ kind: 'text', text: state } as const] : []),
    ...typedIfAny(minutes === null || whole ? minutes : beginning(minutes, shortLength), say('field.minutes')),
    ...(whole ? typedIfAny(childView, say('field.childView')) : []),
    ...(offers.length > 0 ? below(offers, state, whole ? 'all' : 'first', say) : []),
  ]
}

function note({ words, topic, by, day, corrections, offers }: NoteItem, length: Length, say: Say): Block[] {
  const history = corrections > 0 ? say('plan.corrected', { count: corrections }) : say('plan.as-written')
  return [
    text(words, say('plan.note', { topic, by, day: say.day(day) }), length, say),
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

function text(words: string | null, label: string, length: Length, say: Say): Block {
  return typed(words === null || length === 'whole' ? words : beginning(words, shortLength), label, say)
}

/** How the item stands, with what can be done about it beside. */
function below(offers: Offer[], state: string, which: 'all' | 'first' | 'none', say: Say): Block[] {
  const shown = which === 'all' ? offers : which === 'first' ? offers.slice(0, 1) : []
  return shown.length === 0 ? [{ kind: 'text', text: state, subtle: true }] : rows(shown, state, say)
}

/** Characters of a text in the overview. */
const shortLength = 120
