/**
 * Finds what was changed behind the store's back: in a journal, in the row that the journal must explain, in the logs
 * of access and of standing in. Repairs nothing. A chain checked by the one who keeps it shows changes by others, not by its keeper.
 */
import { sql } from 'kysely'
import type { Case } from '../core/case.ts'
import { fold } from '../core/evolve.ts'
import type { CaseId, WordId } from '../core/ids.ts'
import { accessHash } from './access.ts'
import { columnsOf, ifReadable, notesOf, peopleIn, readState, receiversIn } from './case-rows.ts'
import { canonical, chainStart, digestsOf, entryHash, readLog, storedEvent, UnreadableError } from './journal.ts'
import { standInHash } from './stand-ins.ts'
import type { CaseTable, Db, JournalTable } from './tables.ts'
import { isMoment } from './times.ts'

/** Where a record is broken first: the number of the entry, 0 where it is not about one, and what is wrong. */
export type Fault = { where: CaseId | 'access-log' | 'stand-in-log' | 'file' | 'outbox'; seq: number; why: string }

/** The first fault of a case's journal and row, or null. */
export async function verifyCase(db: Db, id: CaseId): Promise<Fault | null> {
  const journal = await db.selectFrom('journal').selectAll().where('case', '=', id).orderBy('seq').execute()
  const digests = digestsOf(db, id)
  const broken = brokenEntry(journal, digests)
  if (broken) return { where: id, ...broken }
  const row = await db.selectFrom('case').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return { where: id, seq: 0, why: 'the case itself is missing' }
  const { seq, hash } = journal.at(-1) ?? chainStart
  if (row.last_seq !== seq || row.head !== hash) {
    return { where: id, seq: seq + 1, why: 'entries are missing or added at the end' }
  }
  const told = toldBy(id, journal)
  if (told instanceof UnreadableError) return { where: id, seq: told.seq, why: `the entry ${told.why}` }
  const why = await rowDiffers(db, row, told)
  return why === null ? null : { where: id, seq, why }
}

/** The messages that wait with a time that is none: they are taken as due, and something has written to the database. */
export async function verifyOutbox(db: Db): Promise<Fault[]> {
  const rows = db.selectFrom('outbox').select(['seq', 'made_at', 'not_before', 'lease_until'])
  const waiting = await rows.where('status', '=', sql.lit('waiting')).orderBy('seq').execute()
  const wrong = waiting.filter((row) => ![row.made_at, row.not_before, row.lease_until ?? row.made_at].every(isMoment))
  return wrong.map(({ seq }) => ({ where: 'outbox', seq, why: 'a time of a message that waits is none' }))
}

/** What the whole log tells, where this version can read it. */
function toldBy(id: CaseId, journal: JournalTable[]): Case | null | UnreadableError {
  try {
    return fold(readLog(id, journal))
  } catch (error) {
    if (error instanceof UnreadableError) return error
    throw error
  }
}

/** Every case there is or was, by id. */
export async function allCases(db: Db): Promise<CaseId[]> {
  const rows = db.selectFrom('case').select('id').union(db.selectFrom('journal').select('case as id')).orderBy('id')
  return (await rows.execute()).map(({ id }) => id)
}

/** The first fault of the access log, or null. What was cut off at its end is not seen. */
export async function verifyAccessLog(db: Db): Promise<Fault | null> {
  const rows = await db.selectFrom('access_log').selectAll().orderBy('seq').execute()
  return brokenChain('access-log', rows, accessHash)
}

/** As of the access log, of who stood in for whom. */
export async function verifyStandInLog(db: Db): Promise<Fault | null> {
  const rows = await db.selectFrom('stand_in_log').selectAll().orderBy('seq').execute()
  return brokenChain('stand-in-log', rows, standInHash)
}

type Link = { seq: number; prev_hash: string; hash: string }

function brokenChain<R extends Link>(where: Fault['where'], rows: R[], hashOf: (row: R) => string): Fault | null {
  let end: Pick<Link, 'seq' | 'hash'> = chainStart
  for (const row of rows) {
    const seq = end.seq + 1
    if (row.seq !== seq) return { where, seq, why: 'the entry is missing' }
    if (row.prev_hash !== end.hash) return { where, seq, why: 'the entry does not follow the one before it' }
    if (row.hash !== hashOf(row)) return { where, seq, why: 'the entry was changed' }
    end = row
  }
  return null
}

function brokenEntry(journal: JournalTable[], digests: Map<WordId, string>): { seq: number; why: string } | null {
  let end = chainStart
  for (const row of journal) {
    const seq = end.seq + 1
    if (row.seq !== seq) return { seq, why: 'the entry is missing' }
    if (row.prev_hash !== end.hash) return { seq, why: 'the entry does not follow the one before it' }
    if (!isWhole(row, digests)) return { seq, why: 'the entry or its words were changed' }
    end = row
  }
  return null
}

function isWhole(row: JournalTable, digests: Map<WordId, string>): boolean {
  const event = storedEvent(row.event)
  return event !== null && row.type === event.type && row.hash === entryHash(row, event, digests)
}

/** Why the row is not what the log tells, or null. */
async function rowDiffers(db: Db, row: CaseTable, told: Case | null): Promise<string | null> {
  const notes = notesOf.all(db, { id: row.id })
  if (notes.some(({ number }, index) => number !== index)) return 'the notes of the case are not in their places'
  const state = ifReadable(() => readState(row.state, notes))
  if (!told || !state || state.id !== row.id || canonical(state) !== canonical(told)) {
    return 'the case is not what its log tells'
  }
  if (row.next_at !== null && !isMoment(row.next_at)) return 'the moment at which it next has something to say is none'
  const columns = columnsOf(state)
  if (canonical({ ...row, ...columns }) !== canonical(row)) return 'the columns of the case are not what its state says'
  const stored = db.selectFrom('case_person').select('person').where('case', '=', row.id).orderBy('person')
  const indexed = (await stored.execute()).map(({ person }) => person)
  if (canonical(indexed) !== canonical(peopleIn(state))) return 'the people of the case are not those in its state'
  const coming = await db
    .selectFrom('case_receiver')
    .select('unit')
    .where('case', '=', row.id)
    .orderBy('unit')
    .execute()
  const isAsStated = canonical(coming.map(({ unit }) => unit)) === canonical(receiversIn(state))
  return isAsStated ? null : 'the units that are to receive the case are not those in its state'
}
