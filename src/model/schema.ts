/**
 * What a municipality decides, as a type and as a schema: names, deadlines, signers, services, texts. The shape of the
 * YAML files is this shape, key for key. Chooses no value; the presets beside this file do.
 */
import { z } from 'zod'
import { type Lang, languages } from '../../cards/card.ts'
import type { ServiceCode, TopicCode, UnitCode } from '../core/ids.ts'
import { allSteps, digestPaces, logSteps, type Policy, type Step, signals, targetGroups } from '../core/policy.ts'
import { hasPersonalNumber } from '../personal-number.ts'
import { isBlank } from '../visible.ts'

/**
 * Weeks in which people are not at work though it is no holiday, as summer at a school: from a day to a day, both in it, `MM-DD` for
 * every year, where it may go over New Year, or full days for one. For these services alone; for everybody where none are named.
 */
export type Closed = { from: string; to: string; services?: ServiceCode[] }

/** One text in every language of the product. */
export type ByLang = { nb: string; nn: string; en: string }
/** `of`: only of what was done at last, or of what fell away without being done; of both where nothing is said. */
export type BreachName = ByLang & { of?: 'done' | 'fell' }

export type Model = {
  municipality: { code: string; name: string }
  /** Two to four capitals before the number of a case: `FJ` gives `FJ-1001`. */
  refPrefix: string
  /** The language of what everybody sees, and of people who have not chosen one. */
  lang: Lang
  /** An IANA name: `Europe/Oslo`. */
  timeZone: string
  /** A country of the package `date-holidays`, and one of its states where it has some. */
  holidays: { country: string; region?: string }
  closed: Closed[]
  policy: Policy
  names: {
    /** Short names by number of level: "Nivå 1". */
    levels: Record<number, ByLang>
    /** What each level means, in one sentence. */
    levelMeanings: Record<number, ByLang>
    steps: Record<Step, ByLang>
    /** What each step asks for, in one sentence. */
    stepAsks: Record<Step, ByLang>
    services: Record<ServiceCode, ByLang>
    topics: Record<TopicCode, ByLang>
    /** What people call a unit, the same in every language; one that is not here is called by its code, as words. */
    units: Record<UnitCode, string>
    /** Where a measure takes place: home, school, … */
    arenas: Record<string, ByLang>
    closeReasons: Record<string, ByLang>
    /** Why a duty was late, and what settled it, as it can be said when a breach is over. */
    breachCauses: Record<string, BreachName>
    breachRemedies: Record<string, BreachName>
    /** Three to five questions that help somebody who wonders. */
    supportQuestions: ByLang[]
    /** What the professionals are asked to reflect on when they evaluate. */
    reflection: ByLang
  }
  /** The municipality's words for the help card on the duty to report. */
  reportHelp: {
    /** Where to report and how to reach them. */
    where: ByLang
    phone: { number: string; label: ByLang }[]
    /** The everyday name of the law, fit to stand inside a sentence. */
    law: ByLang
  }
  content: {
    /** Whether what a case holds may stand in somebody's own chat, or is shown in dialogs alone. */
    stands: 'dialog' | 'chat'
    /** After so many hours what stands in a chat is folded again. */
    foldedAfterHours: number
  }
  overview: {
    /** No group of cases smaller than this is told in numbers that many read, and they are told in steps of it. */
    smallestGroup: number
  }
  copies: {
    /** Whether a copy of a log says by name who has read it, or only for which service. */
    readers: 'person' | 'service'
  }
  identity: {
    /** Tenants of a channel in which an account nobody knows may be known by its mail address, as the channel has verified it. */
    emailFrom: string[]
  }
}

/** What nobody can see counts as nothing. */
const text = z
  .string()
  .transform((written) => (isBlank(written) ? '' : written.trim()))
  .pipe(
    z
      .string()
      .min(1)
      .refine((written) => !hasPersonalNumber(written), { error: 'must hold no national identity number' }),
  )
const byLang = z.strictObject({ nb: text, nn: text, en: text })
const code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'must be a code: small letters a–z, digits and single hyphens' })
const levelNumber = z.string().regex(/^\d+$/, { error: 'must be the number of a level' })
const named = z.record(code, byLang)
const count = z.int().min(0).max(10_000)
const atLeastOne = z.int().min(1).max(10_000)
const age = z.int().min(0).max(150)
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day with hours and minutes, such as 08:00' })

const closedDay = z.string().regex(/^(\d{4}-)?\d{2}-\d{2}$/, {
  error: 'must be a day of every year, such as 06-20, or of one, such as 2027-02-22',
})

const closed = z.array(z.strictObject({ from: closedDay, to: closedDay, services: z.array(code).min(1).optional() }))

const ladder = z.strictObject({
  beforeWorkingDays: count,
  everyWorkingDays: atLeastOne,
  leaderAfterWorkingDays: count,
  keAfterWorkingDays: atLeastOne,
})

const pace = z.enum(digestPaces)

const signerRule = z.strictObject({
  groups: z.array(z.enum(targetGroups)).min(1),
  fromAge: age,
  toAge: age,
  care: z.enum(['guardians', 'child-protection', 'any']),
  services: z.array(code).min(1).optional(),
  signers: z.array(z.enum(['guardians', 'young-person', 'self', 'child-protection'])).min(1),
  endsOld: z.boolean().optional(),
})

const deadlines = z.strictObject({
  concernDecisionDays: atLeastOne,
  familyTalkDays: atLeastOne,
  familyTalkEnvironmentDays: atLeastOne,
  consentAnswerDays: atLeastOne,
  consentLeaderAfterDays: atLeastOne,
  consentValidMonths: atLeastOne,
  consentRenewalDaysBefore: atLeastOne,
  firstMeetingDays: atLeastOne,
  measureEvaluationMaxWeeks: atLeastOne,
  measureEvaluationUsualWeeks: atLeastOne,
  handOverAnswerWorkingDays: atLeastOne,
  serviceMannedWorkingDays: atLeastOne,
  proposalDecisionWorkingDays: atLeastOne,
  proposalLapseWorkingDays: atLeastOne,
  holderInactiveWeeks: atLeastOne,
  transitionNoticeDays: atLeastOne,
  transitionShortNoticeWorkingDays: atLeastOne,
  familyKnownWorkingDays: atLeastOne,
  familyHeardWorkingDays: atLeastOne,
  postponeMaxDays: atLeastOne,
  plannedAheadWeeks: z.int().min(1).max(104),
  meetingMinutes: atLeastOne,
  leaveMaxDays: z.int().min(1).max(366),
  leaveAheadDays: z.int().min(1).max(731),
})

const policy = z.strictObject({
  levels: z
    .array(
      z.strictObject({
        number: count,
        maxHelpServices: count.nullable(),
        asksForIndividualPlan: z.boolean().optional(),
        steps: z.array(z.enum(allSteps)).min(1).optional(),
      }),
    )
    .min(2),
  logOpensAtLevel: count,
  concernEndsInLevels: z.array(atLeastOne).min(1),
  steps: z.array(z.enum(logSteps)).min(1),
  services: z.array(code).min(1),
  adultServices: z.array(code),
  topics: z.array(code).min(1),
  signerRules: z.array(signerRule).min(1),
  childViewFromAge: age,
  signerAges: z.array(age),
  ageLimit: age,
  sealedSeenBy: z.enum(['ke', 'coordinator']),
  transitionMeeting: z.boolean(),
  deadlines,
  closedBy: z.enum(['bearers', 'leader']),
  closedListedDays: count,
  reminders: z.strictObject({
    standard: ladder,
    special: z.partialRecord(z.enum(signals), ladder.partial()),
    nudgeAfterWorkingDays: atLeastOne,
    single: z.array(z.enum(signals)),
    digest: z.strictObject({ holder: pace, leader: pace, ke: pace }),
    apart: z.strictObject({ holder: atLeastOne, leader: atLeastOne, ke: atLeastOne }),
    mostADay: atLeastOne,
  }),
  workingHours: z.strictObject({ from: time, to: time }),
})

const ofBreaches = z.record(code, byLang.extend({ of: z.enum(['done', 'fell']).optional() }))

const names = z.strictObject({
  levels: z.record(levelNumber, byLang),
  levelMeanings: z.record(levelNumber, byLang),
  steps: z.record(z.enum(allSteps), byLang),
  stepAsks: z.record(z.enum(allSteps), byLang),
  services: named,
  topics: named,
  units: z.record(code, text),
  arenas: named,
  closeReasons: named,
  breachCauses: ofBreaches,
  breachRemedies: ofBreaches,
  supportQuestions: z.array(byLang).min(3).max(5),
  reflection: byLang,
})

/** The merged model of one municipality. Agreement between its parts is checked in `check.ts`. */
export const modelSchema = z.strictObject({
  municipality: z.strictObject({ code, name: text }),
  refPrefix: z.string().regex(/^[A-Z]{2,4}$/, { error: 'must be two to four capitals A–Z' }),
  lang: z.enum(languages),
  timeZone: text,
  holidays: z.strictObject({ country: text, region: text.optional() }),
  closed,
  policy,
  names,
  reportHelp: z.strictObject({
    where: byLang,
    phone: z.array(z.strictObject({ number: text, label: byLang })).min(1),
    law: byLang,
  }),
  content: z.strictObject({ stands: z.enum(['dialog', 'chat']), foldedAfterHours: z.int().min(1).max(720) }),
  // Never fewer than five, whatever a municipality decides.
  overview: z.strictObject({ smallestGroup: z.int().min(5).max(100) }),
  copies: z.strictObject({ readers: z.enum(['person', 'service']) }),
  identity: z.strictObject({ emailFrom: z.array(text) }),
})
