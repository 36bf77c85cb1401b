/** A case: its state, every command it can be given and every event that can happen in it. Types only; each topic has its own. */
import type { Away } from './away.ts'
import type { BatonCommand, BatonEvent, Deputy, HandOver } from './baton.ts'
import type { Breach, BreachCommand, BreachEvent } from './breach.ts'
import type { Closing } from './closing.ts'
import type { Concern, ConcernCommand, ConcernEvent } from './concern.ts'
import type { Care, Consent } from './consent.ts'
import type { ConsentCommand, ConsentEvent } from './consent-said.ts'
import type { DueKey } from './due-key.ts'
import type { Evaluation, EvaluationCommand, EvaluationEvent } from './evaluation.ts'
import type { Excluded } from './exclusion.ts'
import type { FamilyCommand, FamilyEvent } from './family.ts'
import type { Member } from './family-member.ts'
import type { Saying } from './family-saying.ts'
import type { FollowUp, FollowUpCommand, FollowUpEvent } from './follow-up.ts'
import type { Goal, GoalCommand, GoalEvent } from './goal.ts'
import type {
  CaseId,
  Day,
  Instant,
  Month,
  MunicipalityCode,
  PersonId,
  ProposalId,
  ServiceCode,
  UnitCode,
  WordId,
} from './ids.ts'
import type { OnLeave } from './leave.ts'
import type { LevelCommand, LevelEvent, Proposal } from './level.ts'
import type { LifecycleCommand, LifecycleEvent, Mode } from './lifecycle.ts'
import type { Contact, ManningCommand, ManningEvent } from './manning.ts'
import type { Measure, MeasureCommand, MeasureEvent } from './measure.ts'
import type { Meeting, MeetingCommand, MeetingEvent } from './meeting.ts'
import type { Note, NoteCommand, NoteEvent } from './note.ts'
import type { NudgeCommand, NudgeEvent } from './nudge.ts'
import type { TargetGroup } from './policy.ts'
import type { Part } from './post.ts'
import type { Deciding, PresenceCommand, PresenceEvent } from './presence.ts'
import type { ReminderCommand, ReminderEvent, Said } from './reminder.ts'
import type { Opening } from './seal.ts'
import type { Skipped, StepCommand, StepEvent } from './skip.ts'
import type { Transition, TransitionCommand, TransitionEvent } from './transition.ts'

export type Case = {
  id: CaseId
  municipality: MunicipalityCode
  /** What people call the case: `FJ-1001`. Says nothing about anybody. */
  ref: string
  unit: UnitCode
  /** The case's own service: the one in which the concern arose. */
  service: ServiceCode
  /** Whether it came here from another unit. */
  hasMoved: boolean
  status: 'open' | 'closed'
  targetGroup: TargetGroup
  owner: PersonId
  about: WordId
  born: Month | null
  /** Whether whoever is pregnant is not grown up; null where it was not asked. */
  minor: boolean | null
  guardians: 1 | 2
  care: Care
  /** When the facts that say who must sign (born, guardians, care) were last told, by whom, and why fewer sign; null before. */
  signersNamed: { at: Instant; by: PersonId | 'system'; reason: WordId | null } | null
  /** Whether somebody in it has a secret address: then nothing in it says where anybody is. */
  shielded?: boolean
  /** Those who have said that they have to do with the family: nothing of the case is theirs any more. */
  recused: PersonId[]
  /** Who sees to what waits for a leader, by the directory as it was last looked at. */
  decides: Deciding
  /** The proposal that nobody can decide, neither in the unit nor in KE. */
  stuck: ProposalId | null
  /** Those of it who are not there for it, by the directory as it was last looked at. */
  away: Away[]
  /** Those of it who have leave, as it was last looked at; null where nobody has. */
  leave: OnLeave | null
  /** What KE has advised, oldest first. */
  advice: { at: Instant; by: PersonId | 'system'; text: WordId }[]
  /** Whether what was typed in it was erased: it can't be taken up again. */
  erased: boolean
  level: number
  levelSince: Instant
  /** When the last move up was decided; null after a move down. */
  movedUpAt: Instant | null
  mode: Mode
  /** Whether a digital log was ever kept: what was written then is there still. */
  wasDigital: boolean
  openedAt: Instant
  /** The steps of its level that somebody went past, oldest first; none once the level has changed, or it is reopened. */
  skipped: Skipped[]
  /** Since when it has a holder and a log, be it on paper; null while somebody only wonders. */
  logSince: Instant | null
  lastEntryAt: Instant
  /** Since when no meeting is set, no measure active and no follow-up due; null while something is planned, and at level 0. */
  unplannedSince: Instant | null
  concern: Concern
  holder: PersonId | null
  holderService: ServiceCode
  /** Null where it was not kept yet. */
  holderUnit: UnitCode | null
  /** When the holder went inactive or may no longer take part; a new one must be named. */
  holderLeft: Instant | null
  deputy: Deputy | null
  handOver: HandOver | null
  /** The services that take part, the case's own among them. */
  services: ServiceCode[]
  participants: Part[]
  /** By which services everybody who ever had a part in it had it, also those whose part is over. */
  partsEver: Pick<Part, 'person' | 'service'>[]
  /** The services besides its own that nobody has come from, each since when. */
  unmanned: Record<ServiceCode, Instant>
  /** Whoever is asked to say who comes from them. */
  contacts: Contact[]
  /** Since when no other service takes part; null while one does, and at level 0. */
  aloneSince: Instant | null
  consents: Consent[]
  /** When sealed content was opened, and by whom, oldest first. */
  openings: Opening[]
  /** Staff whom the family does not want in it. */
  excluded: Excluded[]
  proposals: Proposal[]
  goals: Goal[]
  measures: Measure[]
  followUps: FollowUp[]
  meetings: Meeting[]
  notes: Note[]
  /** Oldest first; the last may be open. */
  evaluations: Evaluation[]
  transitions: Transition[]
  /** Those of the family who were given a code for their page, oldest first. */
  family: Member[]
  /** What they have said there, oldest first. */
  sayings: Saying[]
  reports: { day: Day; by: PersonId }[]
  postponed: Record<string, Day>
  reminded: Record<string, Said>
  /** Who last reminded others of something that they were asked, and when: by its key, or the id of the question. */
  nudged: Record<string, { by: PersonId; day: Day }>
  /** What was late for so long that the ladder has brought it to KE, as long as it is due. */
  raised: DueKey[]
  /** Every breach there was in its follow-up, the earliest first. */
  breaches: Breach[]
  /** Whether KE has ever seen it. */
  knownToKe: boolean
  closed: Closing | null
}

export type Command =
  | ConcernCommand
  | ConsentCommand
  | LevelCommand
  | BatonCommand
  | GoalCommand
  | MeasureCommand
  | FollowUpCommand
  | MeetingCommand
  | NoteCommand
  | EvaluationCommand
  | TransitionCommand
  | LifecycleCommand
  | PresenceCommand
  | ManningCommand
  | ReminderCommand
  | BreachCommand
  | NudgeCommand
  | StepCommand
  | FamilyCommand

export type Event =
  | ConcernEvent
  | ConsentEvent
  | LevelEvent
  | BatonEvent
  | GoalEvent
  | MeasureEvent
  | FollowUpEvent
  | MeetingEvent
  | NoteEvent
  | EvaluationEvent
  | TransitionEvent
  | LifecycleEvent
  | PresenceEvent
  | ManningEvent
  | ReminderEvent
  | BreachEvent
  | NudgeEvent
  | StepEvent
  | FamilyEvent

/** One entry of the log: what happened, when, and by whose hand. */
export type Entry = { at: Instant; by: PersonId | 'system'; event: Event }
