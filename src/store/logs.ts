/**
 * Logs as they were read last. A log is only ever added to, so that of one that is known nothing is read but what was added since;
 * whatever is taken back, or written by others, makes all of them be forgotten.
 */
import type { Entry } from '../core/case.ts'
import type { CaseId } from '../core/ids.ts'
import { entriesAfter, firstOf, type LogRow, readLog } from './journal.ts'
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
  const known = new Map<CaseId, Known>()
  let length = 0
  const drop = (id: CaseId) => {
    length -= known.get(id)?.length ?? 0
    known.delete(id)
  }
  const keep = (id: CaseId, one: Known) => {
    drop(id)
    known.set(id, one)
    length += one.length
    for (const oldest of known.keys()) {
      if (length <= most) break
      drop(oldest)
    }
  }
  return {
    of: (db, id) => {
      const before = known.get(id)
      const rows = entriesAfter.all(db, { of: id, seq: before?.seq ?? 0 })
      const now = rows.length > 0 ? added(id, rows, before) : before
      if (now) keep(id, now)
      return now?.entries ?? []
    },
    forget: () => {
      known.clear()
      length = 0
    },
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
