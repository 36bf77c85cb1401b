/**
 * The minutes of a meeting: who was there, what was said, and what was decided, which becomes measures and things to do. They end with the
 * next day, or with why there is none. Whoever wrote them corrects them; what stood there before stays in the history.
 */
import type { Case } from './case.ts'
import { isWritable } from './consent.ts'
import { type Context, changed, type Decision, happened, today } from './decision.ts'
import { isExcluded, isRecused } from './exclusion.ts'
import { heldBack } from './family-member.ts'
import type { Day, DecisionId, Instant, MeetingId, PersonId, TopicCode, WordId } from './ids.ts'
import { whyNotPlanned } from './later.ts'
import type { Meeting } from './meeting.ts'
import { withMark } from './note.ts'
import { type Refusal, refuse } from './refusal.ts'
import { whyOut } from './somebody.ts'
import { mayKnow } from './thing.ts'

/** Who of the family was there: by what they are to the case, and never by name. */
export const familyThere = ['child', 'guardian-1', 'guardian-2', 'self'] as const
export type FamilyThere = (typeof familyThere)[number]
export type Attendee = PersonId | FamilyThere

/** A line of what was decided, by which what becomes of it can name it. */
export type Decided = { id: DecisionId; text: WordId }

/** What a meeting holds of its minutes besides their words: each not there where there is none. */
export type Minuted = {
  present?: Attendee[]
  /** In the order in which they were written. `isTaken`: it has become a measure, or something to do. */
  decisions?: (Decided & { isTaken?: true })[]
  /** Why no other meeting was agreed. */
  whyNone?: WordId
  /** How often they were corrected. */
  corrected?: number
}

/** `topic` is null where nothing is written. */
type Written = { meeting: MeetingId; topic: TopicCode | null; minutes: WordId | null; childView: WordId | null }
type Told = { present?: Attendee[] | null; decisions?: Decided[] | null; aboutOthers?: boolean | null }
type Kept = { present?: Attendee[]; decisions?: Decided[]; aboutOthers?: boolean }

export type MinutesCommand =
  /** `next`: the day on which they meet again, where it was agreed there; `whyNone`: why none was. */
  | ({
      type: 'meeting.hold'
      day: Day
      next?: { meeting: MeetingId; day: Day } | null
      whyNone?: WordId | null
    } & Written &
      Told)
  /** `decisions`: those that have become nothing yet, anew. `known`: what `revisionOf` said when the form was opened; null where nobody can say. */
  | ({ type: 'meeting.correct'; known?: number | null } & Written & Told)

export type MinutesEvent =
  | ({ type: 'meeting.held'; day: Day; whyNone?: WordId } & Written & Kept)
  | ({ type: 'meeting.corrected' } & Written & Kept)

type Hold = Extract<MinutesCommand, { type: 'meeting.hold' }>
type Correct = Extract<MinutesCommand, { type: 'meeting.correct' }>

/** Who of the family can have been there: the child and who has responsibility for it, or the adult whom the case is about. */
export function familyIn({ targetGroup, guardians }: Pick<Case, 'targetGroup' | 'guardians'>): FamilyThere[] {
  if (targetGroup === 'pregnant' || targetGroup === 'parents') return ['self']
  return guardians === 2 ? ['child', 'guardian-1', 'guardian-2'] : ['child', 'guardian-1']
}

/** Who of the staff can have been there: those in the case, and whoever writes. None who is excluded, or has to do with the family. */
export function staffIn(state: Case, writer: PersonId | 'system'): PersonId[] {
  const { holder, deputy, participants } = state
  const all = [holder, deputy?.person, ...participants.map(({ person }) => person), writer === 'system' ? null : writer]
  const people = all.filter((one) => one !== null && one !== undefined)
  return [...new Set(people)].filter((one) => !isExcluded(state, one) && !isRecused(state, one))
}

/** Who can be said to have been there. */
export function attendeesIn(state: Case, writer: PersonId | 'system'): Attendee[] {
  return [...familyIn(state), ...staffIn(state, writer)]
}

/**
 * Both days stand or fall together: minutes are not kept without the next day that was written beside them. Refuses minutes that leave
 * open whether there is one, unless the case is to end.
 */
export function hold(state: Case, command: Hold, context: Context): Decision {
  const { type: _, next, whyNone, present, decisions, ...held } = command
  if (held.day > today(context)) return refuse('day-future', { field: 'day' })
  const wrong = (next && whyNotPlanned(next.day, 'nextDay', context)) || whyNotThere(state, present, context)
  if (wrong) return wrong
  if (!next && !whyNone && !isEnding(state)) return refuse('next-missing', { field: 'nextDay' })
  const why = whyNone && !next ? { whyNone } : {}
  // Where none of it is kept, neither is who was there.
  const isKept = isWritable(state, today(context), held.topic)
  const said = { ...withMark(held), ...listed(isKept ? present : null, decisions), ...why }
  return happened({ ...said, type: 'meeting.held' }, ...(next ? [{ type: 'meeting.set', ...next } as const] : []))
}

/** Whether the last evaluation came to that the case is to be closed, and it was not reopened since: then nothing is to follow. */
function isEnding({ evaluations, concern }: Case): boolean {
  const ended = evaluations.at(-1)?.ended
  return ended?.outcome === 'close' && ended.at >= concern.since
}

/** Refuses whoever is not in the case, the family has excluded, or has to do with it, and who of a family there is not. */
function whyNotThere(state: Case, present: Told['present'], { actor }: Context): { refusal: Refusal } | null {
  const stranger = present?.find((one) => !attendeesIn(state, actor.person).includes(one))
  if (stranger === undefined) return null
  const out = isOfFamily(stranger) ? null : whyOut(state, stranger, 'present')
  return out ?? refuse('not-a-colleague', { field: 'present' })
}

export function isOfFamily(one: Attendee): one is FamilyThere {
  return familyThere.some((known) => known === one)
}

/** Nothing is kept of what is empty. */
function listed(present: Told['present'], decisions: Told['decisions']): Kept {
  return {
    ...(present && present.length > 0 ? { present: [...new Set(present)] } : {}),
    ...(decisions && decisions.length > 0 ? { decisions } : {}),
  }
}

/** Whether minutes say anything that has a topic. */
function saysAnything({ minutes, childView, decisions }: Pick<Correct, 'minutes' | 'childView' | 'decisions'>) {
  return minutes !== null || childView !== null || (decisions?.length ?? 0) > 0
}

/** Only their writer corrects them, of the topic that they have. What became of a decision meanwhile is told of first. */
export function correct(state: Case, command: Correct, context: Context): Decision {
  const { actor, policy } = context
  const { known = null, present, decisions, type: _, ...said } = command
  const meeting = state.meetings.find(({ id, status }) => id === said.meeting && status === 'held')
  if (!meeting) return refuse('not-found')
  if (meeting.minutedBy !== actor.person) return refuse('not-permitted', { may: ['writer'] })
  if (known !== null && known !== revisionOf(meeting)) return refuse('heard-meanwhile', { field: 'minutes' })
  const topic = meeting.topic ?? said.topic
  if (saysAnything(command) && (topic === null || !policy.topics.includes(topic)))
    return refuse('topic-missing', { field: 'topic' })
  const corrected = {
    ...withMark({ ...said, topic }),
    ...listed([...goneSince(state, meeting, actor.person), ...(present ?? [])], decisions),
    type: 'meeting.corrected',
  } as const
  return whyNotThere(state, present, context) ?? happened(corrected)
}

/** Who was there and is not to be chosen any more: what is corrected does not do away with them, unless the family does not want them named. */
function goneSince(state: Case, { present = [] }: Minuted, writer: PersonId | 'system'): Attendee[] {
  const known = attendeesIn(state, writer)
  const isNamed = (one: Attendee) => isOfFamily(one) || (!isExcluded(state, one) && !isRecused(state, one))
  return present.filter((one) => !known.includes(one) && isNamed(one))
}

/** Changes with each correction, and with each decision that becomes something. */
export function revisionOf({ corrected = 0, decisions = [] }: Minuted): number {
  return corrected + decisions.filter(({ isTaken }) => isTaken).length
}

export function evolveMinutes(state: Case, event: MinutesEvent, at: Instant, by: PersonId | 'system'): Case {
  const { type, meeting: id, aboutOthers = null, ...rest } = event
  if (type === 'meeting.held') {
    const held = { ...rest, minutedBy: by, aboutOthers, status: 'held', endedAt: at } as const
    return { ...state, meetings: changed(state.meetings, id, held) }
  }
  const meetings = state.meetings.map((one) => (one.id === id ? correctedAs(one, { ...rest, aboutOthers }) : one))
  return { ...state, meetings, family: heldBack(state.family, id) }
}

/** What has become something stays as it was decided. */
function correctedAs(
  before: Meeting,
  said: Omit<Written & Kept, 'meeting' | 'aboutOthers'> & { aboutOthers: boolean | null },
) {
  const { present: _, decisions = [], replaced = [], corrected = 0, ...rest } = before
  const { decisions: anew = [], ...others } = said
  const standing = decisions.filter(({ isTaken }) => isTaken)
  const gone = decisions.filter(({ isTaken }) => !isTaken).map(({ text }) => text)
  const over = [before.minutes, before.childView, ...gone].filter((one) => one !== null)
  const all = [...standing, ...anew]
  return {
    ...rest,
    ...others,
    aboutOthers: standing.length > 0 ? stillAbout(before.aboutOthers, said.aboutOthers) : said.aboutOthers,
    corrected: corrected + 1,
    ...(all.length > 0 ? { decisions: all } : {}),
    ...(over.length + replaced.length > 0 ? { replaced: [...replaced, ...over] } : {}),
  }
}

/** Whether what stands of it and what is new tell of others: what was said of the new alone says nothing of what stands. */
function stillAbout(before: boolean | null, said: boolean | null): boolean | null {
  if (before === true || said === true) return true
  return before === false ? false : null
}

/** What was decided at the meeting that was minuted last and has become nothing yet, each of the topic of its minutes. */
export function openDecisions({ meetings }: Pick<Case, 'meetings'>): (Decided & { topic: TopicCode | null })[] {
  const last = meetings.findLast(({ status }) => status === 'held')
  return (last?.decisions ?? [])
    .filter(({ isTaken }) => !isTaken)
    .map((one) => ({ ...one, topic: last?.topic ?? null }))
}

/** A decision with the topic of the minutes it stands in; null where there is none. */
export function decisionIn({ meetings }: Pick<Case, 'meetings'>, id: string | undefined) {
  for (const { topic, decisions = [] } of meetings) {
    const found = decisions.find((one) => one.id === id)
    if (found) return { ...found, topic }
  }
  return null
}

/** Nothing is made twice of a decision, nor of one that there is not for whoever makes it. */
export function whyNotTaken(state: Case, id: DecisionId | null | undefined, { actor, policy, ...times }: Context) {
  if (!id) return null
  const found = decisionIn(state, id)
  const isTheirs = found?.topic && mayKnow(state, found.topic, actor, today(times), policy.topics)
  if (!found || !isTheirs) return refuse('not-found')
  return found.isTaken ? refuse('already-done') : null
}

/** As an event keeps it. */
export function ofDecision(id: DecisionId | null | undefined): { decision?: DecisionId } {
  return id ? { decision: id } : {}
}

/** The case once a decision has become something; the same where none has. */
export function withTaken(state: Case, id: DecisionId | undefined): Case {
  if (!id) return state
  const mark = (one: Decided & { isTaken?: true }) => (one.id === id ? { ...one, isTaken: true as const } : one)
  const meetings = state.meetings.map((one) => (one.decisions ? { ...one, decisions: one.decisions.map(mark) } : one))
  return { ...state, meetings }
}
