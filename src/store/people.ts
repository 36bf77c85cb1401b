/** The directory: the municipalities' staff and the accounts by which channels know them. Written by the import alone. */
import { z } from 'zod'
import { type Role, roles } from '../core/permission.ts'
import type { Account, Person, Tx } from '../ports.ts'
import type { Db, PersonTable } from './tables.ts'

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
    accountsOf: async (id) => accountsOf(db, id),
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

/** The accounts of a person, in the order of their channels. */
async function accountsOf(db: Db, id: Person['id']): Promise<Account[]> {
  return db
    .selectFrom('account')
    .select(['channel', 'tenant', 'user'])
    .where('person', '=', id)
    .orderBy('channel')
    .orderBy('tenant')
    .orderBy('user')
    .execute()
}

/** Throws when the roles are not of the core's list. */
export function readPerson({ roles: text, active: isActive, lang_chosen: _, ...person }: PersonTable): Person {
  return { ...person, roles: readRoles(text), active: isActive === 1 }
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
