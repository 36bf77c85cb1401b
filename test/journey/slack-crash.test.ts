/**
 * The bot, set up as an administrator sets it up and run as a process of its own, is killed while Slack has a message of
 * which it does not know the end: it asks after the restart, and what people read stands there once.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { runAdmin } from '../../src/admin.ts'
import { surveySettings } from '../../src/config.ts'
import { openStore } from '../../src/store/open.ts'
import { startBotProcess } from '../support/bot-process.ts'
import { freePort } from '../support/free-port.ts'
import { staff, startWorkspace } from '../support/slack-town.ts'
import { testKeys } from '../support/temporary-store.ts'
import { wonder } from '../support/walk.ts'

/** What Mari, who reads nynorsk, is shown of a question until she opens it. */
const asks = 'Spørsmål til deg'

test('what Slack took before the bot was killed is there once, and what it did not take as well', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'slack-crash-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const port = await freePort()
  const { api, seats, people, secret } = await startWorkspace(port)
  onTestFinished(() => api.close())
  const settings = settingsIn(folder, port, { secret, token: api.bot.token, url: api.url })
  await importPeople(settings, join(folder, 'people.csv'), people(staff, []))
  let bot = await startBotProcess(settings)
  onTestFinished(() => bot.kill())

  const concern = await wonder(seats.ingrid)
  const form = await concern.press('concern.ask')
  api.failNext('mute', 'chat.postMessage')
  const before = api.received.length
  await form.press('concern.ask', { person: 'Mari Holm', text: 'Hva hjelper?' })
  await api.until(() => api.received.slice(before).some(({ method }) => method === 'chat.postMessage'), 'a question')
  await bot.kill()
  bot = await startBotProcess(settings)
  const question = await (await seats.mari.sees(asks)).whole()
  expect(question.text).toContain('Hva hjelper?')

  const answer = await question.press('concern.answer')
  api.failNext('silent', 'chat.postMessage')
  const then = api.received.length
  await answer.press('concern.answer', { text: 'Å bli spurt' })
  await api.until(() => api.received.slice(then).some(({ method }) => method === 'chat.postMessage'), 'an answer')
  await bot.kill()
  bot = await startBotProcess(settings)
  await seats.ingrid.sees('En kollega har svart på spørsmålet ditt.')
  await bot.stop()

  expect(seats.mari.all(asks)).toHaveLength(1)
  expect(seats.ingrid.all('En kollega har svart på spørsmålet ditt.')).toHaveLength(1)
  const sent = api.received.filter(({ method, args }) => method === 'chat.postMessage' && says(args, asks))
  expect(sent).toHaveLength(1)
  const store = await openStore({ path: join(folder, 'stafett.sqlite'), keys: testKeys })
  expect((await store.verifyAll()).faults).toEqual([])
  expect(await store.transaction((tx) => tx.outbox.waiting())).toBe(0)
  await store.close()
})

type Known = { secret: string; token: string; url: string }

/** Slack alone, by the settings of `.env.example`. */
function settingsIn(folder: string, port: number, { secret, token, url }: Known): { [name: string]: string } {
  writeFileSync(join(folder, 'master.key'), `1:${Buffer.alloc(32, 1).toString('base64')}`)
  return {
    STAFETT_PORT: String(port),
    STAFETT_DATABASE: join(folder, 'stafett.sqlite'),
    STAFETT_MODELS: fileURLToPath(new URL('../../src/demo/fjordvik.yaml', import.meta.url)),
    STAFETT_MASTER_KEY_FILE: join(folder, 'master.key'),
    STAFETT_SLACK_SIGNING_SECRET: secret,
    STAFETT_SLACK_BOT_TOKEN: token,
    STAFETT_SLACK_API_URL: url,
  }
}

async function importPeople(settings: { [name: string]: string }, file: string, people: string): Promise<void> {
  writeFileSync(file, people)
  const said: string[] = []
  const context = { survey: () => surveySettings(settings), print: (line: string) => void said.push(line) }
  if (await runAdmin(['import', file], context)) throw new Error(said.join('\n'))
}

function says(args: object, words: string): boolean {
  return JSON.stringify(args).includes(words)
}
