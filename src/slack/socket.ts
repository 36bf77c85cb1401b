/**
 * Socket Mode: payloads come through a connection the bot itself opens, where it has no public address. The connection is
 * kept up here; Bolt's own way waits long, and ends the whole bot when Slack no longer takes the token.
 *
 * https://docs.slack.dev/apis/events-api/using-socket-mode
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Logger, SocketModeReceiver } from '@slack/bolt'
import { failureOf } from './failure.ts'
import type { Report } from './receive.ts'

export type Socket = {
  receiver: SocketModeReceiver
  /** Why the last try to open it failed, as a code; null while it is open, and before the first try. */
  closedBy(): string | null
  /** Resolves once the first try to open it has succeeded or failed, or it is stopped. */
  tried: Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

type Settings = { appToken: string; apiUrl: string | null; timeoutMs: number; logger: Logger; report: Report }

export function openSocket({ appToken, apiUrl, timeoutMs, logger, report }: Settings): Socket {
  const at = apiUrl === null ? {} : { slackApiUrl: apiUrl }
  const clientOptions = { ...at, retryConfig: { retries: 0 }, timeout: timeoutMs }
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions },
    // What could be refused was acknowledged already; what failed comes again.
    processEventErrorHandler: async () => false,
  })
  const stopped = new AbortController()
  let kept: Promise<void> = Promise.resolve()
  let closedBy: string | null = null
  const { promise: tried, resolve: triedOnce } = Promise.withResolvers<void>()
  const tell = (code: string | null) => {
    closedBy = code
    triedOnce()
    if (code !== null) report('socket-not-open', { code })
  }
  return {
    receiver,
    closedBy: () => closedBy,
    tried,
    async start() {
      kept = keepUp(receiver, stopped.signal, tell)
    },
    async stop() {
      stopped.abort()
      triedOnce()
      await receiver.stop()
      await kept
    },
  }
}

const firstWaitMs = 1000
const longestWaitMs = 60_000

/** Slack ends every connection now and then: the next is opened at once, and after a failure a little later each time. */
async function keepUp(
  { client }: SocketModeReceiver,
  stopped: AbortSignal,
  tell: (code: string | null) => void,
): Promise<void> {
  let waitMs = 0
  while (!stopped.aborted) {
    const over = new Promise((resolve) => client.once('disconnected', resolve))
    try {
      await client.start()
      tell(null)
      waitMs = 0
      if (stopped.aborted) await client.disconnect()
      await over
    } catch (error) {
      tell(failureOf(error).code ?? 'unknown')
      waitMs = Math.min(Math.max(firstWaitMs, waitMs * 2), longestWaitMs)
    }
    await sleep(waitMs, undefined, { signal: stopped }).catch(() => undefined)
  }
}
