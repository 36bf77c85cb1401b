/**
 * Those whose time has come, many at a time: each in a transaction of its own, so that a fault in one stays in it, and so many that they
 * share commits. When the time comes again stands in the store, never in memory.
 */
import type { Instant } from '../../core/ids.ts'
import type { Tx } from '../../ports.ts'
import type { App } from '../app.ts'
import { committed } from '../committed.ts'

export type Recurring<T> = {
  /** Up to so many of those whose time has come, the longest ago first. */
  come(tx: Tx, most: number): Promise<T[]>
  /** Does what it is time for, and sees to it that it comes up again later or never; gives back how much that was. */
  carryOut(tx: Tx, app: App, one: T): Promise<number>
  /** Says what went wrong. */
  tell(one: T, error: unknown): void
  /** It comes up again then, and not before. */
  putOff(tx: Tx, one: T, until: Instant): Promise<void>
}

/**
 * Taken at once. Under a store that gives way, as the dispatcher's does, whoever presses meanwhile goes first, and waits for none but the
 * one under way.
 */
const batch = 32
/** How long one that can't be carried out waits, so that it keeps nobody else waiting: milliseconds. */
const faultPauseMs = 60 * 60_000

/**
 * Carries out everything whose time has come; gives back how much that was. Throws where the store could not begin or keep something:
 * that is no fault of what was to be done, which stays due.
 */
export async function eachDue<T>(app: App, due: Recurring<T>): Promise<number> {
  let done = 0
  for (;;) {
    const come = await app.store.transaction((tx) => due.come(tx, batch))
    if (come.length === 0) return done
    for (const end of await Promise.allSettled(come.map((one) => carryOut(app, due, one)))) {
      if (end.status === 'rejected') throw end.reason
      done += end.value
    }
  }
}

async function carryOut<T>(app: App, due: Recurring<T>, one: T): Promise<number> {
  let fault: unknown
  try {
    return await committed(app, (tx, within) => {
      fault = undefined
      return due.carryOut(tx, within, one).catch((error: unknown) => {
        fault = error
        throw error
      })
    })
  } catch (error) {
    // What the store says in its own words, as of a full disk, is what it could not do.
    if (error !== fault) throw error
    due.tell(one, error)
    const later = new Date(Date.parse(app.clock.now()) + faultPauseMs).toISOString()
    await app.store.transaction((tx) => due.putOff(tx, one, later))
    return 0
  }
}
