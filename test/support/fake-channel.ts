/** A channel that exists in memory: keeps what it was given, shows what stands where, and fails in every way it is told to. */
import type { Card } from '../../cards/card.ts'
import { type Account, type Channel, ChannelError, type ChannelErrorKind, type MessageRef } from '../../src/ports.ts'

export type Verb = 'post' | 'update' | 'direct'
/** One send that was tried. `to` is the user of a direct message, otherwise the key of the place. */
export type Sent = { verb: Verb; to: string; ref: MessageRef; card: Card; failed: ChannelErrorKind | 'fault' | null }

type Failure = { kind: ChannelErrorKind | 'fault'; times: number; verb?: Verb; to?: string; retryAfterMs?: number }

export type FakeChannel = Channel & {
  /** Every try, in order. */
  tried: Sent[]
  /** What was accepted, in order. */
  sent(): Sent[]
  /** The card that stands there now. */
  standing(ref: MessageRef): Card | undefined
  /** The next sends that fit fail so. */
  fail(failure: Partial<Failure> & Pick<Failure, 'kind'>): void
  /** The next send arrives, and its answer waits until it is let go, or fails then. `arrived` resolves when it is on its way. */
  hold(): { arrived: Promise<void>; letGo(kind?: ChannelErrorKind): void }
}

export function createFakeChannel(name = 'test'): FakeChannel {
  const tried: Sent[] = []
  const cards = new Map<string, Card>()
  const failures: Failure[] = []
  let held: { arrive(): void; gone: Promise<void> } | null = null
  let count = 0

  async function take(verb: Verb, to: string, ref: MessageRef, card: Card): Promise<void> {
    const failure = failures.find((one) => one.times > 0 && (one.verb ?? verb) === verb && (one.to ?? to) === to)
    tried.push({ verb, to, ref, card, failed: failure?.kind ?? null })
    if (failure) {
      failure.times -= 1
      if (failure.kind === 'fault') throw new TypeError('the channel itself is broken')
      throw new ChannelError(failure.kind, failure.retryAfterMs ?? null)
    }
    cards.set(keyOf(ref), card)
    const waiting = held
    held = null
    waiting?.arrive()
    await waiting?.gone
  }

  return {
    ...{ name, tried },
    async post(place, card) {
      count += 1
      const thread =
        place.kind === 'channel' ? { ...place, kind: 'thread' as const, key: `${place.key};${count}` } : place
      const ref = { place: thread, message: `m${count}` }
      await take('post', place.key, ref, card)
      return ref
    },
    update: (ref, card) => take('update', ref.place.key, ref, card),
    async direct(account, near, card) {
      count += 1
      const ref = { place: personalPlace(account, near.address), message: `m${count}` }
      await take('direct', account.user, ref, card)
      return ref
    },
    start: async () => undefined,
    stop: async () => undefined,
    sent: () => tried.filter(({ failed }) => failed === null),
    standing: (ref) => cards.get(keyOf(ref)),
    fail: (failure) => void failures.push({ times: 1, ...failure }),
    hold() {
      const arrived = Promise.withResolvers<void>()
      const gone = Promise.withResolvers<void>()
      held = { arrive: arrived.resolve, gone: gone.promise }
      return {
        arrived: arrived.promise,
        letGo: (kind) => (kind ? gone.reject(new ChannelError(kind)) : gone.resolve()),
      }
    },
  }
}

/** The chat with one person. */
export function personalPlace({ channel, tenant, user }: Account, address = 'here') {
  return { channel, tenant, kind: 'personal' as const, key: `personal:${user}`, address }
}

function keyOf({ place, message }: MessageRef): string {
  return `${place.key} ${message}`
}
