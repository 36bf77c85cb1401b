/** Meetings: the next one called, held with minutes (`minutes.ts`), or cancelled with a reason. There is one next meeting at a time. */
import type { Case } from './case.ts'
import { type Context, changed, type Decision, happened, today } from './decision.ts'
import type { Day, Instant, MeetingId, PersonId, Time, TopicCode, WordId } from './ids.ts'
import { type Call, type Calling, callOf, isCalledSo, keptOf, saidOf, whyNotRewritten } from './invitation.ts'
import { latestMove, whyNotLater, whyNotPlanned } from './later.ts'
import { correct, evolveMinutes, hold, type Minuted, type MinutesCommand, type MinutesEvent } from './minutes.ts'
import { type LineAbout, line, type Notice, told } from './notice.ts'
import { refuse } from './refusal.ts'

export type Meeting = Call &
  Minuted & {
    id: MeetingId
    day: Day
    setAt: Instant
    setBy: PersonId | 'system'
    /** How often that was changed while its day stood; not there where it never was. */
    changes?: number
    /** What was written of it, and over since, which the history alone shows; not there where nothing was. */
    replaced?: WordId[]
    /** Whether those in the case were reminded that it is near; not there where they were not. */
    reminded?: true
    status: 'set' | 'held' | 'cancelled'
    /** When it was minuted, moved or called off. */
    endedAt: Instant | null
    /** Whether it was called off, and not by another day or the end of the case. */
    isOff: boolean
    /** Of what was said there; null of a time when that was not asked, and where nothing was written. */
    topic: TopicCode | null
    minutes: WordId | null
    /** Who said that it was held, and wrote of it; null before. */
    minutedBy: PersonId | 'system' | null
    childView: WordId | null
    /** Whether the minutes say something of others than the child and its family; null where nobody has looked. */
    aboutOthers: boolean | null
  }

type Next = { meeting: MeetingId; day: Day }

export type MeetingCommand =
  | MinutesCommand
  /** `moves`: the meeting that was next when the day was chosen; absent where nobody can say. */
  | ({ type: 'meeting.set'; meeting: MeetingId; day: Day; moves?: MeetingId | 'none' | null } & Calling)
  /** How it is called, with its day as it was. `known`: how often it was changed as the form was opened; null where nobody can say. */
  | ({ type: 'meeting.change'; meeting: MeetingId; known?: number | null } & Calling)
  /** By the bot, the working day before. */
  | { type: 'meeting.remind'; meeting: MeetingId }
  /** With a reason, within the municipality's limit; `next` is the meeting on the new day. */
  | {
      type: 'meeting.postpone'
      meeting: MeetingId
      next: MeetingId
      day: Day
      time?: Time | null
      reason: WordId | null
    }
  | { type: 'meeting.cancel'; meeting: MeetingId; reason: WordId | null }

export type MeetingEvent =
  | MinutesEvent
  /**
   * `reason`: why an earlier one was moved to that day; not there where none was asked for. One that takes the place of another is
   * called as that was, but for what is said.
   */
  | ({ type: 'meeting.set'; meeting: MeetingId; day: Day; reason?: WordId | null } & Calling)
  | ({ type: 'meeting.changed'; meeting: MeetingId } & Calling)
  | { type: 'meeting.reminded'; meeting: MeetingId }
  /** `isOff`: called off at a time, or where, no reason was kept, and not by another day or the end of the case. */
  | { type: 'meeting.cancelled'; meeting: MeetingId; reason: WordId | null; isOff?: true }

export function nextMeeting(state: Case): Meeting | null {
  return state.meetings.find(({ status }) => status === 'set') ?? null
}

/** The meeting on the day to which this one was moved; null for one that was not: set still, held, called off, or ended with its case. */
export function movedTo({ meetings }: Pick<Case, 'meetings'>, one: Meeting): Meeting | null {
  if (one.status !== 'cancelled' || one.isOff) return null
  const since = meetings.slice(meetings.findIndex(({ id }) => id === one.id) + 1)
  return since.find(({ setAt }) => setAt === one.endedAt) ?? null
}

/** The one in whose place a meeting was set; null for one that is not moved. */
function movedFrom({ meetings }: Pick<Case, 'meetings'>, { id }: Pick<Meeting, 'id'>): Meeting | null {
  return meetings.find((one) => one.id !== id && movedTo({ meetings }, one)?.id === id) ?? null
}

/** Whether nothing comes of it, be it that it was called off, or ended with its case. */
export function isOver(state: Pick<Case, 'meetings'>, meeting: Meeting): boolean {
  return meeting.status === 'cancelled' && movedTo(state, meeting) === null
}

/**
 * As what a calendar knows a meeting: by the first day it was given, however often it is moved, and how often it was moved, changed
 * and called off since.
 */
export function inCalendar(state: Pick<Case, 'meetings'>, meeting: Meeting): { series: MeetingId; revision: number } {
  const before = movedFrom(state, meeting)
  const revision = (meeting.changes ?? 0) + (isOver(state, meeting) ? 1 : 0)
  if (!before) return { series: meeting.id, revision }
  const earlier = inCalendar(state, before)
  return { series: earlier.series, revision: earlier.revision + 1 + revision }
}

/** Whether people did away with it, so that it was not only given another day, or ended with its case. */
export function isCalledOff({ reason, isOff }: Extract<MeetingEvent, { type: 'meeting.cancelled' }>): boolean {
  return reason !== null || isOff === true
}

/** Setting a meeting while one is set moves it: the earlier is cancelled by the new one. One that was set meanwhile is told first. */
export function decideMeeting(state: Case, command: MeetingCommand, context: Context): Decision {
  if (state.level === 0) return refuse('not-a-log')
  switch (command.type) {
    case 'meeting.set': {
      const { type: _, meeting, day, moves, ...said } = command
      const wrong = whyNotPlanned(day, 'day', context)
      if (wrong) return wrong
      const earlier = nextMeeting(state)
      if (earlier && moves && moves !== earlier.id) return refuse('meeting-set', { field: 'day', day: earlier.day })
      const by = knowing(context)
      const kept = saidOf(keptOf(state, earlier?.invitation, said, by), earlier?.invitation)
      return (
        whyNotRewritten(state, earlier?.invitation, said, by) ??
        happened(...setting(earlier, { meeting, day, ...kept }))
      )
    }
    case 'meeting.change':
      return whyNotSet(state, command) ?? change(state, command, context)
    case 'meeting.remind': {
      const { meeting } = command
      const isDue = state.meetings.some(({ id, status, reminded }) => id === meeting && status === 'set' && !reminded)
      return isDue ? happened({ type: 'meeting.reminded', meeting }) : happened()
    }
    case 'meeting.postpone':
      return whyNotSet(state, command) ?? postpone(state, command, context)
    case 'meeting.hold':
      return whyNotSet(state, command) ?? hold(state, command, context)
    case 'meeting.correct':
      return correct(state, command, context)
    case 'meeting.cancel':
      return whyNotSet(state, command) ?? cancel(command)
  }
}

const knowing = ({ actor, policy: { topics }, ...times }: Context) => ({ actor, topics, day: today(times) })

/**
 * Others who have the meeting in their calendars are told, so that it counts as another call: not where it is called as it was. What others
 * changed since the form was opened is told of first.
 */
function change(
  state: Case,
  { type: _, meeting, known = null, ...said }: Extract<MeetingCommand, { type: 'meeting.change' }>,
  context: Context,
): Decision {
  const { invitation: before, changes = 0 } = state.meetings.find(({ id }) => id === meeting) ?? {}
  const by = knowing(context)
  const closed = whyNotRewritten(state, before, said, by)
  if (closed) return closed
  const kept = keptOf(state, before, said, by)
  if (isCalledSo(state, before, kept)) return happened()
  if (known !== null && known !== changes) return refuse('heard-meanwhile', { field: 'time' })
  return happened({ type: 'meeting.changed', meeting, ...kept })
}

function setting(earlier: Meeting | null, next: Next & Calling): MeetingEvent[] {
  const set = { type: 'meeting.set', ...next } as const
  return earlier ? [{ type: 'meeting.cancelled', meeting: earlier.id, reason: null }, set] : [set]
}

/** How a meeting stands once that was done. */
const endsAs: Partial<Record<MeetingCommand['type'], Meeting['status']>> = {
  'meeting.hold': 'held',
  'meeting.cancel': 'cancelled',
}

function whyNotSet({ meetings }: Case, { type, meeting }: Pick<MeetingCommand, 'type' | 'meeting'>) {
  const found = meetings.find(({ id }) => id === meeting)
  if (!found) return refuse('not-found')
  if (found.status === 'set') return null
  return refuse(found.status === endsAs[type] ? 'already-done' : 'already-ended')
}

/** The earlier is cancelled by the new one, as when another is set. */
function postpone(
  { meetings }: Case,
  { meeting, next, day, time, reason }: Extract<MeetingCommand, { type: 'meeting.postpone' }>,
  context: Context,
): Decision {
  const before = meetings.find(({ id }) => id === meeting)
  const isAnother = time !== undefined && time !== (before?.invitation?.time ?? null)
  return (
    whyNotLater(day, latestMove(before?.day ?? day, context), context) ??
    happened(
      { type: 'meeting.cancelled', meeting, reason: null },
      { type: 'meeting.set', meeting: next, day, reason, ...(isAnother ? { time } : {}) },
    )
  )
}

function cancel({ meeting, reason }: Extract<MeetingCommand, { type: 'meeting.cancel' }>): Decision {
  const isOff = reason === null ? ({ isOff: true } as const) : {}
  return happened({ type: 'meeting.cancelled', meeting, reason, ...isOff })
}

export function evolveMeeting(state: Case, event: MeetingEvent, at: Instant, by: PersonId | 'system'): Case {
  switch (event.type) {
    case 'meeting.set': {
      const { type: _, meeting: id, day, reason: __, ...said } = event
      const set: Meeting = { ...unheld, id, day, setAt: at, setBy: by }
      const meetings = [...state.meetings, set]
      return { ...state, meetings: changed(meetings, id, callOf(movedFrom({ meetings }, set) ?? {}, said, by)) }
    }
    case 'meeting.changed': {
      const { type: _, meeting: id, ...said } = event
      return { ...state, meetings: state.meetings.map((one) => (one.id === id ? calledAnew(one, said, by) : one)) }
    }
    case 'meeting.reminded':
      return { ...state, meetings: changed(state.meetings, event.meeting, { reminded: true }) }
    case 'meeting.held':
    case 'meeting.corrected':
      return evolveMinutes(state, event, at, by)
    case 'meeting.cancelled': {
      const ended = { status: 'cancelled', endedAt: at, isOff: isCalledOff(event) } as const
      return { ...state, meetings: changed(state.meetings, event.meeting, ended) }
    }
  }
}

const unheld = {
  status: 'set',
  endedAt: null,
  isOff: false,
  topic: null,
  minutes: null,
  minutedBy: null,
  childView: null,
  aboutOthers: null,
} as const satisfies Partial<Meeting>

function calledAnew(
  { invitation: before, calledBy, ...rest }: Meeting,
  said: Calling,
  by: PersonId | 'system',
): Meeting {
  const call = callOf({ invitation: before, calledBy }, said, by)
  const { invitation } = call
  const kept = [invitation?.purpose, invitation?.points]
  const gone = [before?.purpose, before?.points].flatMap((one) => (one && !kept.includes(one) ? [one] : []))
  const replaced = [...(rest.replaced ?? []), ...gone]
  const meeting = { ...rest, changes: (rest.changes ?? 0) + 1, ...(replaced.length > 0 ? { replaced } : {}) }
  return { ...meeting, ...call }
}

/** Everybody in the case is told, and so is every place from which it is followed. */
export function noticesOfMeeting(event: MeetingEvent, { meetings }: Case): Notice[] {
  const { meeting: subject } = event
  switch (event.type) {
    case 'meeting.set':
      return toAll({ line: 'meeting-set', subject })
    case 'meeting.changed':
      return toAll({ line: 'meeting-changed', subject })
    case 'meeting.reminded':
      return toAll({ line: 'meeting-soon', subject })
    case 'meeting.cancelled':
      // Otherwise it was only moved: the new day is told to all, and to whoever set the earlier one that it was theirs.
      return isCalledOff(event)
        ? toAll({ line: 'meeting-cancelled', subject })
        : meetings.flatMap(({ id, setBy }) => (id === subject ? toldMoved(id, setBy) : []))
    case 'meeting.held':
    case 'meeting.corrected':
      return []
  }
}

function toAll(about: LineAbout): Notice[] {
  return [line(about), told(about, ['holder', 'deputy', 'participants'])]
}

function toldMoved(subject: MeetingId, setBy: PersonId | 'system'): Notice[] {
  return setBy === 'system' ? [] : [told({ line: 'meeting-moved', subject }, [{ person: setBy }])]
}
