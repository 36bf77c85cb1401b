/**
 * A Bot Connector on this machine: takes what a bot sends, remembers it, and fails on demand in the ways the real one
 * does. It knows nothing of cards.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { z } from 'zod'

/** One request as the connector got it; `delivered` is whether people would see its message. */
type Received = {
  kind: 'create' | 'send' | 'update' | 'member'
  conversation: string
  message: string
  body: z.infer<typeof bodySchema>
  delivered: boolean
  authorization: string | null
}

/** How the next request fails. `swallowed`: delivered, and then the connection breaks. `silent`: never answered. */
export type Fault =
  | { status: number; retryAfter?: string; location?: string }
  | 'reset'
  | 'swallowed'
  | 'silent'
  | 'no-id'

export type StandIn = {
  url: string
  received: Received[]
  /** Resolves when so many requests have come since the start. */
  count(requests: number): Promise<void>
  /** Fails the next request, or the next to that conversation; resolves when it has. */
  failNext(fault: Fault, conversation?: string): Promise<void>
  close(): Promise<void>
}

const bodySchema = z.looseObject({
  activity: z.looseObject({}).optional(),
  members: z.array(z.looseObject({ id: z.string() })).optional(),
  channelData: z.looseObject({ channel: z.object({ id: z.string() }).optional() }).optional(),
})

export async function startConnector(): Promise<StandIn> {
  const received: Received[] = []
  const faults: { fault: Fault; conversation?: string | undefined; strike(): void }[] = []
  const waiting = new Map<number, PromiseWithResolvers<void>>()
  const server = createServer(async (request, response) => {
    const asked = await read(request, received.length)
    const next = faults.findIndex(({ conversation = asked.conversation }) => conversation === asked.conversation)
    const [planned] = next < 0 ? [] : faults.splice(next, 1)
    const fault = planned?.fault
    const delivered = fault === undefined || fault === 'swallowed' || fault === 'no-id'
    const authorization = request.headers.authorization ?? null
    const entry = { ...asked, delivered, authorization }
    received.push(entry)
    answer(response, entry, fault)
    planned?.strike()
    waiting.get(received.length)?.resolve()
    waiting.delete(received.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/connector`,
    received,
    count: async (requests) => {
      if (received.length >= requests) return
      // Several may wait for the same.
      const reached = waiting.get(requests) ?? Promise.withResolvers<void>()
      waiting.set(requests, reached)
      await reached.promise
    },
    failNext: (fault, conversation) =>
      new Promise((strike) => {
        faults.push({ fault, conversation, strike })
      }),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const member = /^\/connector\/v3\/conversations\/([^/]+)\/members\/([^/]+)$/
const path = /^\/connector\/v3\/conversations(?:\/([^/]+)\/activities(?:\/([^/]+))?)?$/

type Read = Omit<Received, 'delivered' | 'authorization'>

async function read(request: IncomingMessage, index: number): Promise<Read> {
  const [, among, asked = ''] = member.exec(request.url ?? '') ?? []
  if (among !== undefined) return { kind: 'member', conversation: decodeURIComponent(among), message: asked, body: {} }
  const [matched, conversation = '', message = ''] = path.exec(request.url ?? '') ?? []
  if (matched === undefined) throw new Error(`no such route: ${request.url}`)
  const body = bodySchema.parse(await json(request))
  if (request.method === 'PUT') {
    return { kind: 'update', conversation: decodeURIComponent(conversation), message, body }
  }
  const id = `m${index + 1}`
  if (conversation !== '') {
    return { kind: 'send', conversation: decodeURIComponent(conversation), message: id, body }
  }
  const channel = body.channelData?.channel?.id
  const created = channel === undefined ? `a:with-${body.members?.[0]?.id}` : `${channel};messageid=${id}`
  return { kind: 'create', conversation: created, message: id, body }
}

function answer(response: ServerResponse, entry: Received, fault: Fault | undefined): void {
  if (fault === 'silent') return
  if (fault === 'reset' || fault === 'swallowed') return void response.destroy()
  if (fault === 'no-id') return void response.writeHead(201).end('{}')
  if (fault !== undefined) {
    const { status, retryAfter, location } = fault
    if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter)
    if (location !== undefined) response.setHeader('location', location)
    response.writeHead(status).end()
    return
  }
  const { kind, conversation, message } = entry
  // The bot is no member: Teams says so, and that is an answer.
  if (kind === 'member') return void response.writeHead(404).end()
  const thread = kind === 'create' && entry.body.activity !== undefined
  const body = kind === 'create' ? { id: conversation, ...(thread ? { activityId: message } : {}) } : { id: message }
  response.writeHead(kind === 'update' ? 200 : 201, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
