/**
 * The ladder on which something due is said: from when, on which days, until when it is quiet because somebody put it off, and from
 * which day each rung hears of it. Derived from the case and the policy; says nothing. Source: the municipality's reminder ladder.
 */
import type { Case } from './case.ts'
import { type Due, type Times, timesIn } from './deadline.ts'
import type { Day, Instant } from './ids.ts'
import type { Policy, ReminderLadder } from './policy.ts'

/** `keepers` are told by the reference alone that nobody sees to it, where the unit has no leader who can, and KE nobody either. */
export type Rung = 'responsible' | 'leader' | 'ke' | 'keepers'

/** The day reminders count from. Putting one off never makes it come sooner. */
export function startOf(state: Case, { key, day }: Due): Day {
  const postponed = state.postponed[key]
  return postponed && postponed > day ? postponed : day
}

export function ladderFor(
  { signal }: Pick<Due, 'signal'>,
  { reminders: { standard, special } }: Policy,
): ReminderLadder {
  return { ...standard, ...special[signal] }
}

/** `occurrence` counts from the one before `start` (0) over the day itself (1) onwards. `times` are those of the case. */
export function momentOf(occurrence: number, start: Day, ladder: ReminderLadder, { policy, calendar }: Times): Instant {
  const on = calendar.workingDayFrom(start)
  if (occurrence === 0)
    return calendar.at(calendar.addWorkingDays(on, -ladder.beforeWorkingDays), policy.workingHours.from)
  return calendar.at(calendar.addWorkingDays(on, (occurrence - 1) * ladder.everyWorkingDays), policy.workingHours.from)
}

/** The day on which the ladder begins, whoever has put it off since. */
export function beginsOn(state: Case, one: Due, given: Times): Day {
  const times = timesIn(state, given)
  return times.calendar.dayOf(momentOf(0, one.day, ladderFor(one, times.policy), times))
}

/** The day on which something that was put off is said again: until then it is quiet. Null where nobody put it off, or that day has come. */
export function quietUntil(state: Case, one: Due, today: Day, given: Times): Day | null {
  if (state.postponed[one.key] === undefined) return null
  const again = timesIn(state, given).calendar.workingDayFrom(startOf(state, one))
  return again > today ? again : null
}

/**
 * The rungs of its ladder that something due has reached on a day: whoever has the ball, then the leader, then KE. Where the unit has
 * no leader who can see to it, whoever is next has it in the leader's place: no rung is nobody's.
 */
export function rungsOn(state: Case, one: Due, day: Day, times: Times): Rung[] {
  const hears = (rung: 'leader' | 'ke') => day >= dayOf(state, one, rung, times)
  // At level 0 a wondering is its owner's and their leader's alone.
  const isForKe = state.level > 0 && hears('ke')
  const above = [...(hears('leader') ? inLeadersPlace(state, one) : []), ...(isForKe ? beyond(state) : [])]
  return ['responsible', ...new Set(above)]
}

/** Who hears of what the leader is to hear of. What waits for a leader lies with KE already, where that decides. */
function inLeadersPlace({ decides }: Case, { ball }: Due): Rung[] {
  switch (decides) {
    case 'unit':
      return ['leader']
    case 'ke':
      return ball.role === 'leader' ? [] : ['ke']
    case 'nobody':
      return ['keepers']
  }
}

function beyond({ decides }: Case): Rung[] {
  return decides === 'nobody' ? ['keepers'] : ['ke']
}

/** The days on which it reaches a rung more, if nobody acts. */
export function climbsOn(state: Case, one: Due, given: Times): Day[] {
  const reached = (day: Day) => rungsOn(state, one, day, given).length
  const days = (['leader', 'ke'] as const).map((rung) => dayOf(state, one, rung, given)).sort()
  return days.filter((day) => reached(day) > reached(given.calendar.addDays(day, -1)))
}

/** The first day on which a reminder is for that rung as well, if nobody acts: that of the leader, for whoever is in that place. */
export function hearsFrom(state: Case, one: Due, rung: Exclude<Rung, 'responsible'>, given: Times): Day {
  const isInPlace = rung === 'keepers' || inLeadersPlace(state, one).includes(rung)
  return dayOf(state, one, isInPlace ? 'leader' : rung, given)
}

function dayOf(state: Case, one: Due, rung: 'leader' | 'ke', given: Times): Day {
  const times = timesIn(state, given)
  const on = times.calendar.workingDayFrom(one.day)
  const ladder = ladderFor(one, times.policy)
  return rung === 'leader'
    ? leaderFrom(state, one, on, ladder, times)
    : times.calendar.addWorkingDays(on, ladder.keAfterWorkingDays)
}

function leaderFrom(state: Case, one: Due, on: Day, ladder: ReminderLadder, { policy, calendar }: Times): Day {
  // A family that has not answered has its own limit, counted from the day it was asked.
  if (one.signal === 'consent-unanswered')
    return calendar.workingDayFrom(calendar.addDays(calendar.dayOf(one.since), policy.deadlines.consentLeaderAfterDays))
  // Where access ends with an age, the leader learns of it on that day.
  const ends = ({ id, holds }: Case['consents'][number]) =>
    id === one.subject && holds.to !== null && calendar.workingDayFrom(holds.to) === one.day
  return one.signal === 'signer-age' && state.consents.some(ends)
    ? on
    : calendar.addWorkingDays(on, ladder.leaderAfterWorkingDays)
}
