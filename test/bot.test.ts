/** The start of the bot, where it can't be: one sentence for the administrator, and nothing left open. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isForAdministrator, startBot } from '../src/bot.ts'
import { openStore } from '../src/store/open.ts'
import { temporaryFolder, testKeys } from './support/temporary-store.ts'

const started = (path: string, at: { host: string; port: number }) =>
  startBot({
    ...{ ...at, database: path, masterKeys: testKeys, models: ['src/demo/fjordvik.yaml'] },
    ...{ logLevel: 'silent', keepDays: 90, publicUrl: null, channels: { teams: { access: 'unsigned' } }, warnings: [] },
  }).catch((reason: unknown) => reason)

test.each([
  ['203.0.113.9', '203.0.113.9 is no address of this machine: set STAFETT_HOST'],
  ['no address', 'no address is no address: set STAFETT_HOST'],
])('%s, where nobody can listen, is said, and the database is free again', async (host, sentence) => {
  const path = join(temporaryFolder(), 'a.sqlite')
  const error = await started(path, { host, port: 0 })
  expect(isForAdministrator(error) && error.message).toContain(sentence)
  await (await openStore({ path, keys: testKeys })).close()
})
