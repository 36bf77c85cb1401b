/** The rows of places: which take messages, and how one is kept. Knows neither people nor cases. */
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

/** Stores a place as it is now, living. */
export async function keep(db: Db, { channel, tenant, kind, key, address }: Place): Promise<void> {
  const row = { channel, tenant, kind, key, address, dead_at: null }
  await db
    .insertInto('place')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}
