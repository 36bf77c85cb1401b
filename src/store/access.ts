/** The access log: who opened a case, or was refused, for what and in which roles. One chain of hashes for all cases. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { AccessEntry, Tx } from '../ports.ts'
import { canonical, chainStart, sha256 } from './journal.ts'
import { columns, query, statement } from './statement.ts'
import type { AccessTable, Db } from './tables.ts'

/** Entries are added at the end of the one chain, in the transaction that they are about. */
export function access(db: Db): Tx['access'] {
  return {
    log: async ({ at, person, case: of, what, verdict, roles }) => {
      const end = last.first(db, {}) ?? chainStart
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
      put.run(db, { ...row, hash: accessHash(row) })
    },
    of: async (id) => {
      const rows = await db.selectFrom('access_log').selectAll().where('case', '=', id).orderBy('seq').execute()
      return rows.map(read)
    },
    looked: async (id, { since, without }) => {
      const looks = db
        .selectFrom('access_log')
        .select(({ fn }) => ['person', fn.min<string>('at').as('first'), fn.max<string>('at').as('last')])
        .where('case', '=', id)
        .where('verdict', '=', 'read')
        .where('at', '>=', since)
        .where('what', 'not in', without)
        .where('roles', '!=', JSON.stringify(['asked']))
      return looks.groupBy(['person', sql`substr(at, 1, 10)`]).execute()
    },
    told: async (id, without) => {
      const told = db.selectFrom('access_log').selectAll().where('case', '=', id).where('what', 'not in', without)
      return (await told.orderBy('seq', 'desc').execute()).map(read)
    },
  }
}

const last = statement(() => query.selectFrom('access_log').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1))
const put = statement((row: AccessTable) =>
  query
    .insertInto('access_log')
    .values(columns(row, ['seq', 'at', 'person', 'case', 'what', 'verdict', 'roles', 'prev_hash', 'hash'])),
)

/** SHA-256 over an entry and the hash before it. */
export function accessHash({ seq, at, person, case: of, what, verdict, roles, prev_hash }: Omit<AccessTable, 'hash'>) {
  return sha256(canonical({ seq, at, person, case: of, what, verdict, roles, prev: prev_hash }))
}

const rolesSchema = z.array(z.string())

function read({ at, person, case: of, what, verdict, roles }: AccessTable): AccessEntry {
  return { at, person, case: of, what, verdict, roles: rolesSchema.parse(JSON.parse(roles)) }
}
