/**
 * Cases as they were read last, so that a list of many need not read each of them anew: a case is the same as long as its version is.
 */
import type { Case } from '../core/case.ts'
import type { CaseId } from '../core/ids.ts'
import { frozen } from './memory.ts'

type Row = { id: CaseId; version: number; state: string }

export type States = {
  /** The case of that id where it was read in that version before. */
  known(id: CaseId, version: number): Case | null
  /** The case of a row, by `read` where it was not read in this version before. It is frozen, through and through. */
  of(row: Row, read: (text: string) => Case): Case
  /** Of a case that has just been written in that version: nobody needs to read it. */
  keep(id: CaseId, version: number, text: string, state: Case): void
  /** To be told when what was written has been taken back: its version will be another case's. */
  forget(): void
}

type Known = { version: number; length: number; state: Case }

/** `most` characters, as they stand in the rows, are kept: what was asked for longest ago goes first. */
export function statesOf(most = 12_000_000): States {
  const known = new Map<CaseId, Known>()
  let length = 0
  const drop = (id: CaseId) => {
    length -= known.get(id)?.length ?? 0
    known.delete(id)
  }
  const put = (id: CaseId, one: Known) => {
    drop(id)
    known.set(id, one)
    length += one.length
    for (const oldest of known.keys()) {
      if (length <= most) break
      drop(oldest)
    }
  }
  const again = (id: CaseId, version: number): Case | null => {
    const one = known.get(id)
    if (one?.version !== version) return null
    // It goes last.
    known.delete(id)
    known.set(id, one)
    return one.state
  }
  return {
    known: again,
    of: ({ id, version, state: text }, read) => {
      const before = again(id, version)
      if (before) return before
      const state = frozen(read(text))
      put(id, { version, length: text.length, state })
      return state
    },
    keep: (id, version, text, state) => put(id, { version, length: text.length, state: frozen(state) }),
    forget: () => {
      known.clear()
      length = 0
    },
  }
}
