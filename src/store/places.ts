/** Where things can be said: each place with its newest address, and whose personal chat it is. */
import type { Instant } from '../core/ids.ts'
import type { Account, Place, Tx } from '../ports.ts'
import type { Memory } from './memory.ts'
import { byKey, isIn, keep, living } from './place-rows.ts'
import { query, statement } from './statement.ts'
import type { Db } from './tables.ts'

/** The tables that what is remembered of places comes from. */
export const placeTables = ['place', 'account_place'] as const

type Places = Pick<Tx['places'], 'remember' | 'personal' | 'byKey' | 'near' | 'markDead' | 'markTenantDead'>

/** A dead place is answered with by no verb; it lives again when something is said there. */
export function places(db: Db, { recall }: Memory): Places {
  return {
    // What stands there already is not written again: this is asked with everything that anybody says.
    remember: async (place, account) => {
      const stands = await recall(['living', place.key], () => byKey(db, place.key))
      if (!stands || !isSame(stands, place)) await keep(db, place)
      if (!account || place.kind !== 'personal') return
      const own = ofAccount(account)
      const chat = await recall(['chat', own.channel, own.tenant, own.user], () => chatOf(db, own))
      if (chat === place.key) return
      await db
        .insertInto('account_place')
        .values({ ...own, place: place.key })
        .onConflict((conflict) => conflict.columns(['channel', 'tenant', 'user']).doUpdateSet({ place: place.key }))
        .execute()
    },
    personal: async (account) => ownChat.first(db, account) ?? null,
    byKey: (key) => byKey(db, key),
    near: async (channel, tenant) => {
      const found = living(db).where('place.channel', '=', channel).where('place.tenant', '=', tenant)
      return (await found.orderBy('place.key').executeTakeFirst()) ?? null
    },
    markDead: async (key, at) => {
      const origins = db.selectFrom('followed').select('origin').where(isIn('followed.origin', key))
      const dead = db.updateTable('place').set({ dead_at: at })
      await dead.where((eb) => eb.or([eb('key', '=', key), eb('key', 'in', origins)])).execute()
    },
    markTenantDead: (channel, tenant, at) => markTenantDead(db, { channel, tenant, at }),
  }
}

const ownChat = statement((account: Account) =>
  living(query)
    .innerJoin('account_place', 'account_place.place', 'place.key')
    .where('account_place.channel', '=', account.channel)
    .where('account_place.tenant', '=', account.tenant)
    .where('account_place.user', '=', account.user),
)

function isSame(one: Place, other: Place): boolean {
  const { channel, tenant, kind, address } = one
  return channel === other.channel && tenant === other.tenant && kind === other.kind && address === other.address
}

async function chatOf(db: Db, { channel, tenant, user }: Account): Promise<string | null> {
  const own = db.selectFrom('account_place').select('place')
  return (await own.where((eb) => eb.and({ channel, tenant, user })).executeTakeFirst())?.place ?? null
}

async function markTenantDead(db: Db, { channel, tenant, at }: { channel: string; tenant: string; at: Instant }) {
  const living = db.selectFrom('followed').innerJoin('place', 'place.key', 'followed.origin').select('followed.case')
  const there = living.where((eb) => eb.and({ 'place.channel': channel, 'place.tenant': tenant }))
  const followed = await there.where('place.dead_at', 'is', null).distinct().orderBy('followed.case').execute()
  const whole = db.updateTable('place').set({ dead_at: at }).where('channel', '=', channel)
  await whole.where('tenant', '=', tenant).where('dead_at', 'is', null).execute()
  return followed.map((row) => row.case)
}

function ofAccount({ channel, tenant, user }: Account): Account {
  return { channel, tenant, user }
}
