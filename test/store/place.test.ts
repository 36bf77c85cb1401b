/** The place of a database: what may stand there, what is made there, and what is noticed when the file goes while it is open. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from '../../src/folder.ts'
import { openStore, StoreRefused } from '../../src/store/open.ts'
import { saveTwo } from '../support/sample-case.ts'
import { temporaryFolder, temporaryStore, testKeys } from '../support/temporary-store.ts'

const refusal = (path: string) =>
  openStore({ path, keys: testKeys }).then(
    () => null,
    (error: unknown) => (error instanceof StoreRefused ? error.message : error),
  )

test.skipIf(process.platform === 'win32')('a pipe or a device is refused, and waited for by nobody', async () => {
  const pipe = join(temporaryFolder(), 'a.sqlite')
  spawnSync('mkfifo', [pipe])
  for (const path of [pipe, '/dev/zero'])
    expect(await refusal(path)).toBe(`${path} is no file but a pipe or a device: set STAFETT_DATABASE to a file.`)
})

test.skipIf(!existsSync('/proc/self'))('a folder that nobody can make is refused, and not tried for ever', async () => {
  expect(() => makeFolder('/proc/stafett/data')).toThrow('ENOENT')
  expect(await refusal('/proc/stafett/data/a.sqlite')).toMatch(/folder \/proc\/stafett\/data can't be made \(ENOENT\)/)
})

test.each(['removed', 'replaced'])(
  'a database that is %s while it is open is written no more, and told of',
  async (how) => {
    const { store, path } = await temporaryStore()
    await saveTwo(store.transaction, 'a', 'FJ-1001')
    if (how === 'replaced') {
      cpSync(path, `${path}-other`)
      renameSync(`${path}-other`, path)
    } else rmSync(path)
    const refused = {
      name: 'StoreRefused',
      message: expect.stringMatching(/was removed or replaced while it was open/),
    }
    await expect(store.transaction(async () => true)).rejects.toMatchObject(refused)
    expect(await store.lost).toMatchObject(refused)
  },
)
