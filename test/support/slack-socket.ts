/** Slack's Socket Mode on this machine: hands out the address of a connection, sends envelopes, hears what is acknowledged. */
import { createServer } from 'node:http'
import { WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'

export type SlackSocket = {
  url: string
  /** The tokens that asked for a connection. */
  tokens: (string | null)[]
  /** The other methods that were called. */
  called: string[]
  /** Resolves when so many connections were opened since the start. */
  connected(times: number): Promise<void>
  /** Sends an envelope, and gives what it is acknowledged with; null when the connection ends before that. */
  send(type: string, payload: unknown): Promise<Record<string, unknown> | null>
  /** How many connections are open. */
  open(): number
  /** Ends the connection, as Slack does now and then. */
  refresh(): void
  close(): Promise<void>
}

/** Slack ends the connection for a longer one (1009), and sends again what it had sent: revelrylabs/slax pull request 614. */
const longestFrame = 20_480

const acknowledgement = z.object({ envelope_id: z.string(), payload: z.record(z.string(), z.unknown()).default({}) })

export async function startSlackSocket(): Promise<SlackSocket> {
  const tokens: (string | null)[] = []
  const called: string[] = []
  const waiting = new Map<number, () => void>()
  const acknowledged = new Map<string, (payload: Record<string, unknown> | null) => void>()
  let open: WebSocket | null = null
  let connections = 0
  let envelopes = 0
  const server = createServer((request, response) => {
    const method = String(request.url).split('/').at(-1) ?? ''
    if (method === 'apps.connections.open') tokens.push(request.headers.authorization?.replace(/^Bearer /, '') ?? null)
    else called.push(method)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port()}/link` }))
  })
  const sockets = new WebSocketServer({ server, maxPayload: longestFrame })
  const port = () => Object(server.address()).port
  sockets.on('connection', (socket) => {
    open = socket
    socket.on('message', (data) => {
      const { envelope_id, payload } = acknowledgement.parse(JSON.parse(String(data)))
      acknowledged.get(envelope_id)?.(payload)
    })
    socket.on('close', () => {
      for (const resolve of acknowledged.values()) resolve(null)
    })
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }))
    connections += 1
    waiting.get(connections)?.()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    ...{ url: `http://127.0.0.1:${port()}/api/`, tokens, called },
    connected: async (times) => {
      if (connections < times) await new Promise<void>((resolve) => waiting.set(times, resolve))
    },
    send(type, payload) {
      envelopes += 1
      const id = `envelope-${envelopes}`
      const answer = new Promise<Record<string, unknown> | null>((resolve) => acknowledged.set(id, resolve))
      open?.send(JSON.stringify({ type, envelope_id: id, accepts_response_payload: true, payload }))
      return answer
    },
    open: () => [...sockets.clients].filter(({ readyState }) => readyState === WebSocket.OPEN).length,
    refresh: () => open?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' })),
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
