/**
 * The one worker of the process: says what is due, sends what waits, and sleeps until the next moment that stands in the
 * store. Holds no state worth keeping: a restart loses nothing.
 */

import { digestOnce, foldOnce, overviewOnce, remindOnce, turnLeaves, turnStandIns } from '../act/index.ts'
import { type After, realTimer } from '../after.ts'
import type { App } from '../app.ts'
import { createDelivery, type Delivery } from './deliver.ts'
import { createPruning, type Pruning } from './prune.ts'

export type Dispatcher = {
  /** Everything that can be said and sent now; returns when nothing more can. */
  runOnce(): Promise<void>
  /** Looks again soon: something new was put into the outbox. */
  wake(): void
  /** Whether the last two rounds failed, and none since. */
  isFailing(): boolean
  start(): Promise<void>
  stop(): Promise<void>
}

/** The longest sleep, so that a moved clock is noticed: milliseconds. */
const longest = 30_000

/** The shortest, so that a moment that keeps failing does not keep the process busy: milliseconds. */
const shortest = 50

/** How long nobody looks for what is due while messages come back: milliseconds. */
const seldomMs = 1_000

export function createDispatcher(app: App, after: After = realTimer): Dispatcher {
  const delivery = createDelivery(app)
  const pruning = createPruning(app)
  let ending = false
  let failures = 0
  const runOnce = inTurn(() => round(app, { delivery, pruning }, () => !ending))
  const worker = createWorker(async () => {
    try {
      await runOnce()
      const sleep = await pause(app)
      failures = 0
      return sleep
    } catch (error) {
      failures += 1
      app.log.error('dispatch.failed', { error })
      return longest
    }
  }, after)

  return {
    runOnce,
    isFailing: () => failures > 1,
    wake() {
      delivery.stir()
      worker.wake()
    },
    async stop() {
      ending = true
      await worker.stop()
    },
    async start() {
      ending = false
      await app.store.transaction(async (tx) => {
        await tx.outbox.releaseAll()
        await tx.outbox.hurry(app.clock.now())
      })
      worker.start()
    },
  }
}

/** Goes on while something is on its way, and begins what is new meanwhile, as long as it may. */
async function round(
  app: App,
  { delivery, pruning }: { delivery: Delivery; pruning: Pruning },
  mayBegin: () => boolean,
): Promise<void> {
  const look = async () => {
    await fallenDue(app)
    await pruning.some()
  }
  const all = async () => (await fallenDue(app)) + (await delivery.begin()) + (await pruning.some())
  const looking = lookingNowAndThen(app, look, delivery.stir)
  for (;;) {
    const [wasBusy, next] = [delivery.isBusy(), delivery.next()]
    if (!wasBusy) await looking.over()
    else if (mayBegin()) looking.begin()
    if (mayBegin() && (await (wasBusy ? delivery.begin() : all())) > 0) continue
    if (!wasBusy) return
    await next
  }
}

/** Says what is due; gives back how much that was. */
async function fallenDue(app: App): Promise<number> {
  return (
    (await turnStandIns(app)) +
    (await turnLeaves(app)) +
    (await remindOnce(app)) +
    (await digestOnce(app)) +
    (await overviewOnce(app)) +
    (await foldOnce(app))
  )
}

/**
 * Looks for what is due beside the messages that are on their way, which wait for it as little as it does for them; and not each time
 * that one of many has come back. `stir` is called when it has looked; `over` resolves then, and rejects where it failed.
 */
function lookingNowAndThen({ clock }: App, look: () => Promise<void>, stir: () => void) {
  let lookedMs = Date.parse(clock.now())
  let under: Promise<void> | null = null
  let failure: { error: unknown } | null = null
  return {
    begin(): void {
      const now = Date.parse(clock.now())
      // A clock that was set back must not put it off.
      if (under || Math.abs(now - lookedMs) < seldomMs) return
      lookedMs = now
      under = look()
        .catch((error: unknown) => {
          failure = { error }
        })
        .finally(() => {
          under = null
          stir()
        })
    },
    async over(): Promise<void> {
      await under
      if (failure) throw failure.error
    },
  }
}

/** Milliseconds until the next moment that stands in the store. */
async function pause(app: App): Promise<number> {
  const moments = await app.store.transaction(async (tx) => [
    await tx.cases.nextAt(),
    await tx.digests.nextAt(),
    await tx.outbox.nextAt(),
    await tx.unfolded.nextAt(),
    await tx.weeklies.nextAt(),
  ])
  const now = Date.parse(app.clock.now())
  const waits = moments.filter((at) => at !== null).map((at) => Date.parse(at) - now)
  // What is no moment would make the sleep none.
  return Math.max(shortest, Math.min(longest, ...waits.filter(Number.isFinite)))
}

/** Rounds, each of which says how long to sleep after it. Called while one runs, it begins another without sleeping. */
function createWorker(round: () => Promise<number>, after: After) {
  let running: Promise<void> | null = null
  let again = false
  let callOff: (() => void) | null = null
  let stopped = true

  async function run(): Promise<void> {
    let sleep = longest
    do {
      again = false
      sleep = await round()
    } while (again && !stopped)
    running = null
    if (!stopped) callOff = after(sleep, wake)
  }

  function wake(): void {
    again = true
    if (stopped || running) return
    callOff?.()
    running = run()
  }

  function start(): void {
    stopped = false
    wake()
  }

  async function stop(): Promise<void> {
    stopped = true
    callOff?.()
    await running
  }

  return { wake, start, stop }
}

function inTurn(work: () => Promise<void>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  return () => {
    const round = last.then(work)
    last = round.catch(() => undefined)
    return round
  }
}
