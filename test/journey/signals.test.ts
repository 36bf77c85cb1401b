/** What the process does when the system speaks to it: a closed terminal ends nothing, and an end that is asked for twice is one. */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { openStore } from '../../src/store/open.ts'
import { settleIn, startBotProcess } from '../support/bot-process.ts'
import { temporaryFolder, testKeys } from '../support/temporary-store.ts'

async function started() {
  const folder = temporaryFolder()
  const bot = await startBotProcess(await settleIn(folder, 0))
  onTestFinished(bot.kill)
  const port = z.object({ port: z.int() }).parse(JSON.parse(bot.line('bot.started'))).port
  return { bot, path: join(folder, 'stafett.sqlite'), url: `http://127.0.0.1:${port}` }
}

const events = (said: string[]) => said.map((line) => JSON.parse(line).event)

test('a hang-up is told and ends nothing', async () => {
  const { bot } = await started()
  bot.signal('SIGHUP')
  await bot.tells('signal.ignored')
  bot.signal('SIGTERM')
  const { code, said } = await bot.ended
  expect([code, events(said)]).toEqual([0, ['bot.started', 'signal.ignored', 'bot.stopped']])
})

test.each([
  ['SIGINT', 'SIGINT'],
  ['SIGTERM', 'SIGTERM'],
  ['SIGTERM', 'SIGINT'],
] as const)('after %s and %s at once the bot stops once, and leaves everything whole', async (first, second) => {
  const { bot, path } = await started()
  bot.signal(first)
  bot.signal(second)
  const { code, said } = await bot.ended
  expect([code, events(said)]).toEqual([0, ['bot.started', 'bot.stopped']])
  const store = await openStore({ path, keys: testKeys })
  expect((await store.verifyAll()).faults).toEqual([])
  await store.close()
})

test('a database that is removed while the bot runs ends it with a sentence, and not to be started again', async () => {
  const { bot, path, url } = await started()
  rmSync(path)
  // A round of the dispatcher may have been quicker.
  expect((await fetch(`${url}/healthz`).catch(() => null))?.status ?? 503).toBe(503)
  const { code, said } = await bot.ended
  expect([code, said.filter((line) => !line.startsWith('{'))]).toEqual([
    78,
    [expect.stringContaining(`${path} was removed or replaced while it was open`)],
  ])
  expect(existsSync(path)).toBe(false)
})
