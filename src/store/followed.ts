/** From where a case is followed: origins, oldest first, each with the thread that stands there. */
import { sql } from 'kysely'
import type { CaseId } from '../core/ids.ts'
import type { Tx } from '../ports.ts'
import { byKey, keep, living } from './place-rows.ts'
import type { Db } from './tables.ts'

type Following = Pick<Tx['places'], 'followed' | 'followedFrom' | 'reviveThreads' | 'follow' | 'begun'>

/** An origin that is dead is left out until it lives again; the thread that stood there is then there still. */
export function followed(db: Db): Following {
  return {
    followed: (id) => ofCase(db, id),
    followedFrom: async (key) => {
      const rows = db.selectFrom('followed').select('case').where('origin', '=', key).orderBy('number')
      return (await rows.execute()).map((row) => row.case)
    },
    reviveThreads: async (place) => {
      const { channel, tenant, key } = place
      await db
        .updateTable('place')
        .set({ dead_at: null })
        .where((eb) => eb.and({ channel, tenant, kind: 'thread' }))
        .where(sql<string>`substr("key", 1, ${key.length})`, '=', key)
        .where(sql<boolean>`substr("key", ${key.length + 1}, 1) not glob '[A-Za-z0-9_]'`)
        .where('key', 'in', (eb) => eb.selectFrom('followed').select('origin'))
        .execute()
    },
    follow: async (id, origin) => {
      await keep(db, origin)
      await db
        .insertInto('followed')
        .values({ case: id, origin: origin.key, thread: null })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
    begun: async (id, origin, thread) => {
      await keep(db, thread)
      const at = db.updateTable('followed').where((eb) => eb.and({ case: id, origin }))
      await at.set({ thread: thread.key }).execute()
    },
  }
}

async function ofCase(db: Db, id: CaseId): ReturnType<Following['followed']> {
  const rows = living(db).innerJoin('followed', 'followed.origin', 'place.key').select('followed.thread')
  const found = await rows.where('followed.case', '=', id).orderBy('followed.number').execute()
  return Promise.all(
    found.map(async ({ thread, ...origin }) => ({ origin, thread: thread === null ? null : await byKey(db, thread) })),
  )
}
