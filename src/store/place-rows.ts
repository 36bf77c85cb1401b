/** The rows of places: which take messages, and how one is kept. Knows neither people nor cases. */
import { sql } from 'kysely'
import type { Place } from '../ports.ts'
import type { Db } from './tables.ts'

/** Every place that takes messages. */
export function living(db: Db) {
  return db
    .selectFrom('place')
    .select(['place.channel', 'place.tenant', 'place.kind', 'place.key', 'place.address'])
    .where('place.dead_at', 'is', null)
}

/** The place, where it lives. */
export async function byKey(db: Db, key: string): Promise<Place | null> {
  return (await living(db).where('place.key', '=', key).executeTakeFirst()) ?? null
}

/** Whether a key is that of a place, or of a thread in it: an id goes on with a letter or a digit, and a thread with a sign. */
export function isIn(column: 'place.key' | 'followed.origin', key: string) {
  const own = sql.ref(column)
  return sql<boolean>`substr(${own}, 1, ${key.length}) = ${key} and substr(${own}, ${key.length + 1}, 1) not glob '[A-Za-z0-9_]'`
}

/** Stores a place as it is now, living. */
export async function keep(db: Db, { channel, tenant, kind, key, address }: Place): Promise<void> {
  const row = { channel, tenant, kind, key, address, dead_at: null }
  await db
    .insertInto('place')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}
