/** The directory: the municipalities' staff. Names, posts and roles are written by the import alone. */
import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { Post } from '../core/decision.ts'
import type { MunicipalityCode, PersonId } from '../core/ids.ts'
import { type Role, roles } from '../core/permission.ts'
import { likenessOf } from '../person-name.ts'
import { ownPaces, type Person, type Tx } from '../ports.ts'
import { accounts, isThe } from './accounts.ts'
import { differing } from './differing.ts'
import type { Memory } from './memory.ts'
import type { Db, PersonTable, Tables } from './tables.ts'

/** Lists hold the active alone; `get` and `byAccount` find the inactive too. */
export function people(db: Db, memory: Memory): Tx['people'] {
  const some = () => db.selectFrom('person').selectAll('person')
  const at = (municipality: MunicipalityCode) => postsNow(db).where('municipality', '=', municipality)
  const having = async (posts: ReturnType<typeof at>) => active(db, await some().where('id', 'in', posts).execute())
  return {
    get: async (id) => one(db, await some().where('id', '=', id).execute()),
    byAccount: async (account) =>
      one(db, await some().innerJoin('account', 'account.person', 'person.id').where(isThe(account)).execute()),
    ...accounts(db, memory),
    byEmail: async (email) => {
      const found = await active(db, await some().where('email', '=', email).execute())
      return found.length === 1 ? (found[0] ?? null) : null
    },
    ofUnit: (municipality, unit) => having(at(municipality).where('unit', '=', unit)),
    ofServices: async (municipality, services) =>
      services.length === 0 ? [] : having(at(municipality).where('service', 'in', services)),
    withRole: async (municipality, role) => {
      const found = await having(at(municipality).where('roles', 'like', `%"${role}"%`))
      const has = (post: Post) => post.municipality === municipality && post.roles.includes(role)
      return found.filter(({ posts }) => posts.some(has))
    },
    namesakes: (municipality) => namesakes(db, municipality),
    setHours: async (id, hours) => {
      const set = { hours_from: hours?.from ?? null, hours_to: hours?.to ?? null }
      await db.updateTable('person').set(set).where('id', '=', id).execute()
    },
    setDigest: async (id, digest) => {
      await db.updateTable('person').set({ digest }).where('id', '=', id).execute()
    },
    setLang: async (id, lang) => {
      await db.updateTable('person').set({ lang, lang_chosen: 1 }).where('id', '=', id).execute()
    },
  }
}

async function namesakes(db: Db, municipality: MunicipalityCode): Promise<Person[]> {
  const there = db.selectFrom('person').select(['id', 'name']).where('active', '=', 1)
  const posts = postsNow(db).where('municipality', '=', municipality)
  const alike = Map.groupBy(await there.where('id', 'in', posts).execute(), ({ name }) => likeness(name))
  const ids = [...alike.values()].filter(({ length }) => length > 1).flatMap((list) => list.map(({ id }) => id))
  return active(db, await db.selectFrom('person').selectAll().where(isAmong('id', ids)).execute())
}

/** As `likenessOf`, found once for each name: it is asked of everybody whenever a card names somebody. */
const likenesses = new Map<string, string>()

function likeness(name: string): string {
  const known = likenesses.get(name) ?? likenessOf(name)
  likenesses.set(name, known)
  return known
}

/** Whose posts are not left. */
function postsNow(db: Db) {
  return db.selectFrom('post').select('person').where('active', '=', 1)
}

/** Everybody, also the inactive, by municipality, unit and name. */
export async function everybody(db: Db): Promise<Person[]> {
  const found = await withPosts(db, await db.selectFrom('person').selectAll().execute())
  const unitOf = ({ posts, former }: Person) => [...posts, ...former][0]?.unit ?? ''
  return found.sort(
    (a, b) =>
      byName.compare(a.municipality, b.municipality) || byName.compare(unitOf(a), unitOf(b)) || sortByName(a, b),
  )
}

/** A municipality with how many cases and active people it has. */
export type Inhabited = { code: MunicipalityCode; cases: number; people: number }

/** Every municipality that has any, by its code. A person counts wherever they have a post, and in their home. */
export async function inhabited(db: Db, but: MunicipalityCode[] = []): Promise<Inhabited[]> {
  const homes = db.selectFrom('person').select(['municipality', 'id as person']).where('active', '=', 1)
  const posts = db.selectFrom('post').select(['municipality', 'person']).where('active', '=', 1)
  // A union holds each once.
  const ofPeople = db.selectFrom(homes.union(posts).as('staff')).groupBy('municipality')
  const counted = await ofPeople.select(['municipality', ({ fn }) => fn.countAll<number>().as('rows')]).execute()
  const people = new Map(counted.map(({ municipality, rows }) => [municipality, rows]))
  const codes = new Set([...(await differing<string>(db, 'case', 'municipality')), ...people.keys()])
  return Promise.all(
    [...codes]
      .filter((code) => !but.includes(code))
      .sort()
      .map(async (code) => ({ code, cases: await casesIn(db, code), people: people.get(code) ?? 0 })),
  )
}

async function casesIn(db: Db, municipality: MunicipalityCode): Promise<number> {
  const all = db.selectFrom('case').where('municipality', '=', municipality)
  return (await all.select(({ fn }) => fn.countAll<number>().as('rows')).executeTakeFirstOrThrow()).rows
}

/** As people, with their posts in the order in which they got them. Throws when roles are not of the core's list. */
export async function withPosts(db: Db, rows: PersonTable[]): Promise<Person[]> {
  const ids = rows.map(({ id }) => id)
  const posts = db.selectFrom('post').selectAll().orderBy('number')
  const found = await posts.where(isAmong('person', ids)).execute()
  const own = Map.groupBy(found, ({ person }) => person)
  return rows.map((row) => readPerson(row, own.get(row.id) ?? []))
}

/** As one value, however many there are: a statement has room for some thousands. */
function isAmong(column: 'id' | 'person', ids: PersonId[]) {
  return sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(ids)}))`
}

function readPerson(row: PersonTable, rows: Selectable<Tables['post']>[]): Person {
  const { active: isActive, lang_chosen: _, hours_from: from, hours_to: to, digest: pace, ...person } = row
  const hours = from !== null && to !== null ? { from, to } : null
  const digest = ownPaces.find((one) => one === pace) ?? null
  const posts = rows.filter((one) => one.active === 1)
  const former = rows.filter((one) => one.active === 0)
  return { ...person, posts: posts.map(readPost), former: former.map(readPost), active: isActive === 1, hours, digest }
}

function readPost({ municipality, unit, service, roles: text }: Selectable<Tables['post']>): Post {
  return { municipality, unit, service, roles: readRoles(text) }
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

async function active(db: Db, rows: PersonTable[]): Promise<Person[]> {
  const found = rows.filter((row) => row.active === 1)
  return (await withPosts(db, found)).sort(sortByName)
}

async function one(db: Db, rows: PersonTable[]): Promise<Person | null> {
  const [person] = await withPosts(db, rows.slice(0, 1))
  return person ?? null
}
