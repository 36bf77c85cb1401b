/**
 * That a report of concern to child welfare was made: its day, and who wrote that down. Never what it said. It ends nothing by
 * itself. Source: the duty to report, which needs no consent at any level.
 */
import { type Context, type Decision, happened, today } from './decision.ts'
import type { Day } from './ids.ts'
import { type Notice, told } from './notice.ts'
import { refuse } from './refusal.ts'

/** Refuses a day that is missing or yet to come. */
export function recordReport(day: Day | null, context: Context): Decision {
  const { actor } = context
  if (actor.kind === 'system') return refuse('not-permitted')
  if (day === null) return refuse('day-missing', { field: 'day' })
  if (day > today(context)) return refuse('day-future', { field: 'day' })
  return happened({ type: 'report.recorded', day, by: actor.person })
}

/** The leader is told that there is something to see, in the words in which they are told of other things: the message says no more. */
export function noticesOfReport(): Notice[] {
  return [told({ line: 'leader-look', subject: '' }, ['leaders'])]
}
