/** The directory: the municipalities' staff. Names and roles are written by the import alone. */
import { z } from 'zod'
import type { MunicipalityCode } from '../core/ids.ts'
import { type Role, roles } from '../core/permission.ts'
import { nameKey } from '../person-name.ts'
import type { Person, Tx } from '../ports.ts'
import { accounts, isThe } from './accounts.ts'
import type { Db, PersonTable } from './tables.ts'

/** Lists hold the active alone; `get` and `byAccount` find the inactive too. */
export function people(db: Db): Tx['people'] {
  const some = db.selectFrom('person').selectAll('person')
  return {
    get: async (id) => one(await some.where('id', '=', id).execute()),
    byAccount: async (account) =>
      one(await some.innerJoin('account', 'account.person', 'person.id').where(isThe(account)).execute()),
    ...accounts(db),
    byEmail: async (email) => {
      const found = active(await some.where('email', '=', email).execute())
      return found.length === 1 ? (found[0] ?? null) : null
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
    namesakes: async (municipality) => {
      const rows = await some.where('municipality', '=', municipality).where('active', '=', 1).execute()
      const called = Map.groupBy(rows, ({ name }) => nameKey(name))
      return active([...called.values()].filter(({ length }) => length > 1).flat())
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

/** A municipality with how many cases and active people it has. */
export type Inhabited = { code: MunicipalityCode; cases: number; people: number }

/** Every municipality that has any, by its code. */
export async function inhabited(db: Db): Promise<Inhabited[]> {
  const ofCases = db.selectFrom('case').groupBy('municipality')
  const ofPeople = db.selectFrom('person').where('active', '=', 1).groupBy('municipality')
  const count = <T extends { municipality: string; rows: number }>(rows: T[]) =>
    new Map(rows.map(({ municipality, rows: number }) => [municipality, number]))
  const cases = count(await ofCases.select(['municipality', ({ fn }) => fn.countAll<number>().as('rows')]).execute())
  const staff = count(await ofPeople.select(['municipality', ({ fn }) => fn.countAll<number>().as('rows')]).execute())
  const codes = [...new Set([...cases.keys(), ...staff.keys()])].sort()
  return codes.map((code) => ({ code, cases: cases.get(code) ?? 0, people: staff.get(code) ?? 0 }))
}

/** Throws when the roles are not of the core's list. */
export function readPerson(row: PersonTable): Person {
  const { roles: text, active: isActive, lang_chosen: _, hours_from: from, hours_to: to, ...person } = row
  const hours = from !== null && to !== null ? { from, to } : null
  const { municipality, unit, service } = person
  const roles = readRoles(text)
  const posts = [{ municipality, unit, service, roles }]
  return { ...person, roles, posts, active: isActive === 1, hours }
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
