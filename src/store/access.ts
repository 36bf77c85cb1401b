/** The access log: who opened a case, or was refused, for what and in which roles. One chain of hashes for all cases. */
import { z } from 'zod'
import type { AccessEntry, Tx } from '../ports.ts'
import { canonical, chainStart, sha256 } from './journal.ts'
import type { AccessTable, Db } from './tables.ts'

/** Entries are added at the end of the one chain, in the transaction that they are about. */
export function access(db: Db): Tx['access'] {
  return {
    log: async ({ at, person, case: of, what, verdict, roles }) => {
      const last = db.selectFrom('access_log').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1)
      const end = (await last.executeTakeFirst()) ?? chainStart
      const row = {
        seq: end.seq + 1,
        at,
        person,
        case: of,
        what,
        verdict,
        roles: JSON.stringify(roles),
        prev_hash: end.hash,
      }
      await db
        .insertInto('access_log')
        .values({ ...row, hash: accessHash(row) })
        .execute()
    },
    of: async (id) => {
      const rows = await db.selectFrom('access_log').selectAll().where('case', '=', id).orderBy('seq').execute()
      return rows.map(read)
    },
  }
}

/** SHA-256 over an entry and the hash before it. */
export function accessHash({ seq, at, person, case: of, what, verdict, roles, prev_hash }: Omit<AccessTable, 'hash'>) {
  return sha256(canonical({ seq, at, person, case: of, what, verdict, roles, prev: prev_hash }))
}

const rolesSchema = z.array(z.string())

function read({ at, person, case: of, what, verdict, roles }: AccessTable): AccessEntry {
  return { at, person, case: of, what, verdict, roles: rolesSchema.parse(JSON.parse(roles)) }
}
