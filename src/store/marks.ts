/** What must be known later and is no delivery: marks with a purpose, counted, until their time is over. */
import { sql } from 'kysely'
import type { Instant } from '../core/ids.ts'
import type { Mark, Tx } from '../ports.ts'
import { columns, query, statement } from './statement.ts'
import type { Db } from './tables.ts'

/** A mark counts until the moment it was set for, that one not included; whether it is pruned then changes nothing. */
export function marks(db: Db): Tx['marks'] {
  return {
    set: async (mark, lasts) => {
      const { now, until } = lasts ?? { now: null, until: null }
      put.run(db, { ...mark, now, until })
    },
    times: async (mark, now) => find.first(db, { ...mark, now })?.times ?? 0,
  }
}

const key = ['purpose', 'channel', 'tenant', 'key'] as const

const put = statement((mark: Mark & { now: Instant | null; until: Instant | null }) =>
  query
    .insertInto('mark')
    .values({ ...columns(mark, [...key, 'until']), times: 1 })
    .onConflict((conflict) => conflict.columns(key).doUpdateSet({ times: timesBy(mark.now), until: mark.until })),
)
/** One whose time is over is counted from the beginning, whether it is stored still or not. */
function timesBy(now: Instant | null) {
  return sql<number>`case when mark.until <= ${now} then 1 else mark.times + 1 end`
}

const find = statement((mark: Mark & { now: Instant }) =>
  query
    .selectFrom('mark')
    .select('times')
    .where((eb) => eb.and(columns(mark, key)))
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', mark.now)])),
)
