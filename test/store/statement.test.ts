/** Statements that are built once and run at once: with what is given each time, and only where somebody says how. */

import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { queriesOn } from '../../src/store/database.ts'
import { columns, query, statement } from '../../src/store/statement.ts'
import type { Tables } from '../../src/store/tables.ts'

function opened() {
  const sqlite = new Database(':memory:')
  sqlite.exec('create table content_stands (municipality text primary key, stands text not null)')
  return queriesOn<Tables>(sqlite)
}

type Row = { municipality: string; stands: string }
const put = statement((row: Row) => query.insertInto('content_stands').values(columns(row, ['municipality', 'stands'])))
const find = statement((given: Pick<Row, 'stands'>) =>
  query.selectFrom('content_stands').select('municipality').where('stands', '=', given.stands).orderBy('municipality'),
)

it('is run with what is given each time, and says what came of it', () => {
  const db = opened()
  expect(['fjordvik', 'solvik'].map((municipality) => put.run(db, { municipality, stands: 'chat' }))).toEqual([1, 1])
  expect(find.all(db, { stands: 'chat' })).toEqual([{ municipality: 'fjordvik' }, { municipality: 'solvik' }])
  expect(find.first(db, { stands: 'chat' })).toEqual({ municipality: 'fjordvik' })
  expect(find.first(db, { stands: 'dialog' })).toBeUndefined()
})

it('is built once, and not before it is asked for', () => {
  const built: string[] = []
  const counting = statement((given: Pick<Row, 'stands'>) => {
    built.push('built')
    return query.selectFrom('content_stands').selectAll().where('stands', '=', given.stands)
  })
  expect(built).toEqual([])
  const db = opened()
  for (const stands of ['chat', 'dialog', 'chat']) counting.all(db, { stands })
  expect(built).toEqual(['built'])
})

it('is built of what is named alone: a list of all that is given would be empty', () => {
  const careless = statement((given: Row) => query.insertInto('content_stands').values({ ...given }))
  expect(() => careless.run(opened(), { municipality: 'fjordvik', stands: 'chat' })).toThrow('built of what is named')
})

it('is run on no connection of which nobody has said how', () => {
  expect(() => find.all(query, { stands: 'chat' })).toThrow('nobody has said how')
})
