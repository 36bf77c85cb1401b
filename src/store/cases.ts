/** Cases: found, read, and written together with their logs. */
import { sql } from 'kysely'
import { fold } from '../core/evolve.ts'
import type { CaseId, Instant, PersonId } from '../core/ids.ts'
import { isToNarrow } from '../core/recipient.ts'
import { type StoredCase, type Tx, VersionConflict } from '../ports.ts'
import { columnsOf, standingOf, standingsOf, textOf, writeIndexes, writeNotes } from './case-rows.ts'
import { chained, chainStart, entriesOf, UnreadableError, writeEntry } from './journal.ts'
import type { Logs } from './logs.ts'
import { StoreRefused } from './refused.ts'
import { columns, query, statement } from './statement.ts'
import type { States } from './states.ts'
import type { CaseTable, Db } from './tables.ts'
import { come } from './times.ts'

/** `save` throws `VersionConflict`, and an error when an entry speaks of words that the case does not have. */
export function cases(db: Db, states: States, logs: Logs): Tx['cases'] {
  const unreadable = new Set<CaseId>()
  const one = (id: CaseId | undefined): StoredCase | null => (id && standingOf(db, states, id)?.stored) || null
  const readable = (rows: { id: CaseId }[]): StoredCase[] => {
    const ids = rows.map(({ id }) => id)
    const found = standingsOf(db, states, ids)
    for (const { id, standing } of found) if (!standing) unreadable.add(id)
    return found.flatMap(({ standing }) => standing?.stored ?? [])
  }
  return {
    get: async (id) => one(id),
    byRef: async (municipality, ref) =>
      one((await idsOf(db, municipality).where('ref', '=', ref).executeTakeFirst())?.id),
    nextNumber: async (municipality) => nextNumber(db, municipality),
    save: async (change) => save(db, states, change),
    schedule: async (id, nextAt) => void writeNext.run(db, { id, nextAt }),
    entries: async (id) => logs.of(db, id),
    of: async (person, only) => readable(casesOf[only ?? 'all'].all(db, { person })),
    ofUnit: async (municipality, unit, only) =>
      readable(await idsOf(db, municipality, only).where('unit', '=', unit).execute()),
    comingTo: async (municipality, unit) => readable(await idsComingTo(db, municipality, unit).execute()),
    broughtToKe: async (municipality, only) =>
      readable(await idsOf(db, municipality, only).where('raised_to_ke', '=', sql.lit(1)).execute()),
    openIn: async (municipality) => readable(await idsOf(db, municipality, 'open').execute()),
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
    nextAt: async () => nextOfAll.first(db, {})?.next_at ?? null,
  }
}

const nextOfAll = statement(() =>
  query.selectFrom('case').select('next_at').where('next_at', 'is not', null).orderBy('next_at').limit(1),
)
const writeNext = statement(({ id, nextAt }: { id: CaseId; nextAt: Instant | null }) =>
  query.updateTable('case').set({ next_at: nextAt }).where('id', '=', id),
)

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
  return db.selectFrom('case').select('id').where(namesNoUnits).orderBy('id')
}

function isUnnamed({ case: state }: StoredCase): boolean {
  return state.consents.some(isToNarrow)
}

/** To be raised with every change of what a case is or what its log makes of it: the stored states are then told anew. */
export const caseVersion = 17

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
    const told = fold(entriesOf(db, id))
    if (!told) throw new Error(`${id} has no log to be told from`)
    const row = { ...columnsOf(told), state: textOf(told), state_version: caseVersion }
    await db.updateTable('case').set(row).where('id', '=', id).execute()
    writeNotes(db, told, null)
    writeIndexes(db, told, null)
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

/** The first reference is 1001: a short number would look like a mistake. */
const firstNumber = 1001

/** Open cases first, older before newer. */
function idsOf(db: Db, municipality: string, only?: 'open') {
  return db
    .selectFrom('case')
    .select('id')
    .where('municipality', '=', municipality)
    .$if(only !== undefined, (rows) => rows.where('status', '=', 'open'))
    .orderBy('status', 'desc')
    .orderBy('id')
}

function idsComingTo(db: Db, municipality: string, unit: string) {
  return idsOf(db, municipality).where('id', 'in', (eb) =>
    eb.selectFrom('case_receiver').select('case').where('unit', '=', unit),
  )
}

/** Open cases first. */
const casesWith = (only?: 'open') =>
  statement(({ person }: { person: PersonId }) =>
    query
      .selectFrom('case')
      .innerJoin('case_person', 'case_person.case', 'case.id')
      .select('case.id')
      .where('case_person.person', '=', person)
      .$if(only !== undefined, (all) => all.where('case.status', '=', 'open'))
      .orderBy('case.status', 'desc')
      .orderBy('case.id'),
  )
const casesOf = { all: casesWith(), open: casesWith('open') }

/** A number is given once: one that is then not used leaves a gap, so that no reference ever means two cases. */
function nextNumber(db: Db, municipality: string): number {
  const given = giveNumber.first(db, { municipality })
  if (!given) throw new Error(`${municipality} was given no number`)
  return given.last
}

const giveNumber = statement((given: { municipality: string }) =>
  query
    .insertInto('case_number')
    .values({ municipality: given.municipality, last: firstNumber })
    .onConflict((conflict) => conflict.column('municipality').doUpdateSet({ last: sql`case_number.last + 1` }))
    .returning('last'),
)

function save(db: Db, states: States, change: Parameters<Tx['cases']['save']>[0]): void {
  const { case: state, version, entries, command, nextAt } = change
  const { id } = state
  const standing = standingOf(db, states, id)
  const before = standing?.stored ?? null
  if ((before?.version ?? null) !== version) throw conflict(id, before?.version, version)
  const rows = chained(db, id, { command, entries, end: standing?.end ?? chainStart })
  const { seq, hash } = rows.at(-1) ?? standing?.end ?? chainStart
  const [text, next] = [textOf(state), (version ?? 0) + 1]
  const searched = { ...columnsOf(state), next_at: nextAt }
  const row = { id, ...searched, version: next, last_seq: seq, head: hash, state: text, state_version: caseVersion }
  if (before) {
    // First what may be refused, as a reference that another case has: whoever goes on after that has written nothing.
    writeSearched.run(db, row)
    if (writeTold.run(db, { ...row, was: before.version }) !== 1) throw conflict(id, undefined, version)
  } else insertCase.run(db, row)
  for (const entry of rows) writeEntry.run(db, entry)
  writeNotes(db, state, before?.case ?? null)
  writeIndexes(db, state, before?.case ?? null)
  states.keep({ stored: { case: state, version: next }, end: { seq, hash } }, text.length)
}

function conflict(id: CaseId, found: number | undefined, version: number | null): VersionConflict {
  return new VersionConflict(`${id} has version ${found ?? 'none'}, not ${version ?? 'none'}`)
}

/** What is searched for, beside its id. */
const searchedFor = ['municipality', 'ref', 'unit', 'status', 'level', 'holder', 'raised_to_ke', 'next_at'] as const
const told = ['version', 'last_seq', 'head', 'state'] as const
const insertCase = statement((row: CaseTable) =>
  query.insertInto('case').values(columns(row, ['id', ...searchedFor, ...told, 'state_version'])),
)
/** Every stored case is told by this version: that was seen to when the store was opened. */
const writeTold = statement((row: Omit<CaseTable, (typeof searchedFor)[number]> & { was: number }) =>
  query.updateTable('case').set(columns(row, told)).where('id', '=', row.id).where('version', '=', row.was),
)
/** Where any of it is another now: each is in indexes, which would be written anew. */
const writeSearched = statement((row: Pick<CaseTable, 'id' | (typeof searchedFor)[number]>) =>
  query
    .updateTable('case')
    .set(columns(row, searchedFor))
    .where('id', '=', row.id)
    .where((eb) => eb.or(searchedFor.map((name) => eb(name, 'is not', row[name])))),
)
