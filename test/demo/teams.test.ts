/** The demonstration's Teams: what somebody does at its door reaches the bot as from Teams, and the answer stands there. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type Content, type Demo, startDemo } from '../../src/demo/index.ts'
import { people } from '../../src/demo/seats.ts'
import { freePort } from '../support/free-port.ts'
import { type TeamsSeat, teamsSeat } from '../support/teams-seat.ts'

let folder: string
let demo: Demo
let ingrid: TeamsSeat

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demo-teams-'))
  await begin('dialog')
})
afterEach(async () => {
  await demo.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function begin(content: Content, keep = false) {
  const ports = { bot: await freePort(), holder: await freePort(), leader: await freePort() }
  demo = await startDemo({ headless: true, keep, content, folder, ports })
  ingrid = teamsSeat(demo.teams, people.teacher)
}

const door = () => `${demo.bot.url}/demo/teams`

async function post(body: unknown) {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(door(), { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: answer.status, body: z.looseObject({ error: z.string().optional() }).parse(await answer.json()) }
}

const page = async (query: string) => (await fetch(`${door()}?${query}`)).text()

test('everybody is greeted at the start, which says who sits where and where content stands', async () => {
  await ingrid.sees('Hei, Ingrid Lunde')
  const everybody = Object.values(people).map(({ name }) => name)
  const seats = [{ seat: 'Teams', plays: 'dialog', url: door(), people: everybody }]
  expect(JSON.parse(demo.ready)).toEqual({ ready: true, bot: demo.bot.url, content: 'dialog', seats })
  for (const name of everybody) expect(await page(`as=${encodeURIComponent(name)}`)).toContain(`Hei, ${name}`)
})

test('a dialog is opened, sent in and closed by whoever knows the titles and labels', async () => {
  const as = 'Ingrid Lunde'
  await ingrid.sees('Hei, Ingrid Lunde')
  expect(await post({ as, press: 'Ny undring' })).toEqual({ status: 200, body: { status: 200, said: null } })
  const missing = await post({ as, press: 'Skriv ned', fields: { 'Hvem gjelder det?': 'Gutt' } })
  expect(missing).toEqual({ status: 400, body: { error: 'the required field "Hva har du sett?" is empty' } })
  const fields = { 'Hvem gjelder det?': 'Gutt', seen: 'Alene', Målgruppe: 'Ungdom' }
  await post({ as, press: 'Skriv ned', fields })
  expect(ingrid.dialog()?.text).toContain('Ungdom')
  expect(await page('as=Ingrid Lunde')).toContain('Sak FJ-1001')
  await post({ as, close: true })
  expect(ingrid.dialog()).toBeNull()
  expect(await page('as=Ingrid Lunde')).not.toContain('Sak FJ-1001')
})

test('what can’t be done is said to whoever tried', async () => {
  const said = async (body: object) => (await post(body)).body.error
  expect(await said({ as: 'Kari', text: 'mine' })).toContain('Ingrid Lunde, Terje Aas')
  expect(await said({ as: 'Ingrid Lunde' })).toContain('"press"')
  expect(await said({ as: 'Ingrid Lunde', press: 'Godkjenn' })).toBe('there is no button "Godkjenn"')
  expect(await said({ as: 'Ingrid Lunde', text: 'hei', channel: 'Alle' })).toContain('Trinnteam')
  await ingrid.sees('Hei, Ingrid Lunde')
  await post({ as: 'Ingrid Lunde', press: 'Ny undring' })
  const unknown = await said({ as: 'Ingrid Lunde', press: 'Skriv ned', fields: { Alder: '8' } })
  expect(unknown).toMatch(/^there is no field "Alder"; there are: about or Hvem gjelder det\?, /)
})

test('a thread is replied in, and the message action opens a dialog about what was said there', async () => {
  await ingrid.channel.write('ny')
  const start = await ingrid.channel.sees('Ny undring')
  const thread = demo.teams.connector.messages('19:trinnteam@thread.tacv2')[0]?.conversation
  await post({ as: 'Mari Holm', text: 'Ringte hjem <b>', channel: 'Trinnteam', thread })
  const seen = await page('as=Mari Holm&tab=channel')
  expect(seen).toMatch(/class="reply"><h4>Mari Holm<\/h4><p>Ringte hjem &#60;b&#62;</)
  expect((await start.press('Ny undring')).buttons).toContain('Skriv ned')
  const dialog = await ingrid.collect('Ringte hjem')
  // Without a log to put it in it becomes a concern.
  expect(dialog.text).toContain('Ny undring')
  expect(dialog.fields.seen).toMatch(/^Ringte hjem <b>\n\nFra en melding av Mari Holm, [a-zø]+ \d+\. [a-z]+ \d{4}$/)
})

test('a sentence is shown to the one who pressed', async () => {
  await ingrid.channel.write('ny')
  await ingrid.channel.sees('Ny undring')
  const { body } = await post({ as: 'Ingrid Lunde', press: 'Fortsett i vår chat', channel: 'Trinnteam' })
  expect(body).toEqual({ status: 200, said: 'Jeg har skrevet til deg i vår egen chat.' })
})

test('what the connector never had can’t be changed', async () => {
  const { serviceUrl } = JSON.parse((await chats())[0] ?? '{}')
  const url = `${serviceUrl}/v3/conversations/a:x/activities/1`
  const headers = { 'content-type': 'application/json' }
  expect((await fetch(url, { method: 'PUT', headers, body: '{"text":"x"}' })).status).toBe(404)
  expect(
    (await fetch(`${serviceUrl}/v3/conversations/a:x/activities`, { method: 'POST', headers, body: '{}' })).status,
  ).toBe(201)
})

/** The addresses the bot has of chats. */
function chats() {
  return demo.bot.store.transaction(async (tx) => {
    const place = await tx.places.near('teams', '00000000-0000-4000-9000-000000000001')
    return place ? [place.address] : []
  })
}

test('with --chat there are the two Playgrounds beside it, and forms stand in the own chat', async () => {
  await demo.stop()
  await begin('chat')
  const [teams, ...others] = JSON.parse(demo.ready).seats
  expect(teams).toMatchObject({ seat: 'Teams', plays: 'chat' })
  expect(others.map(({ seat, people: [name] }: { seat: string; people: string[] }) => [seat, name])).toEqual([
    ['Playground', 'Ingrid Lunde'],
    ['Playground', 'Terje Aas'],
  ])
  const mari = teamsSeat(demo.teams, people.colleague)
  const form = await (await mari.write('hei')).press('Ny undring')
  expect(mari.dialog()).toBeNull()
  expect((await form.press('Skriv ned', { about: 'Gut', targetGroup: 'child', seen: 'Aleine' })).text).toContain(
    'FJ-1001',
  )
})
