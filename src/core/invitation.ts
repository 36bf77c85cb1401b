/**
 * How a meeting is called: at which time and where, what for, and what is to be talked about. All of it may be left out: a day is
 * enough. What is to be talked about is named by its id, so that everybody reads of it what they may read of the case.
 */
import type { Case } from './case.ts'
import { coversOwn } from './consent.ts'
import type { Actor } from './decision.ts'
import type {
  Day,
  DecisionId,
  FollowUpId,
  GoalId,
  MeasureId,
  MeetingId,
  PersonId,
  Time,
  TopicCode,
  WordId,
} from './ids.ts'
import { openDecisions } from './minutes.ts'
import { type Refusal, refuse } from './refusal.ts'
import { mayKnow } from './thing.ts'

/** A meeting stands for its points, of which nothing was written. */
export type AgendaItem = DecisionId | MeetingId | GoalId | MeasureId | FollowUpId

export type Invitation = {
  time: Time | null
  /** Or a link; read by nobody as long as somebody has a secret address. */
  place: WordId | null
  /** Of what is written here: null where nothing is. */
  topic: TopicCode | null
  purpose: WordId | null
  /** What else is to be talked about, a line each. */
  points: WordId | null
  /** Whether that says something of others than the child and its family; null where nobody has looked. */
  aboutOthers: boolean | null
  agenda: AgendaItem[]
}

/** What is said of it: a field that is not there stays as it was. */
export type Calling = Partial<Invitation>

type Writer = PersonId | 'system'

/** What a meeting holds of it. */
export type Call = {
  /** Not there where a day was all that was said. */
  invitation?: Invitation
  /** Everybody who has said anything of that, also of the earlier meeting that was moved to this day; not there where nothing is said. */
  calledBy?: Writer[]
}

type Knowing = { actor: Actor; day: Day; topics: TopicCode[] }

const nothing: Invitation = {
  time: null,
  place: null,
  topic: null,
  purpose: null,
  points: null,
  aboutOthers: null,
  agenda: [],
}

/** As it stands after that was said, and by whom; empty where nothing is left of it. */
export function callOf(
  { invitation, calledBy = [] }: { [K in keyof Call]?: Call[K] | undefined },
  said: Calling,
  by: Writer,
): Call {
  const after = { ...nothing, ...invitation, ...said }
  const isSaid = Object.values(after).some((one) => (Array.isArray(one) ? one.length > 0 : one !== null))
  const writers = Object.keys(said).length > 0 ? [...calledBy, by] : calledBy
  return isSaid ? { invitation: after, calledBy: [...new Set(writers)] } : {}
}

/** What can be talked about, in the order in which it is proposed: what the last meeting left, goals and measures that go on, and what is to be done still. */
function openThings(state: Case) {
  const { goals, measures, followUps } = state
  return [
    ...openDecisions(state),
    ...leftPoints(state),
    ...goals.filter(({ status }) => status === 'open'),
    ...measures.filter(({ status }) => status === 'active'),
    ...followUps.filter(({ status }) => status === 'due'),
  ]
}

/** The last meeting, where it was called off, or nothing was written of it, though it had points of its own. */
function leftPoints({ meetings }: Case): { id: MeetingId; topic: TopicCode | null }[] {
  const last = meetings.findLast(({ status, isOff }) => status === 'held' || isOff)
  const isLeft = last && (last.isOff || (last.minutes === null && !last.decisions))
  return isLeft && last.invitation?.points ? [{ id: last.id, topic: last.invitation.topic }] : []
}

/** What is proposed to be talked about: what goes on, of every topic that whoever calls may know of and that is kept. */
export function proposedAgenda(state: Case, { actor, day, topics }: Knowing): AgendaItem[] {
  return openThings(state)
    .filter(({ topic }) => topic !== null && mayKnow(state, topic, actor, day, topics) && isKept(state, topic, day))
    .map(({ id }) => id)
}

function isKept(state: Case, topic: TopicCode | null, day: Day): boolean {
  return state.mode === 'digital' && coversOwn(state, topic, day)
}

/** Nobody writes over what they may not read: of a topic that is closed to them. */
export function whyNotRewritten(
  state: Case,
  before: Invitation | undefined,
  said: Calling,
  by: Knowing,
): { refusal: Refusal } | null {
  return isWritten(said) && isClosed(state, before, by) ? refuse('consent-missing', { field: 'topic' }) : null
}

function isClosed(state: Case, before: Invitation | undefined, { actor, day, topics }: Knowing): boolean {
  const topic = before?.topic ?? null
  return topic !== null && !mayKnow(state, topic, actor, day, topics)
}

/**
 * What of it is kept: where none is, the time alone; no place where an address is secret, also of a form that stood open; purpose and
 * points together, since their topic says who reads them; and to be talked about what whoever says so may know of, beside what they may
 * not, which stays.
 */
export function keptOf(state: Case, before: Invitation | undefined, said: Calling, by: Knowing): Calling {
  const { time, place, agenda } = said
  const isLog = isKept(state, null, by.day)
  return {
    ...(time === undefined ? {} : { time }),
    ...(place === undefined || state.shielded || !isLog ? {} : { place }),
    ...(isLog && !isClosed(state, before, by) ? writtenIn(said) : {}),
    ...(agenda && isLog ? { agenda: chosenOf(state, before, agenda, by) } : {}),
  }
}

function writtenIn({ purpose, points, topic = null, aboutOthers = null }: Calling): Calling {
  if (purpose === undefined && points === undefined) return {}
  const written = { purpose: purpose ?? null, points: points ?? null }
  return isWritten(written) ? { ...written, topic, aboutOthers } : { ...written, topic: null, aboutOthers: null }
}

export function isWritten({ purpose = null, points = null }: Calling): boolean {
  return purpose !== null || points !== null
}

function chosenOf(state: Case, before: Invitation | undefined, agenda: AgendaItem[], by: Knowing): AgendaItem[] {
  const known = proposedAgenda(state, by)
  const open = openThings(state).map(({ id }) => id)
  const beyond = before?.agenda.filter((id) => open.includes(id) && !known.includes(id)) ?? []
  return [...known.filter((id) => agenda.includes(id)), ...beyond]
}

/**
 * Without what says nothing, for a meeting of which nothing was said yet. One that takes the place of `before` is called in a form that
 * begins with its time and what is to be talked about: what was emptied there stays empty, and the rest is as it was.
 */
export function saidOf({ time, place = null, agenda, ...said }: Calling, before: Invitation | undefined): Calling {
  return {
    ...(time === undefined || (time === null && !before) ? {} : { time }),
    ...(place === null ? {} : { place }),
    ...(isWritten(said) ? said : {}),
    ...(agenda && (before || agenda.length > 0) ? { agenda } : {}),
  }
}

/** Whether it stands as that says already. What is settled since, of what was to be talked about, is no change. */
export function isCalledSo(state: Case, before: Invitation | undefined, said: Calling): boolean {
  const open = openThings(state).map(({ id }): string => id)
  const told = ({ agenda, ...rest }: Invitation) => ({
    ...rest,
    agenda: agenda.filter((id) => open.includes(id)).sort(),
  })
  const [then, now] = [
    { ...nothing, ...before },
    { ...nothing, ...before, ...said },
  ].map(told)
  return JSON.stringify(then) === JSON.stringify(now)
}
