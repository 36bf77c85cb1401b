/** Moments as columns hold them, in an order that SQLite can compare; and what stands there instead. */
import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../core/ids.ts'

/** Later than any moment of ours. What stands there is none, and would otherwise be waited for without end. */
const never = '3'

/** Whether a moment has come by `now`, or is none. Both are ranges, so that an index on it is used. */
export function hasCome(moment: RawBuilder<unknown>, now: Instant): RawBuilder<boolean> {
  return sql<boolean>`(${moment} <= ${now} or ${moment} > ${never})`
}

/** Whether text is a moment as we write them. */
export function isMoment(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT/.test(text) && text < never && Number.isFinite(Date.parse(text))
}
