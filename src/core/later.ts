/**
 * How far ahead people can choose a day, and how far one can be moved, with a reason. Source: the municipality's limits (`plannedAheadWeeks`,
 * `postponeMaxDays`).
 */
import { type Context, today } from './decision.ts'
import type { Day } from './ids.ts'
import { type Refusal, refuse } from './refusal.ts'

type Times = Pick<Context, 'now' | 'policy' | 'calendar'>

/** The last day to which it can be moved: counted from the day itself, or from today where that has passed. */
export function latestMove(day: Day, times: Times): Day {
  const from = day > today(times) ? day : today(times)
  return times.calendar.addDays(from, times.policy.deadlines.postponeMaxDays)
}

/** The last day on which a meeting or a follow-up can be set. */
export function latestPlanned(times: Times): Day {
  return times.calendar.addDays(today(times), 7 * times.policy.deadlines.plannedAheadWeeks)
}

/** Refuses days that have passed, and those further away than anything is planned; `field` is the one it was typed into. */
export function whyNotPlanned(day: Day, field: 'day' | 'nextDay', times: Times): { refusal: Refusal } | null {
  if (day < today(times)) return refuse('day-past', { field })
  const last = latestPlanned(times)
  return day > last ? refuse('day-too-far', { field, day: last }) : null
}

/** Refuses days that have passed, and those after `last`. */
export function whyNotLater(day: Day, last: Day, times: Times): { refusal: Refusal } | null {
  if (day < today(times)) return refuse('day-past', { field: 'day' })
  return day > last ? refuse('day-too-far', { field: 'day', day: last }) : null
}
