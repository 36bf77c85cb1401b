/** Work that goes on after a request has been answered, such as asking a channel something. Tracked, so that a stop waits for it. */
import type { Log } from '../log.ts'

export type Afterwards = {
  /** Begins `work` once what runs now has gone on. What it throws is logged under `event` and goes no further. */
  run(event: string, work: () => Promise<void>): void
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>
}

export function createAfterwards(log: Log): Afterwards {
  const under = new Set<Promise<void>>()

  async function carry(event: string, work: () => Promise<void>): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    try {
      await work()
    } catch (error) {
      log.error(event, { error })
    }
  }

  return {
    run(event, work) {
      const one = carry(event, work)
      under.add(one)
      void one.then(() => under.delete(one))
    },
    async settled() {
      while (under.size > 0) await Promise.all(under)
    },
  }
}
