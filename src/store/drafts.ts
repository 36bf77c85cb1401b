/** What was typed and is part of no case yet: sealed as secrets are, for its writer alone, until its time is over. */
import { z } from 'zod'
import type { Tx } from '../ports.ts'
import type { KeyRing } from './keys.ts'
import { secrets } from './secrets.ts'
import type { Db } from './tables.ts'

/** The name under which they lie among the secrets: no channel is called so. */
const apart = 'draft'

const draft = z.object({
  person: z.string(),
  /** Not there in one that was kept before it was said. */
  of: z.string().nullish(),
  typed: z.record(z.string(), z.string()),
})

export function drafts(db: Db, ring: KeyRing): Tx['drafts'] {
  const { names, get, put, forget } = secrets(db, ring)
  const kept = async (id: string) => {
    const text = await get(apart, id)
    return text === null ? null : draft.parse(JSON.parse(text))
  }
  const typedBy = async (person: string, id: string) => {
    const read = await kept(id)
    return read?.person === person ? read.typed : null
  }
  return {
    async put(id, typed, until) {
      await put(apart, id, JSON.stringify(typed))
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
    async forgetOf(of) {
      for (const id of await names(apart)) if ((await kept(id))?.of === of) await forget(apart, id)
    },
  }
}
