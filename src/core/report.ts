/**
 * That a report of concern to child welfare was made: its day, and who wrote that down. Never what it said. It ends nothing by
 * itself. Source: the duty to report, which needs no consent at any level.
 */
import type { Command, Event } from './case.ts'
import { type Context, type Decision, happened, today } from './decision.ts'
import type { Day } from './ids.ts'
import { type Notice, told } from './notice.ts'
import { refuse } from './refusal.ts'

/** Of all that is done in a case, what tells by its name alone that a report was made. */
const telling: (Command['type'] | Event['type'])[] = ['report.record', 'report.recorded']

/**
 * What would tell that a report was made, be it done, opened or tried: it stands in no list of who has read a case, in no log of the
 * process and in no address. Every one of them asks here.
 */
export const tellingOfReport: readonly string[] = telling

/** Whether it tells that a report was made, by what it is called. */
export function tellsOfReport(name: string): boolean {
  return tellingOfReport.includes(name)
}

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
