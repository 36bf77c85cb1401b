/** The accounts by which channels know people: whose each is, when it was last heard from, and whether it can be reached. */
import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import type { Instant } from '../core/ids.ts'
import type { Account, OwnAccount, Person, Tx } from '../ports.ts'
import type { Memory } from './memory.ts'
import { revive } from './outbox.ts'
import type { AccountTable, Db, Tables } from './tables.ts'

/** The tables that what is remembered of accounts comes from: the last is written whenever somebody is written to for the first time. */
export const accountTables = ['person', 'account', 'account_place'] as const

type Accounts = Pick<Tx['people'], 'accountsOf' | 'heard' | 'unreachable' | 'pair' | 'unpair'>

/** An account is one person's at most. */
export function accounts(db: Db, { recall }: Memory): Accounts {
  const accountsOf = (id: Person['id']) => recall(['accountsOf', id], () => ownAccounts(db, id))
  const rowOf = (account: Account) => recall(['account', ...named(account)], () => row(db, account))
  return {
    accountsOf,
    heard: async (account, at) => {
      const before = await rowOf(account)
      if (!before) return { waits: false, isBack: false }
      const isHeard = before.heard_at !== null && before.unreachable_at === null
      const [first] = isHeard ? await accountsOf(before.person) : []
      // The one that stands first among theirs and stays there is not written anew: they say things all day.
      if (first && named(first).join() === named(account).join()) return { waits: false, isBack: false }
      return heard(db, { account, before, at })
    },
    unreachable: async (account, at) => {
      await db.updateTable('account').set({ unreachable_at: at }).where(isThe(account)).execute()
    },
    pair: (id, account) => pair(db, id, account),
    unpair: async (account) => {
      await db.deleteFrom('account').where(isThe(account)).execute()
    },
  }
}

function named({ channel, tenant, user }: Account): string[] {
  return [channel, tenant, user]
}

/** The row of one account. */
export function isThe({ channel, tenant, user }: Account) {
  const columns = { 'account.channel': channel, 'account.tenant': tenant, 'account.user': user }
  return (eb: ExpressionBuilder<Tables, 'account'>) => eb.and(columns)
}

/** Of those never heard from, one whose chat is known goes first. */
async function ownAccounts(db: Db, id: Person['id']): Promise<OwnAccount[]> {
  const rows = await db
    .selectFrom('account')
    .leftJoin('account_place as chat', (join) =>
      join
        .onRef('chat.channel', '=', 'account.channel')
        .onRef('chat.tenant', '=', 'account.tenant')
        .onRef('chat.user', '=', 'account.user'),
    )
    .select(['account.channel', 'account.tenant', 'account.user', 'unreachable_at'])
    .where('person', '=', id)
    .orderBy(sql`unreachable_at is not null`)
    .orderBy('heard_at', (by) => by.desc().nullsLast())
    .orderBy(sql`chat.place is null`)
    .orderBy('account.channel')
    .orderBy('account.tenant')
    .orderBy('account.user')
    .execute()
  return rows.map(({ unreachable_at, ...account }) => ({ ...account, unreachable: unreachable_at !== null }))
}

/** What waits again had found no account, or this one refused: heard for the first time, or after it was unreachable. */
async function heard(
  db: Db,
  { account, before, at }: { account: Account; before: Before; at: Instant },
): Promise<{ waits: boolean; isBack: boolean }> {
  await db.updateTable('account').set({ heard_at: at, unreachable_at: null }).where(isThe(account)).execute()
  const isBack = before.unreachable_at !== null
  const waits = (before.heard_at === null || isBack) && (await revive(db, before.person, at))
  return { waits, isBack }
}

type Before = Pick<Selectable<AccountTable>, 'person' | 'heard_at' | 'unreachable_at'>

async function row(db: Db, account: Account): Promise<Before | null> {
  const own = db.selectFrom('account').select(['person', 'heard_at', 'unreachable_at']).where(isThe(account))
  return (await own.executeTakeFirst()) ?? null
}

async function pair(db: Db, person: Person['id'], { channel, tenant, user }: Account): Promise<boolean> {
  const row = { channel, tenant, user, person }
  await db
    .insertInto('account')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const owner = await db.selectFrom('account').select('person').where(isThe(row)).executeTakeFirst()
  return owner?.person === person
}
