/**
 * Many cases out of one that was made as people make them: its rows copied in the database with other ids, its words sealed anew
 * with a key of each copy's own, and its log chained anew. So every copy is whole, and `verify` finds nothing wrong with it; but
 * what was sent of the one, and who looked at it, is not copied.
 */
import { randomBytes } from 'node:crypto'
import Database, { type Database as Sqlite, type Statement } from 'better-sqlite3'
import type { CaseId, WordId } from '../src/core/ids.ts'
import { chainStart, entryHash, sha256 } from '../src/store/journal.ts'
import { keyRing, type SealedWithMaster, seal, sealWithMaster, unseal, unsealWithMaster } from '../src/store/keys.ts'
import type { JournalTable } from '../src/store/tables.ts'
import { keys } from './place.ts'

/**
 * `slots`: texts that stand in the case, such as who owns it; `fill` says what each is in a copy. `from` numbers the copies. Where
 * they are not to be `whole`, keys, words and hashes are copied as they stand: that takes half the time, but no word of a copy opens.
 */
export type Copies = {
  of: CaseId
  count: number
  from: number
  slots?: string[]
  fill?: (index: number) => string[]
  whole?: boolean
}

type Value = string | number | bigint | Buffer | null
type Cells = Record<string, Value>
/** A row as it is written anew: `make` is given the end of its ids, its reference, and what fills its slots. */
type Template = { table: string; insert: Statement<[Cells]>; cells: Record<string, (copy: Copy) => Value> }
type Copy = { end: string; ref: string; filled: string[] }

/** What is told or sent of a case, and who looked at it: rows that belong to more than the case. */
const left = new Set(['access_log', 'outbox', 'shown', 'followed', 'digest_line', 'unfolded'])
const ring = keyRing(keys)
/** The end of every id of ours that a copy changes: the rest of it is random enough to tell them apart. */
const endLength = 10
const ids = new RegExp(`\\b((?!person_)[a-z]+_[0-9a-f]{${32 - endLength}})[0-9a-f]{${endLength}}\\b`, 'g')
/** No text of ours has these. */
const [endMark, refMark, slotMark] = ['\u0001', '\u0002', '\u0003']
/** Cases written in one transaction. */
const most = 10_000

/** Writes them into the file, which a store may have open that is doing nothing. */
export function copyCase(path: string, { of, count, from, slots = [], fill = () => [], whole = true }: Copies): void {
  const database = new Database(path)
  try {
    const { templates, words, ref } = read(database, of, slots)
    const write = database.transaction((first: number, last: number) => {
      for (let index = first; index < last; index += 1) {
        const number = from + index
        const copy = { end: number.toString(16).padStart(endLength, '0'), ref: refOf(ref, number), filled: fill(index) }
        writeCopy(templates, whole ? words : null, copy)
      }
    })
    for (let first = 0; first < count; first += most) write(first, Math.min(count, first + most))
    database.prepare('update case_number set last = max(last, ?)').run(firstNumber + from + count)
  } finally {
    database.close()
  }
}

/** Far above what is given by hand. */
const firstNumber = 100_000

function refOf(ref: string, number: number): string {
  return `${ref.slice(0, ref.indexOf('-'))}-${firstNumber + number}`
}

function read(database: Sqlite, of: CaseId, slots: string[]): { templates: Template[]; words: Buffer[]; ref: string } {
  const ref = database.prepare<[CaseId], string>('select ref from "case" where id = ?').pluck().get(of)
  if (!ref) throw new Error(`there is no ${of}`)
  const marks = [ref, ...slots]
  const templates = tablesOf(database).flatMap(({ table, key }) =>
    rowsOf(database, table, key, of).map((cells): Template => {
      const names = Object.keys(cells)
      const into = names.map((name) => `"${name}"`).join(', ')
      const values = names.map((name) => `@${name}`).join(', ')
      const insert = database.prepare<[Cells]>(`insert into "${table}" (${into}) values (${values})`)
      const made = Object.entries(cells).map(([name, value]) => [name, anew(value, marks)])
      return { table, insert, cells: Object.fromEntries(made) }
    }),
  )
  return { templates, words: wordsOf(database, of), ref }
}

/** Those with rows of a case, the case itself first. */
function tablesOf(database: Sqlite): { table: string; key: string }[] {
  const names = database.prepare<[], string>(`select name from sqlite_master where type = 'table'`).pluck().all()
  const others = names.filter((table) => !left.has(table) && columnsOf(database, table).includes('case'))
  return [{ table: 'case', key: 'id' }, ...others.map((table) => ({ table, key: 'case' }))]
}

function columnsOf(database: Sqlite, table: string): string[] {
  return database.prepare<[string], string>('select name from pragma_table_info(?)').pluck().all(table)
}

function rowsOf(database: Sqlite, table: string, key: string, of: CaseId): Cells[] {
  const order = table === 'journal' ? 'order by seq' : ''
  return database.prepare<[CaseId], Cells>(`select * from "${table}" where "${key}" = ? ${order}`).all(of)
}

/** The same with other ids, another reference, and whatever fills the slots. */
function anew(value: Value, [ref = '', ...slots]: string[]): (copy: Copy) => Value {
  if (typeof value !== 'string') return () => value
  const marked = slots.reduce(
    (text, slot, index) => text.replaceAll(slot, `${slotMark}${index}${slotMark}`),
    value.replaceAll(ids, `$1${endMark}`).replaceAll(ref, refMark),
  )
  if (marked === value) return () => value
  const pieces = marked.split(slotMark).map((text, index) => (index % 2 === 1 ? Number(text) : text.split(endMark)))
  return ({ end, ref, filled }) =>
    pieces
      .map((piece) => (typeof piece === 'number' ? (filled[piece] ?? '') : piece.join(end)))
      .join('')
      .replaceAll(refMark, ref)
}

/** In the order in which their rows are read. */
function wordsOf(database: Sqlite, of: CaseId): Buffer[] {
  const row = database
    .prepare<[CaseId], SealedWithMaster>('select master_version, sealed from case_key where "case" = ?')
    .get(of)
  if (!row) throw new Error(`${of} has no key`)
  const key = unsealWithMaster(ring, [of, 'key'], row)
  return rowsOf(database, 'word', 'case', of).map(({ id, sealed }) => {
    const text = Buffer.isBuffer(sealed) ? unseal(key, [of, String(id)], sealed) : null
    if (!text) throw new Error(`${id} does not open`)
    return text
  })
}

function writeCopy(templates: Template[], words: Buffer[] | null, copy: Copy): void {
  const rows = templates.map(({ table, insert, cells }) => {
    const row: Cells = {}
    for (const [name, make] of Object.entries(cells)) row[name] = make(copy)
    return { table, insert, row }
  })
  if (words) makeWhole((table) => rows.flatMap((one) => (one.table === table ? [one.row] : [])), words)
  for (const { insert, row } of rows) insert.run(row)
}

function makeWhole(of: (table: string) => Cells[], words: Buffer[]): void {
  const id = String(of('case')[0]?.id)
  const key = randomBytes(32)
  for (const row of of('case_key')) Object.assign(row, sealWithMaster(ring, [id, 'key'], key))
  for (const [index, row] of of('word').entries())
    row.sealed = seal(key, [id, String(row.id)], words[index] ?? Buffer.alloc(0))
  const head = chain(of('journal'), new Map(of('word').map(digestOf)))
  for (const row of of('case')) row.head = head
}

function digestOf({ id, sealed }: Cells): [WordId, string] {
  return [`word_${String(id).slice('word_'.length)}`, sha256(Buffer.isBuffer(sealed) ? sealed : '')]
}

/** The entries in their order, each with its hash; gives back the last one. */
function chain(entries: Cells[], digests: Map<WordId, string>): string {
  let last = chainStart.hash
  for (const row of entries) {
    row.prev_hash = last
    last = entryHash(entryIn(row), JSON.parse(String(row.event)), digests)
    row.hash = last
  }
  return last
}

function entryIn({ seq, at, by, command, type, event, prev_hash, ...row }: Cells): Omit<JournalTable, 'hash'> {
  const texts = { at: String(at), command: String(command), type: String(type), event: String(event) }
  const whose: Pick<JournalTable, 'case' | 'by'> = {
    case: `case_${String(row.case).slice('case_'.length)}`,
    by: by === 'system' ? by : `person_${String(by).slice('person_'.length)}`,
  }
  return Object.assign(texts, whose, { seq: Number(seq), prev_hash: String(prev_hash) })
}
