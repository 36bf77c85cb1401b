/**
 * The bot as a process of its own, as `npm start` runs it, so that a test can kill it; and people who reach it with no
 * client in between. What it sends goes to a stand-in for the connector.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { runAdmin } from '../../src/admin.ts'
import { surveySettings } from '../../src/config.ts'
import { tenantId } from '../../src/demo/seats.ts'
import { type Answered, type Chat, type Door, openChat, type Standing } from './chat.ts'
import type { StandIn } from './connector.ts'
import { isObject } from './rendered-card.ts'

const here = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export type BotProcess = {
  /** Ends it at once, whatever it was doing, and waits until it is gone. */
  kill(): Promise<void>
  /** Lets it finish what it is doing, and waits until it is gone. */
  stop(): Promise<void>
  signal(name: NodeJS.Signals): void
  /** Resolves when the log tells of the event. */
  tells(event: string): Promise<void>
  /** The first line of the log that tells of the event; empty where none does. */
  line(event: string): string
  /** All that its log has told until now, oldest first. */
  said: readonly string[]
  /** Resolves with its exit code, null where a signal ended it, and all it has said. */
  ended: Promise<{ code: number | null; said: string[] }>
}

/**
 * Everything a bot needs in a folder: its settings, with Fjordvik's people in the directory. Content may stand in chats, for
 * those who press here have no dialogs.
 */
export async function settleIn(folder: string, port: number): Promise<{ [name: string]: string }> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'master.key'), `1:${Buffer.alloc(32, 1).toString('base64')}`, { mode: 0o600 })
  const model = join(folder, 'fjordvik.yaml')
  const sample = readFileSync(here('src/demo/fjordvik.yaml'), 'utf8')
  // What is told is counted message by message, so that none of it waits for a digest.
  writeFileSync(model, `${sample}\npolicy:\n  reminders:\n    mostADay: 1000\ncontent:\n  stands: chat\n`)
  const settings = {
    STAFETT_PORT: String(port),
    STAFETT_DATABASE: join(folder, 'stafett.sqlite'),
    STAFETT_MODELS: model,
    STAFETT_MASTER_KEY_FILE: join(folder, 'master.key'),
    STAFETT_DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS: 'yes',
  }
  const said: string[] = []
  const context = { survey: () => surveySettings(settings), print: (line: string) => void said.push(line) }
  const failed = await runAdmin(['import', here('src/demo/people.csv')], context)
  if (failed) throw new Error(said.join('\n'))
  return settings
}

/** Resolves when the bot says that it has started. */
export async function startBotProcess(settings: { [name: string]: string }): Promise<BotProcess> {
  const cache = join(tmpdir(), 'stafett-compiled')
  const env = { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: cache, ...settings }
  const child = spawn(process.execPath, [here('src/main.ts')], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  const gone = once(child, 'exit')
  const said: string[] = []
  const lines = createInterface({ input: child.stderr }).on('line', (line) => void said.push(line))
  const told = async (event: string) => {
    while (!said.some((line) => line.includes(`"${event}"`))) await once(lines, 'line')
  }
  const tellings = new Map<string, Promise<void>>()
  // However many wait for the same, the lines are listened to once.
  const tells = (event: string) => {
    const telling = tellings.get(event) ?? told(event)
    tellings.set(event, telling)
    return telling
  }
  const line = (event: string) => said.find((one) => one.includes(`"${event}"`)) ?? ''
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, said }))
  const started = tells('bot.started').then(() => true)
  if (!(await Promise.race([started, gone.then(() => false)]))) throw new Error('the bot did not start')
  const end = (signal: 'SIGKILL' | 'SIGTERM') => async () => {
    child.kill(signal)
    await gone
  }
  const signal = (name: NodeJS.Signals) => void child.kill(name)
  return { kill: end('SIGKILL'), stop: end('SIGTERM'), signal, tells, line, said, ended }
}

/** How the connector knows the chat of somebody known by their Entra object id. */
export function chatOf(person: string): string {
  return `a:with-${person}`
}

/** The chat of somebody known by their Entra object id. A press the bot did not answer is rejected. */
export function directChat(bot: string, connector: StandIn, person: string): Chat {
  const conversation = chatOf(person)
  const post = async (activity: { [key: string]: unknown }) => {
    const response = await fetch(`${bot}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...envelope(connector.url, person, conversation), ...activity }),
    })
    return { status: response.status, text: await response.text() }
  }
  const door: Door = {
    standing: () => standingIn(connector, conversation),
    async write(text) {
      await post({ type: 'message', text })
    },
    async press({ message, verb, title, data, fields }): Promise<Answered> {
      const action = { type: 'Action.Execute', verb, title, data: { ...data, ...fields } }
      const value = { action, trigger: 'manual' }
      const { status, text } = await post({ type: 'invoke', name: 'adaptiveCard/action', value, replyToId: message })
      const answer = text === '' ? null : answered.parse(JSON.parse(text)).value
      return isObject(answer)
        ? { status, card: answer, message: null }
        : { status, card: null, message: answer ?? null }
    },
    async until(look) {
      for (;;) {
        const found = look()
        if (found) return found
        await connector.count(connector.received.length + 1)
      }
    },
  }
  return openChat(door)
}

const answered = z.object({ value: z.union([z.string(), z.record(z.string(), z.unknown())]) })

let deliveries = 0

/** Each activity under an id of its own: the process number keeps two runs on one database apart. */
function envelope(serviceUrl: string, person: string, conversation: string) {
  deliveries += 1
  return {
    ...{ id: `${process.pid}-${deliveries}`, channelId: 'msteams', serviceUrl },
    from: { id: person, aadObjectId: person },
    recipient: { id: '28:stafett' },
    conversation: { id: conversation, conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
  }
}

function standingIn(connector: StandIn, conversation: string): Standing[] {
  const standing = new Map<string, Standing>()
  for (const { kind, conversation: where, message: id, body, delivered } of connector.received) {
    if (!delivered || where !== conversation || kind === 'create' || kind === 'member') continue
    const [attachment] = Array.isArray(body.attachments) ? body.attachments : []
    const card = isObject(attachment) && isObject(attachment.content) ? attachment.content : null
    if (card) standing.set(id, { id, card, updates: (standing.get(id)?.updates ?? -1) + 1 })
  }
  return [...standing.values()]
}
