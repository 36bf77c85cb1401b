/** A port of this machine that nothing uses at the moment. */
import { once } from 'node:events'
import { createServer } from 'node:net'

/** The port is free when the promise resolves; nobody keeps it, so use it at once. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await once(probe.listen(0, '127.0.0.1'), 'listening')
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  if (address === null || typeof address === 'string') throw new Error('the machine gave no port')
  return address.port
}
