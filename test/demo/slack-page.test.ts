/** From the demonstration's Slack to the page: a modal leads to the same there, where one signs in by the account of Slack. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Demo, startDemo } from '../../src/demo/index.ts'
import { freePort } from '../support/free-port.ts'
import { linkIn, visitorAt } from '../support/page-town.ts'

const as = 'Nora Vik'
let folder: string
let demo: Demo

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demo-slack-page-'))
  const ports = { bot: await freePort(), slack: await freePort(), holder: 0, leader: 0 }
  demo = await startDemo({ headless: true, keep: false, content: 'dialog', folder: `${folder}/demo`, ports })
})
afterAll(async () => {
  await demo?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('what a modal asks is asked on the page by its own address, and saved there', async () => {
  await demo.slack?.act({ as, text: 'hei' })
  await demo.slack?.act({ as, press: 'Ny undring' })
  const seat = async () => (await fetch(`${demo.bot.url}/demo/slack?as=${encodeURIComponent(as)}`)).text()
  await vi.waitFor(async () => expect(await seat()).toContain('Åpne i nettleseren'), 10_000)
  const [, address = ''] = /<a class="button" href="([^"]*)"[^>]*>Åpne i nettleseren/.exec(await seat()) ?? []
  const visitor = visitorAt(demo.bot.url)
  const who = await visitor.get(linkIn(await visitor.get(address), 'Logg inn med Slack'))
  const [, action = ''] = /action="(\/hvem\/[^"]+)"/.exec(who.text) ?? []
  const { user = '' } = demo.slack?.workspace.members.find(({ name }) => name === as) ?? {}
  const asked = await visitor.post(new URL(action, who.address).href, [['who', user]])
  const about = { about: 'Et barn', targetGroup: 'child', seen: 'Er mye alene.' }
  expect((await visitor.send(asked, 'concern.register', about)).text).toContain('Undringen er lagret')
})
