/** Cases: the row that is read and listed, the index of who stands in it, and the log, written together. */
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Case } from '../core/case.ts'
import { fold } from '../core/evolve.ts'
import type { CaseId, PersonId } from '../core/ids.ts'
import { isForKeOnceThere } from '../core/ke.ts'
import { isToNarrow } from '../core/recipient.ts'
import { type StoredCase, type Tx, VersionConflict } from '../ports.ts'
import { chained, chainStart, entriesOf, UnreadableError } from './journal.ts'
import type { Memory } from './memory.ts'
import { StoreRefused } from './refused.ts'
import type { States } from './states.ts'
import type { CaseTable, Db } from './tables.ts'
import { come } from './times.ts'

/** `save` throws `VersionConflict`, and an error when an entry speaks of words that the case does not have. */
export function cases(db: Db, { recall }: Memory, states: States): Tx['cases'] {
  const unreadable = new Set<CaseId>()
  const { one, readable, listed } = readingRows(db, states, unreadable)
  return {
    get: (id) =>
      recall(['case', id], async () => one(await db.selectFrom('case').selectAll().where('id', '=', id).execute())),
    byRef: async (municipality, ref) =>
      one(await inMunicipality(db, municipality).selectAll().where('ref', '=', ref).execute()),
    nextNumber: (municipality) => nextNumber(db, municipality),
    save: (change) => save(db, states, change),
    schedule: async (id, nextAt) => {
      await db.updateTable('case').set({ next_at: nextAt }).where('id', '=', id).execute()
    },
    entries: (id) => entriesOf(db, id),
    of: async (person, only) => listed(await casesWithPerson(db, person, only).execute()),
    ofUnit: async (municipality, unit, only) =>
      listed(await namesOf(db, municipality, only).where('unit', '=', unit).execute()),
    broughtToKe: async (municipality, only) =>
      listed(await namesOf(db, municipality, only).where('raised_to_ke', '=', sql.lit(1)).execute()),
    openIn: async (municipality) => listed(await namesOf(db, municipality, 'open').execute()),
    namingNoUnits: async () =>
      readable(await namingNoUnits(db).execute())
        .filter(isUnnamed)
        .map((one) => one.case.id),
    unreadable: () => [...unreadable],
    open: () => openIds(db),
    waiting: async (now, limit) => {
      const ids = db.selectFrom('case').select('id').orderBy('next_at')
      const found = await come(now, limit, (is, moment, most) => ids.where('next_at', is, moment).limit(most).execute())
      return found.map(({ id }) => id)
    },
    nextAt: async () => {
      const first = db.selectFrom('case').select('next_at').where('next_at', 'is not', null).orderBy('next_at').limit(1)
      return (await first.executeTakeFirst())?.next_at ?? null
    },
  }
}

/** What rows hold: each once as long as its version is the same. Those that can't be read are noted, and left out of lists. */
function readingRows(db: Db, states: States, unreadable: Set<CaseId>) {
  const stateIn = (row: CaseTable) => states.of(row, readState)
  const readable = (rows: CaseTable[]): StoredCase[] => {
    const read = rows.map((row) => ({ row, state: ifReadable(() => stateIn(row)) }))
    for (const { row, state } of read) if (!state) unreadable.add(row.id)
    return read.flatMap(({ row: { version }, state }) => (state ? [{ case: state, version }] : []))
  }
  return {
    /** Throws where it can't be read: nobody is to take it for a case there is not. */
    one: ([row]: CaseTable[]): StoredCase | null => (row ? { case: stateIn(row), version: row.version } : null),
    readable,
    /** In the order of their names. The text is read of those alone that are not known in this version. */
    listed: async (names: Named[]): Promise<StoredCase[]> => {
      const found = new Map<CaseId, StoredCase>()
      const unknown: CaseId[] = []
      for (const { id, version } of names) {
        const state = states.known(id, version)
        if (state) found.set(id, { case: state, version })
        else unknown.push(id)
      }
      if (unknown.length === 0) return [...found.values()]
      for (const one of readable(await rowsWithIds(db, unknown))) found.set(one.case.id, one)
      return names.flatMap(({ id }) => found.get(id) ?? [])
    },
  }
}

/** As one value, however many there are: a statement has room for some thousands. */
function rowsWithIds(db: Db, ids: CaseId[]): Promise<CaseTable[]> {
  const among = sql<boolean>`id in (select value from json_each(${JSON.stringify(ids)}))`
  return db.selectFrom('case').selectAll().where(among).execute()
}

async function openIds(db: Db): Promise<CaseId[]> {
  const rows = db
    .selectFrom('case')
    .select('id')
    .where('status', '=', sql.lit('open' as const))
    .orderBy('id')
  return (await rows.execute()).map(({ id }) => id)
}

/** In the words of the index `case_unnamed`, so that it is used. */
const namesNoUnits = sql<boolean>`instr(state, '"namesNoUnits":true') > 0`

function namingNoUnits(db: Db) {
  return db.selectFrom('case').selectAll().where(namesNoUnits).orderBy('id')
}

function isUnnamed({ case: state }: StoredCase): boolean {
  return state.consents.some(isToNarrow)
}

/** To be raised with every change of what a case is or what its log makes of it: the stored states are then told anew. */
export const caseVersion = 10

/**
 * Tells anew, from their logs, the cases whose state an earlier version wrote, or a migration has emptied. Throws
 * `UnreadableError` where this version can't.
 */
async function retellCases(db: Db): Promise<void> {
  const cases = db.selectFrom('case').select('id')
  // Each by its own index: put together by SQLite, it would go through all cases.
  const [older, newer] = [
    cases.where('state_version', '<', caseVersion),
    cases.where('state_version', '>', caseVersion),
  ]
  const untold = await Promise.all([older, newer, cases.where('state', '=', sql.lit(''))].map((one) => one.execute()))
  for (const id of new Set(untold.flat().map((one) => one.id))) {
    const told = fold(await entriesOf(db, id))
    if (!told) throw new Error(`${id} has no log to be told from`)
    const row = { ...columnsOf(told), state: JSON.stringify(told), state_version: caseVersion }
    await db.updateTable('case').set(row).where('id', '=', id).execute()
    await writePeople(db, id, peopleIn(told))
  }
}

/** Cases that a later version has written can't be told by this one: it must not go on without them. */
export async function retellOrRefuse(db: Db): Promise<void> {
  try {
    await retellCases(db)
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
    throw new StoreRefused(
      `The database can't be used: ${error.message}. Start the version that wrote it, or a newer one.`,
    )
  }
}

/** Throws when the text is no case. */
export function readState(text: string): Case {
  return stateSchema.parse(JSON.parse(text))
}

/** Null for text that is no JSON, or not of the shape: somebody else has written it. */
export function ifReadable<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

/** What stands in columns of its own besides the state, because it is searched for. */
export function columnsOf(state: Case) {
  const { municipality, ref, unit, status, level, holder } = state
  const raised = isForKeOnceThere(state) ? (1 as const) : (0 as const)
  return { municipality, ref, unit, status, level, holder, raised_to_ke: raised }
}

/** Everybody who stands in the case, each once and in order. */
export function peopleIn({ owner, holder, deputy, handOver, participants, concern, contacts }: Case): PersonId[] {
  const found = [
    ...[owner, holder, deputy?.person, handOver?.to],
    ...participants.map(({ person }) => person),
    ...concern.questions.map(({ to }) => to),
    ...contacts.map(({ person }) => person),
  ]
  return [...new Set(found.filter((person) => person !== null && person !== undefined))].sort()
}

/** We wrote it; the shape is looked at, not judged field by field. `verify` compares it with the log. */
const stateSchema = z.custom<Case>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    ['id', 'municipality', 'ref', 'concern', 'participants'].every((key) => key in value),
)

/** The first reference is 1001: a short number would look like a mistake. */
const firstNumber = 1001

/** What a list names of a case: as long as its version is known, nothing more is read of it. */
type Named = Pick<CaseTable, 'id' | 'version'>

function inMunicipality(db: Db, municipality: string) {
  return db.selectFrom('case').where('municipality', '=', municipality)
}

/** Open cases first, older before newer. */
function namesOf(db: Db, municipality: string, only?: 'open') {
  return inMunicipality(db, municipality)
    .select(['id', 'version'])
    .$if(only !== undefined, (rows) => rows.where('status', '=', 'open'))
    .orderBy('status', 'desc')
    .orderBy('id')
}

/** Open cases first. */
function casesWithPerson(db: Db, person: PersonId, only?: 'open') {
  const rows = db.selectFrom('case').innerJoin('case_person', 'case_person.case', 'case.id')
  return rows
    .select(['case.id', 'case.version'])
    .where('case_person.person', '=', person)
    .$if(only !== undefined, (all) => all.where('case.status', '=', 'open'))
    .orderBy('case.status', 'desc')
    .orderBy('case.id')
}

/** A number is given once: one that is then not used leaves a gap, so that no reference ever means two cases. */
async function nextNumber(db: Db, municipality: string): Promise<number> {
  const given = await db
    .insertInto('case_number')
    .values({ municipality, last: firstNumber })
    .onConflict((conflict) => conflict.column('municipality').doUpdateSet({ last: sql`case_number.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return given.last
}

async function save(
  db: Db,
  states: States,
  { case: state, version, entries, command, nextAt }: Parameters<Tx['cases']['save']>[0],
): Promise<void> {
  const { id } = state
  const found = await db
    .selectFrom('case')
    .select(['version', 'last_seq as seq', 'head as hash'])
    .where('id', '=', id)
    .executeTakeFirst()
  if ((found?.version ?? null) !== version) {
    throw new VersionConflict(`${id} has version ${found?.version ?? 'none'}, not ${version ?? 'none'}`)
  }
  const rows = await chained(db, id, { command, entries, end: found ?? chainStart })
  const { seq, hash } = rows.at(-1) ?? found ?? chainStart
  const row = {
    ...columnsOf(state),
    next_at: nextAt,
    version: (version ?? 0) + 1,
    last_seq: seq,
    head: hash,
    state: JSON.stringify(state),
    state_version: caseVersion,
  }
  if (found) await db.updateTable('case').set(row).where('id', '=', id).execute()
  else
    await db
      .insertInto('case')
      .values({ id, ...row })
      .execute()
  states.keep(id, row.version, row.state, state)
  if (rows.length > 0) await db.insertInto('journal').values(rows).execute()
  await writePeople(db, id, peopleIn(state))
}

/** What most saves leave as it was is not written again. */
async function writePeople(db: Db, of: CaseId, people: PersonId[]): Promise<void> {
  const before = await db.selectFrom('case_person').select('person').where('case', '=', of).orderBy('person').execute()
  if (
    isDeepStrictEqual(
      before.map(({ person }) => person),
      people,
    )
  )
    return
  await db.deleteFrom('case_person').where('case', '=', of).execute()
  const rows = people.map((person) => ({ person, case: of }))
  await db.insertInto('case_person').values(rows).execute()
}
