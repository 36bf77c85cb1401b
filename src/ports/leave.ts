/** The days on which somebody is away: plain data, kept until they are over. Why is nobody's business. */
import type { Day } from '../core/ids.ts'

/** Both days count. `looked`: when their cases were last looked at for it; null before it has begun. */
export type Leave = { from: Day; until: Day; looked: Day | null }
