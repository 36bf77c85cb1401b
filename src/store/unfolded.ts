/** Content that stands in people's own chats since they pressed for it: where, whose, and until when. Holds no word of it. */
import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { CaseId } from '../core/ids.ts'
import type { MessageRef, Tx, Unfolded } from '../ports.ts'
import { messageColumns, readMessage } from './message.ts'
import { columns, query, statement } from './statement.ts'
import type { Db, Tables, UnfoldedTable } from './tables.ts'
import { come } from './times.ts'

/** A message shows one card, but of which case nobody knows for sure: the newest is taken for it, and none is forgotten. */
export function unfolded(db: Db): Tx['unfolded'] {
  const all = () => db.selectFrom('unfolded').selectAll()
  return {
    put: async ({ message, opens, ...one }) => {
      const row = { ...one, ...messageColumns(message), message: JSON.stringify(message), opens: JSON.stringify(opens) }
      removeOf.run(db, row)
      putRow.run(db, row)
    },
    at: async (message) => {
      return findAt.all(db, messageColumns(message)).flatMap((row) => read(row) ?? [])
    },
    of: async (of) => findOf.all(db, { of }).flatMap((row) => read(row) ?? []),
    listsOf: async (people) => findLists.all(db, { people: JSON.stringify(people) }).flatMap((row) => read(row) ?? []),
    all: async () => (await all().execute()).flatMap((row) => read(row) ?? []),
    ending: async (now, limit) => {
      const rows = await come(now, limit, (is, moment, most) =>
        all().where('until', is, moment).orderBy('until').limit(most).execute(),
      )
      // Where a message can't be told nothing is folded there, ever: it waits for no moment.
      for (const { message_place, message_id } of rows.filter((row) => !read(row)))
        await db
          .updateTable('unfolded')
          .set({ until: null })
          .where((eb) => eb.and({ message_place, message_id }))
          .execute()
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

type At = ReturnType<typeof messageColumns>

const findAt = statement((at: At) =>
  query.selectFrom('unfolded').selectAll().where(isThere(at)).orderBy('since', 'desc'),
)
const removeOf = statement((one: At & { case: CaseId | null }) =>
  query.deleteFrom('unfolded').where(isThere(one)).where('case', 'is', one.case),
)
const putRow = statement((row: UnfoldedTable) =>
  query
    .insertInto('unfolded')
    .values(
      columns(row, ['person', 'case', 'since', 'until', 'reads', 'message_place', 'message_id', 'message', 'opens']),
    ),
)
const findOf = statement(({ of }: { of: CaseId | null }) =>
  query.selectFrom('unfolded').selectAll().where('case', 'is', of),
)
/** `people` as a list in JSON: a statement has room for some thousands. */
const findLists = statement(({ people }: { people: string }) =>
  query
    .selectFrom('unfolded')
    .selectAll()
    .where('case', 'is', null)
    .where(sql<boolean>`person in (select value from json_each(${people}))`),
)

function isAt(message: MessageRef) {
  return isThere(messageColumns(message))
}

function isThere(at: At) {
  return (eb: ExpressionBuilder<Tables, 'unfolded'>) => eb.and(columns(at, ['message_place', 'message_id']))
}

/** Null for what is no JSON: it opens nothing. */
function parsed(stored: string | null): unknown {
  try {
    return stored === null ? null : JSON.parse(stored)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const opening = z.object({ action: z.string(), data: z.record(z.string(), z.string()) }).nullable()

function read({
  opens: stored,
  message: at,
  message_place: _,
  message_id: __,
  ...rest
}: Selectable<Tables['unfolded']>) {
  const message = readMessage(at)
  const opens = opening.safeParse(parsed(stored)).data ?? null
  return message && ({ ...rest, message, opens } satisfies Unfolded)
}
