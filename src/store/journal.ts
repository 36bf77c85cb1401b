/**
 * The log of a case as it is stored: entries in a chain of hashes, each over its own content, the ciphertext of the
 * words it speaks of, and the hash before it. Appends and reads; changes nothing that stands there.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Entry, Event } from '../core/case.ts'
import type { CaseId, WordId } from '../core/ids.ts'
import type { Db, JournalTable } from './tables.ts'

/** Where a chain stands: its newest entry's number and hash. */
export type ChainEnd = { seq: number; hash: string }

/** The end of a chain without entries. */
export const chainStart: ChainEnd = { seq: 0, hash: '0'.repeat(64) }

/**
 * The entries as rows that follow `end`. Throws when an entry speaks of words of which the case has none: words are
 * stored before, in the same transaction.
 */
export async function chained(
  db: Db,
  of: CaseId,
  { command, entries, end }: { command: string; entries: Entry[]; end: ChainEnd },
): Promise<JournalTable[]> {
  const spoken = [...new Set(entries.flatMap(({ event }) => wordsIn(event)))]
  const digests = await digestsOf(db, of, spoken)
  const missing = spoken.filter((word) => !digests.has(word))
  if (missing.length > 0) throw new Error(`${of} speaks of ${missing.join(', ')}, which it has no words for`)
  const rows: JournalTable[] = []
  let last = end
  for (const { at, by, event } of entries) {
    const seq = last.seq + 1
    const row = { case: of, seq, at, by, command, type: event.type, event: JSON.stringify(event), prev_hash: last.hash }
    last = { seq, hash: entryHash(row, event, digests) }
    rows.push({ ...row, hash: last.hash })
  }
  return rows
}

/** The log of a case, oldest entry first. */
export async function entriesOf(db: Db, of: CaseId): Promise<Entry[]> {
  const rows = await db
    .selectFrom('journal')
    .select(['at', 'by', 'event'])
    .where('case', '=', of)
    .orderBy('seq')
    .execute()
  return rows.map(({ at, by, event }) => ({ at, by, event: readEvent(event) }))
}

/** Throws when the text is no event. */
export function readEvent(text: string): Event {
  return eventSchema.parse(JSON.parse(text))
}

/** SHA-256 over the entry and the digests of the words it speaks of, in the order in which they stand in it. */
export function entryHash(row: Omit<JournalTable, 'hash'>, event: Event, digests: Map<WordId, string>): string {
  const words = wordsIn(event).map((word) => digests.get(word) ?? null)
  const { case: of, seq, at, by, command, prev_hash: prev } = row
  return sha256(canonical({ case: of, seq, at, by, command, event, words, prev }))
}

/** The digests of stored words as they lie there, sealed; without `ids` those of all words of the case. */
export async function digestsOf(db: Db, of: CaseId, ids?: WordId[]): Promise<Map<WordId, string>> {
  if (ids?.length === 0) return new Map()
  const all = db.selectFrom('word').select(['id', 'sealed']).where('case', '=', of)
  const rows = await (ids ? all.where('id', 'in', ids) : all).execute()
  return new Map(rows.map(({ id, sealed }) => [id, sha256(sealed)]))
}

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
  return createHash('sha256').update(data).digest('hex')
}

/** We wrote it, and the chain shows whether anybody else did: the shape is looked at, not judged field by field. */
const eventSchema = z.custom<Event>(
  (value) => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string',
)

function wordsIn(value: unknown): WordId[] {
  if (isWordId(value)) return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(wordsIn)
}

function isWordId(value: unknown): value is WordId {
  return typeof value === 'string' && value.startsWith('word_')
}
