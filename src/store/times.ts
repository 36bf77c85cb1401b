/** Moments as columns hold them, in an order that SQLite can compare; and what stands there instead. */
import type { Instant } from '../core/ids.ts'

/** Later than any moment of ours. What stands there is none, and would otherwise be waited for without end. */
const never = '3'

/**
 * Rows whose moment has come by `now`, or is none, at most `limit`. `find` looks for those in one range of moments: asked
 * for both at once, SQLite would go through all that wait.
 */
export async function come<T>(
  now: Instant,
  limit: number,
  find: (is: '<=' | '>', moment: string, limit: number) => Promise<T[]>,
): Promise<T[]> {
  const found = await find('<=', now, limit)
  return found.length < limit ? [...found, ...(await find('>', never, limit - found.length))] : found
}

/** Whether text is a moment as we write them. */
export function isMoment(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT/.test(text) && text < never && Number.isFinite(Date.parse(text))
}
