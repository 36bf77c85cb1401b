/**
 * Cases as they stand in the file now, so that what was read or written before need not be read again. Transactions run one after the
 * other, and whatever is taken back, or written by others, makes all of it be forgotten. It hears of no statement: whoever writes a case
 * or a note keeps here what stands there then.
 */
import type { CaseId } from '../core/ids.ts'
import type { StoredCase } from '../ports.ts'
import type { ChainEnd } from './journal.ts'
import { frozen } from './memory.ts'

/** A case in a version, frozen through and through, and where its log ends. */
export type Standing = { stored: StoredCase; end: ChainEnd }

export type States = {
  get(id: CaseId): Standing | undefined
  /** `length` is that of its text without notes: characters. Gives it back. */
  keep(standing: Standing, length: number): Standing
  forget(): void
}

/** About what a note takes: characters. */
const noteLength = 200

/** `most` characters are kept: what was asked for longest ago goes first. */
export function statesOf(most = 12_000_000): States {
  const known = new Map<CaseId, { standing: Standing; length: number }>()
  let length = 0
  const drop = (id: CaseId) => {
    length -= known.get(id)?.length ?? 0
    known.delete(id)
  }
  return {
    get: (id) => {
      const one = known.get(id)
      if (!one) return undefined
      known.delete(id)
      known.set(id, one)
      return one.standing
    },
    keep: (standing, text) => {
      const { id, notes } = frozen(standing.stored).case
      const own = text + notes.length * noteLength
      drop(id)
      known.set(id, { standing, length: own })
      length += own
      for (const oldest of known.keys()) {
        if (length <= most) break
        drop(oldest)
      }
      return standing
    },
    forget: () => {
      known.clear()
      length = 0
    },
  }
}
