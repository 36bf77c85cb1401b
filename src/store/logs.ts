/**
 * Logs as they were read last. A log is only ever added to, so that of one that is known nothing is read but what was added since;
 * whatever is taken back, or written by others, makes all of them be forgotten.
 */
import type { Entry } from '../core/case.ts'
import type { CaseId } from '../core/ids.ts'
import { entriesAfter, firstOf, type LogRow, readLog } from './journal.ts'
import { keptUpTo } from './kept.ts'
import { frozen } from './memory.ts'
import type { Db } from './tables.ts'
import type { StoredEvent } from './upcast.ts'

export type Logs = {
  /** The log of a case, oldest entry first, whichever version wrote it; nobody can change it. Throws `UnreadableError`. */
  of(db: Db, id: CaseId): Entry[]
  forget(): void
}

/** `seq` is the number of its newest entry; `length` that of its text. */
type Known = { first: StoredEvent; entries: Entry[]; seq: number; length: number }

/** `most` characters are kept: what was asked for longest ago goes first. */
export function logsOf(most = 4_000_000): Logs {
  const known = keptUpTo<CaseId, Known>(most)
  return {
    of: (db, id) => {
      const before = known.get(id)
      const rows = entriesAfter.all(db, { of: id, seq: before?.seq ?? 0 })
      if (rows.length === 0) return before?.entries ?? []
      const now = added(id, rows, before)
      known.put(id, now, now.length)
      return now.entries
    },
    forget: known.forget,
  }
}

function added(id: CaseId, rows: LogRow[], before?: Known): Known {
  const first = before?.first ?? firstOf(id, rows)
  return {
    first,
    entries: frozen([...(before?.entries ?? []), ...readLog(id, rows, first)]),
    seq: rows.at(-1)?.seq ?? 0,
    length: (before?.length ?? 0) + lengthOf(rows),
  }
}

function lengthOf(rows: LogRow[]): number {
  return rows.reduce((sum, { event }) => sum + event.length, 0)
}
