/** Content that stands in people's own chats since they pressed for it: where, whose, and until when. Holds no word of it. */
import type { ExpressionBuilder, Selectable } from 'kysely'
import { z } from 'zod'
import type { MessageRef, Tx, Unfolded } from '../ports.ts'
import { messageColumns, readMessage } from './message.ts'
import type { Db, Tables } from './tables.ts'
import { come } from './times.ts'

/** A message shows one card: what is unfolded in it takes the place of what was. */
export function unfolded(db: Db): Tx['unfolded'] {
  const all = () => db.selectFrom('unfolded').selectAll()
  return {
    put: async ({ message, opens, ...one }) => {
      const row = { ...one, ...messageColumns(message), message: JSON.stringify(message), opens: JSON.stringify(opens) }
      await db
        .insertInto('unfolded')
        .values(row)
        .onConflict((conflict) => conflict.columns(['message_place', 'message_id']).doUpdateSet(row))
        .execute()
    },
    at: async (message) => {
      const row = await all().where(isAt(message)).executeTakeFirst()
      return row ? read(row) : null
    },
    of: async (id) => (await all().where('case', '=', id).execute()).flatMap((row) => read(row) ?? []),
    all: async () => (await all().execute()).flatMap((row) => read(row) ?? []),
    ending: async (now, limit) => {
      const rows = await come(now, limit, (is, moment, most) =>
        all().where('until', is, moment).orderBy('until').limit(most).execute(),
      )
      return rows.flatMap((row) => read(row) ?? [])
    },
    end: async (message, at) => {
      await db.updateTable('unfolded').set({ until: at }).where(isAt(message)).execute()
    },
    forget: async (message) => {
      await db.deleteFrom('unfolded').where(isAt(message)).execute()
    },
    nextAt: async () => {
      const first = db.selectFrom('unfolded').select('until').where('until', 'is not', null).orderBy('until').limit(1)
      return (await first.executeTakeFirst())?.until ?? null
    },
  }
}

function isAt(message: MessageRef) {
  return (eb: ExpressionBuilder<Tables, 'unfolded'>) => eb.and(messageColumns(message))
}

const opening = z.object({ action: z.string(), data: z.record(z.string(), z.string()) }).nullable()

function read({ person, case: of, since, until, ...row }: Selectable<Tables['unfolded']>): Unfolded | null {
  const message = readMessage(row.message)
  const opens = opening.parse(row.opens === null ? null : JSON.parse(row.opens))
  return message && { message, person, case: of, opens, since, until }
}
