/**
 * A case: its state, and the four functions of the core put together from the topics. `decide` says what happens or why
 * not, `evolve` what the case is after it. Nothing here reads a clock, makes an id or knows a human word.
 */
import { type BatonCommand, type BatonEvent, type Deputy, decideBaton, evolveBaton, type HandOver } from './baton.ts'
import {
  type Concern,
  type ConcernCommand,
  type ConcernEvent,
  decideConcern,
  evolveConcern,
  registerConcern,
} from './concern.ts'
import type { Care, Consent, ConsentCommand, ConsentEvent } from './consent.ts'
import { decideConsent, evolveConsent } from './consent-change.ts'
import type { Context, Decision } from './decision.ts'
import type { CaseId, Day, Instant, Month, MunicipalityCode, PersonId, ServiceCode, UnitCode, WordId } from './ids.ts'
import { decideLevel, evolveLevel, type LevelCommand, type LevelEvent, type Proposal } from './level.ts'
import {
  type Closing,
  decideLifecycle,
  evolveLifecycle,
  type LifecycleCommand,
  type LifecycleEvent,
  type Mode,
  type Participant,
} from './lifecycle.ts'
import { decideMeeting, evolveMeeting, type Meeting, type MeetingCommand, type MeetingEvent } from './meeting.ts'
import { decideNote, evolveNote, type Note, type NoteCommand, type NoteEvent } from './note.ts'
import { mayCommand } from './permission.ts'
import {
  decidePlan,
  evolvePlan,
  type FollowUp,
  type Goal,
  type Measure,
  type PlanCommand,
  type PlanEvent,
} from './plan.ts'
import type { TargetGroup } from './policy.ts'
import { refuse } from './refusal.ts'
import { decideReminder, evolveReminder, type ReminderCommand, type ReminderEvent } from './reminder.ts'
import {
  decideTransition,
  evolveTransition,
  type Transition,
  type TransitionCommand,
  type TransitionEvent,
} from './transition.ts'

export type Case = {
  id: CaseId
  municipality: MunicipalityCode
  /** What people call the case: `FJ-1001`. Says nothing about anybody. */
  ref: string
  unit: UnitCode
  /** The case's own service: the one in which the concern arose. */
  service: ServiceCode
  status: 'open' | 'closed'
  targetGroup: TargetGroup
  owner: PersonId
  about: WordId
  born: Month | null
  guardians: 1 | 2
  care: Care
  level: number
  levelSince: Instant
  /** When the last move up was decided; null after a move down. */
  movedUpAt: Instant | null
  mode: Mode
  openedAt: Instant
  lastEntryAt: Instant
  /** Since when no meeting is set and no measure is active; null while something is planned, and at level 0. */
  unplannedSince: Instant | null
  concern: Concern
  holder: PersonId | null
  holderService: ServiceCode
  /** When the holder went inactive or may no longer take part; a new one must be named. */
  holderLeft: Instant | null
  deputy: Deputy | null
  handOver: HandOver | null
  /** The services that take part, the case's own among them. */
  services: ServiceCode[]
  participants: Participant[]
  consents: Consent[]
  proposals: Proposal[]
  goals: Goal[]
  measures: Measure[]
  followUps: FollowUp[]
  meetings: Meeting[]
  notes: Note[]
  transitions: Transition[]
  reports: { day: Day; by: PersonId }[]
  postponed: Record<string, Day>
  reminded: Record<string, { from: Day; occurrence: number }>
  raisedToKe: boolean
  closed: Closing | null
}

export type Command =
  | ConcernCommand
  | ConsentCommand
  | LevelCommand
  | BatonCommand
  | PlanCommand
  | MeetingCommand
  | NoteCommand
  | TransitionCommand
  | LifecycleCommand
  | ReminderCommand

export type Event =
  | ConcernEvent
  | ConsentEvent
  | LevelEvent
  | BatonEvent
  | PlanEvent
  | MeetingEvent
  | NoteEvent
  | TransitionEvent
  | LifecycleEvent
  | ReminderEvent

/** One entry of the log: what happened, when, and by whose hand. */
export type Entry = { at: Instant; by: PersonId | 'system'; event: Event }

/** What a paper case never keeps: its content. */
const contentCommands = new Set<Command['type']>([
  'goal.set',
  'measure.add',
  'measure.evaluate',
  'follow-up.add',
  'note.add',
  'note.correct',
])
const openAnyway = new Set<Command['type']>(['case.reopen', 'report.record', 'consent.withdraw'])

/**
 * Decides a command. Refuses with `not-found` without a case, `not-permitted` with who may, `case-closed` or
 * `case-open`, `paper-mode` for content without a digital log, and with the reasons of each topic.
 */
export function decide(state: Case | null, command: Command, context: Context): Decision {
  if (command.type === 'concern.register') return state ? refuse('already-done') : registerConcern(command, context)
  if (!state || state.municipality !== context.actor.municipality) return refuse('not-found')
  const permitted = mayCommand(state, command, context)
  if (permitted !== true) return permitted
  if (state.status === 'closed' && !openAnyway.has(command.type)) return refuse('case-closed')
  if (state.status === 'open' && command.type === 'case.reopen') return refuse('case-open')
  if (state.mode !== 'digital' && state.level > 0 && contentCommands.has(command.type)) return refuse('paper-mode')
  return decideTopic(state, command, context)
}

function decideTopic(state: Case, command: Exclude<Command, { type: 'concern.register' }>, context: Context): Decision {
  switch (command.type) {
    case 'concern.talk':
    case 'concern.ask':
    case 'concern.answer':
    case 'concern.conclude':
      return decideConcern(state, command, context)
    case 'consent.request':
    case 'consent.record':
    case 'consent.refuse':
    case 'consent.withdraw':
      return decideConsent(state, command, context)
    case 'level.propose':
    case 'level.withdraw':
    case 'level.decide':
    case 'level.lapse':
      return decideLevel(state, command, context)
    case 'baton.offer':
    case 'baton.accept':
    case 'baton.decline':
    case 'baton.withdraw':
    case 'baton.name':
    case 'baton.deputize':
    case 'baton.end-deputy':
    case 'baton.leave':
      return decideBaton(state, command, context)
    case 'goal.set':
    case 'goal.finish':
    case 'measure.add':
    case 'measure.evaluate':
    case 'measure.postpone':
    case 'follow-up.add':
    case 'follow-up.done':
    case 'follow-up.postpone':
      return decidePlan(state, command, context)
    case 'meeting.set':
    case 'meeting.hold':
    case 'meeting.cancel':
      return decideMeeting(state, command, context)
    case 'note.add':
    case 'note.correct':
      return decideNote(state, command, context)
    case 'transition.plan':
    case 'transition.receive':
      return decideTransition(state, command, context)
    case 'case.open-on-paper':
    case 'case.close':
    case 'case.reopen':
    case 'participant.add':
    case 'participant.remove':
    case 'report.record':
      return decideLifecycle(state, command, context)
    case 'reminder.send':
    case 'reminder.postpone':
      return decideReminder(state, command, context)
    default:
      return never(command)
  }
}

/** The case after an entry. The first entry of a case is `concern.registered` and needs no case before it. */
export function evolve(state: Case | null, entry: Entry): Case {
  const { at, by, event } = entry
  if (event.type === 'concern.registered') return registered(event, at)
  if (!state) throw new Error(`the first entry of a case can't be ${event.type}`)
  const after = evolveTopic(state, event, at, by)
  const touched = by === 'system' ? after : { ...after, lastEntryAt: at }
  return { ...touched, unplannedSince: unplannedSince(touched, at) }
}

/** The case as its log tells it. */
export function fold(entries: Entry[]): Case | null {
  return entries.reduce<Case | null>(evolve, null)
}

function evolveTopic(
  state: Case,
  event: Exclude<Event, { type: 'concern.registered' }>,
  at: Instant,
  by: PersonId | 'system',
): Case {
  switch (event.type) {
    case 'concern.talked':
    case 'concern.asked':
    case 'concern.answered':
    case 'concern.concluded':
      return evolveConcern(state, event, at)
    case 'consent.requested':
    case 'consent.signed':
    case 'consent.given':
    case 'consent.refused':
    case 'consent.withdrawn':
      return evolveConsent(state, event, at)
    case 'level.proposed':
    case 'level.withdrawn':
    case 'level.decided':
    case 'level.lapsed':
    case 'level.cancelled':
      return evolveLevel(state, event, at)
    case 'baton.offered':
    case 'baton.accepted':
    case 'baton.declined':
    case 'baton.withdrawn':
    case 'baton.cancelled':
    case 'baton.named':
    case 'baton.deputized':
    case 'baton.deputy-ended':
    case 'baton.left':
      return evolveBaton(state, event, at)
    case 'goal.set':
    case 'goal.finished':
    case 'measure.added':
    case 'measure.evaluated':
    case 'measure.postponed':
    case 'follow-up.added':
    case 'follow-up.done':
    case 'follow-up.postponed':
      return evolvePlan(state, event, at)
    case 'meeting.set':
    case 'meeting.held':
    case 'meeting.cancelled':
      return evolveMeeting(state, event, at)
    case 'note.added':
    case 'note.corrected':
      return evolveNote(state, event, at)
    case 'transition.planned':
    case 'transition.received':
      return evolveTransition(state, event, at)
    case 'case.opened':
    case 'log.opened':
    case 'log.closed':
    case 'case.closed':
    case 'case.reopened':
    case 'participant.added':
    case 'participant.removed':
    case 'participant.service-left':
    case 'report.recorded':
      return evolveLifecycle(state, event, at, by)
    case 'reminder.sent':
    case 'reminder.postponed':
      return evolveReminder(state, event)
    default:
      return never(event)
  }
}

function registered(event: Extract<Event, { type: 'concern.registered' }>, at: Instant): Case {
  const { case: id, municipality, ref, unit, service, targetGroup, owner, about, seen, environment } = event
  const concern: Concern = {
    seen,
    environment,
    since: at,
    talkHeld: null,
    questions: [],
    outcome: null,
    level: null,
    services: [],
  }
  return {
    ...{ id, municipality, ref, unit, service, targetGroup, owner, about, concern, status: 'open', mode: 'none' },
    ...{
      born: null,
      guardians: 2,
      care: 'guardians',
      level: 0,
      levelSince: at,
      movedUpAt: null,
      openedAt: at,
      lastEntryAt: at,
    },
    ...{ unplannedSince: null, holder: null, holderService: service, holderLeft: null, deputy: null, handOver: null },
    ...{ services: [service], participants: [], consents: [], proposals: [], goals: [], measures: [], followUps: [] },
    ...{
      meetings: [],
      notes: [],
      transitions: [],
      reports: [],
      postponed: {},
      reminded: {},
      raisedToKe: false,
      closed: null,
    },
  }
}

function unplannedSince(state: Case, at: Instant): Instant | null {
  if (state.level === 0 || state.status === 'closed') return null
  const planned =
    state.meetings.some(({ status }) => status === 'set') || state.measures.some(({ status }) => status === 'active')
  return planned ? null : (state.unplannedSince ?? at)
}

function never(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`)
}
