/** Where a case stands: what is missing, when something happens next, with whom it lies. Derived, never stored. */
import type { Case } from './case.ts'
import { coversOwn, hasGiven, isYesOutgrown, uncovered } from './consent.ts'
import { type Due, isLate, overdue } from './deadline.ts'
import { evaluationDue } from './evaluation.ts'
import type { Day, ServiceCode } from './ids.ts'
import { openProposal } from './level.ts'
import { unmannedIn } from './manning.ts'
import { nextMeeting } from './meeting.ts'
import type { Calendar, Checkpoint, Policy, Signal, Step } from './policy.ts'
import { isAtHome, lacksHolder } from './post.ts'
import { meantIn } from './recipient.ts'
import { saidNo } from './said-no.ts'
import { skippedIn } from './steps.ts'

export const missingThings = ['consent', 'holder', 'people', 'goals', 'measures', 'next-date'] as const
export type Missing = (typeof missingThings)[number]

/** What a case should have and does not, in the order in which it is needed. What was skipped with a reason is not missing. */
export function missingIn(state: Case, day: Day): Missing[] {
  if (state.level === 0 || state.status === 'closed') return []
  const missing: Missing[] = []
  const digital = state.mode === 'digital'
  // What the family has said no to is not missing.
  if (digital && uncovered(state, state.services, day).some((service) => !saidNo(state, meantIn(state, service))))
    missing.push('consent')
  if (lacksHolder(state, day)) missing.push('holder')
  if (unmannedIn(state, day).length > 0) missing.push('people')
  // What can't be written while no consent lets the log be kept is not missing either.
  const isKept = digital && coversOwn(state, null, day)
  const isWaited = (step: Step) => isKept && !skippedIn(state, day).some((one) => one.step === step)
  if (isWaited('goals') && state.goals.every(({ status }) => status !== 'open')) missing.push('goals')
  if (isWaited('measures') && state.measures.every(({ status }) => status !== 'active')) missing.push('measures')
  if (!nextDay(state, day)) missing.push('next-date')
  return missing
}

/** The next day on which something is planned: a meeting, an evaluation or a follow-up. */
export function nextDay(state: Case, day: Day): Day | null {
  return plannedDays(state).find((one) => one >= day) ?? null
}

/**
 * As `nextDay`; where nothing is to come, the first that was not done, however long its day is over: `late` says that it is. `missed`: the
 * day of what is late beside what is to come.
 */
export type NextDate = { day: Day; late: boolean; missed?: Day }
export function nextDate(state: Case, times: { calendar: Calendar; today: Day }): NextDate | null {
  const [first, ...others] = plannedDays(state)
  if (first === undefined) return null
  const late = isLate(state, first, times)
  const coming = late ? others.find((day) => day >= times.today) : undefined
  return coming === undefined ? { day: first, late } : { day: coming, late: false, missed: first }
}

/** Of everything that is planned and not done, soonest first. */
function plannedDays(state: Case): Day[] {
  const meeting = nextMeeting(state)
  const agreed = evaluationDue(state)?.day
  return [
    ...(agreed ? [agreed] : []),
    ...(meeting ? [meeting.day] : []),
    ...state.measures.filter(({ status }) => status === 'active').map(({ evaluationDay }) => evaluationDay),
    ...state.followUps.filter(({ status }) => status === 'due').map((followUp) => followUp.day),
  ].sort()
}

/** What is so from its day alone, so that before it nobody has anything to do about it. */
const onlyThen: Signal[] = ['holder-inactive', 'past-age-limit']

/** What the ball lies with somebody for: the first thing overdue, otherwise the first that will be due. */
export function mostPressing(list: Due[], today: Day): Due | null {
  const there = list.filter(({ signal, day }) => !onlyThen.includes(signal) || day <= today)
  return overdue(there, today)[0] ?? there[0] ?? null
}

const dayMs = 24 * 60 * 60_000

/** How many days after `from` the other day is: below zero, it comes before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs)
}

export type Needed = { why: Checkpoint; services: ServiceCode[] }

/** As `uncoveredNow`, without those the family has said no to: it is not for us to press them. Null where none is left. */
export function neededConsent(state: Case, policy: Policy, today: Day): Needed | null {
  const needed = uncoveredNow(state, policy, today)
  const services = needed?.services.filter((service) => !saidNo(state, meantIn(state, service))) ?? []
  return needed && services.length > 0 ? { ...needed, services } : null
}

/** The services that take part, or are about to, without a consent in force; and the checkpoint at which it is asked. */
export function uncoveredNow(state: Case, policy: Policy, today: Day): Needed | null {
  const waiting = state.level === 0 && state.concern.outcome === 'level'
  if (state.status === 'closed' || (state.level === 0 && !waiting)) return null
  if (waiting) return { why: 'open', services: [state.service, ...state.concern.services] }
  const proposal = openProposal(state)
  // A family that has said no to the log is not asked for it again by way of those who are to join.
  const own = state.mode === 'paper' && state.level >= policy.logOpensAtLevel ? [] : [state.service]
  const joining = proposal && proposal.to >= policy.logOpensAtLevel ? [...own, ...proposal.services] : []
  const taking = state.mode === 'digital' ? state.services : []
  const services = uncovered(state, [...new Set([...taking, ...joining])], today)
  if (services.length === 0) return null
  if (services.some((service) => isYesOutgrown(state, meantIn(state, service), today))) return { why: 'age', services }
  if (services.includes(state.service)) {
    const again = isAtHome(state) ? 'renewal' : 'transition'
    return { why: hasGiven(state) ? again : 'open', services }
  }
  return {
    why: proposal && services.some((service) => proposal.services.includes(service)) ? 'level' : 'join',
    services,
  }
}
