/**
 * What has no case and nobody may read: what channels must remember, such as tokens, and drafts (`drafts.ts`). Sealed with the
 * master key, and bound to its name.
 */
import type { Selectable } from 'kysely'
import type { Tx } from '../ports.ts'
import { type KeyRing, sealWithMaster, unsealWithMaster } from './keys.ts'
import type { Db, Tables } from './tables.ts'

/** Throws when a stored secret does not open: it was changed or put in another's place. */
export function secrets(db: Db, ring: KeyRing): Tx['secrets'] {
  return {
    names: async (channel) => {
      const rows = await db.selectFrom('secret').select('name').where('channel', '=', channel).orderBy('name').execute()
      return rows.map(({ name }) => name)
    },
    get: async (channel, name) => {
      const row = await db
        .selectFrom('secret')
        .selectAll()
        .where((eb) => eb.and({ channel, name }))
        .executeTakeFirst()
      return row ? unsealWithMaster(ring, belongsTo(row), row).toString() : null
    },
    put: async (channel, name, text) => {
      const row = { channel, name, ...sealWithMaster(ring, belongsTo({ channel, name }), Buffer.from(text)) }
      await db
        .insertInto('secret')
        .values(row)
        .onConflict((conflict) => conflict.columns(['channel', 'name']).doUpdateSet(row))
        .execute()
    },
    forget: async (channel, name) => {
      await db
        .deleteFrom('secret')
        .where((eb) => eb.and({ channel, name }))
        .execute()
    },
  }
}

/** Seals every secret with the newest master key, and answers how many were not. */
export async function rewrapSecrets(db: Db, ring: KeyRing): Promise<number> {
  const rows = await db.selectFrom('secret').selectAll().where('master_version', '<>', ring.newest.version).execute()
  for (const row of rows) {
    const { channel, name } = row
    const anew = sealWithMaster(ring, belongsTo(row), unsealWithMaster(ring, belongsTo(row), row))
    await db
      .updateTable('secret')
      .set(anew)
      .where((eb) => eb.and({ channel, name }))
      .execute()
  }
  return rows.length
}

/** How many secrets don't open. */
export async function closedSecrets(db: Db, ring: KeyRing): Promise<number> {
  const rows = await db.selectFrom('secret').selectAll().execute()
  return rows.filter((row) => !opens(ring, row)).length
}

function opens(ring: KeyRing, row: Selectable<Tables['secret']>): boolean {
  try {
    unsealWithMaster(ring, belongsTo(row), row)
    return true
  } catch {
    // It has no error of its own: whatever is thrown, the secret stays closed.
    return false
  }
}

function belongsTo({ channel, name }: { channel: string; name: string }): string[] {
  return ['secret', channel, name]
}
