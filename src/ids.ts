/** The ids of the running program: random, and in the order of time when sorted as text. */
import { randomFillSync } from 'node:crypto'
import type { Clock, Ids } from './ports.ts'

/**
 * Ids in the form of UUID version 7 (RFC 9562) without hyphens: 48 bits of milliseconds by `clock`, then 74 random
 * bits. Two made in the same millisecond, or after the clock went back, differ but have no order.
 */
export function createIds(clock: Clock): Ids {
  return { next: (kind) => `${kind}_${timeOrdered(Date.parse(clock.now()))}` }
}

/** Bytes of randomness for many ids at once, and how far they are used: to ask for them costs more than the rest of an id. */
const random = Buffer.alloc(16 * 64)
let used = random.length

function timeOrdered(milliseconds: number): string {
  if (used === random.length) {
    randomFillSync(random)
    used = 0
  }
  const start = used
  used += 16
  random.writeUIntBE(milliseconds, start, 6)
  random.writeUInt8((random.readUInt8(start + 6) & 0x0f) | 0x70, start + 6)
  random.writeUInt8((random.readUInt8(start + 8) & 0x3f) | 0x80, start + 8)
  return random.toString('hex', start, used)
}
