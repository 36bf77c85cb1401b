/**
 * What a browser keeps for us and can neither read nor change: sealed until a moment with a key made of a master key, one for each
 * purpose, so that what was sealed for one opens for no other.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { EncryptJWT, jwtDecrypt } from 'jose'
import type { Clock } from '../ports.ts'

/** What is sealed: who is signed in, and a sign-in that is under way. */
export type Purpose = 'session' | 'sign-in'

export type Sealer = {
  /** `until` in milliseconds of the clock; `what` is plain data. */
  seal(purpose: Purpose, what: object, until: number): Promise<string>
  /** Null where it was not sealed here for that, was changed, or its time is over. */
  open(purpose: Purpose, text: string): Promise<unknown>
  /** A text that only we can make of this one, the same each time. */
  mark(text: string): string
  isMark(text: string, mark: string): boolean
}

/** `keys` as in the settings: the last seals, each opens. */
export function createSealer(keys: readonly { key: Buffer }[], clock: Clock): Sealer {
  const ofEach = (purpose: string) => keys.map(({ key }) => derived(key, purpose)).reverse()
  const now = () => new Date(clock.now())
  const [marking = Buffer.alloc(0)] = ofEach('mark')
  const mark = (text: string) => createHmac('sha256', marking).update(text).digest('base64url')
  return {
    async seal(purpose, what, until) {
      const [newest = Buffer.alloc(0)] = ofEach(purpose)
      const token = new EncryptJWT({ what }).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      return token.setAudience(purpose).setExpirationTime(new Date(until)).encrypt(newest)
    },
    async open(purpose, text) {
      for (const key of ofEach(purpose)) {
        const asked = { audience: purpose, currentDate: now(), ...algorithms }
        const opened = await jwtDecrypt(text, key, asked).catch(() => null)
        if (opened) return opened.payload.what
      }
      return null
    },
    mark,
    isMark(text, given) {
      const [ours, theirs] = [Buffer.from(mark(text)), Buffer.from(given)]
      return ours.length === theirs.length && timingSafeEqual(ours, theirs)
    },
  }
}

const algorithms = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] }

function derived(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `stafett page ${purpose}`, 32))
}
