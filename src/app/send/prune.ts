/** Lets go, once a day, of what the store need not keep: see `prune` of the store. */
import type { App } from '../app.ts'

const dayMs = 24 * 60 * 60_000
/** Rows of each kind in one transaction: a press that comes meanwhile waits for no more. */
const few = 200

export type Pruning = {
  /** Lets go of a few, when it is time; gives back how many, 0 when nothing more is to go today. */
  some(): Promise<number>
}

/** At the start and then once a day. A failure is logged, and tried again the next day: nothing else waits for it. */
export function createPruning(app: App): Pruning {
  let nextMs = 0
  return {
    async some() {
      const now = app.clock.now()
      // A clock that was set back must not put it off.
      if (Date.parse(now) < nextMs && nextMs <= Date.parse(now) + dayMs) return 0
      const before = new Date(Date.parse(now) - app.keepDays * dayMs).toISOString()
      try {
        const gone = await app.store.transaction((tx) => tx.prune({ before, now }, few))
        if (gone > 0) return gone
      } catch (error) {
        app.log.error('prune.failed', { error })
      }
      nextMs = Date.parse(now) + dayMs
      return 0
    },
  }
}
