/** What has been delivered to us, so that the same delivery is acted on once. */
import type { Tx } from '../ports.ts'
import type { Db } from './tables.ts'

/** A delivery is the same when channel, tenant and its id are. */
export function inbox(db: Db): Tx['inbox'] {
  return {
    first: async (channel, tenant, delivery, at) => {
      const inserted = await db
        .insertInto('inbox')
        .values({ channel, tenant, delivery, at })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return inserted.numInsertedOrUpdatedRows === 1n
    },
    seen: async (channel, tenant, delivery) => {
      const found = db
        .selectFrom('inbox')
        .select('at')
        .where((eb) => eb.and({ channel, tenant, delivery }))
      return (await found.executeTakeFirst()) !== undefined
    },
  }
}
