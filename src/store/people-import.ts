/**
 * Puts people into the directory, or brings up to date those it has. A person is recognised by their accounts and by
 * nothing else; whoever is not named stays as they are.
 */
import type { PersonId } from '../core/ids.ts'
import type { Account, Ids, Person } from '../ports.ts'
import { isThe } from './accounts.ts'
import { readPerson, writeRoles } from './people.ts'
import type { Db, PersonTable } from './tables.ts'

/**
 * Somebody to import. `lang` is what they get unless they have chosen one; their hours are theirs alone; `line` is where
 * the file names them.
 */
export type PersonToImport = Omit<Person, 'id' | 'hours'> & { line: number; accounts: Account[] }

/** `deactivated` are those who were active before: their cases need somebody else. */
export type ImportCounts = { added: number; updated: number; unchanged: number; deactivated: PersonId[] }

/** A person who can't be imported, because of what the directory already has. */
export type ImportConflict = { line: number; text: string }

/** Imports all, or none when there is a conflict. */
export async function importPeople(
  db: Db,
  ids: Ids,
  people: PersonToImport[],
): Promise<ImportCounts | { conflicts: ImportConflict[] }> {
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
  conflicts.push(...(await sameEmail(db, known)))
  if (conflicts.length > 0) return { conflicts }
  const counts: ImportCounts = { added: 0, updated: 0, unchanged: 0, deactivated: [] }
  for (const [person, before] of known) await write(db, ids, person, before, counts)
  return counts
}

/** The open cases whose holder is no longer active or works in another unit than the case's, and who that is. */
export async function heldInDoubt(db: Db) {
  return db
    .selectFrom('case')
    .innerJoin('person', 'person.id', 'case.holder')
    .select(['case.id as case', 'person.id as person'])
    .where((eb) => eb.or([eb('person.active', '=', 0), eb('person.unit', '!=', eb.ref('case.unit'))]))
    .where('case.status', '=', 'open')
    .orderBy('case.id')
    .execute()
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
    const owner = await db
      .selectFrom('person')
      .innerJoin('account', 'account.person', 'person.id')
      .selectAll('person')
      .where(isThe(account))
      .executeTakeFirst()
    if (owner) owners.set(owner.id, owner)
  }
  return [...owners.values()]
}

async function write(
  db: Db,
  ids: Ids,
  { accounts, line: _, ...person }: PersonToImport,
  before: PersonTable | null,
  counts: ImportCounts,
): Promise<void> {
  const id = before?.id ?? ids.next('person')
  const { lang, roles, active, ...plain } = person
  const row = {
    ...plain,
    roles: writeRoles(roles),
    active: active ? (1 as const) : (0 as const),
    lang: before?.lang_chosen ? before.lang : lang,
  }
  if (!before)
    await db
      .insertInto('person')
      .values({ id, ...row, lang_chosen: 0 })
      .execute()
  else if (differs(before, row)) await db.updateTable('person').set(row).where('id', '=', id).execute()
  const paired = await pair(db, id, accounts)
  if (!before) counts.added++
  else if (paired > 0 || differs(before, row)) counts.updated++
  else counts.unchanged++
  if (before && readPerson(before).active && !active) counts.deactivated.push(id)
}

/** The columns an import writes. */
const imported = ['municipality', 'unit', 'service', 'name', 'roles', 'lang', 'active', 'email'] as const

function differs(before: PersonTable, after: Partial<PersonTable>): boolean {
  const now = { ...before, ...after }
  return imported.some((column) => before[column] !== now[column])
}

/** Answers how many accounts are new to the person. One that is no longer named stays: it is still theirs. */
async function pair(db: Db, person: PersonId, accounts: Account[]): Promise<number> {
  let added = 0
  for (const { channel, tenant, user } of accounts) {
    const inserted = await db
      .insertInto('account')
      .values({ channel, tenant, user, person })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    added += Number(inserted.numInsertedOrUpdatedRows ?? 0n)
  }
  return added
}
