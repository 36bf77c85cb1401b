/**
 * How long a press takes to be answered while the outbox is full and Slack is slow, beside an empty outbox and a fast Slack:
 * `npm run bench`. The whole bot is a process of its own and gets signed requests over HTTP; Slack is a stand-in here.
 * Bounded, on loopback; ends what it started.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, createServer, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { runAdmin } from '../src/admin.ts'
import { readConfig } from '../src/config.ts'
import type { Outgoing } from '../src/ports.ts'
import { openStore } from '../src/store/open.ts'

const pressesPerSecond = 50
/** The loads take turns, so that what else the machine does falls on all of them. */
const rounds = 3
const seconds = 7
const targetMs = 50
/** Those who press, and those whom the outbox has something for. */
const people = { pressing: 20, waiting: 100 }
const secret = 'bench-signing-secret'
const team = 'T0BENCH'

type Load = { name: string; waiting: number; lanes: number; slackMs: number }
const loads: Load[] = [
  { name: 'empty outbox, fast Slack', waiting: 0, lanes: 1, slackMs: 0 },
  { name: '5,000 waiting in 100 chats, Slack takes 2 s', waiting: 5000, lanes: people.waiting, slackMs: 2000 },
  { name: '5,000 waiting in one chat, Slack takes 2 s', waiting: 5000, lanes: 1, slackMs: 2000 },
]

type Settings = { [name: string]: string }
type Result = { times: number[]; sent: number }

async function measure(load: Load): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'stafett-bench-'))
  const slack = await startSlack(load.slackMs)
  const bot: { child: ChildProcess | null } = { child: null }
  try {
    const settings = await settleIn(folder, slack.url)
    await fill(settings, load)
    const started = await startBot(settings)
    bot.child = started.child
    await press(started.port, slack.url, 1)
    const times = await press(started.port, slack.url, seconds)
    const sent = slack.count('chat.postMessage')
    await end(bot.child)
    await check(settings, (seconds + 1) * pressesPerSecond)
    return { times, sent }
  } finally {
    if (bot.child) await end(bot.child)
    await slack.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Takes everything, and answers after a while. */
async function startSlack(afterMs: number) {
  const counts = new Map<string, number>()
  const server: Server = createServer(async (asked, response) => {
    const method = asked.url?.split('/').at(-1) ?? ''
    const count = (counts.get(method) ?? 0) + 1
    counts.set(method, count)
    const parts: Buffer[] = []
    for await (const part of asked) parts.push(part)
    const channel = new URLSearchParams(String(Buffer.concat(parts))).get('users') ?? 'C1'
    await delay(afterMs)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ok: true, channel: chatAnswer(method, channel), ts: `1.${count}` }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/api`,
    count: (method: string) => counts.get(method) ?? 0,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function chatAnswer(method: string, user: string) {
  return method === 'conversations.open' ? { id: `D0${user}` } : user
}

async function settleIn(folder: string, apiUrl: string): Promise<Settings> {
  const settings = {
    STAFETT_PORT: '0',
    STAFETT_DATABASE: join(folder, 'stafett.sqlite'),
    STAFETT_MODELS: 'src/demo/fjordvik.yaml',
    STAFETT_MASTER_KEY: `1:${randomBytes(32).toString('base64')}`,
    STAFETT_SLACK_SIGNING_SECRET: secret,
    STAFETT_SLACK_BOT_TOKEN: 'xoxb-bench',
    STAFETT_SLACK_API_URL: apiUrl,
  }
  const row = (kind: string, index: number) =>
    `fjordvik;fjordvik-skole;skole;Ansatt ${kind} ${index};employee;nb;;;${team};U0${kind}${index};yes`
  const rows = [
    'municipality;unit;service;name;roles;lang;entra_tenant;entra_object_id;slack_team;slack_user;active',
    ...Array.from({ length: people.pressing }, (_, index) => row('PRESS', index)),
    ...Array.from({ length: people.waiting }, (_, index) => row('WAIT', index)),
  ]
  const file = join(folder, 'people.csv')
  writeFileSync(file, rows.join('\n'))
  const said: string[] = []
  const context = { settings: () => readConfig(settings), say: (line: string) => void said.push(line) }
  if (await runAdmin(['import', file], context)) throw new Error(said.join('\n'))
  return settings
}

/** Rows that are due: each is drawn for its person when it is sent. */
async function fill(settings: Settings, { waiting, lanes }: Load): Promise<void> {
  const { database, masterKeys } = readConfig(settings)
  const store = await openStore({ path: database, keys: masterKeys })
  await store.transaction(async (tx) => {
    const ids: Outgoing['person'][] = []
    for (let index = 0; index < lanes; index += 1) {
      ids.push((await tx.people.byAccount({ channel: 'slack', tenant: team, user: `U0WAIT${index}` }))?.id ?? null)
    }
    const rows = Array.from({ length: waiting }, (_, index): Outgoing => {
      const person = ids[index % lanes] ?? null
      const about = { case: null, line: null, subject: `${index}`, message: null, origin: null } as const
      const sent = { id: `out_bench${index}`, verb: 'direct', card: 'mine', person, lane: `person:${person}` } as const
      return { ...about, ...sent, madeAt: new Date().toISOString() }
    })
    await tx.outbox.put(rows)
  })
  await store.close()
}

async function startBot(settings: Settings): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ['--max-semi-space-size=1', 'src/main.ts'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: settings,
  })
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const [, found] = /"port":(\d+)/.exec(line) ?? []
      if (line.includes('bot.started')) resolve(Number(found))
      else if (/"level":"(warn|error)"/.test(line) && !line.includes('rate-limited')) process.stderr.write(`${line}\n`)
    })
    child.once('exit', (code) => reject(new Error(`the bot ended with ${code}`)))
  })
  return { child, port }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

let pressed = 0

/** Presses at a steady rate, whatever the answers take; gives back how long each took, in milliseconds. */
async function press(port: number, apiUrl: string, forSeconds: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 })
  const begun = performance.now()
  const times: Promise<number>[] = []
  for (let index = 0; index < forSeconds * pressesPerSecond; index += 1) {
    await delay(Math.max(0, begun + (index * 1000) / pressesPerSecond - performance.now()))
    times.push(pressOnce(port, agent, bodyOf(pressed++, apiUrl)))
  }
  const taken = await Promise.all(times)
  agent.destroy()
  return taken
}

/** Somebody registers a concern: a new case, its words sealed under a key of its own, and an answer. */
function bodyOf(index: number, apiUrl: string): string {
  const user = `U0PRESS${index % people.pressing}`
  const values = {
    about: { line: { value: `Elev ${index}` } },
    seen: { lines: { value: 'Har vært mye borte de siste ukene.' } },
    targetGroup: { choice: { selected_option: { value: 'child' } } },
  }
  const value = JSON.stringify({ do: 'press', action: 'concern.register', data: {} })
  const payload = {
    type: 'block_actions',
    user: { id: user, team_id: team },
    team: { id: team },
    trigger_id: `1.${index}`,
    response_url: `${new URL(apiUrl).origin}/actions/${index}`,
    container: { type: 'message' },
    channel: { id: `D0${user}`, name: 'directmessage' },
    message: { ts: `2.${index}` },
    state: { values },
    actions: [{ type: 'button', value, action_ts: `3.${index}` }],
  }
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
}

function pressOnce(port: number, agent: Agent, body: string): Promise<number> {
  const at = String(Math.floor(Date.now() / 1000))
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': at,
    'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`,
  }
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    const asked = request({ host: '127.0.0.1', port, path: '/slack/events', method: 'POST', agent, headers })
    asked.on('response', (response) => {
      response.resume()
      response.on('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - begun)
        else reject(new Error(`a press was answered with ${response.statusCode}`))
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** An answer is worth nothing unless what it answers was kept. */
async function check(settings: Settings, presses: number): Promise<void> {
  const { database, masterKeys } = readConfig(settings)
  const store = await openStore({ path: database, keys: masterKeys })
  const next = await store.transaction((tx) => tx.cases.nextNumber('fjordvik'))
  await store.close()
  if (next !== 1001 + presses) throw new Error(`${presses} presses left ${next - 1001} cases`)
}

function at(share: number, times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? Number.NaN
}

const results = loads.map((load) => ({ load, times: [] as number[], sent: 0 }))
for (let round = 0; round < rounds; round += 1) {
  for (const result of results) {
    const { times, sent } = await measure(result.load)
    result.times.push(...times)
    result.sent += sent
  }
}
const [first] = results
for (const { load, times, sent } of results) {
  const [p50, p99] = [at(0.5, times), at(0.99, times)]
  const [ratio50, ratio99] = [p50 / at(0.5, first?.times ?? []), p99 / at(0.99, first?.times ?? [])]
  console.log(
    `press to answer, ${load.name}: p50 ${p50.toFixed(1)} ms (×${ratio50.toFixed(2)}), ` +
      `p99 ${p99.toFixed(1)} ms (×${ratio99.toFixed(2)}; target ${targetMs}), longest ${at(1, times).toFixed(0)} ms, ` +
      `${times.length} presses, ${sent} messages sent meanwhile`,
  )
}
if (results.some(({ times }) => at(0.99, times) >= targetMs)) process.exitCode = 1
