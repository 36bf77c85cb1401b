/**
 * A transaction whose log is held back until it has committed: what was undone is never told as done. Of two tries only the one
 * that held is told.
 */
import type { Log } from '../log.ts'
import type { Tx } from '../ports.ts'
import type { App } from './app.ts'

/**
 * Runs `work` in one transaction with an `app` whose log waits for the commit; what is told after that is told at once. Throws
 * what the transaction throws.
 */
export async function committed<T>(app: App, work: (tx: Tx, app: App) => Promise<T>): Promise<T> {
  const held: (() => void)[] = []
  let isCommitted = false
  const hold =
    (level: keyof Log): Log[typeof level] =>
    (event, fields) => {
      if (isCommitted) app.log[level](event, fields)
      else held.push(() => app.log[level](event, fields))
    }
  const log = { error: hold('error'), warn: hold('warn'), info: hold('info'), debug: hold('debug') }
  const result = await app.store.transaction((tx) => {
    held.length = 0
    return work(tx, { ...app, log })
  })
  isCommitted = true
  for (const write of held) write()
  return result
}
