/**
 * Forgets what has been done with: how it was delivered, marks, codes, drafts, sessions and leave whose time is over, and what was yet to be
 * said to somebody who has left. Touches nothing that is part of a case, nothing that says where a card stands, no log, and no message
 * that could not be sent.
 */
import { sql } from 'kysely'
import type { Instant } from '../core/ids.ts'
import type { Tx } from '../ports.ts'
import type { Db } from './tables.ts'

/** A few rows of each table at a time, the oldest first, so that nobody waits for it. */
export function prune(db: Db): Tx['prune'] {
  return async ({ before, now }, limit) => {
    const gone = await Promise.all([
      deliveries(db, before, limit),
      sent(db, before, limit),
      marks(db, now, limit),
      codes(db, now, limit),
      familyCodes(db, now, limit),
      drafts(db, now, limit),
      sessions(db, now, limit),
      untold(db, limit),
      leaves(db, before, limit),
    ])
    return gone.reduce((sum, rows) => sum + rows, 0)
  }
}

async function deliveries(db: Db, before: Instant, limit: number): Promise<number> {
  const oldest = db.selectFrom('inbox').select(['channel', 'tenant', 'delivery']).where('at', '<', before)
  const some = oldest.orderBy('at').limit(limit)
  const gone = db.deleteFrom('inbox').where(sql<boolean>`(channel, tenant, delivery) in ${some}`)
  return Number((await gone.executeTakeFirst()).numDeletedRows)
}

/** Literals, so that the index on them is used. */
async function sent(db: Db, before: Instant, limit: number): Promise<number> {
  const settled = sql<boolean>`status in ('sent', 'dropped')`
  const oldest = db.selectFrom('outbox').select('seq').where(settled).where('finished_at', '<', before)
  const some = oldest.orderBy('finished_at').limit(limit)
  return Number((await db.deleteFrom('outbox').where('seq', 'in', some).executeTakeFirst()).numDeletedRows)
}

async function marks(db: Db, now: Instant, limit: number): Promise<number> {
  const over = db.selectFrom('mark').select(['purpose', 'channel', 'tenant', 'key']).where('until', '<=', now)
  const some = over.orderBy('until').limit(limit)
  const gone = db.deleteFrom('mark').where(sql<boolean>`(purpose, channel, tenant, key) in ${some}`)
  return Number((await gone.executeTakeFirst()).numDeletedRows)
}

async function codes(db: Db, now: Instant, limit: number): Promise<number> {
  const some = db.selectFrom('pairing_code').select('digest').where('until', '<=', now).limit(limit)
  return Number((await db.deleteFrom('pairing_code').where('digest', 'in', some).executeTakeFirst()).numDeletedRows)
}

async function familyCodes(db: Db, now: Instant, limit: number): Promise<number> {
  const some = db.selectFrom('family_code').select('digest').where('until', '<=', now).limit(limit)
  return Number((await db.deleteFrom('family_code').where('digest', 'in', some).executeTakeFirst()).numDeletedRows)
}

/** Of those whom nobody looks at any more, such as whoever is of a municipality that has no model. */
async function leaves(db: Db, before: Instant, limit: number): Promise<number> {
  const over = db.selectFrom('leave').select('person').where('until_day', '<', before.slice(0, 10))
  const gone = db.deleteFrom('leave').where('person', 'in', over.orderBy('person').limit(limit))
  return Number((await gone.executeTakeFirst()).numDeletedRows)
}

async function drafts(db: Db, now: Instant, limit: number): Promise<number> {
  const over = db.selectFrom('secret').select(['channel', 'name']).where('until', '<=', now)
  const gone = db.deleteFrom('secret').where(sql<boolean>`(channel, name) in ${over.orderBy('until').limit(limit)}`)
  return Number((await gone.executeTakeFirst()).numDeletedRows)
}

async function sessions(db: Db, now: Instant, limit: number): Promise<number> {
  const over = db.selectFrom('session').select('id').where('until', '<=', now).orderBy('until').limit(limit)
  return Number((await db.deleteFrom('session').where('id', 'in', over).executeTakeFirst()).numDeletedRows)
}

/** What was to be said to somebody who has left since. */
async function untold(db: Db, limit: number): Promise<number> {
  const left = db.selectFrom('person').select('id').where('active', '=', 0)
  const some = db.selectFrom('digest_line').select('number').where('person', 'in', left).orderBy('number').limit(limit)
  return Number((await db.deleteFrom('digest_line').where('number', 'in', some).executeTakeFirst()).numDeletedRows)
}
