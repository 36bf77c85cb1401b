/** What has been delivered to us, so that the same delivery is acted on once. */
import type { Tx } from '../ports.ts'
import { columns, query, statement } from './statement.ts'
import type { Db, Tables } from './tables.ts'

/** A delivery is the same when channel, tenant and its id are. */
export function inbox(db: Db): Tx['inbox'] {
  return {
    first: async (channel, tenant, delivery, at) => put.run(db, { channel, tenant, delivery, at }) === 1,
    seen: async (channel, tenant, delivery) => find.first(db, { channel, tenant, delivery }) !== undefined,
  }
}

const put = statement((row: Tables['inbox']) =>
  query
    .insertInto('inbox')
    .values(columns(row, ['channel', 'tenant', 'delivery', 'at']))
    .onConflict((conflict) => conflict.doNothing()),
)
const find = statement((row: Omit<Tables['inbox'], 'at'>) =>
  query
    .selectFrom('inbox')
    .select('at')
    .where((eb) => eb.and(columns(row, ['channel', 'tenant', 'delivery']))),
)
