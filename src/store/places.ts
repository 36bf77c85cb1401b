/** Where things can be said: each place with its newest address, whose personal chat it is, and which are of a case. */
import type { CaseId } from '../core/ids.ts'
import type { Account, Place, Tx } from '../ports.ts'
import type { Db } from './tables.ts'

/** A dead place is answered with by no verb; it lives again when something is said there. */
export function places(db: Db): Tx['places'] {
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
    byKey: async (key) => (await living(db).where('place.key', '=', key).executeTakeFirst()) ?? null,
    near: async (channel, tenant) => {
      const found = living(db).where('place.channel', '=', channel).where('place.tenant', '=', tenant)
      return (await found.orderBy('place.key').executeTakeFirst()) ?? null
    },
    ofCase: async (id, purpose) => {
      const found = living(db).innerJoin('case_place', 'case_place.place', 'place.key')
      return (await found.where('case', '=', id).where('purpose', '=', purpose).executeTakeFirst()) ?? null
    },
    setOfCase: (id, purpose, place) => setOfCase(db, id, purpose, place),
    markDead: async (key, at) => {
      await db.updateTable('place').set({ dead_at: at }).where('key', '=', key).execute()
    },
  }
}

function living(db: Db) {
  return db
    .selectFrom('place')
    .select(['place.channel', 'place.tenant', 'place.kind', 'place.key', 'place.address'])
    .where('place.dead_at', 'is', null)
}

async function keep(db: Db, { channel, tenant, kind, key, address }: Place): Promise<void> {
  const row = { channel, tenant, kind, key, address, dead_at: null }
  await db
    .insertInto('place')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}

async function setOfCase(db: Db, id: CaseId, purpose: 'origin' | 'thread', place: Place): Promise<void> {
  await keep(db, place)
  await db
    .insertInto('case_place')
    .values({ case: id, purpose, place: place.key })
    .onConflict((conflict) => conflict.columns(['case', 'purpose']).doUpdateSet({ place: place.key }))
    .execute()
}

function ofAccount({ channel, tenant, user }: Account): Account {
  return { channel, tenant, user }
}
