/** A port of this machine that nothing uses at the moment. */
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below those that systems give to whoever asks for any: no connection or server of another test takes it meanwhile. */
const range = [20_000, 32_000] as const

/** The port is free when the promise resolves; nobody keeps it, so use it at once. */
export async function freePort(): Promise<number> {
  const port = randomInt(...range)
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
