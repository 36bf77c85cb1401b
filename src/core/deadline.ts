/**
 * Everything that is or will be late in a case, since when, and who must act. Pure and derived: nothing here is stored.
 * Source: the BTI model's breaches in follow-up, with the deadlines of the municipality's model.
 */
import { isAbsent } from './away.ts'
import type { Case } from './case.ts'
import { covers, isOpen } from './consent.ts'
import { consentAsked, consentDue, notHeldSince } from './consent-due.ts'
import { type DueKey, dueKey } from './due-key.ts'
import type { Day, Instant, PersonId } from './ids.ts'
import { decideBy, openProposal } from './level.ts'
import { serviceDue } from './manning.ts'
import type { Measure } from './measure.ts'
import { nextMeeting } from './meeting.ts'
import type { Calendar, Policy, Signal } from './policy.ts'
import { deputyOn, holderOf, isLetIn, lacksHolder } from './post.ts'
import { recipientOf } from './recipient.ts'

/** With whom the ball lies. */
export type Ball = { role: 'owner' | 'holder' | 'leader' } | { role: 'person'; person: PersonId }

export type Due = {
  signal: Signal
  /** What it is about, such as a measure; null where it is about the case. */
  subject: string | null
  /** Equal as long as it is the same obligation; a new day makes a new one. */
  key: DueKey
  day: Day
  /** When the obligation arose: nobody is reminded of it before or at that moment. */
  since: Instant
  ball: Ball
}

export type Times = { policy: Policy; calendar: Calendar }
export type Found = Omit<Due, 'key'>

/** All that is due or will be, soonest first. A closed case has nothing due. */
export function due(state: Case, now: Instant, times: Times): Due[] {
  if (state.status === 'closed') return []
  const found =
    state.level === 0
      ? level0(state, now, times)
      : [
          ...[...consentDue(state, now, times), ...batonDue(state, now, times), ...meetingDue(state, times)],
          ...[...planDue(state, now, times), ...serviceDue(state, now, times), ...ageDue(state, times)],
        ]
  return [...found, ...consentAsked(state, now, times)]
    .map((one) => sinceReopened(state, one, times))
    .map((one) => ({ ...one, ball: withSomebody(state, one.ball, times.calendar.dayOf(now)) }))
    .map((one) => ({ ...one, key: dueKey(one.signal, one.subject, one.day) }))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

/**
 * What lies with somebody who is not there for it, or whom the family lets in no longer, goes on: to the holder, their deputy on
 * the days of standing in, the leader.
 */
function withSomebody(state: Case, ball: Ball, today: Day): Ball {
  switch (ball.role) {
    case 'owner':
      return isAbsent(state, state.owner) ? leader : ball
    case 'person':
      return isAbsent(state, ball.person) ? withSomebody(state, holder, today) : ball
    case 'holder': {
      if (!lacksHolder(state, today) && !isAbsent(state, state.holder)) return ball
      const deputy = deputyOn(state, today) ? state.deputy : null
      const standsIn = deputy && isLetIn(state, deputy, today) && !isAbsent(state, deputy.person)
      return standsIn ? { role: 'person', person: deputy.person } : leader
    }
    case 'leader':
      return ball
  }
}

/** Whether anything waits for a leader now. That somebody will have grown too old for the log one day does not. */
export function waitsForLeader(state: Case, now: Instant, times: Times): boolean {
  const today = times.calendar.dayOf(now)
  return due(state, now, times).some(
    ({ ball, signal, day }) => ball.role === 'leader' && (signal !== 'past-age-limit' || day <= today),
  )
}

/** Those whose day has come. */
export function overdue(list: Due[], today: Day): Due[] {
  return list.filter(({ day }) => day < today)
}

/** What was late before a case was closed is due on the day it is taken up again, and climbs the ladder from there. */
function sinceReopened({ concern }: Case, one: Found, { calendar }: Times): Found {
  const day = calendar.dayOf(concern.since)
  return {
    ...one,
    day: one.day > day ? one.day : day,
    since: one.since > concern.since ? one.since : concern.since,
  }
}

const owner: Ball = { role: 'owner' }
const holder: Ball = { role: 'holder' }
const leader: Ball = { role: 'leader' }

function level0(state: Case, now: Instant, { policy: { deadlines }, calendar }: Times): Found[] {
  const { concern } = state
  const today = calendar.dayOf(now)
  const start = calendar.dayOf(concern.since)
  const found: Found[] = []
  // A family that has said no to the log has not decided what happens now.
  const settled = concern.outcome !== null && state.consents.some((one) => isOpen(one, today))
  if (!settled) {
    const day = calendar.addDays(start, deadlines.concernDecisionDays)
    found.push({ signal: 'concern-undecided', subject: null, day, since: concern.since, ball: owner })
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

function batonDue(state: Case, now: Instant, times: Times): Found[] {
  const { policy, calendar } = times
  const { deadlines } = policy
  const today = calendar.dayOf(now)
  const { handOver } = state
  const found: Found[] = []
  const part = holderOf(state)
  if (part && lacksHolder(state, today)) {
    const since = notHeldSince(state, part, times)
    found.push({ signal: 'no-holder', subject: null, day: calendar.dayOf(since), since, ball: leader })
  }
  if (handOver) {
    const { id: subject, to: person, at: since } = handOver
    const day = calendar.addWorkingDays(calendar.dayOf(since), deadlines.handOverAnswerWorkingDays)
    // Whoever may not accept it now does not: it can be withdrawn.
    const ball: Ball = isLetIn(state, handOver, today) ? { role: 'person', person } : holder
    found.push({ signal: 'handover-unanswered', subject, day, since, ball })
  }
  const proposal = openProposal(state)
  if (proposal) {
    const day = decideBy(proposal, { policy, calendar })
    found.push({ signal: 'proposal-undecided', subject: proposal.id, day, since: proposal.at, ball: leader })
  }
  const quiet = calendar.addDays(calendar.dayOf(state.lastEntryAt), 7 * deadlines.holderInactiveWeeks)
  found.push({ signal: 'holder-inactive', subject: null, day: quiet, since: state.lastEntryAt, ball: holder })
  return found
}

function meetingDue(state: Case, { policy: { deadlines }, calendar }: Times): Found[] {
  const found: Found[] = []
  const meeting = nextMeeting(state)
  if (meeting)
    found.push({ signal: 'meeting-due', subject: meeting.id, day: meeting.day, since: meeting.setAt, ball: holder })
  const called =
    state.movedUpAt === null ||
    state.meetings.some(({ setAt, status }) => status !== 'cancelled' && setAt >= (state.movedUpAt ?? setAt))
  if (!called && state.movedUpAt) {
    const day = calendar.addDays(calendar.dayOf(state.movedUpAt), deadlines.firstMeetingDays)
    found.push({ signal: 'first-meeting', subject: null, day, since: state.movedUpAt, ball: holder })
  }
  if (called && state.unplannedSince) {
    found.push({
      signal: 'nothing-planned',
      subject: null,
      day: calendar.dayOf(state.unplannedSince),
      since: state.unplannedSince,
      ball: holder,
    })
  }
  return found
}

function planDue(state: Case, now: Instant, { policy: { deadlines }, calendar }: Times): Found[] {
  const found: Found[] = []
  const today = calendar.dayOf(now)
  for (const one of state.measures) {
    const { id: subject, status, evaluationDay: day, datedAt: since } = one
    if (status === 'active') found.push({ signal: 'measure-due', subject, day, since, ball: ballOf(state, one, today) })
  }
  for (const one of state.followUps) {
    const { id: subject, status, day, datedAt: since } = one
    if (status === 'due') found.push({ signal: 'follow-up-due', subject, day, since, ball: ballOf(state, one, today) })
  }
  for (const { id, status, day, datedAt } of state.transitions) {
    if (status !== 'planned') continue
    const notice = calendar.addDays(day, -deadlines.transitionNoticeDays)
    found.push({ signal: 'transition-unreceived', subject: id, day: notice, since: datedAt, ball: holder })
  }
  return found
}

/**
 * A service, the home and somebody who has left are not written to, nor is somebody to whom the family has closed the
 * topic, be it that the log is on paper since: the holder follows up on their behalf.
 */
function ballOf(state: Case, { responsible, topic }: Pick<Measure, 'responsible' | 'topic'>, today: Day): Ball {
  if (responsible.kind !== 'person') return holder
  const { person } = responsible
  const part = state.participants.find((one) => one.person === person)
  const isOpen = part && covers(state, recipientOf(part), topic, today)
  return isOpen ? { role: 'person', person } : holder
}

function ageDue(state: Case, { policy, calendar }: Times): Found[] {
  if (!state.born || state.targetGroup === 'pregnant' || state.targetGroup === 'parents') return []
  const day = calendar.addMonths(`${state.born}-01`, 12 * policy.ageLimit)
  return [{ signal: 'past-age-limit', subject: null, day, since: state.openedAt, ball: leader }]
}
