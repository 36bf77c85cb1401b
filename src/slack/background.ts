/** What is done after somebody was answered: not waited for then, and waited for when the bot stops. */
import { ChannelError } from '../ports.ts'

export type Background = { run(work: () => Promise<void>): void; settled(): Promise<void> }

/** `work` must not reject. */
export function createBackground(): Background {
  const running = new Set<Promise<void>>()
  return {
    run(work) {
      const done: Promise<void> = work().finally(() => running.delete(done))
      running.add(done)
    },
    async settled() {
      while (running.size > 0) await Promise.allSettled(running)
    },
  }
}

const longestWaitMs = 5000

/** Somebody is waiting: when Slack says there are too many requests, one more try, soon. */
export function patient(delay: (ms: number) => Promise<unknown>) {
  return async <T>(send: () => Promise<T>): Promise<T> => {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof ChannelError) || error.kind !== 'rate-limited') throw error
      await delay(Math.min(error.retryAfterMs ?? longestWaitMs, longestWaitMs))
      return send()
    }
  }
}
