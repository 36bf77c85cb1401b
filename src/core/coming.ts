/**
 * When something due is said next, and after that if nobody acts: counted by its ladder, within working hours. Derived from the case;
 * says nothing. Source: the municipality's reminder ladder.
 */
import type { Case } from './case.ts'
import type { Due, Times } from './deadline.ts'
import type { Day, Instant } from './ids.ts'
import { climbsOn, ladderFor, momentOf, type Rung, rungsOn, startOf } from './ladder.ts'

/** The occurrence that is said on the day itself. */
export const onItsDay = 1

/** A reminder that is to be said: `occurrence` counts from the one before the day (0) over the day (1) onwards. */
export type Reminder = { due: Due; occurrence: number; at: Instant; rungs: Rung[] }

/** The next reminder of something due, with the moment it is to be said. */
export function nextFor(state: Case, one: Due, now: Instant, times: Times): Reminder {
  const start = startOf(state, one)
  const said = state.reminded[one.key]
  const moment = momentsOf(state, one, times)
  let occurrence = said && said.from === start ? said.occurrence + 1 : state.postponed[one.key] ? 1 : 0
  while (moment(occurrence) <= one.since) occurrence += 1
  while (moment(occurrence + 1) <= now) occurrence += 1
  const at = withinHours(moment(occurrence), now, times)
  return { due: one, occurrence, at, rungs: rungsOn(state, one, times.calendar.dayOf(at), times) }
}

/**
 * When each reminder comes: on its own day, or instead on each day since the one before on which the thing climbs, so that whoever
 * hears of it does so on the day of their rung.
 */
function momentsOf(state: Case, one: Due, times: Times): (occurrence: number) => Instant {
  const ladder = ladderFor(one, times.policy)
  const own = (occurrence: number) => momentOf(occurrence, startOf(state, one), ladder, times)
  let climbs: Instant[] | undefined
  /** Those after its day, as far as they were asked for, and which of its own days they reach to. */
  const after: Instant[] = []
  let last = onItsDay
  return (occurrence) => {
    for (;;) {
      const moment = occurrence <= onItsDay ? own(occurrence) : after[occurrence - onItsDay - 1]
      if (moment !== undefined) return moment
      climbs ??= climbsOn(state, one, times).map((day) => times.calendar.at(day, times.policy.workingHours.from))
      const [from, to] = [own(last), own(last + 1)]
      const climbing = climbs.filter((climb) => from < climb && climb <= to)
      after.push(...(climbing.length > 0 ? climbing : [to]))
      last += 1
    }
  }
}

/** The reminder that comes so many after the next one, if nobody acts: its day, and whom it is for by then. */
export function laterReminder(state: Case, one: Due, now: Instant, times: Times, later: number): Later {
  const next = nextFor(state, one, now, times)
  const at = later === 0 ? next.at : momentsOf(state, one, times)(next.occurrence + later)
  const day = times.calendar.dayOf(at)
  return { day, rungs: rungsOn(state, one, day, times) }
}
type Later = { day: Day; rungs: Rung[] }

/** A moment that was missed is made good at once within working hours, otherwise when they begin again. */
export function withinHours(at: Instant, now: Instant, { policy: { workingHours }, calendar }: Times): Instant {
  if (at >= now) return at
  const today = calendar.dayOf(now)
  const from = calendar.at(today, workingHours.from)
  if (calendar.isWorkingDay(today) && now < from) return from
  if (calendar.isWorkingDay(today) && now < calendar.at(today, workingHours.to)) return now
  return calendar.at(calendar.workingDayFrom(calendar.addDays(today, 1)), workingHours.from)
}
