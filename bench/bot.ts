/** The bot as a process of its own, as `npm start` runs it, with both channels; and the people who press. Ended by its own id. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { createIds } from '../src/ids.ts'
import type { Account } from '../src/ports.ts'
import { openStore } from '../src/store/open.ts'
import { keys, somebody } from './place.ts'
import { secret, team } from './slack.ts'
import { appId, tenant, tokenIssuer } from './teams.ts'

export type Settings = { [name: string]: string }

export type Process = {
  port: number
  /** From its start until it said that it had. */
  readyMs: number
  /** What it keeps in memory now, in MiB. */
  rss(): number
  /** It may finish what it does, for some seconds; resolves when it is gone. */
  end(): Promise<void>
}

/** Those who press, and those whom the outbox has something for. */
const people = { pressing: 20, waiting: 100 }
export const users = {
  slack: Array.from({ length: people.pressing }, (_, index) => `U0PRESS${index}`),
  teams: Array.from({ length: people.pressing }, (_, index) => objectId(index)),
  waiting: Array.from({ length: people.waiting }, (_, index) => `U0WAIT${index}`),
}

function objectId(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
}

type Where = { folder: string; apiUrl: string; metadataUrl: string }

/** Its settings, without anybody in the directory. What Teams would be asked for a token by is a closed port of this machine. */
export function settingsIn({ folder, apiUrl, metadataUrl }: Where): Settings {
  const [master] = keys
  return {
    STAFETT_PORT: '0',
    STAFETT_DATABASE: join(folder, 'stafett.sqlite'),
    STAFETT_MODELS: 'src/demo/fjordvik.yaml',
    STAFETT_MASTER_KEY: `${master?.version}:${master?.key.toString('base64')}`,
    STAFETT_SLACK_SIGNING_SECRET: secret,
    STAFETT_SLACK_BOT_TOKEN: 'xoxb-bench',
    STAFETT_SLACK_API_URL: apiUrl,
    STAFETT_TEAMS_APP_ID: appId,
    STAFETT_TEAMS_APP_PASSWORD: 'bench',
    STAFETT_TEAMS_TENANT_ID: tenant,
    STAFETT_TEAMS_OPENID_METADATA_URL: metadataUrl,
    STAFETT_TEAMS_TOKEN_ISSUER: tokenIssuer,
    NODE_USE_ENV_PROXY: '1',
    HTTPS_PROXY: 'http://127.0.0.1:9',
  }
}

/** Brings in everybody who presses or waits, and a head whom concerns are told of. */
export async function importPeople(settings: Settings): Promise<void> {
  const teams = (user: string): Account => ({ channel: 'teams', tenant, user })
  const slack = (user: string): Account => ({ channel: 'slack', tenant: team, user })
  const pressing = users.slack.map((user, index) => {
    const accounts = [slack(user), teams(users.teams[index] ?? '')]
    return somebody(user, { accounts })
  })
  const waiting = users.waiting.map((user) => somebody(user, { accounts: [slack(user)] }))
  const head = somebody('U0LEADER', { accounts: [slack('U0LEADER')], roles: ['employee', 'leader'] })
  const store = await openStore({ path: databaseOf(settings), keys })
  const ids = createIds({ now: () => new Date().toISOString() })
  const imported = await store.importPeople([head, ...pressing, ...waiting], ids)
  await store.close()
  if ('conflicts' in imported) throw new Error(JSON.stringify(imported.conflicts))
}

export function databaseOf({ STAFETT_DATABASE: path = '' }: Settings): string {
  return path
}

const patienceMs = 5000

const running = new Set<ChildProcess>()

/** For whoever is stopped in the midst: everything that was started here is gone then. */
export async function endAll(): Promise<void> {
  for (const child of running) await end(child)
}

const flags = ['--max-semi-space-size=1', '--disable-warning=DEP0040', '--import', './src/compile-cache.mjs']

export function startBot(settings: Settings): Promise<Process> {
  return startProcess([...flags, 'src/main.ts'], settings)
}

/** A process of Node's that says on stderr, as the bot does, that it has started and on which port. */
export async function startProcess(args: string[], env: Settings): Promise<Process> {
  const begun = performance.now()
  const told = new Set<string>()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], env })
  running.add(child.once('exit', () => running.delete(child)))
  try {
    const port = await new Promise<number>((resolve, reject) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        const [, found] = /"port":(\d+)/.exec(line) ?? []
        if (line.includes('bot.started')) resolve(Number(found))
        else if (isNews(line, told)) process.stderr.write(`${line}\n`)
      })
      child.once('exit', (code) => reject(new Error(`the process ended with ${code}`)))
    })
    const readyMs = performance.now() - begun
    const rss = () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)])) / 1024
    return { port, readyMs, rss, end: () => end(child) }
  } catch (error) {
    await end(child)
    throw error
  }
}

/** What it complains of, each once; that Slack asked it for patience is no complaint. */
function isNews(line: string, told: Set<string>): boolean {
  const [, event = line] = /"event":"([\w.-]+)"/.exec(line) ?? []
  if (told.has(event) || /"level":"(info|debug)"/.test(line) || line.includes('rate-limited')) return false
  told.add(event)
  return true
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), patienceMs)
  await gone.finally(() => clearTimeout(late))
}

/** How many cases stand in its file, whether it runs or not. An answer is worth nothing unless what it answers was kept. */
export function casesIn(settings: Settings): number {
  const database = new Database(databaseOf(settings), { readonly: true })
  try {
    return database.prepare<[], number>('select count(*) from "case"').pluck().get() ?? 0
  } finally {
    database.close()
  }
}
