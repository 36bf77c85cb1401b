/**
 * Slack's Web API on this machine: the `emulate` package, which nobody here wrote, keeps what was sent and says what Slack
 * would say; a door in front of it remembers every request and fails on demand in the ways the real one does.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { createEmulator } from 'emulate'
import { z } from 'zod'

/** One request as Slack got it; `delivered` is whether it had an effect. Arguments that are JSON are parsed. */
export type Received = {
  /** `chat.postMessage`, or `response` for an answer through a `response_url`. */
  method: string
  path: string
  args: Record<string, unknown>
  token: string | null
  delivered: boolean
  answer: unknown
}

/**
 * How a request fails. `swallowed`: it had its effect, and then the connection breaks. `cut`: it breaks in the middle of
 * the answer. `silent`: never answered; `mute`: neither, but it had its effect. `late`: it had its effect before it was
 * answered with that status.
 */
export type Fault =
  | { status: number; retryAfter?: string; location?: string; body?: string; late?: boolean }
  | { error: string; retryAfter?: string }
  | 'reset'
  | 'swallowed'
  | 'cut'
  | 'silent'
  | 'mute'

/** What a method that `emulate` does not have answers, or answers differently. Undefined: as `emulate` does. */
export type Own = (args: Record<string, unknown>, path: string) => object | undefined | Promise<object | undefined>

export type SlackApi = {
  /** For `STAFETT_SLACK_API_URL`. */
  url: string
  team: string
  bot: { token: string; user: string }
  /** Ids by name. Everybody is a member of every channel. */
  users: Record<string, string>
  channels: Record<string, string>
  received: Received[]
  /** Resolves when so many requests have come since the start. */
  count(requests: number): Promise<void>
  /** Resolves with what `look` finds, now or after a request to come; throws with what was asked when it never does. */
  until<T>(look: () => T | undefined | null | false, what: string): Promise<T>
  /** The next request fails, or the next of a method. */
  /** `saying`: the next in which that stands. */
  failNext(fault: Fault, method?: string, saying?: string): void
  answering(method: string, own: Own): void
  /** An address for answers to one press, new each time. */
  responseUrl(): string
  /** Asks Slack itself, unseen: what stands in a channel, whose conversation it is. */
  ask(method: string, args?: Record<string, unknown>, token?: string): Promise<Record<string, unknown>>
  close(): Promise<void>
}

type People = { users?: string[]; channels?: string[] }

const token = 'xoxb-1-test'

/** With this somebody speaks for themselves. */
export function tokenOf(user: string): string {
  return `xoxp-${user}`
}
const botUser = 'U0STAFETT1'

export async function startSlackApi({
  users = ['kari', 'tor'],
  channels = ['skolen'],
}: People = {}): Promise<SlackApi> {
  const emulator = await createEmulator({ service: 'slack', port: 0, seed: seed(users, channels) })
  const ask = asker(new URL(emulator.url).port)
  const received: Received[] = []
  const faults: { fault: Fault; method: string | null; saying: string }[] = []
  const own = new Map<string, Own>(Object.entries(missing))
  const waiting = new Map<number, () => void>()
  const watching = new Set<() => void>()
  let addresses = 0
  const server = createServer(async (request, response) => {
    const asked = await read(request)
    const index = faults.findIndex(
      ({ method, saying }) =>
        (method === null || method === asked.method) && JSON.stringify(asked.args).includes(saying),
    )
    const fault = index < 0 ? undefined : faults.splice(index, 1)[0]?.fault
    const delivered = fault === undefined || (typeof fault === 'object' ? 'late' in fault : taken.includes(fault))
    const answer = delivered ? await answerTo(asked, own, ask) : null
    received.push({ ...asked, delivered, answer })
    respond(response, answer, fault)
    waiting.get(received.length)?.()
    for (const answered of watching) answered()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  return {
    ...{ url: `${origin}/api/`, team: 'T000000001', bot: { token, user: botUser }, received, ask },
    users: await idsOf(ask, 'users.list', 'members'),
    channels: await idsOf(ask, 'conversations.list', 'channels'),
    count: async (requests) => {
      if (received.length < requests) await new Promise<void>((resolve) => waiting.set(requests, resolve))
    },
    until: (look, what) => waitFor(look, watching, () => `${what}: not seen\n${told(received)}`),
    failNext: (fault, method, saying = '') => void faults.push({ fault, method: method ?? null, saying }),
    answering: (method, answer) => void own.set(method, answer),
    responseUrl: () => `${origin}/actions/T000000001/${++addresses}/x`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await emulator.close()
    },
  }
}

const longestWaitMs = 10_000

function waitFor<T>(
  look: () => T | undefined | null | false,
  watching: Set<() => void>,
  seen: () => string,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const check = () => {
      const found = look()
      if (found) end(() => resolve(found))
    }
    const end = (finish: () => void) => {
      clearTimeout(deadline)
      watching.delete(check)
      finish()
    }
    const deadline = setTimeout(() => end(() => reject(new Error(seen()))), longestWaitMs)
    watching.add(check)
    check()
  })
}

function told(received: Received[]): string {
  const line = ({ method, args, answer }: Received) => {
    const { ok, error } = isRecord(answer) ? answer : { ok: null, error: null }
    return `${method} ${args.channel ?? args.trigger_id ?? args.view_id} ${args.text} → ${ok} ${error ?? ''}`
  }
  return received.slice(-8).map(line).join('\n')
}

/** A workspace where the app is installed. */
function seed(users: string[], channels: string[]) {
  const app = { app_id: 'A0STAFETT', bot_id: 'B0STAFETT', bot_user_id: botUser, bot_name: 'stafett' }
  const oauth = {
    client_id: '1.2',
    client_secret: 'secret',
    name: 'Stafett',
    redirect_uris: ['https://stafett.example'],
  }
  return {
    slack: {
      users: users.map((name) => ({ name, email: `${name}@fjordvik.example` })),
      oauth_apps: [{ ...oauth, ...app, scopes: ['chat:write'] }],
      tokens: [
        { token, user_id: botUser, app_id: app.app_id, bot_id: app.bot_id },
        ...users.map((name) => ({ token: tokenOf(name), type: 'user', user: name })),
      ],
      channels: channels.map((name) => ({ name })),
    },
  }
}

/** Failures after which the request had its effect. */
const taken: Fault[] = ['swallowed', 'cut', 'mute']

/** Slack says these things too, `emulate` does not. */
const missing: Record<string, Own> = { 'chat.unfurl': () => ({ ok: true }), response: () => ({ ok: true }) }

type Asked = Pick<Received, 'method' | 'path' | 'args' | 'token'>
type Ask = SlackApi['ask']

async function answerTo({ method, path, args, token }: Asked, own: Map<string, Own>, ask: Ask): Promise<unknown> {
  const answer = (await own.get(method)?.(args, path)) ?? (await ask(method, args, token ?? ''))
  if (method !== 'users.info' || !isRecord(answer) || !isRecord(answer.user)) return answer
  // Slack tells whether an address was confirmed.
  return { ...answer, user: { is_email_confirmed: true, ...answer.user } }
}

function asker(port: string) {
  return async (method: string, args: Record<string, unknown> = {}, as = token): Promise<Record<string, unknown>> => {
    const response = await fetch(`http://127.0.0.1:${port}/api/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${as}` },
      body: JSON.stringify(args),
    })
    return z.record(z.string(), z.unknown()).parse(await response.json())
  }
}

const path = /^\/(?:api\/([a-zA-Z.0-9]+)|actions\/.+)$/

async function read(request: IncomingMessage): Promise<Asked> {
  const [matched, method = 'response'] = path.exec(request.url ?? '') ?? []
  if (matched === undefined) throw new Error(`no such route: ${request.url}`)
  const body = await text(request)
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false
  const { token: inBody, ...args } = isJson ? recordOf(body) : formOf(body)
  const inHeader = request.headers.authorization?.replace(/^Bearer /, '')
  return { method, path: matched, args, token: inHeader ?? (typeof inBody === 'string' ? inBody : null) }
}

function formOf(body: string): Record<string, unknown> {
  const entries = [...new URLSearchParams(body)]
  return Object.fromEntries(entries.map(([name, value]) => [name, /^[[{]/.test(value) ? JSON.parse(value) : value]))
}

function recordOf(body: string): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(body))
}

function respond(response: ServerResponse, answer: unknown, fault: Fault | undefined): void {
  if (fault === 'silent' || fault === 'mute') return
  if (fault === 'reset' || fault === 'swallowed') return void response.destroy()
  if (fault === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
    response.write('{"ok":', () => response.destroy())
    return
  }
  if (fault?.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter)
  if (fault !== undefined && 'status' in fault) {
    if (fault.location !== undefined) response.setHeader('location', fault.location)
    return void response.writeHead(fault.status).end(fault.body ?? '')
  }
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(fault === undefined ? answer : { ok: false, error: fault.error }))
}

const named = z.array(z.looseObject({ id: z.string(), name: z.string() }))

async function idsOf(ask: Ask, method: string, list: string): Promise<Record<string, string>> {
  const found = named.parse((await ask(method))[list])
  return Object.fromEntries(found.map(({ id, name }) => [name, id]))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
