/** What was typed and is part of no case yet: sealed as secrets are, for its writer alone, until its time is over. */
import { z } from 'zod'
import type { Tx } from '../ports.ts'
import type { KeyRing } from './keys.ts'
import { secrets } from './secrets.ts'
import type { Db } from './tables.ts'

/** The name under which they lie among the secrets: no channel is called so. */
const apart = 'draft'

const draft = z.object({ person: z.string(), typed: z.record(z.string(), z.string()) })

export function drafts(db: Db, ring: KeyRing): Tx['drafts'] {
  const { get, put, forget } = secrets(db, ring)
  const typedBy = async (person: string, id: string) => {
    const text = await get(apart, id)
    const read = text === null ? null : draft.parse(JSON.parse(text))
    return read?.person === person ? read.typed : null
  }
  return {
    async put(id, person, typed, until) {
      await put(apart, id, JSON.stringify({ person, typed }))
      await db
        .updateTable('secret')
        .set({ until })
        .where((eb) => eb.and({ channel: apart, name: id }))
        .execute()
    },
    async read(id, person, now) {
      const lasting = db.selectFrom('secret').select('name').where('until', '>', now)
      if (!(await lasting.where((eb) => eb.and({ channel: apart, name: id })).executeTakeFirst())) return null
      return typedBy(person, id)
    },
    async forget(id, person) {
      if (await typedBy(person, id)) await forget(apart, id)
    },
  }
}
