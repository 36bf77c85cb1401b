/** Where things can be said: each place with its newest address, and whose personal chat it is. */
import type { Instant } from '../core/ids.ts'
import type { Account, Place, Tx } from '../ports.ts'
import type { Following } from './followed.ts'
import type { Db } from './tables.ts'

/** A dead place is answered with by no verb; it lives again when something is said there. */
export function places(db: Db): Omit<Tx['places'], keyof Following> {
  return {
    remember: async (place, account) => {
      await keep(db, place)
      if (!account || place.kind !== 'personal') return
      await db
        .insertInto('account_place')
        .values({ ...ofAccount(account), place: place.key })
        .onConflict((conflict) => conflict.columns(['channel', 'tenant', 'user']).doUpdateSet({ place: place.key }))
        .execute()
    },
    personal: async (account) => {
      const found = await living(db)
        .innerJoin('account_place', 'account_place.place', 'place.key')
        .where('account_place.channel', '=', account.channel)
        .where('account_place.tenant', '=', account.tenant)
        .where('account_place.user', '=', account.user)
        .executeTakeFirst()
      return found ?? null
    },
    byKey: (key) => byKey(db, key),
    near: async (channel, tenant) => {
      const found = living(db).where('place.channel', '=', channel).where('place.tenant', '=', tenant)
      return (await found.orderBy('place.key').executeTakeFirst()) ?? null
    },
    markDead: async (key, at) => {
      await db.updateTable('place').set({ dead_at: at }).where('key', '=', key).execute()
    },
    markTenantDead: (channel, tenant, at) => markTenantDead(db, { channel, tenant, at }),
  }
}

async function markTenantDead(db: Db, { channel, tenant, at }: { channel: string; tenant: string; at: Instant }) {
  const living = db.selectFrom('followed').innerJoin('place', 'place.key', 'followed.origin').select('followed.case')
  const there = living.where((eb) => eb.and({ 'place.channel': channel, 'place.tenant': tenant }))
  const followed = await there.where('place.dead_at', 'is', null).distinct().orderBy('followed.case').execute()
  const whole = db.updateTable('place').set({ dead_at: at }).where('channel', '=', channel)
  await whole.where('tenant', '=', tenant).where('dead_at', 'is', null).execute()
  return followed.map((row) => row.case)
}

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

function ofAccount({ channel, tenant, user }: Account): Account {
  return { channel, tenant, user }
}
