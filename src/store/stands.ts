/** Where each municipality let content stand when the bot was last started. */
import type { Tx } from '../ports.ts'
import type { Db } from './tables.ts'

export function stands(db: Db): Tx['stands'] {
  return {
    was: async (municipality) => {
      const row = db.selectFrom('content_stands').select('stands').where('municipality', '=', municipality)
      return (await row.executeTakeFirst())?.stands ?? null
    },
    now: async (municipality, where) => {
      const row = { municipality, stands: where }
      await db
        .insertInto('content_stands')
        .values(row)
        .onConflict((conflict) => conflict.column('municipality').doUpdateSet(row))
        .execute()
    },
  }
}
