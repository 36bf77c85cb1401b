/** The start of the bot, where it can't be or is told something: one sentence for the administrator. Its health, with reasons. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { type Bot, isForAdministrator, startBot } from '../src/bot.ts'
import type { ChannelSettings } from '../src/channels.ts'
import { createLog } from '../src/log.ts'
import { openStore } from '../src/store/open.ts'
import { tabLink } from '../src/teams/tab-link.ts'
import { freePort } from './support/free-port.ts'
import { concluded, content, requested } from './support/history.ts'
import { followedBy, registered, saveNew } from './support/sample-case.ts'
import { startSlackApi } from './support/slack-api.ts'
import { startSlackSocket } from './support/slack-socket.ts'
import { object, recording } from './support/teams-client.ts'
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

async function running(
  channels: ChannelSettings,
  path = join(temporaryFolder(), 'a.sqlite'),
  content: 'dialog' | 'chat' = 'dialog',
): Promise<Bot & { path: string; said: string[] }> {
  const said: string[] = []
  const log = createLog('warn', { write: (line) => void said.push(line) })
  const at = { host: '127.0.0.1', port: 0, database: path, masterKeys: testKeys }
  const rest = {
    models: ['src/demo/fjordvik.yaml'],
    logLevel: 'warn',
    keepDays: 90,
    publicUrl: 'https://stafett.example',
    warnings: [],
  } as const
  const bot = await startBot({ ...at, ...rest, models: [...rest.models], warnings: [], channels }, { log, content })
  onTestFinished(bot.stop)
  return { ...bot, path, said }
}

const unsigned = { teams: { access: 'unsigned' } } as const

const nowhere = async () => `http://127.0.0.1:${await freePort()}/api/`

async function health({ url }: Bot) {
  const response = await fetch(`${url}/healthz`)
  return [response.status, await response.json()]
}

const slackAt = (apiUrl: string, botToken: string, receive: SlackReceive = { kind: 'http', signingSecret: 's' }) => ({
  ...{ receive, apiUrl, links: null },
  workspaces: { kind: 'one' as const, botToken },
})
type SlackReceive = { kind: 'http'; signingSecret: string } | { kind: 'socket'; appToken: string }

test('consents that could name no units are narrowed before anybody is answered', async () => {
  const path = join(temporaryFolder(), 'a.sqlite')
  const store = await openStore({ path, keys: testKeys })
  const vague = { ...content(), services: ['skole'], namesNoUnits: true as const }
  const begun = registered('a', 'FJ-1001')
  const { case: state, entries } = followedBy(
    begun.case,
    concluded(),
    requested('consent_a'),
    {
      type: 'consent.signed',
      consent: 'consent_a',
      signers: ['guardian-1'],
      evidence: 'oral',
      ...vague,
      purpose: null,
    },
    { type: 'consent.given', consent: 'consent_a' },
  )
  await store.transaction(async (tx) => {
    await saveNew(tx, begun)
    for (const word of JSON.stringify(entries).match(/word_[\w-]+/g) ?? [])
      await tx.words.put('case_a', `word_${word.slice(5)}`, 'words')
    await tx.cases.save({ case: state, version: 1, entries, command: 'x', nextAt: null })
  })
  await store.close()
  const bot = await running(unsigned, path)
  const found = await bot.store.transaction((tx) => tx.cases.get('case_a'))
  expect(found?.case.consents).toMatchObject([{ services: [`skole/${state.unit}`], namesNoUnits: false }])
})

test('a bot that is well says so, and one that can read and not write says why', async () => {
  const bot = await running(unsigned)
  expect(await health(bot)).toEqual([200, { status: 'ok' }])
  const database = new Database(bot.path)
  database.exec("create trigger full before update on master_key begin select raise(abort, 'full'); end")
  expect(await health(bot)).toEqual([503, { status: 'unavailable', reasons: ['database'] }])
  database.exec('drop trigger full')
  database.close()
  expect(await health(bot)).toEqual([200, { status: 'ok' }])
})

test('what comes by itself lets what somebody has pressed go first', async () => {
  const bot = await running(unsigned)
  const { transaction } = bot.store
  const gaveWay = new Set<boolean>()
  bot.store.transaction = (work, givesWay = false) => {
    gaveWay.add(givesWay)
    return transaction(work, givesWay)
  }
  await bot.runOnce()
  expect(gaveWay).toEqual(new Set([true]))
  const said = JSON.stringify(written(bot.url))
  const headers = { 'content-type': 'application/json' }
  await fetch(`${bot.url}/api/messages`, { method: 'POST', headers, body: said })
  expect(gaveWay).toEqual(new Set([true, false]))
})

/** Somebody nobody knows says hello. */
function written(serviceUrl: string) {
  return {
    ...{ type: 'message', id: '1', channelId: 'msteams', serviceUrl, text: 'hei' },
    ...{ from: { id: '29:a', aadObjectId: 'a' }, recipient: { id: '28:b' } },
    conversation: { id: 'a:1', conversationType: 'personal', tenantId: 'fjordvik' },
  }
}

test('a token that Slack refuses is named at the start, and the other channel goes on', async () => {
  const slack = await startSlackApi()
  onTestFinished(slack.close)
  slack.answering('auth.test', () => ({ ok: false, error: 'invalid_auth' }))
  const bot = await running({ ...unsigned, slack: slackAt(slack.url, 'xoxb-mistyped') })
  const [sentence, ...rest] = await bot.refused
  expect(sentence).toContain('Slack refuses STAFETT_SLACK_BOT_TOKEN (invalid_auth): put in the right one')
  expect(rest).toEqual([])
  expect(bot.said.map((line) => JSON.parse(line))).toMatchObject([
    { event: 'channel.refused', channel: 'slack', kind: 'token-refused', code: 'invalid_auth' },
  ])
  expect(bot.said.join()).not.toContain('mistyped')
  expect(await health(bot)).toEqual([503, { status: 'unavailable', reasons: ['slack:token-refused'] }])
  expect((await fetch(`${bot.url}/api/messages`, { method: 'POST', body: '{}' })).status).toBe(400)
})

test('credentials that are right, and a channel that can not be asked, are no fault', async () => {
  const slack = await startSlackApi()
  onTestFinished(slack.close)
  const well = await running({ ...unsigned, slack: slackAt(slack.url, slack.bot.token) })
  expect(await well.refused).toEqual([])
  expect(slack.received.map(({ method }) => method)).toEqual(['auth.test'])
  const away = await running({ ...unsigned, slack: slackAt(await nowhere(), 'xoxb-1') })
  expect(await away.refused).toEqual([])
  expect(await health(away)).toEqual([200, { status: 'ok' }])
})

test('an app token that is refused late is named at the start as well', async () => {
  const slack = await startSlackApi()
  onTestFinished(slack.close)
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  slack.answering('apps.connections.open', async () => {
    await held
    return { ok: false, error: 'invalid_auth' }
  })
  const receive = { kind: 'socket', appToken: 'xapp-mistyped' } as const
  const bot = await running({ ...unsigned, slack: slackAt(slack.url, slack.bot.token, receive) })
  await expect.poll(() => slack.received.map(({ method }) => method)).toContain('auth.test')
  letGo()
  expect((await bot.refused).join()).toContain('Slack refuses STAFETT_SLACK_APP_TOKEN (invalid_auth)')
})

test('a socket that can not be opened is a fault until it is open', async () => {
  const socket = await startSlackSocket()
  onTestFinished(socket.close)
  const bot = await running({
    ...unsigned,
    slack: slackAt(socket.url, 'xoxb-1', { kind: 'socket', appToken: 'xapp-1' }),
  })
  await socket.connected(1)
  expect(await health(bot)).toEqual([200, { status: 'ok' }])
  const away = await running({
    ...unsigned,
    slack: slackAt(await nowhere(), 'xoxb-1', { kind: 'socket', appToken: 'xapp-1' }),
  })
  await expect.poll(() => health(away)).toEqual([503, { status: 'unavailable', reasons: ['slack:socket-closed'] }])
  expect(away.said.join()).toContain('"kind":"econnrefused"')
})

const entra = { appId: 'app', appPassword: 'secret', tenantId: 'tenant', issuer: 'https://entra.example' }
const signIn = { ...entra, address: 'https://stafett.example' }

test.each([
  ['a page where people sign in to it', { signIn }, 'dialog', true],
  ['a card where nobody can', {}, 'dialog', false],
  ['a card where content is read in chats', { signIn }, 'chat', false],
] as const)('a dialog shows %s', async (_, more, content, isPage) => {
  const { url } = await running({ teams: { access: 'unsigned', ...more } }, undefined, content)
  const value = { data: { stafett: { do: 'open', action: 'show.case', data: { case: 'case_1' } } } }
  const pressed = recording('teams-task-fetch', { serviceUrl: 'http://127.0.0.1:9/', value })
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/messages`, { method: 'POST', headers, body: JSON.stringify(pressed) })
  const { type, value: shown } = object(object(await answer.json()).task)
  expect(type).toBe('continue')
  const path = '/rom/vis/show.case?case=case_1'
  expect(object(shown).fallbackUrl).toBe(isPage ? tabLink(signIn, path) : undefined)
})
