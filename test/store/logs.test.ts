/** Logs that were read before are read on from where they ended, and never taken for what they are not. */
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import type { Event } from '../../src/core/case.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { queriesOn } from '../../src/store/database.ts'
import { logsOf } from '../../src/store/logs.ts'
import type { Tables } from '../../src/store/tables.ts'
import { followedBy, registered, saveNew } from '../support/sample-case.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const talk: Event = { type: 'concern.talked', day: '2026-11-03', way: null }
const [begun] = registered('a', 'FJ-1001').entries

/** A journal without its chain, and the numbers of the entries that were read of it, of each time those. */
function journal() {
  const sqlite = new Database(':memory:')
  onTestFinished(() => void sqlite.close())
  sqlite.exec(
    `create table journal ("case" text, seq integer, at text, by text, event text, primary key ("case", seq))`,
  )
  const put = sqlite.prepare(`insert into journal values (?, ?, '2026-11-02T08:00:00.000Z', 'person_ingrid', ?)`)
  const add = (id: CaseId, seq: number, event: object) => put.run(id, seq, JSON.stringify(event))
  const read: number[][] = []
  const db = queriesOn<Tables>(sqlite, (sql) => {
    const made = sqlite.prepare<unknown[], { seq: number }>(sql)
    const all = made.all.bind(made)
    return Object.assign(made, {
      all: (...given: unknown[]) => {
        const rows = all(...given)
        read.push(rows.map(({ seq }) => seq))
        return rows
      },
    })
  })
  return { db, add, read }
}

it('of a log that is known what was added is read alone, also what an earlier version wrote of its beginning', () => {
  const { db, add, read } = journal()
  const logs = logsOf()
  add('case_a', 1, { ...begun?.event })
  const before = logs.of(db, 'case_a')
  // By whom it is held the first version did not say: of the service that the log begins with.
  add('case_a', 2, { type: 'case.opened', level: 1, mode: 'paper', holder: 'person_x' })
  const after = logs.of(db, 'case_a')
  expect(after.map(({ event }) => event)).toMatchObject([{ type: 'concern.registered' }, { holderService: 'skole' }])
  expect(logs.of(db, 'case_a')).toBe(after)
  expect(read).toEqual([[1], [2], []])
  expect(before).toHaveLength(1)
  expect(() => after.pop()).toThrow(TypeError)
})

it('those go first for which nobody has asked, when there are too many, and all of them when they are to be forgotten', () => {
  const { db, add, read } = journal()
  const event = { ...begun?.event }
  const logs = logsOf(2 * JSON.stringify(event).length)
  const ids: CaseId[] = ['case_a', 'case_b', 'case_c']
  for (const id of ids) add(id, 1, event)
  for (const id of ['case_a', 'case_b', 'case_a', 'case_c', 'case_a', 'case_b'] as const) logs.of(db, id)
  expect(read).toEqual([[1], [1], [], [1], [], [1]])
  logs.forget()
  logs.of(db, 'case_b')
  expect(read.at(-1)).toEqual([1])
})

it('what was taken back is in no log, and what came in its place is', async () => {
  const { store } = await temporaryStore()
  const first = registered('a', 'FJ-1001')
  await store.transaction((tx) => saveNew(tx, first))
  const change = (event: Event, isTakenBack: boolean) =>
    store.transaction(async (tx) => {
      const { case: state, entries } = followedBy(first.case, event)
      await tx.cases.entries('case_a')
      await tx.cases.save({ case: state, version: 1, entries, command: 'case.shield', nextAt: null })
      const told = (await tx.cases.entries('case_a')).map(({ event: { type } }) => type)
      if (isTakenBack) throw new Error(told.join(' '))
      return told
    })
  await expect(change({ type: 'case.shielded' }, true)).rejects.toThrow('concern.registered case.shielded')
  expect(await change(talk, false)).toEqual(['concern.registered', 'concern.talked'])
})
