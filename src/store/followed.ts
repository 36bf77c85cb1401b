/** From where a case is followed: origins, oldest first, each with the thread that stands there. */
import type { CaseId } from '../core/ids.ts'
import type { Tx } from '../ports.ts'
import { byKey, isIn, keep, living } from './place-rows.ts'
import { query, statement } from './statement.ts'
import type { Db } from './tables.ts'

type Following = Pick<Tx['places'], 'followed' | 'followedFrom' | 'reviveThreads' | 'follow' | 'begun'>

/** An origin that is dead is left out until it lives again; the thread that stood there is then there still. */
export function followed(db: Db): Following {
  return {
    followed: (id) => ofCase(db, id),
    followedFrom: async (key) => {
      const there = living(db).innerJoin('followed', 'followed.origin', 'place.key').where(isIn('place.key', key))
      const rows = there.select('followed.case').orderBy('followed.number')
      return [...new Set((await rows.execute()).map((row) => row.case))]
    },
    reviveThreads: async (place) => {
      const { channel, tenant, key } = place
      await db
        .updateTable('place')
        .set({ dead_at: null })
        .where((eb) => eb.and({ channel, tenant, kind: 'thread' }))
        .where(isIn('place.key', key))
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

/** Origins and threads that live. */
async function ofCase(db: Db, of: CaseId): ReturnType<Following['followed']> {
  return Promise.all(
    origins.all(db, { of }).map(async ({ thread, ...origin }) => ({
      origin,
      thread: thread === null ? null : await byKey(db, thread),
    })),
  )
}

const origins = statement(({ of }: { of: CaseId }) =>
  living(query)
    .innerJoin('followed', 'followed.origin', 'place.key')
    .select('followed.thread')
    .where('followed.case', '=', of)
    .orderBy('followed.number'),
)
