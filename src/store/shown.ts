/** Which cards stand where, so that they can be drawn again there. Holds no word of any card. */
import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import type { CaseId, MunicipalityCode } from '../core/ids.ts'
import { readLetter } from '../outgoing.ts'
import type { MessageRef, Shown, Tx } from '../ports.ts'
import { messageColumns, readMessage } from './message.ts'
import { columns, query, statement } from './statement.ts'
import type { Db, Tables } from './tables.ts'

/** A message shows one card: another one put there takes its place. */
export function shown(db: Db): Tx['shown'] {
  return {
    put: async ({ message, ...card }) => {
      const row = { ...card, ...messageColumns(message), message: JSON.stringify(message) }
      putRow.run(db, row)
    },
    find: async (of, card, subject) => findCard.all(db, { of, card, subject }).flatMap((row) => read(row) ?? []),
    of: async (of) => findAll.all(db, { of }).flatMap((row) => read(row) ?? []),
    toPeople: (municipality, who) => toPeople(db, municipality, who),
    at: async (message) => {
      const row = findAt.first(db, messageColumns(message))
      return row ? read(row) : null
    },
    redrawn: async (message, drawn) => void redraw.run(db, { ...messageColumns(message), drawn }),
    forget: async (message) => {
      await db.deleteFrom('shown').where(isAt(message)).execute()
    },
    forgetElsewhere: async (person, places) => {
      const keys = places.map(({ key }) => key)
      const all = db.deleteFrom('shown').where('person', '=', person)
      await (keys.length > 0 ? all.where('message_place', 'not in', keys) : all).execute()
    },
  }
}

type At = ReturnType<typeof messageColumns>

const put = ['message_place', 'message_id', 'message', 'case', 'card', 'line', 'subject', 'person', 'drawn'] as const
const putRow = statement((row: Omit<Selectable<Tables['shown']>, 'number'>) =>
  query
    .insertInto('shown')
    .values(columns(row, put))
    .onConflict((conflict) => conflict.columns(['message_place', 'message_id']).doUpdateSet(columns(row, put))),
)
const findAt = statement((at: At) => query.selectFrom('shown').selectAll().where(isThere(at)))
const redraw = statement((card: At & { drawn: string }) =>
  query.updateTable('shown').set({ drawn: card.drawn }).where(isThere(card)),
)
const findAll = statement(({ of }: { of: CaseId }) =>
  query.selectFrom('shown').selectAll().where('case', '=', of).orderBy('number'),
)
const findCard = statement((given: { of: CaseId; card: string; subject: string }) =>
  query
    .selectFrom('shown')
    .selectAll()
    .where('case', '=', given.of)
    .where('card', '=', given.card)
    .where('subject', '=', given.subject)
    .orderBy('number'),
)

/** By what is shown, which is little beside all the cases of a municipality. */
async function toPeople(db: Db, municipality: MunicipalityCode, who: 'all' | 'left'): Promise<Shown[]> {
  const rows = db.selectFrom('shown').innerJoin('case', 'case.id', 'shown.case').selectAll('shown')
  const there = sql<boolean>`+"case".municipality = ${municipality}`
  const all = rows.where(there).where('shown.person', 'is not', null)
  const staff = db.selectFrom('post').select('post.person').where('post.municipality', '=', municipality)
  const left = all.where('shown.person', 'not in', staff.where('post.active', '=', 1))
  const found = await (who === 'all' ? all : left).orderBy('shown.number').execute()
  return found.flatMap((row) => read(row) ?? [])
}

function isAt(message: MessageRef) {
  return isThere(messageColumns(message))
}

function isThere(at: At) {
  return (eb: ExpressionBuilder<Tables, 'shown'>) => eb.and(columns(at, ['message_place', 'message_id']))
}

/** Null for what this version does not know: it can't be drawn again, and is never taken for something else. */
function read({ case: of, person, drawn, ...row }: Selectable<Tables['shown']>): Shown | null {
  const [letter, message] = [readLetter(row.card, row.line, row.subject), readMessage(row.message)]
  return letter && message && { case: of, ...letter, person, message, drawn }
}
