/** A port of this machine that nothing uses at the moment. */
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Below those that systems give to whoever asks for any: no connection or server of another test takes it meanwhile. Test
 * files that run at the same time have a thousand each, and none is given twice.
 */
const width = 1000
const first = 20_000 + width * (Number(process.env.VITEST_POOL_ID ?? 0) % 12)
const given = new Set<number>()

/** The port is free when the promise resolves; nobody keeps it, so use it at once. */
export async function freePort(): Promise<number> {
  const port = first + randomInt(width)
  if (given.has(port)) return freePort()
  given.add(port)
  const probe = createServer()
  try {
    await once(probe.listen(port, '127.0.0.1'), 'listening')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return freePort()
    throw error
  }
  await new Promise((closed) => probe.close(closed))
  return port
}
