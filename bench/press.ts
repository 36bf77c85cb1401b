/**
 * How long a press takes to be answered while the outbox is full and Slack is slow, beside an empty outbox and a fast Slack:
 * `npm run bench`. The whole bot is a process of its own and gets signed requests over HTTP; Slack is a stand-in here.
 * Bounded, on loopback; ends what it started.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { runAdmin } from '../src/admin.ts'
import { readConfig, surveySettings } from '../src/config.ts'
import type { Outgoing } from '../src/ports.ts'
import { openStore } from '../src/store/open.ts'
import { press, secret, startSlack, team } from './slack.ts'

const pressesPerSecond = 50
/** The loads take turns, so that what else the machine does falls on all of them. */
const rounds = 3
const seconds = 7
const targetMs = 50
/** Those who press, and those whom the outbox has something for. */
const people = { pressing: 20, waiting: 100 }

/** `chats`: how many people the rows are for. `apart`: each row in a lane of its own, as the threads of a channel have. */
type Load = { name: string; waiting: number; chats: number; apart: boolean; slackMs: number }
const loads: Load[] = [
  { name: 'empty outbox, fast Slack', waiting: 0, chats: 1, apart: false, slackMs: 0 },
  { name: '5,000 waiting for 100 chats, Slack takes 2 s', waiting: 5000, chats: 100, apart: false, slackMs: 2000 },
  { name: '5,000 waiting for one chat, Slack takes 2 s', waiting: 5000, chats: 1, apart: true, slackMs: 2000 },
]

const presses = (port: number, apiUrl: string, seconds: number) => {
  return { port, apiUrl, seconds, perSecond: pressesPerSecond, people: people.pressing }
}

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
    await press(presses(started.port, slack.url, 1))
    const times = await press(presses(started.port, slack.url, seconds))
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
  const context = { survey: () => surveySettings(settings), print: (line: string) => void said.push(line) }
  if (await runAdmin(['import', file], context)) throw new Error(said.join('\n'))
  return settings
}

/** Rows that are due: each is drawn for its person when it is sent. */
async function fill(settings: Settings, { waiting, chats, apart }: Load): Promise<void> {
  const { database, masterKeys } = readConfig(settings)
  const store = await openStore({ path: database, keys: masterKeys })
  await store.transaction(async (tx) => {
    const ids: Outgoing['person'][] = []
    for (let index = 0; index < chats; index += 1) {
      ids.push((await tx.people.byAccount({ channel: 'slack', tenant: team, user: `U0WAIT${index}` }))?.id ?? null)
    }
    const rows = Array.from({ length: waiting }, (_, index): Outgoing => {
      const person = ids[index % chats] ?? null
      const about = { case: null, line: null, subject: '', message: null, origin: null } as const
      const sent = {
        id: `out_bench${index}`,
        verb: 'direct',
        card: 'mine',
        person,
        lane: apart ? `row:${index}` : `person:${person}`,
      } as const
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
