/** A database that can't be used is refused with one sentence that says what to do: by the start and by every command. */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { Tx } from '../../src/ports.ts'
import { openStore, StoreRefused } from '../../src/store/open.ts'
import { refusedBy } from '../../src/store/refused.ts'
import { saveTwo } from '../support/sample-case.ts'
import { temporaryFolder, temporaryStore, testKeys } from '../support/temporary-store.ts'

const refusal = (path: string) =>
  openStore({ path, keys: testKeys }).then(
    () => null,
    (error: unknown) => (error instanceof StoreRefused ? error.message : error),
  )

const told = (work: () => Promise<unknown>) => work().catch((error: unknown) => error)

/** A closed store with something in it. */
async function closedStore(): Promise<{ folder: string; path: string }> {
  const folder = temporaryFolder()
  const path = join(folder, 'a.sqlite')
  const store = await openStore({ path, keys: testKeys })
  await saveTwo(store.transaction, 'a', 'FJ-1001')
  await store.close()
  return { folder, path }
}

test('a folder, and a path below a file, are refused', async () => {
  const { folder, path } = await closedStore()
  mkdirSync(join(folder, 'b.sqlite'))
  expect(await refusal(join(folder, 'b.sqlite'))).toMatch(/b\.sqlite is a folder: set STAFETT_DATABASE to a file in it/)
  expect(await refusal(join(path, 'c.sqlite'))).toMatch(/a file stands where its folder .*a\.sqlite should be/)
})

test.skipIf(process.platform === 'win32')('a link to itself, and a name that is too long, are refused', async () => {
  const folder = temporaryFolder()
  const link = join(folder, 'a.sqlite')
  symlinkSync(link, link)
  expect(await refusal(link)).toMatch(/a\.sqlite leads back to itself \(ELOOP\): set STAFETT_DATABASE to/)
  expect(await refusal(join(link, 'b.sqlite'))).toMatch(/b\.sqlite/)
  const long = 'x'.repeat(300)
  expect(await refusal(join(folder, long, 'a.sqlite'))).toMatch(
    /is longer than .*\(ENAMETOOLONG\): set STAFETT_DATABASE/,
  )
  expect(await refusal(join(folder, long))).toMatch(long)
})

test('a truncated file, and one with garbage where it is read, are refused as damaged', async () => {
  const { path } = await closedStore()
  const bytes = readFileSync(path)
  truncateSync(path, 20_000)
  expect(await refusal(path)).toMatch(/is damaged \(SQLITE_CORRUPT\w*\): .* restore it from a backup/)
  writeFileSync(path, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 0x5a)]))
  expect(await refusal(path)).toMatch(/is damaged \(SQLITE_CORRUPT\w*\): .* restore it from a backup/)
})

test.each([
  ['drop table migration', /has lost the list of its migrations, or it was changed: restore it from a backup/],
  ['drop table outbox', /lacks a part \(no such table: outbox\): restore it from a backup/],
  [
    "pragma writable_schema = 1; update sqlite_schema set sql = 'create table migration (number, name, checksum)' where name = 'migration'; pragma writable_schema = reset; update migration set checksum = 3 where number = 1",
    /has lost the list of its migrations, or it was changed: restore it from a backup/,
  ],
])('a database of ours that lacks a part is refused: %s', async (sql, sentence) => {
  const { path } = await closedStore()
  const database = new Database(path)
  database.unsafeMode()
  database.exec(sql)
  database.close()
  const store = await openStore({ path, keys: testKeys }).catch((error: unknown) => error)
  const error =
    store instanceof Error ? store : await told(() => Object(store).transaction((tx: Tx) => tx.outbox.releaseAll()))
  expect(error).toMatchObject({ name: 'StoreRefused', message: expect.stringMatching(sentence) })
  if (!(store instanceof Error)) await Object(store).close()
})

test('garbage that a start does not read is found when everything is checked, in one line', async () => {
  const { path } = await closedStore()
  const bytes = readFileSync(path)
  const database = new Database(path, { readonly: true })
  const page = Number(database.prepare("select rootpage from sqlite_schema where name = 'outbox'").pluck().get())
  database.close()
  writeFileSync(path, bytes.fill(0x5a, (page - 1) * 4096, page * 4096))
  const store = await openStore({ path, keys: testKeys })
  const { faults } = await store.verifyAll()
  await store.close()
  expect(faults).toMatchObject([
    { where: 'file', why: expect.stringMatching(/^the file is damaged; restore it from a backup \(.*\)$/) },
  ])
})

test('a disk that is full is told by every transaction, which leaves nothing half', async () => {
  const { store } = await temporaryStore({ room: 0 })
  const fill = async (name: string) => {
    for (let number = 0; number < 200; number += 1)
      await saveTwo(store.transaction, `${name}${number}`, `FJ-${name}-${number}`)
  }
  await expect(fill('a')).rejects.toMatchObject({ name: 'StoreRefused', code: 'SQLITE_FULL' })
  await expect(fill('b')).rejects.toThrow(/The disk of .* is full \(SQLITE_FULL\): make room on it/)
  expect((await store.verifyAll()).faults).toEqual([])
})

test.skipIf(process.platform === 'win32')('where a user may not write, the start and the commands say so', async () => {
  const { folder, path } = await closedStore()
  chmodSync(folder, 0o755)
  // The system's rules do not hold for root: then somebody else tries.
  const isRoot = process.getuid?.() === 0
  const program = `import { openStore } from './src/store/open.ts'
    await openStore({ path: process.argv[1], keys: [{ version: 1, key: Buffer.alloc(32, 1) }] }).catch((e) => console.log(e.name, e.message))`
  const tried = (file: string) =>
    spawnSync(process.execPath, ['--input-type=module', '-e', program, file], {
      ...{ cwd: join(import.meta.dirname, '../..'), encoding: 'utf8' },
      ...(isRoot ? { uid: 65534, gid: 65534 } : {}),
    }).stdout
  const other = join(folder, 'other', 'a.sqlite')
  mkdirSync(join(folder, 'other'))
  cpSync(path, other)
  if (isRoot) for (const one of [join(folder, 'other'), other]) chownSync(one, 65534, 65534)
  chmodSync(other, 0o400)
  expect(tried(other)).toMatch(
    /^StoreRefused .*can't be opened for writing \(EACCES\): let the user that runs this write/,
  )
  chmodSync(other, 0o600)
  chmodSync(join(folder, 'other'), 0o500)
  expect(tried(join(folder, 'other', 'new', 'a.sqlite'))).toMatch(/^StoreRefused .*\(EACCES\): let the user/)
  chmodSync(join(folder, 'other'), 0o700)
})

test.each([
  ['ENOSPC', 'is full'],
  ['SQLITE_IOERR_READ', 'see to its disk'],
  ['SQLITE_BUSY', 'locked by another program'],
  ['SQLITE_READONLY_DIRECTORY', "can't be opened for writing"],
])('%s is explained', (code, words) => {
  const refused = refusedBy(Object.assign(new Error('x'), { code }), 'a.sqlite')
  expect(refused).toMatchObject({ code, message: expect.stringContaining(words) })
})

test.each(['SQLITE_ERROR', 'SQLITE_CONSTRAINT_UNIQUE', 'ERR_INVALID_ARG_TYPE'])('%s is a fault of ours', (code) => {
  expect(refusedBy(Object.assign(new Error('x'), { code }), 'a.sqlite')).toBeNull()
})
