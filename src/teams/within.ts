/** A bound for work of the SDK, which has no time-outs of its own: what hangs must not hold back those who wait. */

export class LateError extends Error {
  constructor() {
    super('no answer in time')
  }
}

/** Rejects with a `LateError` after `ms` milliseconds; the work itself goes on, and nobody hears of its end. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LateError()), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
