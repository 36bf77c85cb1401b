/** What must be known later and is no delivery: marks with a purpose, counted, until their time is over. */
import { sql } from 'kysely'
import type { Instant } from '../core/ids.ts'
import type { Mark, Tx } from '../ports.ts'
import { columns, query, statement } from './statement.ts'
import type { Db } from './tables.ts'

/** A mark counts until the moment it was set for, that one not included; whether it is pruned then changes nothing. */
export function marks(db: Db): Tx['marks'] {
  return {
    set: async (mark, until) => void put.run(db, { ...mark, until }),
    times: async (mark, now) => find.first(db, { ...mark, now })?.times ?? 0,
  }
}

const key = ['purpose', 'channel', 'tenant', 'key'] as const

const put = statement((mark: Mark & { until: Instant | null }) =>
  query
    .insertInto('mark')
    .values({ ...columns(mark, [...key, 'until']), times: 1 })
    .onConflict((conflict) => conflict.columns(key).doUpdateSet({ times: sql`mark.times + 1`, until: mark.until })),
)
const find = statement((mark: Mark & { now: Instant }) =>
  query
    .selectFrom('mark')
    .select('times')
    .where((eb) => eb.and(columns(mark, key)))
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', mark.now)])),
)
