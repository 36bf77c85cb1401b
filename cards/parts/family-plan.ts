/** What was agreed and written, as one of the family reads it: under a heading each, and nothing where there is none. */
import type { Day, Time } from '../../src/core/ids.ts'
import type { Lack, Transition } from '../../src/core/transition.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { type FamilyWay, familyRow } from './family-way.ts'

type Task = {
  text: string
  who: string
  day: Day
  status: 'active' | 'due' | 'done' | 'stopped'
  say: FamilyWay | null
}
/** `kind`: what it is; `day` when it was written or held. */
export type FamilyWords = {
  kind: 'note' | 'bright' | 'minutes' | 'decisions' | 'wondering'
  by: string
  day: Day
  words: string
}
export type FamilySaying = {
  kind: 'note' | 'correction' | 'view' | 'end'
  day: Day
  words: string | null
  heard: boolean
}

/** `time`, and how it is called, where it is to come and that was said. `agenda`: each line of it, as it was written. */
export type FamilyMeeting = {
  day: Day
  time: Time | null
  status: 'set' | 'held' | 'cancelled'
  place: string | null
  purpose: string | null
  agenda: string[]
  /** Of the staff, ready, where the minutes are theirs to read. */
  present: string[]
  say: FamilyWay | null
}

export type FamilyPlan = {
  goals: { text: string; status: 'open' | 'reached' | 'dropped' }[]
  measures: Task[]
  followUps: Task[]
  /** To come, and held before. */
  meetings: FamilyMeeting[]
  evaluations: { day: Day; status: 'set' | 'held' }[]
  /** `to`: as it stands inside a sentence. */
  transitions: { day: Day; to: string; status: Transition['status']; lacking: Lack[] }[]
  /** Steps that those who help went past, by name: why is not theirs to read. */
  skipped: { step: string; day: Day }[]
  texts: FamilyWords[]
  sayings: FamilySaying[]
}

export function familyPlan(plan: FamilyPlan, say: Say): Block[] {
  const { goals, measures, followUps, meetings, evaluations, transitions, skipped, texts, sayings } = plan
  const sections = {
    goals: goals.map(({ text, status }) => written(text, say(`family.goal.${status}`), say)),
    measures: measures.flatMap((one) => task(one, 'measure', say)),
    'follow-ups': followUps.flatMap((one) => task(one, 'follow-up', say)),
    meetings: meetings.flatMap((one) => meeting(one, say)),
    evaluations: evaluations.map((one) => evaluation(one, say)),
    transitions: transitions.map((one) => transition(one, say)),
    skipped: skipped.map((one) => skippedStep(one, say)),
    texts: texts.map((one) => textBy(one, say)),
    sayings: sayings.map((one) => saying(one, say)),
  }
  return familySections.flatMap((section) => under(section, sections[section], say))
}

/** In the order in which they stand. */
const familySections = [
  'goals',
  'measures',
  'follow-ups',
  'meetings',
  'evaluations',
  'transitions',
  'skipped',
  'texts',
  'sayings',
] as const

function under(section: (typeof familySections)[number], blocks: Block[], say: Say): Block[] {
  return blocks.length === 0 ? [] : [{ kind: 'heading', text: say(`family.section.${section}`) }, ...blocks]
}

/** By staff: taken to be in the language of the names, whatever the page speaks. */
function written(words: string, label: string, { lang }: Say): Block {
  return { kind: 'words', label, words, lang }
}

/** Who answers for it and until when; beside what is to be evaluated, the way to say what they think. */
function task({ text, who, day, status, say: way }: Task, kind: 'measure' | 'follow-up', say: Say): Block[] {
  const state = say(`family.${kind}.state`, { who, day: say.day(day), status })
  return [written(text, state, say), ...(way ? [familyRow(way, say('family.occasion.family.say'), {}, say)] : [])]
}

function meeting({ day, time, status, place, purpose, agenda, present, say: way }: FamilyMeeting, say: Say): Block[] {
  const text = say(`family.meeting.${status}`, { day: say.day(day), time: time === null ? 'none' : say.time(time) })
  return [
    way ? familyRow(way, text, { subtle: say('family.meeting.say') }, say) : { kind: 'text', text },
    ...(purpose ? [written(purpose, say('family.meeting.purpose'), say)] : []),
    ...(place ? [written(place, say('family.meeting.place'), say)] : []),
    ...(agenda.length > 0 ? [written(agenda.join('\n'), say('family.meeting.agenda'), say)] : []),
    ...(present.length > 0
      ? [{ kind: 'text', text: say('family.meeting.present', { who: say.list(present) }) } as const]
      : []),
  ]
}

function evaluation({ day, status }: FamilyPlan['evaluations'][number], say: Say): Block {
  return { kind: 'text', text: say(`family.evaluation.${status}`, { day: say.day(day) }) }
}

/** What is missing is said of one that is to come, so that nobody believes that all is done. */
function transition({ day, to, status, lacking }: FamilyPlan['transitions'][number], say: Say): Block {
  const what = say.list(lacking.map((one) => say(`family.lack.${one}`)))
  const subtle = lacking.length > 0 ? say('family.transition.lacks', { what }) : say(`family.transition.${status}`)
  return { kind: 'list', items: [{ text: say('family.transition', { service: to, day: say.day(day) }), subtle }] }
}

function skippedStep({ step, day }: FamilyPlan['skipped'][number], say: Say): Block {
  return { kind: 'text', text: say('family.skipped', { step, day: say.day(day) }) }
}

function textBy({ kind, by, day, words }: FamilyWords, say: Say): Block {
  return written(words, say(`family.text.by.${kind}`, { by, day: say.day(day) }), say)
}

function saying({ kind, day, words, heard }: FamilySaying, say: Say): Block {
  const label = say('family.saying', { kind, day: say.day(day), heard: String(heard) })
  return words === null ? { kind: 'text', text: label } : { kind: 'words', label, words }
}
