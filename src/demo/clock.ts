/**
 * The demonstration's clock: real time, until it is moved. Moving it stops at every moment at which something is due, so
 * that weeks of reminders come in their order. Exists in the demonstration alone.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import express, { type Router } from 'express'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Clock, Store } from '../ports.ts'

export type DemoClock = Clock & { moveTo(instant: string): void }

/**
 * Runs on from wherever it was moved to; begins at `start`, an instant, or at the real present. How far it is ahead stands
 * in `file`, so that data that are kept stay in the past.
 */
export function createDemoClock(file: string, start?: string): DemoClock {
  let ahead = start ? Date.parse(start) - Date.now() : existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  return {
    now: () => new Date(Date.now() + ahead).toISOString(),
    moveTo: (instant) => {
      ahead = Date.parse(instant) - Date.now()
      writeFileSync(file, String(ahead))
    },
  }
}

const body = z.object({ advance: z.string().transform((text, context) => durationIn(text, context)) })

/** `POST /demo/clock {"advance":"P15D"}` answers `{"now":"…"}` when everything due until then has been sent. */
export function clockRouter(clock: DemoClock, store: Store, runOnce: () => Promise<void>): Router {
  const router = express.Router()
  router.post('/demo/clock', express.json({ limit: '1kb' }), async (request, response) => {
    const read = body.safeParse(request.body)
    if (!read.success) {
      response
        .status(400)
        .json({ error: 'advance must be an ISO 8601 duration forwards, such as P15D or PT2H, of a year at most' })
      return
    }
    const start = Temporal.Instant.from(clock.now()).toZonedDateTimeISO('UTC')
    const target = new Date(start.add(read.data.advance).epochMilliseconds).toISOString()
    await runOnce()
    for (let next = await nextMoment(store); next !== null && next <= target; next = await nextMoment(store)) {
      if (next > clock.now()) clock.moveTo(next)
      await runOnce()
    }
    if (target > clock.now()) clock.moveTo(target)
    await runOnce()
    response.json({ now: clock.now() })
  })
  return router
}

function durationIn(text: string, context: z.RefinementCtx): Temporal.Duration {
  try {
    const read = Temporal.Duration.from(text)
    const days = read.total({ unit: 'day', relativeTo: '2026-01-01' })
    if (days > 0 && days <= 366) return read
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  context.addIssue({ code: 'custom', message: 'not a duration' })
  return new Temporal.Duration()
}

function nextMoment(store: Store): Promise<string | null> {
  return store.transaction(async (tx) => {
    const { cases, digests, outbox, unfolded } = tx
    const moments = await Promise.all([cases, digests, outbox, unfolded].map((waits) => waits.nextAt()))
    return moments.filter((at) => at !== null).sort()[0] ?? null
  })
}
