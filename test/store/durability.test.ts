/** What was acknowledged is there, whatever happened to the process: settings, lock, and a writer that is killed. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { makeSafe, openDatabase } from '../../src/store/database.ts'
import { type OpenStore, openStore, StoreRefused } from '../../src/store/open.ts'
import { temporaryFolder, temporaryStore, testKeys } from '../support/temporary-store.ts'

const program = fileURLToPath(new URL('../support/store-writer.ts', import.meta.url))

describe('the database file', () => {
  it('is written through to the disk, with its rules on', () => {
    const database = openDatabase(join(temporaryFolder(), 'a.sqlite'))
    const setting = (name: string) => database.pragma(name, { simple: true })
    expect([setting('journal_mode'), setting('synchronous'), setting('foreign_keys')]).toEqual(['wal', 2, 1])
    expect([setting('busy_timeout'), setting('recursive_triggers')]).toEqual([5000, 1])
    database.close()
  })

  it('is refused when a setting does not come into force', () => {
    const database = new Database(':memory:')
    expect(() => makeSafe(database)).toThrow(StoreRefused)
    expect(() => makeSafe(database)).toThrow(/journal_mode is memory and must be WAL/)
  })

  it('is readable by its owner alone', async () => {
    const { path } = await temporaryStore()
    expect([path, `${path}-wal`].map((file) => statSync(file).mode & 0o077)).toEqual([0, 0])
  })

  it('that is something else is refused with a sentence', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'a.sqlite')
    writeFileSync(path, 'not a database at all, but long enough to be taken for one'.repeat(40))
    await expect(openStore({ path, keys: testKeys })).rejects.toThrow('is not a SQLite database')
    const other = join(folder, 'b.sqlite')
    new Database(other).exec('create table theirs (id integer)').close()
    await expect(openStore({ path: other, keys: testKeys })).rejects.toThrow('belongs to another program')
  })

  it('takes the write lock when a transaction begins, before anything is written', async () => {
    const { store, path } = await temporaryStore()
    const other = new Database(path, { timeout: 0 })
    await store.transaction(async (tx) => {
      await tx.cases.nextAt()
      expect(() => other.exec('begin immediate')).toThrow('database is locked')
    })
    other.close()
  })
})

describe('the lock', () => {
  it('keeps a second store out, naming the process that has it, until it is closed', async () => {
    const { store, path } = await temporaryStore()
    const second = openStore({ path, keys: testKeys })
    await expect(second).rejects.toThrow(StoreRefused)
    await expect(second).rejects.toThrow(`test.sqlite is in use by process ${process.pid}`)
    await store.transaction(async (tx) => expect(await tx.cases.nextAt()).toBeNull())
    await store.close()
    await (await openStore({ path, keys: testKeys })).close()
  })

  it('keeps a second process out', async () => {
    const { path } = await temporaryStore()
    const { stdout } = spawnSync(process.execPath, [program, path], { encoding: 'utf8', input: 'go' })
    expect(stdout).toContain(`refused: test.sqlite is in use by process ${process.pid}`)
  })

  it('is not left behind by a start that failed', async () => {
    const path = join(temporaryFolder(), 'a.sqlite')
    await expect(openStore({ path, keys: testKeys, migrations: [broken] })).rejects.toThrow()
    await (await openStore({ path, keys: testKeys })).close()
  })
})

const broken = { number: 1, name: '0001-broken.sql', sql: 'create table half (id integer); create nonsense' }

describe('a writer that is killed', () => {
  it('has lost nothing it acknowledged and left nothing half, in 20 rounds', { timeout: 60_000 }, async () => {
    const path = join(temporaryFolder(), 'killed.sqlite')
    const acknowledged: CaseId[] = []
    let writer = startWriter(path, 0)
    for (let round = 0; round < 20; round++) {
      const said = await killAfter(writer, 1 + ((round * 7) % 11))
      expect(existsSync(`${path}-wal`)).toBe(true)
      // The next one loads its program while what this one left is looked at.
      writer = startWriter(path, round + 1)
      await reopened(path, (store) => expectKept(store, said))
      acknowledged.push(...said)
    }
    writer.kill('SIGKILL')
    await reopened(path, async (store) => {
      await expectKept(store, acknowledged)
      expect((await store.verifyAll()).faults).toEqual([])
    })
    expect(acknowledged.length).toBeGreaterThanOrEqual(20)
  })
})

/** Starts the writer, which opens nothing before it is told to. */
function startWriter(path: string, round: number) {
  const env = { NODE_COMPILE_CACHE: join(dirname(path), 'compiled') }
  return spawn(process.execPath, [program, path, String(round * 1000)], { stdio: ['pipe', 'pipe', 'inherit'], env })
}

/** Lets the writer write, kills it as soon as it has said so many ids, and answers with all it came to say. */
async function killAfter(writer: ReturnType<typeof startWriter>, acknowledgements: number): Promise<CaseId[]> {
  const closed = once(writer, 'close')
  const said: CaseId[] = []
  writer.stdin.end('go')
  for await (const line of createInterface({ input: writer.stdout })) {
    if (!isCaseId(line)) throw new Error(line)
    said.push(line)
    if (said.length === acknowledgements) writer.kill('SIGKILL')
  }
  await closed
  expect(writer.signalCode).toBe('SIGKILL')
  return said
}

async function reopened(path: string, look: (store: OpenStore) => Promise<void>): Promise<void> {
  const store = await openStore({ path, keys: testKeys })
  await look(store)
  await store.close()
}

/** Every acknowledged case is there with its words and log, and no case, acknowledged or not, without its two notices. */
async function expectKept(store: OpenStore, acknowledged: CaseId[]): Promise<void> {
  for (const id of acknowledged) expect(await store.verify(id)).toBeNull()
  await store.transaction(async (tx) => {
    const saved = await tx.cases.ofUnit('fjordvik', 'fjordvik-skole')
    expect(saved.map((one) => one.case.id)).toEqual(expect.arrayContaining(acknowledged))
    expect(await tx.outbox.waiting()).toBe(2 * saved.length)
    for (const { case: one } of saved.filter((found) => acknowledged.includes(found.case.id))) {
      expect((await tx.words.read(one.id, [one.about, one.concern.seen])).size).toBe(2)
    }
  })
}

function isCaseId(line: string): line is CaseId {
  return line.startsWith('case_')
}
