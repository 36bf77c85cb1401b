/**
 * The one worker of the process: says what is due, sends what waits, and sleeps until the next moment that stands in the
 * store. Holds no state worth keeping: a restart loses nothing.
 */
import type { App } from './app.ts'
import { deliverOnce } from './deliver.ts'
import { remindOnce } from './remind.ts'

export type Dispatcher = {
  /** Everything that can be said and sent now; returns when nothing more can. */
  runOnce(): Promise<void>
  /** Looks again soon: something new was put into the outbox. */
  wake(): void
  start(): Promise<void>
  stop(): Promise<void>
}

/** The longest sleep, so that a moved clock is noticed: milliseconds. */
const longest = 30_000

export function createDispatcher(app: App): Dispatcher {
  let running: Promise<void> | null = null
  let last: Promise<void> = Promise.resolve()
  let again = false
  let timer: NodeJS.Timeout | null = null
  let stopped = true

  // One round at a time: a row that is on its way when its lease ends must not be sent by the next round as well.
  function runOnce(): Promise<void> {
    const round = last.then(everything)
    last = round.catch(() => undefined)
    return round
  }

  async function everything(): Promise<void> {
    while ((await remindOnce(app)) + (await deliverOnce(app)) > 0);
  }

  async function run(): Promise<void> {
    do {
      again = false
      await runOnce().catch((error: unknown) => app.log.error('dispatch.failed', { error }))
    } while (again && !stopped)
    running = null
    if (!stopped) timer = setTimeout(wake, await pause().catch(() => longest)).unref()
  }

  async function pause(): Promise<number> {
    const moments = await app.store.transaction(async (tx) => [await tx.cases.nextAt(), await tx.outbox.nextAt()])
    const now = Date.parse(app.clock.now())
    const waits = moments.filter((at) => at !== null).map((at) => Date.parse(at) - now)
    return Math.max(50, Math.min(longest, ...waits))
  }

  function wake(): void {
    again = true
    if (stopped || running) return
    if (timer) clearTimeout(timer)
    running = run()
  }

  return {
    runOnce,
    wake,
    async start() {
      await app.store.transaction((tx) => tx.outbox.releaseAll())
      stopped = false
      wake()
    },
    async stop() {
      stopped = true
      if (timer) clearTimeout(timer)
      await running
    },
  }
}
