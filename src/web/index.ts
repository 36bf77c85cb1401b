/**
 * The one HTTP server: a health check, the doors of the channels, and the pages. Knows no channel; each brings its own router and
 * reads its own bodies, since their signatures cover the raw ones.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Socket } from 'node:net'
import express, { type ErrorRequestHandler, type Express, type Router } from 'express'
import { bareHeaders } from './bare.ts'

export type Web = {
  routers: Router[]
  /** What is wrong now, as codes: asked at every health check, once at a time. */
  faults(): string[] | Promise<string[]>
  /** Hears of requests that failed here, in codes and never in words. */
  report(event: string, fields?: { code?: string }): void
}

/** `GET /healthz` answers 200, or 503 with codes that say why; what no router takes is a bare 404; no answer says what the server is made of. */
export function createWeb({ routers, faults, report }: Web): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  const looked = oneAtATime(() =>
    Promise.resolve()
      .then(faults)
      .catch(() => ['unknown']),
  )
  app.get('/healthz', async (_request, response) => {
    const reasons = await looked()
    response.set(bareHeaders)
    if (reasons.length === 0) response.json({ status: 'ok' })
    else response.status(503).json({ status: 'unavailable', reasons })
  })
  for (const router of routers) app.use(router)
  app.use((_request, response) => {
    response.set(bareHeaders).status(404).end()
  })
  app.use(bareError(report))
  return app
}

/** Whoever asks while somebody has asked gets the same answer, so that asking often costs no more. */
function oneAtATime<T>(look: () => Promise<T>): () => Promise<T> {
  let looking: Promise<T> | null = null
  return () => {
    looking ??= look().finally(() => {
      looking = null
    })
    return looking
  }
}

/** A server that listens. `close` ends when every request under way is answered. */
export type Listening = { port: number; close(): Promise<void> }

/**
 * Port 0 takes any free port. Rejects with Node's error, such as `EADDRINUSE`, when it can't listen. `patience`: milliseconds that a
 * request whose end has not come yet is waited for at the close, after which Node itself no longer looks.
 */
export async function listen(app: Express, host: string, port: number, patience = 5_000): Promise<Listening> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, app)
  const closeStalled = watchRequests(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve, reject) => {
        const late = setTimeout(closeStalled, patience)
        server.close((error) => {
          clearTimeout(late)
          if (error) reject(error)
          else resolve()
        })
        server.closeIdleConnections()
      }),
  }
}

/** What it gives back ends the connections whose request has not arrived whole, so that nobody is kept from an answer. */
function watchRequests(server: Server): () => void {
  const requests = new Map<Socket, IncomingMessage | null>()
  server.on('connection', (socket) => {
    requests.set(socket, null)
    socket.once('close', () => requests.delete(socket))
  })
  server.on('request', (request) => void requests.set(request.socket, request))
  return () => {
    for (const [socket, request] of requests) if (!request?.complete) socket.destroy()
  }
}

/** A body that is too large or no JSON has its own 4xx; everything else is a 500. Neither says more than the status. */
function bareError(report: Web['report']): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error)
    const status: unknown = error instanceof Error && 'status' in error ? error.status : null
    const refused = typeof status === 'number' && status >= 400 && status < 500
    report(refused ? 'request-refused' : 'request-failed', { code: codeOf(error) })
    response
      .set(bareHeaders)
      .status(refused ? status : 500)
      .end()
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'type' in error && typeof error.type === 'string' ? error.type : error.name
}
