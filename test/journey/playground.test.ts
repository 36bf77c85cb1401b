/** Proves the harness of the journeys against a bot of a few lines: what it says it saw is what happened. */
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Playground, type PlaygroundOptions, startPlayground } from '../../src/demo/playground.ts'
import { freePort } from '../support/free-port.ts'
import { openPlayground, type PlaygroundClient } from '../support/playground-client.ts'
import { buttons, says } from '../support/rendered-card.ts'

const names = ['Kari Nordmann', 'Ola Hansen', 'Siri Berg', 'Nils Dahl', 'Anne Lie', 'Per Moen']
const people = names.map((name, n) => ({
  id: `29:${n}`,
  aadObjectId: `id-${n}`,
  name,
  email: `p${n}@fjordvik.example`,
}))
const head = 'id-1'

let directory: string
let bot: Awaited<ReturnType<typeof startBot>>
let playgrounds: Playground[]
let teacher: PlaygroundClient
let leader: PlaygroundClient

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'playground-'))
  bot = await startBot()
  playgrounds = await Promise.all([startPlayground(await options(0)), startPlayground(await options(1))])
  const [first, second] = playgrounds
  teacher = await openPlayground(first?.url ?? '')
  leader = await openPlayground(second?.url ?? '')
})

afterAll(async () => {
  teacher.close()
  leader.close()
  await Promise.all(playgrounds.map(({ stop }) => stop()))
  bot.stop()
  await rm(directory, { recursive: true })
})

test('a message in the personal chat is answered with a card', async () => {
  const { card } = await ask(teacher, 'hei')
  expect(says(card)).toBe('hei, Kari Nordmann\nWhy\nApprove')
  expect(buttons(card)).toEqual([
    { kind: 'execute', title: 'Approve', verb: 'approve', data: { case: 'case_1' }, takesFields: true },
  ])
})

test('another person presses, is answered in place, and everybody sees the update', async () => {
  const { id } = await ask(teacher, 'a proposal', teacher.conversations.group)
  const answer = await teacher.fillAndPress({ message: id, button: 'Approve', fields: { why: 'agreed' }, from: head })
  expect(answer.status).toBe(200)
  expect(says(answer.card ?? {})).toBe('you said agreed about case_1')
  const updated = await teacher.until(() => message(teacher, id, 1), 'the update')
  expect(says(updated.cards[0] ?? {})).toBe('Ola Hansen approved')
})

test('a press that a client would refuse is refused', async () => {
  const { id } = await ask(teacher, 'hei')
  await expect(teacher.fillAndPress({ message: id, button: 'approve' })).rejects.toThrow('required field "why"')
  await expect(teacher.fillAndPress({ message: id, button: 'Reject' })).rejects.toThrow('it has: Approve (approve)')
})

test('the same activity can be delivered twice', async () => {
  const activity = { ...(await teacher.activity(teacher.conversations.personal, head)), type: 'message', text: 'twice' }
  const same = { ...activity, id: 'delivery-1' }
  const answers = await Promise.all([teacher.raw(same), teacher.raw(same)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  const heard = bot.heard.filter(({ id }) => id === 'delivery-1')
  expect(heard.map(({ text, from }) => [text, from.aadObjectId])).toEqual([
    ['twice', head],
    ['twice', head],
  ])
})

test('a dialog that is asked for is answered whole', async () => {
  const { status, body } = await teacher.invoke({
    conversation: teacher.conversations.channel,
    from: head,
    name: 'task/fetch',
    value: { data: { action: 'note' } },
  })
  expect({ status, body }).toEqual({ status: 200, body: { task: { type: 'message', value: 'for Ola Hansen' } } })
})

test('an answer to a channel message stands in its thread', async () => {
  const said = await teacher.say(teacher.conversations.channel, 'in the open')
  await teacher.until(() => teacher.messages(said.conversation).length === 2, 'the answer in the thread')
  expect(said.conversation).toContain(`${teacher.conversations.channel};messageid=`)
})

test('two Playgrounds on one bot keep their conversations apart', async () => {
  await Promise.all([ask(teacher, 'from the teacher'), ask(leader, 'from the leader')])
  expect(JSON.stringify(leader.cards(leader.conversations.personal))).toContain('from the leader, Ola Hansen')
  expect(JSON.stringify(leader.cards(leader.conversations.personal))).not.toContain('from the teacher')
  expect(leader.conversations.personal).not.toBe(teacher.conversations.personal)
})

test('what never comes is said with what was seen instead', async () => {
  await ask(teacher, 'this was seen')
  await expect(teacher.until(() => false, 'a miracle', 1)).rejects.toThrow(/a miracle: not seen.*this was seen/s)
})

test('a taken port is named', async () => {
  const port = Number(new URL(playgrounds[0]?.url ?? '').port)
  await expect(startPlayground({ ...(await options(0)), port })).rejects.toThrow(`Port ${port} is taken`)
})

async function ask(client: PlaygroundClient, text: string, conversation = client.conversations.personal) {
  const before = client.cards(conversation).length
  await client.say(conversation, text)
  return client.until(() => {
    const [answer] = client
      .messages(conversation)
      .filter(({ cards }) => cards.length > 0)
      .slice(before)
    const [card] = answer?.cards ?? []
    return answer !== undefined && card !== undefined && { ...answer, card }
  }, `an answer to ${text}`)
}

function message(client: PlaygroundClient, id: string, updates: number) {
  return client.messages(client.conversations.group).find((one) => one.id === id && one.updates === updates)
}

async function options(seat: number): Promise<PlaygroundOptions> {
  const users = people.filter((_, index) => index !== seat)
  const [currentUser] = people.slice(seat)
  if (currentUser === undefined) throw new Error(`nobody sits on ${seat}`)
  return {
    bot: bot.url,
    botName: 'Stafett',
    groupName: 'Group',
    port: await freePort(),
    currentUser,
    users,
    team: { id: '19:school', name: 'Fjordvik skole', channels: [{ id: '19:grade', name: '5. trinn' }] },
    tenantId: 'fjordvik',
    keyPrefix: `seat-${seat}:`,
    openBrowser: false,
    directory: join(directory, `seat-${seat}`),
  }
}

type Heard = {
  id: string
  type: string
  name?: string
  text?: string
  from: { aadObjectId: string; name: string }
  conversation: { id: string }
  serviceUrl: string
  replyToId: string
  value: { action: { data: { why: string; case: string } } }
}

async function startBot() {
  const heard: Heard[] = []
  const app = express().use(express.json())
  app.post('/api/messages', async ({ body }: { body: Heard }, response) => {
    heard.push(body)
    const messages = `${body.serviceUrl}/v3/conversations/${encodeURIComponent(body.conversation.id)}/activities`
    if (body.type === 'message') {
      await send('POST', messages, form(`${body.text?.replace(/<at>.*<.at>/, '')}, ${body.from.name}`))
      response.end()
    } else if (body.name === 'task/fetch') {
      response.json({ task: { type: 'message', value: `for ${body.from.name}` } })
    } else {
      const { why, case: about } = body.value.action.data
      await send('PUT', `${messages}/${body.replyToId}`, plain(`${body.from.name} approved`))
      response.json({ statusCode: 200, type: adaptive, value: plain(`you said ${why} about ${about}`) })
    }
  })
  const server = createServer(app)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const stop = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${port}/api/messages`, heard, stop }
}

const adaptive = 'application/vnd.microsoft.card.adaptive'

function plain(text: string) {
  return { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] }
}

function form(text: string) {
  const input = { type: 'Input.Text', id: 'why', label: 'Why', isRequired: true }
  const data = { case: 'case_1' }
  const card = plain(text)
  const actions = [{ type: 'Action.Execute', title: 'Approve', verb: 'approve', data }]
  return { ...card, body: [...card.body, input], actions }
}

async function send(method: string, url: string, content: unknown) {
  const activity = { type: 'message', attachments: [{ contentType: adaptive, content }] }
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method, headers, body: JSON.stringify(activity) })
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`)
}
