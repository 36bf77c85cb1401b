/** The start of the bot, where it can't be: one sentence for the administrator, and nothing left open. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isForAdministrator, startBot } from '../src/bot.ts'
import { openStore } from '../src/store/open.ts'
import { temporaryFolder, testKeys } from './support/temporary-store.ts'

test('an address that is not of this machine is said, and the database is free again', async () => {
  const path = join(temporaryFolder(), 'a.sqlite')
  const started = startBot({
    ...{ host: '203.0.113.9', port: 0, database: path, masterKeys: testKeys, models: ['src/demo/fjordvik.yaml'] },
    ...{ logLevel: 'silent', keepDays: 90, publicUrl: null, teams: { access: 'unsigned' }, slack: null, warnings: [] },
  })
  const error = await started.catch((reason: unknown) => reason)
  expect(isForAdministrator(error) && error.message).toContain(
    '203.0.113.9 is no address of this machine: set STAFETT_HOST',
  )
  await (await openStore({ path, keys: testKeys })).close()
})
