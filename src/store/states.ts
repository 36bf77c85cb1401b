/**
 * Cases as they stand in the file now, so that what was read or written before need not be read again. Transactions run one after the
 * other, and whatever is taken back, or written by others, makes all of it be forgotten. It hears of no statement: whoever writes a case
 * or a note keeps here what stands there then.
 */
import type { CaseId } from '../core/ids.ts'
import type { StoredCase } from '../ports.ts'
import type { ChainEnd } from './journal.ts'
import { keptUpTo } from './kept.ts'
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
  const known = keptUpTo<CaseId, Standing>(most)
  return {
    get: known.get,
    keep: (standing, text) => {
      const { id, notes } = frozen(standing.stored).case
      known.put(id, standing, text + notes.length * noteLength)
      return standing
    },
    forget: known.forget,
  }
}
