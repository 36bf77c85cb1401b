/**
 * What an import of people would do to the directory, and what waits for those it touches. Writes nothing: the import carries
 * out what is planned here, so that what was shown is what is done.
 */
import type { Post } from '../core/decision.ts'
import {
  byPerson,
  type ImportConflict,
  isSamePost,
  keyOf,
  type PersonToImport,
  type Rows,
  whyNotOne,
} from '../person-rows.ts'
import type { Account, Person } from '../ports.ts'
import { isThe } from './accounts.ts'
import { type Bereft, bereftBy } from './bereft.ts'
import { everybody, withPosts, writeRoles } from './people.ts'
import { type Waiting, waitingFor } from './people-waiting.ts'
import type { Db, PersonTable } from './tables.ts'

/** What becomes of those of the file's municipalities whom the file leaves out. */
export type Absent = 'keep' | 'deactivate'

/**
 * A post that the file names, in `line`, or of somebody it names: `before` as they had it, `after` as they will; null where they
 * don't.
 */
export type PlannedPost = { line: number | null; before: Post | null; after: Post | null; stands: Post }

/**
 * What its lines make of a person: `before` is null for somebody new, whose id is made up until they are written; `known` and
 * `added` are accounts the lines name; `waiting` is what they have, before it.
 */
export type PlannedPerson = {
  line: number
  before: Person | null
  after: Person
  posts: PlannedPost[]
  known: Account[]
  added: Account[]
  waiting: Waiting[]
}

/** Somebody active, of a municipality in the file, and not in it; `after` is what deactivating leaves of them: posts elsewhere. */
export type AbsentPerson = { person: Person; after: Person; waiting: Waiting[] }

/** `directory` is everybody as they would be after it; `bereft` is where nobody would have a role any more that somebody has. */
export type ImportPlan = {
  people: PlannedPerson[]
  absent: AbsentPerson[]
  absentAre: Absent
  directory: Person[]
  bereft: Bereft[]
}

/** A plan for all of them, or every reason why there is none. */
export async function planImport(
  db: Db,
  rows: PersonToImport[],
  absentAre: Absent,
): Promise<ImportPlan | { conflicts: ImportConflict[] }> {
  const { known, conflicts } = await whoIsWho(db, rows)
  if (conflicts.length > 0) return { conflicts }
  const planned: PlannedPerson[] = []
  for (const { rows: own, row } of known) planned.push(await plan(db, own, row))
  const named = new Map(planned.map(({ after }) => [after.id, after]))
  const municipalities = new Set(rows.map(({ municipality }) => municipality))
  const all = await everybody(db)
  const isIn = ({ municipality }: Post) => municipalities.has(municipality)
  const absent: AbsentPerson[] = []
  for (const person of all.filter(({ id, active, posts }) => active && !named.has(id) && posts.some(isIn)))
    absent.push({ person, after: without(person, isIn), waiting: await waitingFor(db, person) })
  const gone = new Map(absentAre === 'deactivate' ? absent.map(({ after }) => [after.id, after]) : [])
  const stay = all.filter(({ id }) => !named.has(id)).map((one) => gone.get(one.id) ?? one)
  const directory = [...stay, ...named.values()]
  return { people: planned, absent, absentAre, directory, bereft: await bereftBy(db, all, directory) }
}

/** Whether its lines change anything in the directory. */
export function isChange({ before, after, posts, added }: PlannedPerson): boolean {
  if (before === null || added.length > 0 || posts.some(isPostChange)) return true
  return imported.some((column) => written(before)[column] !== written(after)[column])
}

/** Whether a post is new, left, or something else is done in it. */
export function isPostChange({ before, after }: PlannedPost): boolean {
  return !before || !after ? before !== after : writeRoles(before.roles) !== writeRoles(after.roles)
}

/** The columns an import writes of a person. */
const imported = ['municipality', 'name', 'lang', 'active', 'email'] as const

/** A person as those columns. */
export function written({ municipality, name, lang, active, email }: Person) {
  return { municipality, name, lang, email, active: active ? (1 as const) : (0 as const) }
}

/** Who each person of the file is in the directory, and why some can't be anybody. */
type Known = { rows: Rows; row: PersonTable | null }

async function whoIsWho(db: Db, rows: PersonToImport[]) {
  const owners = new Map<string, PersonTable>()
  for (const account of rows.flatMap((one) => one.accounts)) {
    const owner = await ownerOf(db, account)
    if (owner) owners.set(keyOf(account), owner)
  }
  const known: Known[] = []
  const conflicts: ImportConflict[] = []
  for (const own of byPerson(rows, (account) => owners.get(keyOf(account))?.id ?? keyOf(account))) {
    const found = own.flatMap((row) => row.accounts.flatMap((account) => owners.get(keyOf(account)) ?? []))
    const [owner, ...others] = [...new Map(found.map((one) => [one.id, one])).values()]
    if (owner && others.length > 0) conflicts.push(ofSeveral(own, [owner, ...others]))
    else conflicts.push(...whyNotOne(own))
    known.push({ rows: own, row: owner ?? null })
  }
  return { known, conflicts: [...conflicts, ...(await sameEmail(db, known))] }
}

function ofSeveral(rows: Rows, owners: PersonTable[]): ImportConflict {
  const [first, ...more] = rows
  const names = owners.map(({ name }) => name).join(' and ')
  const lines = more.length > 0 ? 'these lines' : 'this line'
  return { line: first.line, text: `the accounts of ${lines} belong to two people: ${names}` }
}

/** A mail address names one person, or nobody could be known by it. That two people of the file have it is for the file to tell. */
async function sameEmail(db: Db, known: Known[]): Promise<ImportConflict[]> {
  const named = new Set(known.map(({ row }) => row?.id))
  const others = db.selectFrom('person').select(['id', 'name', 'email']).where('email', 'is not', null)
  const active = await others.where('active', '=', 1).execute()
  const owner = new Map(active.filter(({ id }) => !named.has(id)).map(({ email, name }) => [email, name]))
  return known.flatMap(({ rows }) => {
    const { line, email } = rows.find((one) => one.email !== null) ?? rows[0]
    const name = email === null ? undefined : owner.get(email)
    return name === undefined ? [] : [{ line, text: `the mail address of this line is that of ${name}` }]
  })
}

function ownerOf(db: Db, account: Account): Promise<PersonTable | undefined> {
  const people = db.selectFrom('person').innerJoin('account', 'account.person', 'person.id').selectAll('person')
  return people.where(isThe(account)).executeTakeFirst()
}

async function plan(db: Db, rows: Rows, row: PersonTable | null): Promise<PlannedPerson> {
  const [before = null] = row ? await withPosts(db, [row]) : []
  const [first] = rows
  const posts = plannedPosts(before, rows)
  const kept = posts.flatMap(({ after }) => after ?? [])
  const active = kept.length > 0
  const after: Person = {
    id: before?.id ?? (`person_line-${first.line}` as const),
    municipality: homeOf(before, active ? kept : rows),
    name: first.name,
    posts: kept,
    former: formerly(before, posts),
    lang: row?.lang_chosen ? row.lang : first.lang,
    active,
    email: rows.find(({ email }) => email !== null)?.email ?? null,
    hours: before?.hours ?? null,
    digest: before?.digest ?? null,
  }
  const [known, added]: [Account[], Account[]] = [[], []]
  for (const account of unique(rows)) ((await ownerOf(db, account)) ? known : added).push(account)
  return {
    line: first.line,
    before,
    after,
    posts,
    known,
    added,
    waiting: before ? await waitingFor(db, before) : [],
  }
}

/** Those of the file, and those they have that the file leaves out: these are left. */
function plannedPosts(before: Person | null, rows: Rows): PlannedPost[] {
  const had = before?.posts ?? []
  const plain = ({ municipality, unit, service, roles }: Post): Post => ({ municipality, unit, service, roles })
  const named = rows.map((row): PlannedPost => {
    const own = had.find((one) => isSamePost(one, row))
    const stands = plain(row)
    return { line: row.line, before: own ? plain(own) : null, after: row.active ? stands : null, stands }
  })
  const left = had.filter((one) => !rows.some((row) => isSamePost(one, row)))
  return [...named, ...left.map((one) => ({ line: null, before: plain(one), after: null, stands: plain(one) }))]
}

function formerly(before: Person | null, posts: PlannedPost[]): Post[] {
  const others = (before?.former ?? []).filter((one) => !posts.some(({ stands }) => isSamePost(stands, one)))
  return [...posts.flatMap(({ after, stands }) => (after ? [] : [stands])), ...others]
}

/** Where it was, as long as they have a post there; otherwise where the first is. */
function homeOf(before: Person | null, posts: readonly Pick<Post, 'municipality'>[]): string {
  const stays = before && posts.some(({ municipality }) => municipality === before.municipality)
  return (stays ? before : posts[0])?.municipality ?? before?.municipality ?? ''
}

function unique(rows: Rows): Account[] {
  return [...new Map(rows.flatMap(({ accounts }) => accounts).map((one) => [keyOf(one), one])).values()]
}

/** Somebody without those of their posts. */
function without(person: Person, isGone: (post: Post) => boolean): Person {
  const posts = person.posts.filter((one) => !isGone(one))
  const active = posts.length > 0
  const former = [...person.former, ...person.posts.filter((one) => !posts.includes(one))]
  return { ...person, posts, former, active, municipality: homeOf(person, posts) }
}
