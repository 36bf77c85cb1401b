/** The demonstration's Slack: what somebody does at its door reaches the bot as from Slack, and the answer stands there. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Bot } from '../../src/bot.ts'
import { startDemoBot } from '../../src/demo/index.ts'
import { type DemoSlack, startSlack } from '../../src/demo/slack.ts'
import { deliver, eventPayload } from '../../src/demo/slack-payload.ts'
import { bot as stafett } from '../../src/demo/workspace.ts'
import { freePort } from '../support/free-port.ts'

let folder: string
let slack: DemoSlack
let bot: Bot | null

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demo-slack-'))
  const ports = { bot: await freePort(), slack: await freePort(), holder: 0, leader: 0 }
  slack = await startSlack(ports.slack, ports.bot)
  bot = await startDemoBot({ headless: true, keep: false, content: 'dialog', folder, ports }, { slack })
})
afterEach(async () => {
  await bot?.stop()
  await slack.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Lets the bot finish everything it was told. */
async function finish() {
  await bot?.stop()
  bot = null
}

/** What the bot has written to Nora, once it has. */
async function written() {
  await finish()
  const nora = slack.workspace.members.find(({ name }) => name === 'Nora Vik')
  if (!nora) throw new Error('Nora Vik was expected')
  const said = await slack.messages(await slack.workspace.direct(nora))
  return said.filter(({ user }) => user === stafett.user).map(({ blocks }) => JSON.stringify(blocks))
}

test('what somebody writes is answered in their own conversation', async () => {
  expect(await slack.act({ as: 'Nora Vik', text: 'mine' })).toBe(200)
  expect((await written()).at(-1)).toContain('Du er ikke med i noen sak')
})

test('what stays open is read from the workspace anew only where something has changed', async () => {
  const nora = slack.workspace.members.find(({ name }) => name === 'Nora Vik')
  if (!nora) throw new Error('nobody is there')
  const look = async () => slack.messages(await slack.workspace.direct(nora))
  const call = vi.spyOn(slack.workspace, 'call')
  expect(await look()).toEqual([])
  const once = call.mock.calls.length
  for (let seconds = 0; seconds < 10; seconds += 1) await look()
  expect(call.mock.calls.length).toBe(once)
  expect(await slack.act({ as: 'Nora Vik', text: 'mine' })).toBe(200)
  await finish()
  expect(JSON.stringify(await look())).toContain('Du er ikke med i noen sak')
})

test('the command opens a modal that only they see', async () => {
  expect(await slack.act({ as: 'Nora Vik', text: '/stafett ny', channel: 'trinnteam' })).toBe(200)
  await finish()
  const [modal] = slack.sights.of('U0NORAVIK').modals
  expect(JSON.stringify(modal?.view)).toContain('Hva har du sett?')
  expect(slack.sights.of('U0TERJEAAS').modals).toEqual([])
  expect(await slack.messages(slack.workspace.channel.id)).toEqual([])
})

test('Home is drawn when somebody looks at it', async () => {
  expect(await slack.act({ as: 'Nora Vik', home: true })).toBe(200)
  await finish()
  expect(slack.sights.of('U0NORAVIK').home?.view.blocks).not.toEqual([])
})

test('whoever is not there is told who is', async () => {
  await expect(slack.act({ as: 'Kari', text: 'mine' })).rejects.toThrow('Ingrid Lunde, Terje Aas, Nora Vik, Sara Myhre')
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${bot?.url}/demo/slack`, { method: 'POST', headers, body: '{"as":"Nora Vik"}' })
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('press')])
})

test('what Slack did not sign is refused', async () => {
  const event = eventPayload('T0FJORDVIK', { type: 'app_home_opened', tab: 'home', user: 'U0NORAVIK', channel: 'D1' })
  expect((await deliver(`${bot?.url}/slack/events`, 'not the secret', event)).status).toBe(401)
})
