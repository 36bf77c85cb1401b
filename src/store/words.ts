/** What people typed in a case: one row per text, sealed with the key of its case and never changed. The only place for it. */
import type { KeyObject } from 'node:crypto'
import type { CaseId, WordId } from '../core/ids.ts'
import type { Tx } from '../ports.ts'
import { wordsAmong } from './journal.ts'
import { type KeyRing, makeCaseKey, openCaseKey, removeCaseKey, seal, unseal } from './keys.ts'
import { columns, query, statement } from './statement.ts'
import type { Db, Tables } from './tables.ts'

/** Throws when a stored text does not open: it was changed or put in another's place. */
export function words(db: Db, ring: KeyRing): Tx['words'] {
  // A key made here is opened by others from its row.
  const made = new Map<CaseId, KeyObject>()
  return {
    put: async (of, id, text) => {
      const key = made.get(of) ?? (await openCaseKey(db, ring, of)) ?? (await makeCaseKey(db, ring, of))
      if (!ring.opened.has(of)) made.set(of, key)
      putWord.run(db, { id, case: of, sealed: seal(key, [of, id], Buffer.from(text)) })
    },
    read: async (of, ids) => {
      const read = new Map<WordId, string>()
      if (ids.length === 0) return read
      const key = made.get(of) ?? (await openCaseKey(db, ring, of))
      if (!key) return read
      for (const { id, sealed } of wordsAmong.all(db, { of, ids: JSON.stringify(ids) })) {
        const text = unseal(key, [of, id], sealed)
        if (!text) throw new Error(`${id} of ${of} can't be opened: it is not what was stored there`)
        read.set(id, text.toString())
      }
      return read
    },
    erase: async (of) => {
      made.delete(of)
      removeCaseKey(db, ring, of)
    },
  }
}

const putWord = statement((word: Tables['word']) =>
  query.insertInto('word').values(columns(word, ['id', 'case', 'sealed'])),
)
