/**
 * Starts and stops one Microsoft 365 Agents Playground: a seat from which one person uses the bot in a browser. For the
 * demonstration and the journeys; it knows nothing about the bot but its address.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

/** Somebody who can use the bot. `id` is what the channel calls them, `aadObjectId` their Entra object id. */
export type Seat = { id: string; aadObjectId: string; name: string; email: string }

export type PlaygroundOptions = {
  /** Where the bot takes activities: `http://127.0.0.1:3978/api/messages`. */
  bot: string
  /** What the seats call the bot and the group chat. */
  botName: string
  groupName: string
  port: number
  /** Who sits here. */
  currentUser: Seat
  /** The others of the tenant: exactly five, which is what the Playground asks for. */
  users: Seat[]
  /** General comes by itself; at most one more channel, which is what the Playground allows. */
  team: { id: string; name: string; channels: { id: string; name: string }[] }
  tenantId: string
  /** Begins every conversation id, so that two Playgrounds on one bot never share one. */
  keyPrefix: string
  openBrowser: boolean
  /** Where its settings and its log are written; made if missing. */
  directory: string
}

export type Playground = {
  url: string
  /** `general` is the team's own channel; `channel` the other one, or General where there is no other. */
  conversations: { personal: string; group: string; channel: string; general: string }
  /** Tells the bot that it was installed for the one who sits there. */
  install(): Promise<void>
  /** Ends it and waits until it is gone. May be called more than once. */
  stop(): Promise<void>
}

const startWithinMs = 30_000

/**
 * Resolves when the Playground answers. Throws, naming the port, when the port is taken, and with the end of its log
 * when it did not start. It ends with this process, however that ends.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  await refuseTakenPort(options.port)
  const { config, conversations } = describe(options)
  const configFile = resolve(options.directory, 'playground.yml')
  const logFile = resolve(options.directory, 'playground.log')
  await mkdir(options.directory, { recursive: true })
  // JSON is YAML, and the Playground reads YAML only.
  await writeFile(configFile, JSON.stringify(config, null, 2))
  await writeFile(logFile, '')
  const child = launch(options, configFile, logFile)
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
  try {
    const port = await listeningPort(child)
    if (port !== null && port !== options.port) throw takenPort(options.port)
    const url = `http://127.0.0.1:${options.port}`
    if (port === null || !(await answers(url, options.currentUser))) throw await notStarted(logFile)
    return { url, conversations, install: () => install(url, conversations.personal), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function launch(options: PlaygroundOptions, configFile: string, logFile: string): ChildProcess {
  const environment = {
    M365_AGENTS_PLAYGROUND_CONFIG_PATH: configFile,
    M365_AGENTS_PLAYGROUND_LOGFILE: logFile,
    // `--disable-telemetry` stops the events alone: the telemetry library would still report that it is in use.
    APPLICATIONINSIGHTS_CONFIGURATION_CONTENT: JSON.stringify({ disableAppInsights: true, disableStatsbeat: true }),
    ...(options.openBrowser ? {} : { TEAMSAPPTESTER_BROWSER: 'none' }),
  }
  const flags = ['-e', options.bot, '-c', 'msteams', '-p', String(options.port), '--disable-telemetry']
  const service = ['--service-url', `http://127.0.0.1:${options.port}/_connector`]
  const program = fileURLToPath(new URL('./playground-process.ts', import.meta.url))
  return fork(program, [JSON.stringify(environment), 'start', ...flags, ...service], {
    cwd: options.directory,
    execArgv: [],
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  })
}

/**
 * The Playground takes any free port when the wanted one is taken, and says only here which one it got. Null when it
 * ended or said nothing in time.
 */
async function listeningPort(child: ChildProcess): Promise<number | null> {
  const noPort = () => null
  const ended = once(child, 'exit', { signal: AbortSignal.timeout(startWithinMs) }).then(noPort, noPort)
  return Promise.race([portSaid(child.stdout), ended])
}

async function portSaid(output: Readable | null): Promise<number | null> {
  if (output === null) return null
  // Not `for await`: leaving such a loop closes the pipe, and the Playground dies of its next line.
  return new Promise((found) => {
    createInterface({ input: output }).on('line', (line) => {
      const port = /^Listening on (\d+)/.exec(line)?.[1]
      if (port !== undefined) found(Number(port))
    })
  })
}

/** It listens before it has read its settings, and ends when they are wrong. */
async function answers(url: string, { aadObjectId }: Seat): Promise<boolean> {
  try {
    const response = await fetch(`${url}/_internal/v1/testConfig`, { signal: AbortSignal.timeout(startWithinMs) })
    return response.ok && (await response.text()).includes(aadObjectId)
  } catch {
    return false
  }
}

async function install(url: string, conversationId: string): Promise<void> {
  const query = new URLSearchParams({ conversationId, type: 'install' })
  const activity = await (await fetch(`${url}/_internal/v1/customActivities/template?${query}`)).text()
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/_internal/v1/customActivities`, { method: 'POST', headers, body: activity })
  if (!answer.ok) throw new Error(`the Playground could not tell the bot that it is installed: ${answer.status}`)
}

async function notStarted(logFile: string): Promise<Error> {
  const log = await readFile(logFile, 'utf8')
  return new Error(`the Playground did not start; the end of its log:\n${log.slice(-2000)}`)
}

/** Throws a sentence that names the port when something listens there. */
export async function refuseTakenPort(port: number): Promise<void> {
  const probe = createServer()
  try {
    await once(probe.listen(port, '127.0.0.1'), 'listening')
  } catch (cause) {
    throw takenPort(port, cause)
  }
  await new Promise((closed) => probe.close(closed))
}

function takenPort(port: number, cause?: unknown): Error {
  return new Error(`Port ${port} is taken: end the program that uses it (another demonstration?) and try again.`, {
    cause,
  })
}

/** The Playground's own settings, by the schema 0.1.1 it carries; the misspelled `userPrincipleName` is its own. */
function describe({ users, team, keyPrefix, ...options }: PlaygroundOptions) {
  if (users.length !== 5) throw new Error(`a Playground needs exactly 5 users beside its own, not ${users.length}`)
  const general = keyPrefix + team.id
  const channels = team.channels.map(({ id, name }) => ({ id: keyPrefix + id, name }))
  const personal = `${keyPrefix}personal`
  const group = `${keyPrefix}group`
  const config = {
    version: '0.1.1',
    tenantId: options.tenantId,
    bot: { id: `28:${options.botName.toLowerCase()}`, name: options.botName },
    currentUser: account(options.currentUser),
    users: users.map(account),
    personalChat: { id: personal },
    groupChat: { id: group, name: options.groupName },
    team: { id: general, name: team.name, aadGroupId: team.id, channels },
  }
  return { config, conversations: { personal, group, general, channel: channels[0]?.id ?? general } }
}

function account({ id, aadObjectId, name, email }: Seat) {
  const words = name.split(' ')
  const surname = words.pop() ?? name
  return { id, name, aadObjectId, email, userPrincipleName: email, givenName: words.join(' '), surname }
}
