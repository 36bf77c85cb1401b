/** What must be known later and is no delivery: marks with a purpose, counted, until their time is over. */
import { sql } from 'kysely'
import type { Tx } from '../ports.ts'
import type { Db } from './tables.ts'

/** A mark counts until the moment it was set for, that one not included; whether it is pruned then changes nothing. */
export function marks(db: Db): Tx['marks'] {
  return {
    set: async ({ purpose, channel, tenant, key }, until) => {
      await db
        .insertInto('mark')
        .values({ purpose, channel, tenant, key, times: 1, until })
        .onConflict((conflict) =>
          conflict.columns(['purpose', 'channel', 'tenant', 'key']).doUpdateSet({ times: sql`mark.times + 1`, until }),
        )
        .execute()
    },
    times: async ({ purpose, channel, tenant, key }, now) => {
      const found = db
        .selectFrom('mark')
        .select('times')
        .where((eb) => eb.and({ purpose, channel, tenant, key }))
        .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', now)]))
      return (await found.executeTakeFirst())?.times ?? 0
    },
  }
}
