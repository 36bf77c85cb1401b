/**
 * The log of a case as it is stored: entries in a chain of hashes, each over its own content, the ciphertext of the
 * words it speaks of, and the hash before it. Appends and reads; changes nothing that stands there.
 */
import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Entry } from '../core/case.ts'
import type { CaseId, WordId } from '../core/ids.ts'
import { checkedEvent, readEvent } from './event-schema.ts'
import { columns, query, statement } from './statement.ts'
import type { Db, JournalTable } from './tables.ts'
import { eventVersion, type StoredEvent, stamped, upcast } from './upcast.ts'

/** Where a chain stands: its newest entry's number and hash. */
export type ChainEnd = { seq: number; hash: string }

/** The end of a chain without entries. */
export const chainStart: ChainEnd = { seq: 0, hash: '0'.repeat(64) }

/**
 * The entries as rows that follow `end`. Throws when an entry speaks of words of which the case has none: words are
 * stored before, in the same transaction.
 */
export function chained(
  db: Db,
  of: CaseId,
  { command, entries, end }: { command: string; entries: Entry[]; end: ChainEnd },
): JournalTable[] {
  const spoken = [...new Set(entries.flatMap(({ event }) => wordsIn(event)))]
  const digests = digestsOf(db, of, spoken)
  const missing = spoken.filter((word) => !digests.has(word))
  if (missing.length > 0) throw new Error(`${of} speaks of ${missing.join(', ')}, which it has no words for`)
  const rows: JournalTable[] = []
  let last = end
  for (const { at, by, event } of entries) {
    const seq = last.seq + 1
    const written = stamped(checkedEvent(event))
    const row = {
      case: of,
      seq,
      at,
      by,
      command,
      type: event.type,
      event: JSON.stringify(written),
      prev_hash: last.hash,
    }
    last = { seq, hash: entryHash(row, written, digests) }
    rows.push({ ...row, hash: last.hash })
  }
  return rows
}

/** An entry stands in a log that this version can't read: it was written by a later one, or is no event of ours. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError'
  readonly case: CaseId
  readonly seq: number
  readonly why: string
  constructor(of: CaseId, seq: number, why: string) {
    super(`entry ${seq} of ${of} ${why}`)
    this.case = of
    this.seq = seq
    this.why = why
  }
}

export type LogRow = Pick<JournalTable, 'seq' | 'at' | 'by' | 'event'>

/** Those of the entries of a case that come after that number, oldest first. */
export const entriesAfter = statement(({ of, seq }: { of: CaseId; seq: number }) =>
  query
    .selectFrom('journal')
    .select(['seq', 'at', 'by', 'event'])
    .where('case', '=', of)
    .where('seq', '>', seq)
    .orderBy('seq'),
)

/** The log of a case, oldest entry first, whichever version wrote it. Throws `UnreadableError`. */
export function entriesOf(db: Db, of: CaseId): Entry[] {
  return readLog(of, entriesAfter.all(db, { of, seq: 0 }))
}

/** The event that a log begins with. Throws `UnreadableError`. */
export function firstOf(of: CaseId, [row]: LogRow[]): StoredEvent {
  const first = row && storedEvent(row.event)
  return first ?? unreadable(of, row?.seq ?? 0, 'is no event')
}

/** The entries, in their order, of a log that begins with `first`: where that is not given, with these. Throws `UnreadableError`. */
export function readLog(of: CaseId, rows: LogRow[], first = rows.length > 0 ? firstOf(of, rows) : null): Entry[] {
  return rows.map(({ seq, at, by, event }) => {
    const raw = storedEvent(event) ?? unreadable(of, seq, 'is no event')
    const today = upcast(raw, first ?? raw)
    if (!today) return unreadable(of, seq, `is of version ${raw.version}, and this one reads up to ${eventVersion}`)
    const read = readEvent(today)
    return read.success ? { at, by, event: read.data } : unreadable(of, seq, `is no ${raw.type} that is known`)
  })
}

/** The event as its text says, of whichever version; null where it is none. */
export function storedEvent(text: string): StoredEvent | null {
  try {
    return storedSchema.safeParse(JSON.parse(text)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function unreadable(of: CaseId, seq: number, why: string): never {
  throw new UnreadableError(of, seq, why)
}

/** SHA-256 over the entry and the digests of the words it speaks of, in the order in which they stand in it. */
export function entryHash(
  row: Omit<JournalTable, 'hash'>,
  event: { type: string },
  digests: Map<WordId, string>,
): string {
  const words = wordsIn(event).map((word) => digests.get(word) ?? null)
  const { case: of, seq, at, by, command, prev_hash: prev } = row
  return sha256(canonical({ case: of, seq, at, by, command, event, words, prev }))
}

/** The digests of stored words as they lie there, sealed; without `ids` those of all words of the case. */
export function digestsOf(db: Db, of: CaseId, ids?: WordId[]): Map<WordId, string> {
  if (ids?.length === 0) return new Map()
  const rows = ids ? wordsAmong.all(db, { of, ids: JSON.stringify(ids) }) : wordsOf.all(db, { of })
  return new Map(rows.map(({ id, sealed }) => [id, sha256(sealed)]))
}

const wordsOf = statement(({ of }: { of: CaseId }) =>
  query.selectFrom('word').select(['id', 'sealed']).where('case', '=', of),
)
/** `ids` as a list in JSON. By their ids: a case may have thousands. */
export const wordsAmong = statement(({ of, ids }: { of: CaseId; ids: string }) =>
  query
    .selectFrom('word')
    .select(['id', 'sealed'])
    .where(sql<boolean>`id in (select value from json_each(${ids})) and +"case" = ${of}`),
)

/** Adds one at the end. */
export const writeEntry = statement((entry: JournalTable) =>
  query
    .insertInto('journal')
    .values(columns(entry, ['case', 'seq', 'at', 'by', 'command', 'type', 'event', 'prev_hash', 'hash'])),
)

/** JSON with the keys of every object in order, so that equal values give equal text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/** In hexadecimal. */
export function sha256(data: string | Buffer): string {
  return hash('sha256', data)
}

const storedSchema = z.looseObject({ type: z.string(), version: z.int().min(1).optional() })

function wordsIn(value: unknown): WordId[] {
  if (isWordId(value)) return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(wordsIn)
}

function isWordId(value: unknown): value is WordId {
  return typeof value === 'string' && value.startsWith('word_')
}
