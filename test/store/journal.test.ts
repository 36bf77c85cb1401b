/** The log can only be added to, and whatever is changed in it behind the store's back is found and named. */
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { AccessEntry } from '../../src/ports.ts'
import { accessHash } from '../../src/store/access.ts'
import { makeSafe } from '../../src/store/database.ts'
import { canonical } from '../../src/store/journal.ts'
import type { Fault } from '../../src/store/open.ts'
import { ingrid, jonas, saveTwo, start } from '../support/sample-case.ts'
import { afterTampering } from '../support/tamper.ts'
import { temporaryStore } from '../support/temporary-store.ts'

async function twoCases() {
  const opened = await temporaryStore()
  await saveTwo(opened.store.transaction, 'a', 'FJ-1001')
  await saveTwo(opened.store.transaction, 'b', 'FJ-1002')
  return opened
}

async function faultAfter(sql: string): Promise<Fault | null> {
  return afterTampering(await twoCases(), sql, (store) => store.verify('case_a'))
}

describe('a log that nobody touched', () => {
  it('is whole', async () => {
    const opened = await twoCases()
    expect(await opened.store.verify('case_a')).toBeNull()
    expect(await afterTampering(opened, '', (store) => store.verifyAll())).toEqual({ cases: 2, faults: [] })
  })

  it('stays whole when a case is only scheduled, or saved without an entry', async () => {
    const { store } = await twoCases()
    await store.transaction(async (tx) => {
      await tx.cases.schedule('case_a', start)
      const read = await tx.cases.get('case_a')
      if (!read) throw new Error('not found')
      await tx.cases.save({ ...read, entries: [], command: 'concern.talk', nextAt: null })
    })
    expect(await store.verify('case_a')).toBeNull()
  })
})

describe('a log that was changed', () => {
  const changed = { where: 'case_a', seq: 1, why: 'the entry or its words were changed' }

  it.each([
    ['the time', "at = '2026-11-02T08:00:00.001Z'"],
    ['the hand', '"by" = \'person_mari\''],
    ['the command', "command = 'concern.talk'"],
    ['the kind', "type = 'concern.talked'"],
    ['the event', "event = replace(event, 'child', 'youth')"],
    ['the event to no JSON', "event = '{'"],
    ['the event to no event', "event = '[]'"],
    ['the hash', "hash = replace(hash, substr(hash, 1, 1), 'x')"],
  ])('is found by %s of an entry', async (_, change) => {
    expect(await faultAfter(`update journal set ${change} where "case" = 'case_a' and seq = 1`)).toEqual(changed)
  })

  it('is found by the words an entry speaks of, changed, exchanged or gone', async () => {
    const flipped = "update word set sealed = zeroblob(length(sealed)) where id = 'word_a_seen'"
    expect(await faultAfter(flipped)).toEqual(changed)
    expect(await faultAfter("delete from word where id = 'word_a_seen'")).toEqual(changed)
    const exchanged = `update word set sealed = (select sealed from word where id = 'word_a_about') where id = 'word_a_asked'`
    expect(await faultAfter(exchanged)).toEqual({ ...changed, seq: 2 })
  })

  it('is found by an entry that is missing, at the start or at the end', async () => {
    const missing = (seq: number) => faultAfter(`delete from journal where "case" = 'case_a' and seq = ${seq}`)
    expect(await missing(1)).toEqual({ where: 'case_a', seq: 1, why: 'the entry is missing' })
    expect(await missing(2)).toEqual({ where: 'case_a', seq: 2, why: 'entries are missing or added at the end' })
  })

  it('is found by entries in each other’s place', async () => {
    const swapped = `update journal set seq = -seq where "case" = 'case_a';
      update journal set seq = 3 + seq where "case" = 'case_a'`
    expect(await faultAfter(swapped)).toMatchObject({ seq: 1, why: 'the entry does not follow the one before it' })
  })

  it('is found by an entry that was put in, also one taken from another case', async () => {
    const copied = `insert into journal select "case", 3, at, "by", command, type, event, hash, prev_hash from journal
      where "case" = 'case_a' and seq = 2`
    expect(await faultAfter(copied)).toMatchObject({ seq: 3 })
    const moved = `delete from journal where "case" = 'case_a' and seq = 2;
      update journal set "case" = 'case_a', prev_hash = (select hash from journal where "case" = 'case_a' and seq = 1)
      where "case" = 'case_b' and seq = 2`
    expect(await faultAfter(moved)).toMatchObject({ seq: 2, why: 'the entry or its words were changed' })
  })
})

describe('a case that is not what its log tells', () => {
  it.each([
    [`update "case" set state = replace(state, '"open"', '"closed"')`, 'the case is not what its log tells'],
    [`update "case" set state = '{'`, 'the case is not what its log tells'],
    [`insert into note values ('case_a', 0, '{"id":"note_1"}')`, 'the case is not what its log tells'],
    [`insert into note values ('case_a', 0, '{')`, 'the case is not what its log tells'],
    [`insert into note values ('case_a', 1, '{"id":"note_1"}')`, 'the notes of the case are not in their places'],
    [`update "case" set unit = 'helsestasjonen'`, 'the columns of the case are not what its state says'],
    [`delete from case_person where person = 'person_jonas'`, 'the people of the case are not those in its state'],
    [
      `insert into case_receiver values ('nes-skole', 'case_a')`,
      'the units that are to receive the case are not those in its state',
    ],
  ])('is found after %s', async (sql, why) => {
    expect(await faultAfter(sql)).toEqual({ where: 'case_a', seq: 2, why })
  })

  it('is found among all, also when its row is gone', async () => {
    const faults = await afterTampering(await twoCases(), `delete from "case" where id = 'case_b'`, (store) =>
      store.verifyAll(),
    )
    expect(faults).toEqual({ cases: 2, faults: [{ where: 'case_b', seq: 0, why: 'the case itself is missing' }] })
  })
})

describe('the access log', () => {
  it('shows what was changed or taken out', async () => {
    const faultsAfter = async (sql: string) => {
      const opened = await twoCases()
      for (const what of ['case-summary', 'note', 'case-summary']) {
        const entry: AccessEntry = {
          at: start,
          person: ingrid,
          case: 'case_a',
          what,
          verdict: 'read',
          roles: ['owner'],
        }
        await opened.store.transaction((tx) => tx.access.log(entry))
      }
      return (await afterTampering(opened, sql, (store) => store.verifyAll())).faults
    }
    expect(await faultsAfter('')).toEqual([])
    expect(await faultsAfter("update access_log set person = 'person_mari' where seq = 2")).toEqual([
      { where: 'access-log', seq: 2, why: 'the entry was changed' },
    ])
    expect(await faultsAfter('delete from access_log where seq = 2')).toMatchObject([{ seq: 2 }])
    const row = { at: start, person: ingrid, case: 'case_a', verdict: 'read', roles: '["owner"]' } as const
    const first = accessHash({ ...row, seq: 1, what: 'case-summary', prev_hash: '0'.repeat(64) })
    const forged = accessHash({ ...row, seq: 2, what: 'nothing', prev_hash: first })
    expect(await faultsAfter(`update access_log set what = 'nothing', hash = '${forged}' where seq = 2`)).toEqual([
      { where: 'access-log', seq: 3, why: 'the entry does not follow the one before it' },
    ])
  })
})

describe('the log of standing in', () => {
  const one = {
    ...{ municipality: 'fjordvik', unit: 'fjordvik-skole', service: 'skole' },
    ...{ leader: ingrid, person: jonas, from: '2026-11-02', until: '2026-11-06' },
  } as const
  const kept = async () => {
    const opened = await twoCases()
    await opened.store.transaction(async (tx) => {
      await tx.standIns.put(one, { at: start, by: ingrid })
      await tx.standIns.begun(one, { at: start, by: 'system' })
      await tx.standIns.end(one, { at: start, by: ingrid, why: 'taken-back' })
    })
    return opened
  }

  it.each([
    ['', []],
    [`update stand_in_log set why = 'over' where seq = 3`, [{ seq: 3, why: 'the entry was changed' }]],
    ['delete from stand_in_log where seq = 2', [{ seq: 2, why: 'the entry is missing' }]],
  ])('shows what was changed or taken out: %s', async (sql, faults) => {
    const found = await afterTampering(await kept(), sql, (store) => store.verifyAll())
    expect(found.faults).toEqual(faults.map((fault) => ({ where: 'stand-in-log', ...fault })))
  })

  it('can be neither changed nor removed', async () => {
    const { path } = await kept()
    const database = new Database(path)
    makeSafe(database)
    for (const sql of [
      'delete from stand_in_log',
      'update stand_in_log set why = null',
      'insert or replace into stand_in_log select * from stand_in_log',
    ])
      expect(() => database.exec(sql)).toThrow('append-only')
    database.close()
  })
})

describe('what is written for good', () => {
  it.each(['journal', 'access_log', 'word'])('can be neither changed nor removed: %s', async (table) => {
    const { store, path } = await twoCases()
    const entry: AccessEntry = {
      at: start,
      person: ingrid,
      case: 'case_a',
      what: 'note',
      verdict: 'refused',
      roles: [],
    }
    await store.transaction((tx) => tx.access.log(entry))
    const database = new Database(path)
    makeSafe(database)
    expect(() => database.exec(`delete from ${table}`)).toThrow(/append-only|erased by their key/)
    expect(() => database.exec(`update ${table} set "case" = 'case_c'`)).toThrow(/append-only|never changed/)
    expect(() => database.exec(`insert or replace into ${table} select * from ${table}`)).toThrow(
      /append-only|erased by their key/,
    )
    database.close()
  })
})

describe('canonical JSON', () => {
  it('is the same for the same content, whatever the order of keys', () => {
    expect(canonical({ b: [{ d: 1, c: null }], a: 'æ', e: undefined })).toBe('{"a":"æ","b":[{"c":null,"d":1}]}')
  })
})
