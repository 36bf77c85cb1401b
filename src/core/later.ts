/** How far a day that people chose can be moved, with a reason. Source: the municipality's limit for putting off (`postponeMaxDays`). */
import { type Context, today } from './decision.ts'
import type { Day } from './ids.ts'
import { type Refusal, refuse } from './refusal.ts'

type Times = Pick<Context, 'now' | 'policy' | 'calendar'>

/** The last day to which it can be moved: counted from the day itself, or from today where that has passed. */
export function latestMove(day: Day, times: Times): Day {
  const from = day > today(times) ? day : today(times)
  return times.calendar.addDays(from, times.policy.deadlines.postponeMaxDays)
}

/** Refuses days that have passed, and those after `last`. */
export function whyNotLater(day: Day, last: Day, times: Times): { refusal: Refusal } | null {
  if (day < today(times)) return refuse('day-past', { field: 'day' })
  return day > last ? refuse('day-too-far', { field: 'day', day: last }) : null
}
