/** Who is signed in to the page. Keeps digests of what browsers keep, and nothing else of them. */
import { sql } from 'kysely'
import type { Instant } from '../core/ids.ts'
import type { Session, Sessions } from '../ports.ts'
import { sha256 } from './journal.ts'
import { query, statement } from './statement.ts'
import type { Db } from './tables.ts'

export function sessions(db: Db): Sessions {
  return {
    begin: async (id, { account, until, latest }) => {
      const { channel, tenant, user } = account
      await db
        .insertInto('session')
        .values({ id: sha256(id), channel, tenant, user, until, latest })
        .execute()
    },
    get: async (id, now) => {
      const row = find.first(db, { id: sha256(id), now })
      return row ? read(row) : null
    },
    prolong: async (id, until) => {
      const set = { until: sql<Instant>`min(${until}, latest)` }
      await db.updateTable('session').set(set).where('id', '=', sha256(id)).execute()
    },
    end: async (id) => {
      await db.deleteFrom('session').where('id', '=', sha256(id)).execute()
    },
  }
}

/** Asked before everything that is asked for on the page. */
const find = statement(({ id, now }: { id: string; now: Instant }) =>
  query
    .selectFrom('session')
    .select(['channel', 'tenant', 'user', 'until'])
    .where('id', '=', id)
    .where('until', '>', now),
)

function read({ channel, tenant, user, until }: Session['account'] & Pick<Session, 'until'>): Session {
  return { account: { channel, tenant, user }, until }
}
