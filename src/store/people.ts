/** The directory: the municipalities' staff and the accounts by which channels know them. Names and roles are written by the import alone. */
import { type ExpressionBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Instant } from '../core/ids.ts'
import { type Role, roles } from '../core/permission.ts'
import type { Account, OwnAccount, Person, Tx } from '../ports.ts'
import { revive } from './outbox.ts'
import type { Db, PersonTable, Tables } from './tables.ts'

/** Lists hold the active alone; `get` and `byAccount` find the inactive too. */
export function people(db: Db): Tx['people'] {
  const some = db.selectFrom('person').selectAll('person')
  return {
    get: async (id) => one(await some.where('id', '=', id).execute()),
    byAccount: async (account) =>
      one(
        await some
          .innerJoin('account', 'account.person', 'person.id')
          .where((eb) =>
            eb.and({
              'account.channel': account.channel,
              'account.tenant': account.tenant,
              'account.user': account.user,
            }),
          )
          .execute(),
      ),
    accountsOf: (id) => accountsOf(db, id),
    byEmail: async (email) => {
      const found = active(await some.where('email', '=', email).execute())
      return found.length === 1 ? (found[0] ?? null) : null
    },
    heard: (account, at) => heard(db, account, at),
    unreachable: async (account, at) => {
      await db.updateTable('account').set({ unreachable_at: at }).where(isThe(account)).execute()
    },
    link: (id, account) => link(db, id, account),
    unlink: async (account) => {
      await db.deleteFrom('account').where(isThe(account)).execute()
    },
    ofUnit: async (municipality, unit) =>
      active(await some.where('municipality', '=', municipality).where('unit', '=', unit).execute()),
    ofServices: async (municipality, services) => {
      if (services.length === 0) return []
      return active(await some.where('municipality', '=', municipality).where('service', 'in', services).execute())
    },
    withRole: async (municipality, role) => {
      const found = active(
        await some.where('municipality', '=', municipality).where('roles', 'like', `%"${role}"%`).execute(),
      )
      return found.filter((person) => person.roles.includes(role))
    },
    setHours: async (id, hours) => {
      const set = { hours_from: hours?.from ?? null, hours_to: hours?.to ?? null }
      await db.updateTable('person').set(set).where('id', '=', id).execute()
    },
    setLang: async (id, lang) => {
      await db.updateTable('person').set({ lang, lang_chosen: 1 }).where('id', '=', id).execute()
    },
  }
}

/** Everybody, also the inactive, by municipality, unit and name. */
export async function everybody(db: Db): Promise<Person[]> {
  const found = (await db.selectFrom('person').selectAll().execute()).map(readPerson)
  return found.sort(
    (a, b) => byName.compare(a.municipality, b.municipality) || byName.compare(a.unit, b.unit) || sortByName(a, b),
  )
}

/** Of those never heard from, one whose chat is known goes first. */
async function accountsOf(db: Db, id: Person['id']): Promise<OwnAccount[]> {
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
async function heard(db: Db, account: Account, at: Instant): Promise<boolean> {
  const before = await db
    .selectFrom('account')
    .select(['person', 'heard_at', 'unreachable_at'])
    .where(isThe(account))
    .executeTakeFirst()
  if (!before) return false
  await db.updateTable('account').set({ heard_at: at, unreachable_at: null }).where(isThe(account)).execute()
  const isNews = before.heard_at === null || before.unreachable_at !== null
  return isNews && revive(db, before.person, at)
}

async function link(db: Db, person: Person['id'], { channel, tenant, user }: Account): Promise<boolean> {
  const row = { channel, tenant, user, person }
  await db
    .insertInto('account')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const owner = await db.selectFrom('account').select('person').where(isThe(row)).executeTakeFirst()
  return owner?.person === person
}

function isThe({ channel, tenant, user }: Account) {
  return (eb: ExpressionBuilder<Tables, 'account'>) => eb.and({ channel, tenant, user })
}

/** Throws when the roles are not of the core's list. */
export function readPerson(row: PersonTable): Person {
  const { roles: text, active: isActive, lang_chosen: _, hours_from: from, hours_to: to, ...person } = row
  const hours = from !== null && to !== null ? { from, to } : null
  return { ...person, roles: readRoles(text), active: isActive === 1, hours }
}

/** In the order of the roles' own list, each once: equal roles give equal text. */
export function writeRoles(given: Role[]): string {
  return JSON.stringify(roles.filter((role) => given.includes(role)))
}

const rolesSchema = z.array(z.enum(roles))

function readRoles(text: string): Role[] {
  return rolesSchema.parse(JSON.parse(text))
}

/** æ, ø and å at the end, as people in Norway look for them. */
const byName = new Intl.Collator('nb')

function sortByName(a: Person, b: Person): number {
  return byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1)
}

function active(rows: PersonTable[]): Person[] {
  return rows
    .map(readPerson)
    .filter((person) => person.active)
    .sort(sortByName)
}

function one(rows: PersonTable[]): Person | null {
  const [row] = rows
  return row ? readPerson(row) : null
}
