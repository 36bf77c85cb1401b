/**
 * What of an open case counts in numbers of the last twelve months: why duties in it were late, and how long a wondering waited for the
 * first talk with the family. Pure; says nothing of whose eyes it is for.
 */
import type { Case } from './case.ts'
import type { Day, UnitCode } from './ids.ts'
import type { Calendar } from './policy.ts'
import { daysBetween } from './step.ts'

/** At most 7 days, 14, 28, and longer: days of the calendar. */
export const talkTimes = ['week', 'fortnight', 'month', 'longer'] as const
export type TalkTime = (typeof talkTimes)[number]

/**
 * `causes`: each once, of the breaches that ended in those months; null for what nobody has said why of. `talk`: the days from when the
 * wondering was written down to the talk, where that was held in those months.
 */
export type OfYear = { unit: UnitCode; causes: (string | null)[]; talk: number | null }

export function ofYear(
  { unit, breaches, concern }: Case,
  { today, calendar }: { today: Day; calendar: Calendar },
): OfYear {
  const from = calendar.addMonths(today, -12)
  const ended = breaches.filter(({ until }) => until !== null && until > from)
  const { talkHeld: held, since } = concern
  return {
    unit,
    causes: [...new Set(ended.map(({ cause }) => cause))],
    // What was held before it was written down did not have to be waited for.
    talk: held !== null && held > from ? Math.max(0, daysBetween(calendar.dayOf(since), held)) : null,
  }
}

export function talkTimeOf(days: number): TalkTime {
  return days <= 7 ? 'week' : days <= 14 ? 'fortnight' : days <= 28 ? 'month' : 'longer'
}

/** The middle one, and of two the smaller: so many days or fewer, for half of them at least. Null of none. */
export function medianOf(days: number[]): number | null {
  return days.toSorted((a, b) => a - b)[Math.ceil(days.length / 2) - 1] ?? null
}
