/** A database of any earlier schema becomes today's with everything in it; anything else is refused untouched. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/core/case.ts'
import { openDatabase } from '../../src/store/database.ts'
import { type Migration, migrate, readMigrations } from '../../src/store/migrate.ts'
import { openStore, StoreRefused } from '../../src/store/open.ts'
import { at, message } from '../support/outgoing.ts'
import { followedBy, ingrid, registered, saveNew } from '../support/sample-case.ts'
import { temporaryFolder, testKeys } from '../support/temporary-store.ts'

const migrations = readMigrations()
const schemas = join(import.meta.dirname, 'schemas')

const newPath = () => join(temporaryFolder(), 'a.sqlite')

/** A database as an earlier version left it, with what it held then. */
function earlier(schema: number): string {
  const path = newPath()
  const database = openDatabase(path)
  migrate(database, migrations.slice(0, schema))
  database.exec(readFileSync(join(schemas, `${String(schema).padStart(4, '0')}.sql`), 'utf8'))
  database.close()
  return path
}

function schemaOf(path: string): unknown[] {
  const database = new Database(path)
  const found = database.prepare('select sql from sqlite_schema order by name').pluck().all()
  database.close()
  return found
}

/** The one post of each person of an earlier schema, which had no others. */
const school = { municipality: 'fjordvik', unit: 'fjordvik-skole', service: 'skole' }

const here = { channel: 'test', tenant: 'fjordvik' }
const farOff = '2099-01-01T00:00:00.000Z'
const morning = (time: string) => `2026-11-02T${time}.000Z`
/** What schema 2 kept among the deliveries, with how often, just before it was over, and when it was. */
const marksHeld = [
  { purpose: 'once', key: 'once_1', times: 1, before: farOff, over: farOff },
  { purpose: 'elsewhere', key: 'd1', times: 1, before: '2026-11-09T07:59:59.999Z', over: '2026-11-09T08:00:00.000Z' },
  {
    purpose: 'undo',
    key: '[["test","fjordvik","U1"]] [["other","T 1","a b"]]',
    times: 1,
    before: farOff,
    over: farOff,
  },
  { purpose: 'undone', key: '[["test","fjordvik","U2"]]', times: 1, before: farOff, over: farOff },
  { purpose: 'wrong-code', key: 'U33 2989344', times: 2, before: morning('08:19:59'), over: morning('08:20:00') },
  { purpose: 'wrong-code', key: 'U33 2989345', times: 1, before: morning('08:29:59'), over: morning('08:30:00') },
  { purpose: 'email-asked', key: 'U44', times: 1, before: morning('08:09:59'), over: morning('08:10:00') },
] as const

describe('every earlier schema', () => {
  it('has what a store of it held', () => {
    expect(readdirSync(schemas)).toEqual(migrations.map(({ number }) => `${String(number).padStart(4, '0')}.sql`))
  })

  it.each(migrations.map(({ number }) => number))('becomes the newest with everything in it: %i', async (schema) => {
    const path = earlier(schema)
    const store = await openStore({ path, keys: testKeys })
    expect(await store.verifyAll()).toEqual({ cases: 1, faults: [] })
    expect(await store.people()).toMatchObject([
      { name: 'Ingrid Lunde', municipality: 'fjordvik', posts: [{ ...school, roles: ['employee'] }] },
      { name: 'Terje Aas', posts: [{ ...school, roles: ['employee', 'leader'] }] },
    ])
    await store.transaction(async (tx) => {
      expect((await tx.cases.of(ingrid)).map(({ version }) => version)).toEqual([2])
      expect(await tx.cases.nextNumber('fjordvik')).toBe(1002)
      expect((await tx.words.read('case_a', ['word_a_seen'])).get('word_a_seen')).toBe('the words of word_a_seen')
      expect(await tx.inbox.seen('test', 'fjordvik', 'd1')).toBe(true)
      expect(await tx.outbox.claim(at(9), 9, 1)).toMatchObject({ claimed: [{ row: { id: 'out_waits' }, fence: 1 }] })
      expect(await tx.shown.at(message)).toMatchObject({ card: 'proposal', drawn: 'd1' })
      const followed = await tx.places.followed('case_a')
      expect(followed[0]).toEqual({ origin: message.place, thread: message.place })
      expect(followed.map(({ origin }) => origin.key)).toEqual(schema < 2 ? ['thread:1'] : ['thread:1', 'channel:2'])
      if (schema < 2) return
      expect(await Promise.all(marksHeld.map((held) => tx.marks.times({ ...here, ...held }, held.before)))).toEqual(
        marksHeld.map(({ times }) => times),
      )
      expect(await Promise.all(marksHeld.map((held) => tx.marks.times({ ...here, ...held }, held.over)))).toEqual(
        marksHeld.map(({ times, over }) => (over === farOff ? times : 0)),
      )
      expect(await tx.secrets.get('test', 'token')).toBe('a secret of the channel')
      expect(await tx.codes.take('a code', at(5))).toBe('person_1')
      expect(await tx.people.accountsOf('person_2')).toMatchObject([{ unreachable: true }])
      expect(await tx.people.byEmail('ingrid@fjordvik.example')).toMatchObject({
        hours: { from: '09:00', to: '15:00' },
      })
    })
    await store.transaction(async (tx) => {
      const leave = (await tx.people.get('person_1'))?.leave
      expect(leave).toEqual(schema < 12 ? undefined : { from: '2026-11-09', until: '2026-11-13', looked: null })
      expect(await tx.access.of('case_a')).toHaveLength(1)
    })
    await store.close()
    const fresh = newPath()
    await (await openStore({ path: fresh, keys: testKeys })).close()
    expect(schemaOf(path)).toEqual(schemaOf(fresh))
  })
})

describe('the second schema', () => {
  const withRows = (sql: string) => {
    const path = earlier(1)
    const database = openDatabase(path)
    database.exec(sql)
    database.close()
    return openStore({ path, keys: testKeys })
  }
  const row = (name: string, verb: string, of: string, rest = `0, 0, null`) =>
    `insert into outbox (id, "case", verb, card, line, subject, lane, made_at, status, not_before, fence, attempts, reason)
     values ('${name}', ${of}, '${verb}', 'thread-line', 'log-digital', '', 'thread:case', '${at(1)}', 'waiting', '${at(1)}', ${rest});`

  it('follows a case from where it was begun, with the thread that stands there', async () => {
    const store = await withRows(
      `insert into place values ('c1', 'test', 'fjordvik', 'channel', 'c1', null);
       insert into case_place values ('case_a', 'origin', 'c1'), ('case_b', 'origin', 'c1')`,
    )
    await store.transaction(async (tx) => {
      const origin = { channel: 'test', tenant: 'fjordvik', kind: 'channel', key: 'c1', address: 'c1' }
      expect(await tx.places.followed('case_a')).toEqual([{ origin, thread: message.place }])
      expect(await tx.places.followed('case_b')).toEqual([{ origin, thread: null }])
    })
    await store.close()
  })

  it('still sends what waited for a thread, in its order, and asks again about what nobody knew', async () => {
    const rows = ['thread', 'line', 'line'].map((verb, index) => row(`out_${index}`, verb, "'case_a'")).join('')
    const store = await withRows(rows + row('out_lost', 'direct', 'null', `1, 1, 'ambiguous'`))
    const claim = async () => (await store.transaction((tx) => tx.outbox.claim(at(9), 9, 1))).claimed
    const [, first, lost] = await claim()
    expect(first?.row).toMatchObject({ id: 'out_0', origin: 'thread:1', lane: 'thread:case_a:thread:1' })
    expect(first?.unsure).toBe(0)
    expect(lost).toMatchObject({ row: { id: 'out_lost', origin: null }, attempts: 2, unsure: 1 })
    await store.transaction((tx) => tx.outbox.finish('out_0', 1, 'sent', null, at(9)))
    expect(await claim()).toMatchObject([{ row: { id: 'out_1', origin: 'thread:1' } }])
    await store.close()
  })
})

describe('the ninth schema', () => {
  it('has no posts for some days only, and makes no standing ones of those there are', async () => {
    const path = earlier(8)
    const database = openDatabase(path)
    const values = `'person_1', 'fjordvik', 'ppt', 'ppt', '["leader"]', 1, '2026-11-09', null`
    database.exec(`insert into post values (9, ${values})`)
    database.close()
    const store = await openStore({ path, keys: testKeys })
    const person = await store.transaction((tx) => tx.people.get('person_1'))
    expect(person?.posts.map(({ unit }) => unit)).toEqual(['fjordvik-skole'])
    await store.close()
  })
})

describe('the tenth schema', () => {
  it('keeps when a list comes, where it stands, and what is said in the next', async () => {
    const store = await openStore({ path: earlier(10), keys: testKeys })
    await store.transaction(async (tx) => {
      const newest = { row: 'out_list', putAt: '2026-11-05T08:00:00.000Z', sent: true }
      const told = { day: '2026-11-05', times: 2 }
      expect(await tx.digests.of('person_1')).toMatchObject({ at: '2026-11-06T08:00:00.000Z', newest, told })
      expect((await tx.digests.of('person_1')).message).toMatchObject({ message: 'm10' })
      expect(await tx.digests.hasKept('person_1')).toBe(true)
      expect([(await tx.people.get('person_1'))?.digest, (await tx.people.get('person_2'))?.digest]).toEqual([
        'daily',
        null,
      ])
    })
    await store.close()
  })
})

describe('migrations', () => {
  const next: Migration = {
    number: migrations.length + 1,
    name: 'next.sql',
    sql: 'create table next (id integer) strict',
  }

  it('run once each, in order', () => {
    const path = newPath()
    const database = openDatabase(path)
    migrate(database, migrations)
    migrate(database, [...migrations, next])
    migrate(database, [...migrations, next])
    expect(database.prepare('select number from migration').pluck().all()).toEqual(
      [...migrations, next].map(({ number }) => number),
    )
    database.close()
  })

  it('leave the database as it was when one fails', () => {
    const path = earlier(migrations.length)
    const before = schemaOf(path)
    const database = openDatabase(path)
    const failing = { ...next, number: next.number + 1, sql: 'create table half (id integer); create nonsense' }
    expect(() => migrate(database, [...migrations, next, failing])).toThrow('syntax error')
    database.close()
    expect(schemaOf(path)).toEqual(before)
  })

  it('refuse a database that is newer than the program', async () => {
    const path = newPath()
    const database = openDatabase(path)
    migrate(database, [...migrations, next])
    database.close()
    const opened = openStore({ path, keys: testKeys })
    await expect(opened).rejects.toThrow(StoreRefused)
    await expect(opened).rejects.toThrow(
      `schema ${next.number} and this version knows no newer than ${migrations.length}`,
    )
  })

  it('refuse a database that another text of theirs has made', async () => {
    const path = earlier(1)
    const changed = migrations.map((one) => (one.number === 1 ? { ...one, sql: `${one.sql}\n` } : one))
    const opened = openStore({ path, keys: testKeys, migrations: changed })
    await expect(opened).rejects.toThrow('0001-first.sql is not the one this database was made with')
  })

  it('take the notes of every case out of its row, in their order, and the journal tells the same', async () => {
    const path = newPath()
    const store = await openStore({ path, keys: testKeys })
    await store.transaction(async (tx) => {
      const begun = registered('a', 'FJ-1001')
      await saveNew(tx, begun)
      await saveNew(tx, registered('b', 'FJ-1002'))
      const texts = ['word_a_1', 'word_a_2', 'word_a_3'] as const
      for (const text of texts) await tx.words.put('case_a', text, text)
      const noted = texts.map(
        (text): Event => ({ type: 'note.added', note: `note_${text}`, topic: 'other', text, by: ingrid }),
      )
      const { case: state, entries } = followedBy(begun.case, ...noted)
      await tx.cases.save({ case: state, version: 1, entries, command: 'notes', nextAt: null })
    })
    await store.close()
    const database = openDatabase(path)
    const all = 'select \'[\' || group_concat(state order by number) || \']\' from note where note."case" = "case".id'
    const back = `update "case" set state = json_insert(state, '$.notes', json(coalesce((${all}), '[]')))`
    const later =
      'drop table case_receiver; drop table session; drop table family; drop table family_code; drop table family_lang; drop index case_key_master; drop table note'
    database.exec(`${back}; ${later}; delete from migration where number >= 15`)
    database.close()
    const again = await openStore({ path, keys: testKeys })
    expect(await again.verifyAll()).toEqual({ cases: 2, faults: [] })
    const told = await again.transaction((tx) => tx.cases.get('case_a'))
    expect(told?.case.notes.map(({ id }) => id)).toEqual(['note_word_a_1', 'note_word_a_2', 'note_word_a_3'])
    await again.close()
    const rows = new Database(path, { readonly: true })
    expect(rows.prepare('select count(*) from note').pluck().get()).toBe(3)
    expect(rows.prepare('select state from "case"').pluck().all().join()).not.toContain('note_word')
    rows.close()
  })

  it('find anew the units to which an open case is to come', async () => {
    const path = newPath()
    const store = await openStore({ path, keys: testKeys })
    await store.transaction(async (tx) => {
      const begun = registered('a', 'FJ-1001')
      await saveNew(tx, begun)
      await saveNew(tx, registered('b', 'FJ-1002'))
      const planned = ['nes-skole', 'nes-skole', null].map((unit, index): Event => {
        return { type: 'transition.planned', transition: `transition_${index}`, day: '2027-08-16', to: 'skole', unit }
      })
      const { case: state, entries } = followedBy(begun.case, ...planned)
      await tx.cases.save({ case: state, version: 1, entries, command: 'plan', nextAt: null })
    })
    await store.close()
    const database = openDatabase(path)
    database.exec('drop table case_receiver; delete from migration where number >= 21')
    database.close()
    const again = await openStore({ path, keys: testKeys })
    expect(await again.verifyAll()).toEqual({ cases: 2, faults: [] })
    const coming = await again.transaction((tx) => tx.cases.comingTo('fjordvik', 'nes-skole'))
    expect(coming.map((one) => one.case.id)).toEqual(['case_a'])
    await again.close()
  })

  it.each(['null', '5', '{"a":1}', '[null]', '[5]', '["x"]'])(
    'leave a case whose notes are %s, and open the others',
    async (notes) => {
      const path = earlier(14)
      const database = openDatabase(path)
      database.prepare(`update "case" set state = json_set(state, '$.notes', json(?)) where id = 'case_a'`).run(notes)
      database.close()
      const store = await openStore({ path, keys: testKeys })
      expect((await store.transaction((tx) => tx.cases.get('case_a')))?.case.notes).toEqual([])
      await store.close()
    },
  )

  it('must be numbered without a gap', () => {
    const folder = temporaryFolder()
    for (const file of ['0001-one.sql', '0003-three.sql']) writeFileSync(join(folder, file), '')
    expect(() => readMigrations(folder)).toThrow('migration 2 was expected')
  })

  it('can have the cases told anew from their logs, when what a case is has changed', async () => {
    const path = earlier(1)
    const retold = { ...next, sql: `update "case" set state = '', unit = '', level = 9; delete from case_person` }
    const store = await openStore({ path, keys: testKeys, migrations: [...migrations, retold] })
    expect(await store.verify('case_a')).toBeNull()
    await store.transaction(async (tx) => expect(await tx.cases.of(ingrid)).toMatchObject([{ case: { level: 0 } }]))
    await store.close()
  })
})
