/**
 * Everything that is or will be late in a case, since when, and who must act. Pure and derived: nothing here is stored.
 * Source: the BTI model's breaches in follow-up, with the deadlines of the municipality's model.
 */
import { sinceAsked } from './asked-until.ts'
import { ballOf, type Instead, lyingWith } from './ball.ts'
import { answerBy } from './baton.ts'
import type { Case } from './case.ts'
import { isOpen } from './consent.ts'
import { consentAnew, consentAsked, consentDue, notHeldSince } from './consent-due.ts'
import { type DueKey, dueKey, readDueKey } from './due-key.ts'
import { evaluationDue } from './evaluation.ts'
import { familyDue } from './family-due.ts'
import { firstMeeting } from './first-meeting.ts'
import type { Day, Instant, PersonId, TopicCode } from './ids.ts'
import { lately } from './lately.ts'
import { openProposal } from './level.ts'
import { serviceDue } from './manning.ts'
import { nextMeeting } from './meeting.ts'
import type { Calendar, Policy, Signal } from './policy.ts'
import { holderOf, isLetIn, lacksHolder } from './post.ts'
import { lackingFor, unaskedFor } from './proposal-consent.ts'
import { decidableSince, decideBy } from './proposal-time.ts'
import { lackingIn, receiveBy } from './transition.ts'

/** With whom the ball lies. */
export type Ball = { role: 'owner' | 'holder' | 'leader' } | { role: 'person'; person: PersonId }

export type Due = {
  signal: Signal
  /** What it is about, such as a measure; null where it is about the case. */
  subject: string | null
  /** Equal as long as it is the same obligation; a new day makes a new one. */
  key: DueKey
  /** A working day of the case's service, unless people have chosen it. */
  day: Day
  /** The first day on which it is late: a working day has gone by on which it could be done. */
  lateFrom: Day
  /** When the obligation arose: nobody is reminded of it before or at that moment. */
  since: Instant
  ball: Ball
  /** In whose place it lies with whoever has it, as a deputy; null where it lies with them anyway. */
  instead: Instead | null
}

export type Times = { policy: Policy; calendar: Calendar }
export type Found = Pick<Due, 'signal' | 'subject' | 'day' | 'since' | 'ball'> & {
  /** Only of what has one: what is to be known of it. */
  topic?: TopicCode
  /** Only of what nobody can do for somebody who has leave. */
  waits?: true
}

/** As a case counts: in the closed weeks of its own service nobody is reminded, and nothing falls due. */
export function timesIn({ service }: Pick<Case, 'service'>, { policy, calendar }: Times): Times {
  return { policy, calendar: calendar.in(service) }
}

/** All that is due or will be, soonest first. A closed case has nothing due. */
export function due(state: Case, now: Instant, given: Times): Due[] {
  const { policy, calendar } = timesIn(state, given)
  return [...dueThatDay(state, now, policy, calendar)]
}

/** It is asked many times of a case that has not changed: what is due is the same all day. */
const dueThatDay = lately(
  (state, now: Instant, policy: Policy, calendar: Calendar) => dueOn(state, now, { policy, calendar }),
  (now, policy, calendar) => [calendar.dayOf(now), policy, calendar],
)

/** As `due`, at a moment to come, of which nobody asks again. */
export function dueThen(state: Case, then: Instant, given: Times): Due[] {
  return dueOn(state, then, timesIn(state, given))
}

/** `times` are those of the case. */
function dueOn(state: Case, now: Instant, times: Times): Due[] {
  if (state.status === 'closed') return []
  const today = times.calendar.dayOf(now)
  const all =
    state.level === 0
      ? level0(state, today, times)
      : [
          ...[...consentDue(state, now, times), ...batonDue(state, today, times), ...meetingDue(state, times)],
          ...proposalDue(state, today, times),
          ...[...planDue(state, today, times), ...serviceDue(state, now, times), ...ageDue(state, times)],
          ...[...familyDue(state, times), ...consentAnew(state, times)],
        ]
  return [...all, ...consentAsked(state, now, times)]
    .map((one) => complete(state, one, today, times))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

/** The signals whose day people choose, and with it a day off if they like. */
const chosen: ReadonlySet<Signal> = new Set<Signal>(['meeting-due', 'measure-due', 'evaluation-due', 'follow-up-due'])

/** Nothing is late at the moment it arises: its day is not before that. */
function complete(state: Case, one: Found, today: Day, times: Times): Due {
  const { calendar } = times
  const { signal, subject, day: meant, since } = takenUp(state, one, times)
  const arose = calendar.dayOf(since)
  const from = meant > arose ? meant : arose
  const worked = calendar.workingDayFrom(from)
  const day = chosen.has(signal) ? from : worked
  const { ball, instead } = lyingWith(state, one, today)
  const lateFrom = lateAfter(worked, calendar)
  return { signal, subject, key: dueKey(signal, subject, day), day, lateFrom, since, ball, instead }
}

/** What can't wait as long as the rest when a case is taken up again. */
const pressing: ReadonlySet<Signal> = new Set<Signal>(['no-holder', 'consent-expiring'])

/**
 * What was late or waited when a case was taken up again has as much time from then as a new case has until its first meeting; that
 * nobody holds it, or what keeps the log runs out, until the next working day.
 */
function takenUp({ concern, openedAt }: Case, one: Found, { policy, calendar }: Times): Found {
  const since = one.since > concern.since ? one.since : concern.since
  const isNew = concern.since === openedAt || one.since > concern.since
  const day = calendar.dayOf(concern.since)
  if (isNew || one.day > day) return { ...one, since }
  if (pressing.has(one.signal)) return { ...one, since, day: calendar.addWorkingDays(day, 1) }
  return { ...one, since, day: calendar.workingDayFrom(calendar.addDays(day, policy.deadlines.firstMeetingDays)) }
}

/** Whether anything waits for a leader now. That somebody will have grown too old for the log one day does not. */
export function waitsForLeader(state: Case, now: Instant, times: Times): boolean {
  const today = times.calendar.dayOf(now)
  return due(state, now, times).some(
    ({ ball, signal, day }) => ball.role === 'leader' && (signal !== 'past-age-limit' || day <= today),
  )
}

/** Whether a day that people chose is over, so that what was to be done on it is late: a working day has gone by. */
export function isLate(
  { service }: Pick<Case, 'service'>,
  day: Day,
  { calendar, today }: { calendar: Calendar; today: Day },
): boolean {
  return lateAfter(day, calendar.in(service)) <= today
}

/** A day off counts as the working day that follows it. */
function lateAfter(day: Day, calendar: Calendar): Day {
  return calendar.addWorkingDays(calendar.workingDayFrom(day), 1)
}

/** What a key is of that was said before: also where the day of the same obligation is reckoned otherwise since. */
export function dutyOf(list: Due[], key: string, { calendar }: Times): Due | undefined {
  const { signal, subject, day } = readDueKey(key)
  const isSame = (one: Due) =>
    one.signal === signal && (one.subject ?? '') === subject && calendar.dayOf(one.since) <= day
  const isReckoned = !chosen.has(signal) && signal !== 'holder-inactive'
  return list.find((one) => one.key === key) ?? (isReckoned ? list.find(isSame) : undefined)
}

/** Those that are late. */
export function overdue(list: Due[], today: Day): Due[] {
  return list.filter(({ lateFrom }) => lateFrom <= today)
}

const owner: Ball = { role: 'owner' }
const holder: Ball = { role: 'holder' }
const leader: Ball = { role: 'leader' }

function level0(state: Case, today: Day, { policy: { deadlines }, calendar }: Times): Found[] {
  const { concern } = state
  const start = calendar.dayOf(concern.since)
  const found: Found[] = []
  // A family that has said no to the log has not decided what happens now.
  const settled = concern.outcome !== null && state.consents.some((one) => isOpen(one, today))
  if (!settled) {
    const day = calendar.addDays(start, deadlines.concernDecisionDays)
    const since = sinceAsked(state, concern.since, null)
    found.push({ signal: 'concern-undecided', subject: null, day, since, ball: owner })
  }
  // Where a report stands nobody is pressed towards the parents: child welfare says what they are told.
  if (!concern.talkHeld && concern.outcome === null && state.reports.length === 0) {
    const days = concern.environment ? deadlines.familyTalkEnvironmentDays : deadlines.familyTalkDays
    found.push({
      signal: 'family-talk',
      subject: null,
      day: calendar.addDays(start, days),
      since: concern.since,
      ball: owner,
    })
  }
  return found
}

function batonDue(state: Case, today: Day, times: Times): Found[] {
  const { policy, calendar } = times
  const { handOver } = state
  const found: Found[] = []
  const part = holderOf(state)
  if (part && lacksHolder(state, today)) {
    const since = notHeldSince(state, part, times)
    found.push({ signal: 'no-holder', subject: null, day: calendar.dayOf(since), since, ball: leader })
  }
  if (handOver) {
    const { id: subject, to: person, at: since } = handOver
    // Whoever may not accept it now does not: it can be withdrawn.
    const ball: Ball = isLetIn(state, handOver, today) ? { role: 'person', person } : holder
    const day = answerBy(state, handOver, times)
    found.push({ signal: 'handover-unanswered', subject, day, since, ball, waits: true })
  }
  // Weeks of work: a summer in which nobody writes makes nobody silent.
  const quiet = calendar.addWorkingDays(calendar.dayOf(state.lastEntryAt), 5 * policy.deadlines.holderInactiveWeeks)
  found.push({ signal: 'holder-inactive', subject: null, day: quiet, since: state.lastEntryAt, ball: holder })
  return found
}

/** Whoever decides has it once they could: until then it is the holder's to ask the family, and after that the family's to answer. */
function proposalDue(state: Case, today: Day, times: Times): Found[] {
  const proposal = openProposal(state)
  if (!proposal) return []
  const { policy } = times
  const { id: subject, services } = proposal
  const about = { subject, day: decideBy(state, proposal, times) }
  if (unaskedFor(state, proposal, policy, today).length > 0)
    return [{ signal: 'proposal-unasked', ...about, since: sinceAsked(state, proposal.at, services), ball: holder }]
  if (lackingFor(state, proposal, policy, today).length > 0) return []
  return [{ signal: 'proposal-undecided', ...about, since: decidableSince(state, proposal), ball: leader }]
}

function meetingDue(state: Case, times: Times): Found[] {
  const found: Found[] = []
  const meeting = nextMeeting(state)
  if (meeting)
    found.push({ signal: 'meeting-due', subject: meeting.id, day: meeting.day, since: meeting.setAt, ball: holder })
  const first = firstMeeting(state, times)
  if (first) found.push({ signal: 'first-meeting', subject: null, ...first, ball: holder })
  else if (state.unplannedSince) {
    const day = times.calendar.dayOf(state.unplannedSince)
    found.push({ signal: 'nothing-planned', subject: null, day, since: state.unplannedSince, ball: holder })
  }
  return found
}

function planDue(state: Case, today: Day, times: Times): Found[] {
  const found: Found[] = []
  for (const one of state.measures) {
    const { id: subject, status, evaluationDay: day, datedAt: since, topic } = one
    const ball = ballOf(state, one, today)
    if (status === 'active') found.push({ signal: 'measure-due', subject, day, since, ball, topic })
  }
  const evaluation = evaluationDue(state)
  if (evaluation) {
    const { since, day } = evaluation
    found.push({
      signal: 'evaluation-due',
      subject: null,
      day: day ?? times.calendar.dayOf(since),
      since,
      ball: holder,
    })
  }
  for (const one of state.followUps) {
    const { id: subject, status, day, datedAt: since, topic } = one
    const ball = ballOf(state, one, today)
    if (status === 'due') found.push({ signal: 'follow-up-due', subject, day, since, ball, topic })
  }
  for (const one of state.transitions) {
    const { id: subject, datedAt: since } = one
    const lacking = lackingIn(state, one, today, times.policy)
    // They may meet until the day; what else there is to see to is asked for earlier.
    const day = lacking.every((lack) => lack === 'meeting') ? one.day : receiveBy(one, times)
    // Once the child has begun there it is for the leaders to agree.
    const ball = today < one.day ? holder : leader
    if (lacking.length > 0) found.push({ signal: 'transition-unreceived', subject, day, since, ball })
  }
  return found
}

function ageDue(state: Case, { policy, calendar }: Times): Found[] {
  if (!state.born || state.targetGroup === 'pregnant' || state.targetGroup === 'parents') return []
  const day = calendar.addMonths(`${state.born}-01`, 12 * policy.ageLimit)
  // It can be told long after the case was opened how old somebody is.
  const since = state.signersNamed?.at ?? state.openedAt
  return [{ signal: 'past-age-limit', subject: null, day, since, ball: leader }]
}
