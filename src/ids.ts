/** The ids of the running program: random, and in the order of time when sorted as text. */
import { randomBytes } from 'node:crypto'
import type { Clock, Ids } from './ports.ts'

/**
 * Ids in the form of UUID version 7 (RFC 9562) without hyphens: 48 bits of milliseconds by `clock`, then 74 random
 * bits. Two made in the same millisecond, or after the clock went back, differ but have no order.
 */
export function createIds(clock: Clock): Ids {
  return { next: (kind) => `${kind}_${timeOrdered(Date.parse(clock.now()))}` }
}

/** So many ids are made of the randomness that is asked for at once: asking costs more than the rest of an id. */
const atOnce = 64
let random = Buffer.alloc(0)

function timeOrdered(milliseconds: number): string {
  if (random.length === 0) random = randomBytes(16 * atOnce)
  const bytes = random.subarray(0, 16)
  random = random.subarray(16)
  bytes.writeUIntBE(milliseconds, 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex')
}
