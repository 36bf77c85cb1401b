/**
 * What an import of people would do to the directory, and what waits for those it touches. Writes nothing: the import carries
 * out what is planned here, so that what was shown is what is done.
 */
import type { PersonId } from '../core/ids.ts'
import type { Account, Person } from '../ports.ts'
import { isThe } from './accounts.ts'
import { everybody, readPerson, writeRoles } from './people.ts'
import { type Waiting, waitingFor } from './people-waiting.ts'
import type { Db, PersonTable } from './tables.ts'

/**
 * Somebody to import. `lang` is what they get unless they have chosen one; their hours are theirs alone; `line` is where
 * the file names them.
 */
export type PersonToImport = Omit<Person, 'id' | 'hours' | 'posts'> & { line: number; accounts: Account[] }

/** A person who can't be imported, because of what the directory already has. */
export type ImportConflict = { line: number; text: string }

/** What becomes of those of the file's municipalities whom the file leaves out. */
export type Absent = 'keep' | 'deactivate'

/**
 * What a line makes of a person: `before` is null for somebody new, whose id is made up until they are written; `known` and
 * `added` are accounts the line names; `waiting` is what they have, before it.
 */
export type PlannedPerson = {
  line: number
  before: Person | null
  after: Person
  known: Account[]
  added: Account[]
  waiting: Waiting[]
}

/** `absent` are active, of a municipality in the file, and not in it; `directory` is everybody as they would be after it. */
export type ImportPlan = {
  people: PlannedPerson[]
  absent: { person: Person; waiting: Waiting[] }[]
  absentAre: Absent
  directory: Person[]
}

/** A plan for all of them, or every reason why there is none. */
export async function planImport(
  db: Db,
  people: PersonToImport[],
  absentAre: Absent,
): Promise<ImportPlan | { conflicts: ImportConflict[] }> {
  const { known, conflicts } = await whoIsWho(db, people)
  if (conflicts.length > 0) return { conflicts }
  const planned: PlannedPerson[] = []
  for (const [person, before] of known) planned.push(await plan(db, person, before))
  const named = new Map(planned.map(({ after }) => [after.id, after]))
  const municipalities = new Set(people.map(({ municipality }) => municipality))
  const all = await everybody(db)
  const left = all.filter((one) => one.active && municipalities.has(one.municipality) && !named.has(one.id))
  const absent: ImportPlan['absent'] = []
  for (const person of left) absent.push({ person, waiting: await waitingFor(db, person.id) })
  const gone = new Set(absentAre === 'deactivate' ? left.map(({ id }) => id) : [])
  const stay = all.filter(({ id }) => !named.has(id)).map((one) => (gone.has(one.id) ? { ...one, active: false } : one))
  return { people: planned, absent, absentAre, directory: [...stay, ...named.values()] }
}

/** Whether a line changes anything in the directory. */
export function isChange({ before, after, added }: PlannedPerson): boolean {
  return (
    before === null || added.length > 0 || imported.some((column) => written(before)[column] !== written(after)[column])
  )
}

/** The columns an import writes. */
const imported = ['municipality', 'unit', 'service', 'name', 'roles', 'lang', 'active', 'email'] as const

/** A person as those columns. */
export function written({ municipality, unit, service, name, roles, lang, active, email }: Person) {
  const plain = { municipality, unit, service, name, lang, email }
  return { ...plain, roles: writeRoles(roles), active: active ? (1 as const) : (0 as const) }
}

async function whoIsWho(db: Db, people: PersonToImport[]) {
  const known = new Map<PersonToImport, PersonTable | null>()
  const conflicts: ImportConflict[] = []
  for (const person of people) {
    const owners = await ownersOf(db, person.accounts)
    if (owners.length > 1) {
      const names = owners.map(({ name }) => name).join(' and ')
      conflicts.push({ line: person.line, text: `the accounts of this line belong to two people: ${names}` })
    }
    const [owner] = owners
    const twice = owner && [...known].find(([, other]) => other?.id === owner.id)?.[0]
    if (twice) conflicts.push({ line: person.line, text: `this is the same person as in line ${twice.line}` })
    known.set(person, owner ?? null)
  }
  return { known, conflicts: [...conflicts, ...(await sameEmail(db, known))] }
}

/** A mail address names one person, or nobody could be known by it. That two lines have the same is for the file to tell. */
async function sameEmail(db: Db, known: Map<PersonToImport, PersonTable | null>): Promise<ImportConflict[]> {
  const named = new Set([...known.values()].map((before) => before?.id))
  const others = db.selectFrom('person').select(['id', 'name', 'email']).where('email', 'is not', null)
  const active = await others.where('active', '=', 1).execute()
  const owner = new Map(active.filter(({ id }) => !named.has(id)).map(({ email, name }) => [email, name]))
  return [...known.keys()].flatMap(({ line, email }) => {
    const name = email === null ? undefined : owner.get(email)
    return name === undefined ? [] : [{ line, text: `the mail address of this line is that of ${name}` }]
  })
}

async function ownersOf(db: Db, accounts: Account[]): Promise<PersonTable[]> {
  const owners = new Map<PersonId, PersonTable>()
  for (const account of accounts) {
    const owner = await ownerOf(db, account)
    if (owner) owners.set(owner.id, owner)
  }
  return [...owners.values()]
}

function ownerOf(db: Db, account: Account): Promise<PersonTable | undefined> {
  const people = db.selectFrom('person').innerJoin('account', 'account.person', 'person.id').selectAll('person')
  return people.where(isThe(account)).executeTakeFirst()
}

async function plan(
  db: Db,
  { accounts, line, ...person }: PersonToImport,
  row: PersonTable | null,
): Promise<PlannedPerson> {
  const before = row && readPerson(row)
  const lang = row?.lang_chosen ? row.lang : person.lang
  const kept = { id: before?.id ?? (`person_line-${line}` as const), hours: before?.hours ?? null }
  const known: Account[] = []
  const added: Account[] = []
  for (const account of accounts) ((await ownerOf(db, account)) ? known : added).push(account)
  const waiting = before ? await waitingFor(db, before.id) : []
  const { municipality, unit, service, roles } = person
  const posts = [{ municipality, unit, service, roles }]
  return { line, before, after: { ...person, ...kept, posts, lang }, known, added, waiting }
}
