/** Meetings: the next one set, held with short minutes, or cancelled with a reason. There is one next meeting at a time. */
import type { Case } from './case.ts'
import { type Context, changed, type Decision, happened, today } from './decision.ts'
import type { Day, Instant, MeetingId, PersonId, TopicCode, WordId } from './ids.ts'
import { latestMove, whyNotLater, whyNotPlanned } from './later.ts'
import { withMark } from './note.ts'
import { line, type Notice, told } from './notice.ts'
import { refuse } from './refusal.ts'

export type Meeting = {
  id: MeetingId
  day: Day
  setAt: Instant
  setBy: PersonId | 'system'
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

type Held = {
  meeting: MeetingId
  day: Day
  topic: TopicCode | null
  minutes: WordId | null
  childView: WordId | null
}

type Next = { meeting: MeetingId; day: Day }

export type MeetingCommand =
  /** `moves`: the meeting that was next when the day was chosen; absent where nobody can say. */
  | { type: 'meeting.set'; meeting: MeetingId; day: Day; moves?: MeetingId | 'none' | null }
  /** `next`: the day on which they meet again, where it was agreed there. */
  | ({ type: 'meeting.hold'; next?: Next | null; aboutOthers?: boolean | null } & Held)
  /** With a reason, within the municipality's limit; `next` is the meeting on the new day. */
  | { type: 'meeting.postpone'; meeting: MeetingId; next: MeetingId; day: Day; reason: WordId | null }
  | { type: 'meeting.cancel'; meeting: MeetingId; reason: WordId | null }

export type MeetingEvent =
  /** `reason`: why an earlier one was moved to that day; not there where none was asked for. */
  | { type: 'meeting.set'; meeting: MeetingId; day: Day; reason?: WordId | null }
  | ({ type: 'meeting.held'; aboutOthers?: boolean } & Held)
  /** `isOff`: called off at a time, or where, no reason was kept, and not by another day or the end of the case. */
  | { type: 'meeting.cancelled'; meeting: MeetingId; reason: WordId | null; isOff?: true }

/**
 * By when a first meeting is to be called, and since when that is so: from the last move up, or from when the case was taken up again.
 * Null where one was called, or held: also one that had been set before, as long as it is not over by then. Where it is called off
 * the day stays what it was.
 */
export function firstMeeting(state: Case, { policy, calendar }: Pick<Context, 'policy' | 'calendar'>) {
  const from = beginning(state)
  if (from === null) return null
  const first = calendar.dayOf(from)
  const counts = ({ status, day, endedAt }: Meeting) =>
    day >= first && (status === 'set' || (status === 'held' && (endedAt ?? from) >= from))
  if (state.meetings.some(counts)) return null
  const off = state.meetings.flatMap(({ status, endedAt }) => (status === 'cancelled' && endedAt ? [endedAt] : []))
  const since = [from, ...off].sort().at(-1) ?? from
  return { day: calendar.workingDayFrom(calendar.addDays(first, policy.deadlines.firstMeetingDays)), since }
}

/** When what needs a first meeting began; null after a move down. */
function beginning({ movedUpAt, levelSince, concern }: Case): Instant | null {
  return concern.since > levelSince ? concern.since : movedUpAt
}

export function nextMeeting(state: Case): Meeting | null {
  return state.meetings.find(({ status }) => status === 'set') ?? null
}

/** The meeting on the day to which this one was moved; null for one that was not: set still, held, called off, or ended with its case. */
export function movedTo({ meetings }: Pick<Case, 'meetings'>, { status, isOff, endedAt }: Meeting): Meeting | null {
  if (status !== 'cancelled' || isOff) return null
  return meetings.find(({ setAt }) => setAt === endedAt) ?? null
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
      const { meeting, day, moves } = command
      const wrong = whyNotPlanned(day, 'day', context)
      if (wrong) return wrong
      const earlier = nextMeeting(state)
      if (earlier && moves && moves !== earlier.id) return refuse('meeting-set', { field: 'day', day: earlier.day })
      return happened(...setting(earlier, { meeting, day }))
    }
    case 'meeting.postpone':
      return whyNotSet(state, command) ?? postpone(state, command, context)
    case 'meeting.hold':
      return whyNotSet(state, command) ?? hold(command, context)
    case 'meeting.cancel':
      return whyNotSet(state, command) ?? cancel(command)
  }
}

function setting(earlier: Meeting | null, { meeting, day }: Next): MeetingEvent[] {
  const set = { type: 'meeting.set', meeting, day } as const
  return earlier ? [{ type: 'meeting.cancelled', meeting: earlier.id, reason: null }, set] : [set]
}

function whyNotSet({ meetings }: Case, { type, meeting }: Exclude<MeetingCommand, { type: 'meeting.set' }>) {
  const found = meetings.find(({ id }) => id === meeting)
  if (!found) return refuse('not-found')
  if (found.status === 'set') return null
  const isSame = found.status === (type === 'meeting.hold' ? 'held' : 'cancelled') && type !== 'meeting.postpone'
  return refuse(isSame ? 'already-done' : 'already-ended')
}

/** The earlier is cancelled by the new one, as when another is set. */
function postpone(
  { meetings }: Case,
  { meeting, next, day, reason }: Extract<MeetingCommand, { type: 'meeting.postpone' }>,
  context: Context,
): Decision {
  const before = meetings.find(({ id }) => id === meeting)?.day ?? day
  return (
    whyNotLater(day, latestMove(before, context), context) ??
    happened({ type: 'meeting.cancelled', meeting, reason: null }, { type: 'meeting.set', meeting: next, day, reason })
  )
}

function cancel({ meeting, reason }: Extract<MeetingCommand, { type: 'meeting.cancel' }>): Decision {
  const isOff = reason === null ? ({ isOff: true } as const) : {}
  return happened({ type: 'meeting.cancelled', meeting, reason, ...isOff })
}

/** Both days stand or fall together: minutes are not kept without the next day that was written beside them. */
function hold(command: Extract<MeetingCommand, { type: 'meeting.hold' }>, context: Context): Decision {
  const { next, ...held } = command
  if (held.day > today(context)) return refuse('day-future', { field: 'day' })
  const wrong = next && whyNotPlanned(next.day, 'nextDay', context)
  if (wrong) return wrong
  return happened({ ...withMark(held), type: 'meeting.held' }, ...(next ? setting(null, next) : []))
}

export function evolveMeeting(state: Case, event: MeetingEvent, at: Instant, by: PersonId | 'system'): Case {
  switch (event.type) {
    case 'meeting.set': {
      const { meeting: id, day } = event
      const set: Meeting = {
        id,
        day,
        setAt: at,
        setBy: by,
        status: 'set',
        endedAt: null,
        isOff: false,
        topic: null,
        minutes: null,
        minutedBy: null,
        childView: null,
        aboutOthers: null,
      }
      return { ...state, meetings: [...state.meetings, set] }
    }
    case 'meeting.held': {
      const { type: _, meeting: id, aboutOthers = null, ...rest } = event
      const held = { ...rest, minutedBy: by, aboutOthers, status: 'held', endedAt: at } as const
      return { ...state, meetings: changed(state.meetings, id, held) }
    }
    case 'meeting.cancelled': {
      const ended = { status: 'cancelled', endedAt: at, isOff: isCalledOff(event) } as const
      return { ...state, meetings: changed(state.meetings, event.meeting, ended) }
    }
  }
}

export function noticesOfMeeting(event: MeetingEvent, { meetings }: Case): Notice[] {
  switch (event.type) {
    case 'meeting.set':
      return [line({ line: 'meeting-set', subject: event.meeting })]
    case 'meeting.cancelled':
      // Otherwise it was only moved: the new day is told to all, and to whoever set the earlier one that it was theirs.
      return isCalledOff(event)
        ? [line({ line: 'meeting-cancelled', subject: event.meeting })]
        : meetings.flatMap(({ id, setBy }) => (id === event.meeting ? toldMoved(id, setBy) : []))
    case 'meeting.held':
      return []
  }
}

function toldMoved(subject: MeetingId, setBy: PersonId | 'system'): Notice[] {
  return setBy === 'system' ? [] : [told({ line: 'meeting-moved', subject }, [{ person: setBy }])]
}
