/** Where Slack's payloads come in: a path of the HTTP server, or a socket. Says no more about a refusal than a status. */
import { App, ExpressReceiver, type Receiver } from '@slack/bolt'
import { quiet } from './quiet.ts'
import { type Door, RefusedError, take } from './receive.ts'
import { openSocket } from './socket.ts'

/** By HTTP, or through a socket where the bot has no public address. */
export type Receive = { kind: 'http'; signingSecret: string } | { kind: 'socket'; appToken: string }
type Reached = { apiUrl: string | null; timeoutMs: number }

/** How payloads come in. */
export type Entrance = {
  routers: ExpressReceiver['router'][]
  /** Why it can't be opened, as a code; null where it is open, or needs not be. */
  closedBy(): string | null
  /** Resolves once it is known whether it opens. */
  tried: Promise<unknown>
  start(): Promise<void>
  stop(): Promise<void>
}

const path = '/slack/events'
/** What Slack posts is far below: the longest message, with a card of the largest size around it. */
const largestBody = 1024 * 1024

export function entranceOf(receive: Receive, door: Door, { apiUrl, timeoutMs }: Reached): Entrance {
  const { report } = door
  const logger = quiet(report)
  if (receive.kind === 'socket') {
    const socket = openSocket({ appToken: receive.appToken, apiUrl, timeoutMs, logger, report })
    connect(door, socket.receiver, async (event) => {
      // What can't be read would come again for nothing.
      await take(door, event).catch((error) => (refusal(door, error) < 500 ? event.ack() : Promise.reject(error)))
    })
    const { closedBy, tried, start, stop } = socket
    return { routers: [], closedBy, tried, start, stop }
  }
  const receiver = new ExpressReceiver({
    signingSecret: receive.signingSecret,
    endpoints: path,
    bodyLimit: largestBody,
    logger,
    // Slack has given up after three seconds, and what is done late is still done.
    unhandledRequestHandler: () => report('answer-late'),
    async processEventErrorHandler({ error, response }) {
      const status = refusal(door, error)
      if (!response.headersSent) response.writeHead(status).end()
      return true
    },
  })
  connect(door, receiver, (event) => take(door, event))
  const nothing = async () => undefined
  return { routers: [receiver.router], closedBy: () => null, tried: nothing(), start: nothing, stop: nothing }
}

/** Bolt reads, and by HTTP verifies, what came; what then happens is decided by `take`. */
function connect(door: Door, receiver: Receiver, process: App['processEvent']): void {
  const app = new App({
    receiver,
    authorize: async () => ({}),
    ignoreSelf: false,
    convoStore: false,
    tokenVerificationEnabled: false,
  })
  app.processEvent = (event) => waitedFor(door, () => process(event))
}

/** The stop waits for it. */
function waitedFor(door: Door, work: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => door.background(() => work().then(resolve, reject)))
}

/** The status of a refusal; Slack sends again what is answered with 500 or above. */
function refusal({ report }: Door, error: unknown): number {
  if (error instanceof RefusedError) {
    report('request-refused', { code: error.message })
    return error.status
  }
  report('request-failed', { code: error instanceof Error ? error.name : 'unknown' })
  return 500
}
