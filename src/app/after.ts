/** Waiting, so that a test can wait as long as it likes. */

/** Calls back after so many milliseconds; what it gives back calls it off. */
export type After = (ms: number, call: () => void) => () => void

/** Keeps no process alive. */
export function realTimer(ms: number, call: () => void): () => void {
  const timer = setTimeout(call, ms).unref()
  return () => clearTimeout(timer)
}
