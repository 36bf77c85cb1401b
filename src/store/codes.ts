/** Codes by which one account shows that it belongs to somebody another channel knows. Keeps digests alone. */
import type { Tx } from '../ports.ts'
import { sha256 } from './journal.ts'
import type { Db } from './tables.ts'

/** A code counts until the moment it was given, that one not included. */
export function codes(db: Db): Tx['codes'] {
  return {
    put: async (code, person, until) => {
      const row = { digest: sha256(code), person, until }
      await db
        .insertInto('pairing_code')
        .values(row)
        .onConflict((conflict) => conflict.column('digest').doUpdateSet(row))
        .execute()
    },
    take: async (code, now) => {
      await db.deleteFrom('pairing_code').where('until', '<=', now).execute()
      const taken = db.deleteFrom('pairing_code').where('digest', '=', sha256(code)).returning('person')
      return (await taken.executeTakeFirst())?.person ?? null
    },
  }
}
