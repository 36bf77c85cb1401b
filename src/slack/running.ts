/** What is done after somebody was answered: not waited for then, and waited for when the bot stops. */
export type Running = { run(work: () => Promise<void>): void; settled(): Promise<void> }

/** `work` must not reject. */
export function createRunning(): Running {
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
