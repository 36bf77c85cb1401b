/**
 * The things of a case that are of a topic, found by what names them, and who may know of one. What may not be known of is
 * answered as what there is not.
 */
import type { Case, Command } from './case.ts'
import type { Actor } from './decision.ts'
import { readDueKey } from './due-key.ts'
import type { Day, MeetingId, TopicCode } from './ids.ts'
import { bearers, rolesIn } from './permission.ts'
import { accessTo, opensTopic } from './reading.ts'

export type Thing = Case['goals' | 'measures' | 'followUps' | 'notes'][number]
type Named = Exclude<Command, { type: 'concern.register' }>
const tellings = [
  ...(['meeting.set', 'meeting.change', 'meeting.hold', 'meeting.correct', 'level.propose', 'level.decide'] as const),
  ...(['evaluation.hear-child', 'evaluation.hear-parents', 'evaluation.hear-staff'] as const),
] as const satisfies Named['type'][]
type Telling = Extract<Named, { type: (typeof tellings)[number] }>
type Making = Exclude<Extract<Named, { type: `${string}.${'add' | 'set'}`; topic: TopicCode }>, Telling>

/** Under what a command, or a button, carries the id of such a thing. */
export const thingKeys = ['goal', 'measure', 'followUp', 'note'] as const

/** The thing whose id is among these values, the first of them as a case lists them, or null. */
export function thingAmong(state: Case, values: unknown[]): Thing | null {
  const known = placesIn(state)
  let first: Place | null = null
  for (const value of values) {
    const one = known.get(value)
    if (one && (first === null || one.at < first.at)) first = one
  }
  return first?.thing ?? null
}

type Place = { at: number; thing: Thing }

/** By the id, where each thing stands in a case: found once for a log of which every entry is asked. */
const places = new WeakMap<Case, Map<unknown, Place>>()

function placesIn(state: Case): Map<unknown, Place> {
  const known = places.get(state)
  if (known) return known
  const { goals, measures, followUps, notes } = state
  const found = new Map<unknown, Place>()
  for (const list of [goals, measures, followUps, notes])
    for (const thing of list) found.set(thing.id, { at: found.size, thing })
  places.set(state, found)
  return found
}

/** The thing that a command, or the data of a button, names: by its id, or by the key of what is due. */
export function thingNamed(state: Case, names: object): Thing | null {
  const carried: Record<string, unknown> = { ...names }
  const id = thingKeys.map((one) => carried[one]).find((one) => one !== undefined) ?? null
  if (id === null && typeof carried.key === 'string') return thingDue(state, carried.key)
  return id ? thingAmong(state, [id]) : null
}

/** The thing that the key of something due is about. Of the few that are due in a case it is looked for as it is. */
export function thingDue({ goals, measures, followUps, notes }: Case, key: string): Thing | null {
  const { subject } = readDueKey(key)
  const isIt = ({ id }: { id: string }) => id === subject
  if (subject === '') return null
  return goals.find(isIt) ?? measures.find(isIt) ?? followUps.find(isIt) ?? notes.find(isIt) ?? null
}

/** The topic of what a command names or makes; null where it is of none. */
export function topicOf(state: Case, command: Named): TopicCode | null {
  // Minutes stay of the topic of which they were written.
  if (command.type === 'meeting.correct') return correctedIn(state, command)?.topic ?? command.topic
  return isMaking(command) || isTelling(command) ? (command.topic ?? null) : (thingNamed(state, command)?.topic ?? null)
}

function correctedIn({ meetings }: Case, { meeting }: { meeting: MeetingId }) {
  return meetings.find(({ id }) => id === meeting)
}

/** Whether a command makes a thing of a topic that its writer chose. */
export function isMaking(command: Named): command is Making {
  return 'topic' in command && command.type !== 'consent.withdraw' && !isTelling(command)
}

/** Whether a command tells what was said or decided, with words whose topic its writer chose. */
export function isTelling(command: Named): command is Telling {
  return tellings.some((type) => type === command.type)
}

/** Whether somebody may know of what is of a topic, as what they read does. */
export function mayKnow(state: Case, topic: TopicCode, actor: Actor, day: Day, topics: TopicCode[]): boolean {
  const access = accessTo(state, actor, day, topics)
  return access !== null && opensTopic(access, topic)
}

/** Whether somebody is told, without its words, of everything that falls due in the case: it climbs to them. */
export function isReminded(state: Case, actor: Actor, day: Day): boolean {
  return rolesIn(state, actor, day).some((role) => role === 'ke' || bearers.includes(role))
}
