/** Pieces of work take turns with each other, and with everything else the process hears; those that come together share a commit. */
import { join } from 'node:path'
import { setImmediate as elsewhere } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { query, statement } from '../../src/store/statement.ts'
import { turnsOf } from '../../src/store/turns.ts'
import { registered, saveNew } from '../support/sample-case.ts'
import { temporaryFolder, temporaryStore } from '../support/temporary-store.ts'

it('lets the process hear what comes while many transactions wait', async () => {
  const { store } = await temporaryStore()
  const order: string[] = []
  const row = async () => {
    for (let index = 0; index < 20; index += 1) await store.transaction(async () => order.push('row'))
  }
  const press = elsewhere().then(() => store.transaction(async () => order.push('press')))
  await Promise.all([row(), row(), row(), press])
  expect(order.indexOf('press')).toBeLessThan(8)
  expect(order).toHaveLength(61)
})

it('lets the others go before a transaction that gives way', async () => {
  const { store } = await temporaryStore()
  const order: string[] = []
  const row = () => store.transaction(async () => order.push('row'), true)
  const press = () => store.transaction(async () => order.push('press'))
  await Promise.all([row(), row(), press(), press()])
  expect(order).toEqual(['press', 'press', 'row', 'row'])
})

type Tables = { thing: { id: string } }
type Db = Kysely<Tables>

/** On a file of its own, with what SQLite was told and who was answered, in order. */
function opened() {
  const path = join(temporaryFolder(), 'turns.sqlite')
  const heard: string[] = []
  const sqlite = new Database(path, { timeout: 0, verbose: (said) => heard.push(String(said)) })
  onTestFinished(() => void sqlite.close())
  sqlite.exec('create table thing (id text primary key) strict')
  sqlite.exec('create table part (of text references thing (id) deferrable initially deferred) strict')
  sqlite.pragma('foreign_keys = on')
  const gone = { now: false }
  const recheck = () => {
    if (gone.now) throw new Error('gone')
  }
  const told: string[] = []
  const nothing = () => undefined
  const around = {
    heard: (said: string) => void told.push(said),
    recheck,
    began: nothing,
    undone: () => heard.push('undone'),
  }
  const turns = turnsOf<Tables>(sqlite, around)
  const answered = <T>(name: string, work: (db: Db) => Promise<T>) => {
    const answer = turns.run(work)
    const note = (how: string) => () => void heard.push(`${name} ${how}`)
    answer.then(note('kept'), note('failed'))
    return answer
  }
  const kept = () => sqlite.prepare('select id from thing order by id').pluck().all()
  const commits = () => heard.filter((said) => said === 'commit').length
  return { ...turns, answered, kept, commits, heard, told, gone, path, sqlite }
}

const put = (id: string) => async (db: Db) => void (await db.insertInto('thing').values({ id }).execute())
const fail = (id: string) => async (db: Db) => {
  await put(id)(db)
  throw new Error(`${id} went wrong`)
}
const raw = (sqlite: Database.Database, sql: string) => async () => void sqlite.exec(sql)

describe('pieces that come together', () => {
  it('share a commit, and nobody is answered before it', async () => {
    const { answered, kept, commits, heard } = opened()
    await Promise.all(['a', 'b', 'c'].map((id) => answered(id, put(id))))
    expect([kept(), commits()]).toEqual([['a', 'b', 'c'], 1])
    expect(heard.slice(heard.indexOf('commit'))).toEqual(['commit', 'a kept', 'b kept', 'c kept', expect.anything()])
  })

  it('are no more than one waits for, and the others follow', async () => {
    const { run, commits, kept } = opened()
    await Promise.all(Array.from({ length: 150 }, (_, index) => run(put(`thing ${index}`))))
    expect(kept()).toHaveLength(150)
    expect(commits()).toBeGreaterThanOrEqual(3)
    expect(commits()).toBeLessThan(150)
  })

  it('are each all or nothing: whoever fails takes nobody along, and is told why', async () => {
    const { answered, kept, commits } = opened()
    const all = [answered('a', put('a')), answered('b', fail('b')), answered('c', put('c'))]
    const ends = await Promise.allSettled(all)
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    await expect(all[1]).rejects.toThrow('b went wrong')
    expect([kept(), commits()]).toEqual([['a', 'c'], 1])
  })

  it('see what those before them did', async () => {
    const { run } = opened()
    const count = (db: Db) => db.selectFrom('thing').selectAll().execute()
    const [, seen] = await Promise.all([run(put('a')), run(count)])
    expect(seen).toEqual([{ id: 'a' }])
  })

  it('are all told where it could not begin, and what comes later goes on', async () => {
    const { run, kept, path } = opened()
    const other = new Database(path)
    other.exec('begin immediate')
    const ends = await Promise.allSettled([run(put('a')), run(put('b'))])
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    other.exec('rollback')
    other.close()
    await run(put('c'))
    expect(kept()).toEqual(['c'])
  })

  it('are all told where it could not be committed, and nothing is kept', async () => {
    const { run, kept, sqlite, heard } = opened()
    const orphan = raw(sqlite, "insert into part values ('nobody')")
    const ends = await Promise.allSettled([run(put('a')), run(orphan), run(put('b'))])
    for (const end of ends)
      expect(end).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' } })
    expect([kept(), heard.includes('undone')]).toEqual([[], true])
    await run(put('c'))
    expect(kept()).toEqual(['c'])
  })

  it('are each done again alone where SQLite has undone all of it for one', async () => {
    const { answered, kept, sqlite, commits } = opened()
    await answered('first', put('first'))
    const undoing = raw(sqlite, "insert or rollback into thing values ('first')")
    const ends = await Promise.allSettled([answered('a', put('a')), answered('x', undoing), answered('b', put('b'))])
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect([kept(), commits()]).toEqual([['a', 'b', 'first'], 3])
  })

  it('are not told that it was kept where SQLite has undone it without a word', async () => {
    const { run, kept, sqlite } = opened()
    await run(put('first'))
    const quiet = (db: Db) =>
      put('a')(db).then(() => raw(sqlite, "insert or rollback into thing values ('first')")().catch(() => undefined))
    await expect(run(quiet)).rejects.toThrow('nothing of it was kept')
    expect(kept()).toEqual(['first'])
  })
})

describe('pieces that give way', () => {
  it('wait for the commit of those that came later, which are kept without them', async () => {
    const { run, heard, commits } = opened()
    const note = (name: string) => () => void heard.push(name)
    const behind = run(put('row'), true).then(note('row'))
    await Promise.all([behind, run(put('press')).then(note('press'))])
    expect(heard.indexOf('press')).toBeLessThan(heard.findIndex((said) => said.includes("('row')")))
    expect(commits()).toBe(2)
  })

  it('are told after those they shared a commit with', async () => {
    const { run, heard, commits } = opened()
    const note = (name: string) => () => void heard.push(name)
    const asked: Promise<void>[] = []
    const row = async (db: Db) => {
      asked.push(run(put('a')).then(note('press')))
      await put('b')(db)
    }
    await run(row, true).then(note('row'))
    await Promise.all(asked)
    expect([heard.filter((said) => said === 'press' || said === 'row'), commits()]).toEqual([['press', 'row'], 1])
  })

  it('are told one after the other, and the process looks up before each', async () => {
    const { run, commits } = opened()
    const looked = { times: 0, isOver: false }
    const look = async () => {
      for (; !looked.isOver; looked.times += 1) await elsewhere()
    }
    const looking = look()
    const [first, second] = await Promise.all(['a', 'b'].map((id) => run(put(id), true).then(() => looked.times)))
    looked.isOver = true
    await looking
    expect([commits(), first === second]).toEqual([1, false])
  })

  it('are told too where it could not begin', async () => {
    const { run, path, kept, heard } = opened()
    const other = new Database(path)
    other.exec('begin immediate')
    const begun = heard.length
    const ends = await Promise.allSettled([run(put('row'), true), run(put('press')), run(put('other row'), true)])
    expect(heard.slice(begun).filter((said) => said.startsWith('begin'))).toHaveLength(1)
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    other.exec('rollback')
    other.close()
    expect(kept()).toEqual([])
  })
})

describe('whoever goes on after SQLite has undone all of it', () => {
  const undo = (sqlite: Database.Database) => raw(sqlite, "insert or rollback into thing values ('first')")
  const goesOn = (sqlite: Database.Database) => (db: Db) =>
    undo(sqlite)()
      .catch(() => undefined)
      .then(() => put('after')(db))

  it('keeps nothing by that', async () => {
    const { run, kept, sqlite } = opened()
    await run(put('first'))
    await expect(run(goesOn(sqlite))).rejects.toThrow('SQLite has taken back the transaction')
    const beside = (db: Db) => Promise.all([undo(sqlite)(), put('beside')(db)])
    await expect(run(beside)).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_PRIMARYKEY' })
    expect(kept()).toEqual(['first'])
  })

  it('keeps nothing by that beside others, which are done once', async () => {
    const { run, kept, sqlite } = opened()
    await run(put('first'))
    const ends = await Promise.allSettled([run(put('a')), run(goesOn(sqlite)), run(put('b'))])
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(kept()).toEqual(['a', 'b', 'first'])
  })
})

it('whoever throws before anything is begun takes nobody along', async () => {
  const { run, kept } = opened()
  const throws = (): Promise<never> => {
    throw new Error('at once')
  }
  const ends = await Promise.allSettled([run(put('a')), run(throws), run(put('b'))])
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(kept()).toEqual(['a', 'b'])
})

it('nothing is kept where the file is gone when it is to be committed', async () => {
  const { run, kept, gone } = opened()
  const removes = async (db: Db) => {
    await put('a')(db)
    gone.now = true
  }
  await expect(run(removes)).rejects.toThrow('gone')
  gone.now = false
  expect(kept()).toEqual([])
})

describe('a statement', () => {
  it('does not outlive its piece', async () => {
    const { run, kept } = opened()
    const late: { write?: () => Promise<unknown> } = {}
    await run(async (db) => {
      late.write = () => put('late')(db)
    })
    await Promise.all([run(put('a')), expect(late.write?.()).rejects.toThrow('the transaction is over')])
    expect(kept()).toEqual(['a'])
  })

  it('that nobody waited for is taken back with its piece', async () => {
    const { run, kept } = opened()
    const careless = async (db: Db) => {
      void put('careless')(db)
      throw new Error('went wrong')
    }
    await Promise.allSettled([run(careless), run(put('a'))])
    expect(kept()).toEqual(['a'])
  })
})

describe('a statement that is run at once', () => {
  const putNow = statement(({ id }: { id: string }) => ({
    compile: () => sql`insert into thing values (${id})`.compile(query),
  }))
  const now = (id: string) => (db: Db) => Promise.resolve(putNow.run(db as never, { id }))

  it('is kept or taken back with its piece, and is heard', async () => {
    const { run, kept, told } = opened()
    const failing = async (db: Db) => {
      await now('b')(db)
      throw new Error('went wrong')
    }
    await Promise.allSettled([run(now('a')), run(failing)])
    expect([kept(), told.filter((one) => one.startsWith('insert')).length]).toEqual([['a'], 2])
  })

  it('does not outlive its piece', async () => {
    const { run, kept } = opened()
    const late: { write?: () => Promise<unknown> } = {}
    await run(async (db) => {
      late.write = async () => now('late')(db)
    })
    await Promise.all([run(put('a')), expect(late.write?.()).rejects.toThrow('the transaction is over')])
    expect(kept()).toEqual(['a'])
  })

  it('overtakes nothing that is being written in its piece', async () => {
    const { run, kept } = opened()
    const hasty = async (db: Db) => {
      const written = Promise.all(['slow', 'slower'].map((id) => put(id)(db)))
      return Promise.all([now('fast')(db), written])
    }
    await expect(run(hasty)).rejects.toThrow('it is to be waited for')
    const patient = async (db: Db) => {
      await put('slow')(db)
      return now('fast')(db)
    }
    await run(patient)
    expect(kept()).toEqual(['fast', 'slow'])
  })

  it('is run after what was read or refused without being waited for long', async () => {
    const { run, kept } = opened()
    const going = async (db: Db) => {
      await sql`select 1`.execute(db)
      await sql`insert into nowhere values (1)`.execute(db).catch(() => undefined)
      return now('a')(db)
    }
    await run(going)
    expect(kept()).toEqual(['a'])
  })

  it('keeps nothing after SQLite has undone all of it', async () => {
    const { run, kept, sqlite } = opened()
    const going = async (db: Db) => {
      sqlite.exec('rollback')
      return now('alone')(db)
    }
    await expect(run(going)).rejects.toThrow('SQLite has taken back the transaction')
    expect(kept()).toEqual([])
  })
})

it('the end waits for all that was asked for, and lets nothing else begin', async () => {
  const { run, end, kept } = opened()
  const asked = Promise.all([run(put('a')), run(put('b'))])
  const ended = end()
  await expect(run(put('c'))).rejects.toThrow('the store is closed')
  await ended
  await asked
  expect(kept()).toEqual(['a', 'b'])
})

it('words that were done again are sealed with a key that is kept, whoever read them before', async () => {
  const { store, path } = await temporaryStore({ room: 60 })
  for (const name of ['a', 'b']) await store.transaction((tx) => saveNew(tx, registered(name, `FJ-${name}`)))
  await store.transaction((tx) => tx.words.erase('case_a'))
  const asked = [
    store.transaction((tx) => tx.words.put('case_a', 'word_new', 'important')),
    store.transaction((tx) => tx.words.read('case_a', ['word_new'])),
    store.transaction((tx) => tx.words.put('case_b', 'word_huge', 'x'.repeat(3_000_000))),
  ]
  const ends = await Promise.allSettled(asked)
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  const database = new Database(path, { readonly: true })
  onTestFinished(() => void database.close())
  const keys = () => database.prepare('select "case" from case_key order by "case"').pluck().all()
  expect(keys()).toEqual(['case_a', 'case_b'])
})
