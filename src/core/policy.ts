/**
 * What the municipality's model decides, as plain data, and the calendar the core counts with. Nothing here has a
 * default: the presets in `src/model/` are the only place where numbers are chosen.
 */
import type { Day, Instant, Month, ServiceCode, TopicCode } from './ids.ts'

export const targetGroups = ['child', 'youth', 'pregnant', 'parents'] as const
export type TargetGroup = (typeof targetGroups)[number]

/** Who can be asked to sign a consent. `guardian-1` and `guardian-2` are the holders of parental responsibility. */
export const signers = ['guardian-1', 'guardian-2', 'young-person', 'self', 'child-protection'] as const
export type Signer = (typeof signers)[number]

/** The checkpoints at which consent is asked for. */
export const checkpoints = ['open', 'join', 'level', 'transition', 'takeover', 'renewal', 'wider', 'age'] as const
export type Checkpoint = (typeof checkpoints)[number]

/** Everything that can come due. One word per signal in code, tables, wording and model. */
export const signals = [
  'concern-undecided',
  'family-talk',
  'consent-unanswered',
  'consent-expiring',
  'consent-expired',
  'consent-withdrawn',
  'consent-anew',
  'signer-age',
  'no-holder',
  'handover-unanswered',
  'service-unmanned',
  'no-service',
  'holder-inactive',
  'proposal-unasked',
  'proposal-undecided',
  'first-meeting',
  'nothing-planned',
  'meeting-due',
  'measure-due',
  'evaluation-due',
  'follow-up-due',
  'transition-unreceived',
  'past-age-limit',
  'family-arrived',
  'family-asks',
] as const
export type Signal = (typeof signals)[number]

/** When a reminder is said: working days before the day, on it, and every so many working days after it. */
export type ReminderLadder = {
  beforeWorkingDays: number
  everyWorkingDays: number
  /** Working days after the day from which the leader (and then KE) is told as well. */
  leaderAfterWorkingDays: number
  keAfterWorkingDays: number
}

/**
 * When somebody's digest comes: on Mondays and on days with something new, every working day, or on Mondays alone; with `each`
 * there is none, and every reminder comes by itself.
 */
export const digestPaces = ['news', 'daily', 'monday', 'each'] as const
export type DigestPace = (typeof digestPaces)[number]

/** One line of the signer table: the first line that fits is the rule. Ages in whole years; `to` is exclusive. */
export type SignerRule = {
  groups: TargetGroup[]
  fromAge: number
  toAge: number
  care: 'guardians' | 'child-protection' | 'any'
  /** For these services alone; for all where none are named. */
  services?: ServiceCode[]
  signers: ('guardians' | 'young-person' | 'self' | 'child-protection')[]
  /** Whether a consent given before ends on the day somebody reaches `fromAge`. Said wherever other people then sign. */
  endsOld?: boolean
}

export type Policy = {
  /**
   * Levels in order, beginning with 0. `asksForIndividualPlan`: moving up to it asks whether the right to an individual plan has been
   * considered. `steps`: its own, in their order; those of all from level 1 where it has none, and at level 0 none.
   */
  levels: { number: number; maxHelpServices: number | null; asksForIndividualPlan?: boolean; steps?: Step[] }[]
  /** The level at which the stafettlogg opens and consent to open it is asked. */
  logOpensAtLevel: number
  /** The levels a wondering can end in: what is broader is proposed later. */
  concernEndsInLevels: number[]
  /** The loop of steps at every level from 1 that has none of its own, in its order. */
  steps: LogStep[]
  services: ServiceCode[]
  /** Services for adults: when one of them wonders, it says whether there are children. */
  adultServices: ServiceCode[]
  topics: TopicCode[]
  signerRules: SignerRule[]
  /** From this age the child's own view must have been asked for when consent is recorded. */
  childViewFromAge: number
  /** Ages at which the signers change, e.g. 15 and 18. */
  signerAges: number[]
  ageLimit: number
  /** Who sees that sealed content was opened, where holder and leader are one. */
  sealedSeenBy: 'ke' | 'coordinator'
  /** Whether a transition asks for a meeting of those who give and those who receive. */
  transitionMeeting: boolean
  deadlines: {
    concernDecisionDays: number
    familyTalkDays: number
    /** Used instead when the concern is about the environment of a school or barnehage. */
    familyTalkEnvironmentDays: number
    consentAnswerDays: number
    consentLeaderAfterDays: number
    consentValidMonths: number
    consentRenewalDaysBefore: number
    firstMeetingDays: number
    measureEvaluationMaxWeeks: number
    /** What a form begins with, in weeks from the day it is filled in; no more than `measureEvaluationMaxWeeks`. */
    measureEvaluationUsualWeeks: number
    handOverAnswerWorkingDays: number
    /** Working days in which somebody of a service that joins has come, and a level for several services has one. */
    serviceMannedWorkingDays: number
    proposalDecisionWorkingDays: number
    /** After this many working days an undecided proposal lapses and must be made again. */
    proposalLapseWorkingDays: number
    holderInactiveWeeks: number
    transitionNoticeDays: number
    /** Working days in which somebody receives a transition that was planned later than that many days ahead. */
    transitionShortNoticeWorkingDays: number
    /** Working days in which somebody says who it was that signed in with a code. */
    familyKnownWorkingDays: number
    /** Working days in which somebody sees to what the family has asked for on its page. */
    familyHeardWorkingDays: number
    /** The longest a reminder can be put off, in days. */
    postponeMaxDays: number
    /** How many weeks ahead a meeting or a follow-up can be set. */
    plannedAheadWeeks: number
    /** How long a meeting takes in the calendars of those who come. */
    meetingMinutes: number
    /** The most days in a row on which somebody can say that they are away: whoever is longer hands the baton over. */
    leaveMaxDays: number
    /** How many days ahead they can say so. */
    leaveAheadDays: number
  }
  /** Who closes a case: whoever answers for it, or its leader alone. */
  closedBy: 'bearers' | 'leader'
  /** For how many days after it was closed a case stands in the lists of those who took part in it. */
  closedListedDays: number
  reminders: {
    standard: ReminderLadder
    special: Partial<Record<Signal, Partial<ReminderLadder>>>
    /** Working days after something was asked of others, or they were last reminded of it, in which nobody may remind them. */
    nudgeAfterWorkingDays: number
    /** What whoever acts is told of by itself, at once; everything else of the ladder stands in the digest. */
    single: Signal[]
    /** `holder` stands for whoever something lies with. */
    digest: { holder: DigestPace; leader: DigestPace; ke: DigestPace }
    /** The fewest working days from one digest to another that comes for its news alone. */
    apart: { holder: number; leader: number; ke: number }
    /** Unasked messages to one person on one day, beside single ones; the digest is one of them. */
    mostADay: number
  }
  /** Local times `HH:MM` between which reminders may be sent on working days. */
  workingHours: { from: string; to: string }
}

/** How somebody comes from a first wondering to what becomes of it; a municipality's model names the ones it uses. */
export const wonderingSteps = ['wonder', 'describe', 'confer', 'talk', 'conclude'] as const

/** The loop at every level from 1; a municipality's model names the ones it uses. */
export const logSteps = [
  'consent',
  'understanding',
  'goals',
  'measures',
  'carry-out',
  'evaluation',
  'decision',
] as const
export type LogStep = (typeof logSteps)[number]

export const allSteps = [...wonderingSteps, ...logSteps] as const
export type Step = (typeof allSteps)[number]

/** Days and moments in the municipality's time zone, with its holidays and closed weeks. Pure: the same question has the same answer. */
export type Calendar = {
  dayOf(instant: Instant): Day
  /** The local wall-clock time of a moment, as `HH:MM`. */
  timeOf(instant: Instant): string
  /** The moment a local wall-clock time `HH:MM` begins on a day. */
  at(day: Day, time: string): Instant
  addDays(day: Day, days: number): Day
  addMonths(day: Day, months: number): Day
  /** Counts `days` working days on (or back, if negative); 0 gives the day itself. */
  addWorkingDays(day: Day, days: number): Day
  isWorkingDay(day: Day): boolean
  /** The day itself if it is a working day, otherwise the next one. */
  workingDayFrom(day: Day): Day
  /** Whole years from the first day of the birth month to `day`. */
  ageOn(born: Month, day: Day): number
  /** The same for what is a service's: its closed weeks are no working days either. `in` of that is another service's again. */
  in(service: ServiceCode): Calendar
}
