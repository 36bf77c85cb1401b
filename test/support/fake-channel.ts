/** A channel that exists in memory: keeps what it was given, shows what stands where, and fails in every way it is told to. */
import type { Card } from '../../cards/card.ts'
import {
  type Account,
  type Channel,
  ChannelError,
  type ChannelErrorKind,
  type MessageRef,
  type Sending,
} from '../../src/ports.ts'

export type Verb = 'post' | 'update' | 'direct' | 'find'
/** One send that was tried. `to` is the user of a direct message, otherwise the key of the place. */
export type Sent = {
  verb: Verb
  to: string
  ref: MessageRef
  card: Card
  failed: ChannelErrorKind | 'fault' | null
  /** The id of the sending; null for an update, which has none. */
  sending: string | null
}

type Failure = {
  kind: ChannelErrorKind | 'fault'
  times: number
  verb?: Verb
  to?: string
  retryAfterMs?: number
  /** The message arrives all the same. */
  arrives?: boolean
}

export type FakeChannel = Channel & {
  /** Every try, in order. */
  tried: Sent[]
  /** What was accepted, in order. */
  sent(): Sent[]
  /** The ids of the sendings it was asked for, where it can tell. */
  asked: string[]
  /** Whether what came back last failed for a reason that is none of the message's. */
  isDown(): boolean
  /** The card that stands there now. */
  standing(ref: MessageRef): Card | undefined
  /** What answers a press takes the place of the message that was pressed. */
  answered(ref: MessageRef, card: Card): void
  /** The next sends that fit fail so. */
  fail(failure: Partial<Failure> & Pick<Failure, 'kind'>): void
  /** The next send arrives, and its answer waits until it is let go, or fails then. `arrived` resolves when it is on its way. */
  hold(): { arrived: Promise<void>; letGo(kind?: ChannelErrorKind): void }
}

/** `canTell`: whether it can be asked if a message arrived. */
export function createFakeChannel(name = 'test', { canTell = false } = {}): FakeChannel {
  const tried: Sent[] = []
  const asked: string[] = []
  const cards = new Map<string, Card>()
  const arrivals = new Map<string, MessageRef>()
  const failures: Failure[] = []
  const held: { arrive(): void; gone: Promise<void> }[] = []
  let count = 0
  let isDown = false

  function failureOf(verb: Verb, to: string): Failure | undefined {
    const failure = failures.find(
      (one) =>
        one.times > 0 &&
        (one.verb ?? (verb === 'find' ? 'none' : verb)) === verb &&
        (one.to === undefined || one.to === to),
    )
    if (failure) failure.times -= 1
    return failure
  }

  async function take(...sent: Parameters<typeof answer>): Promise<void> {
    try {
      await answer(...sent)
      isDown = false
    } catch (error) {
      if (!(error instanceof ChannelError) || error.kind !== 'rate-limited') isDown = isChannels(error)
      throw error
    }
  }

  async function answer(verb: Verb, to: string, ref: MessageRef, card: Card, sending: Sending | null): Promise<void> {
    const failure = failureOf(verb, to)
    tried.push({ verb, to, ref, card, failed: failure?.kind ?? null, sending: sending?.id ?? null })
    if (!failure || failure.arrives) {
      cards.set(keyOf(ref), card)
      if (sending) arrivals.set(sending.id, ref)
    }
    if (failure) throw errorOf(failure)
    const waiting = held.shift()
    waiting?.arrive()
    await waiting?.gone
  }

  const channel: FakeChannel = {
    ...{ name, tried, asked },
    title: 'Prøvekanal',
    idsOf: ({ user, tenant }) => [
      { what: 'account', value: user },
      { what: 'organisation', value: tenant },
    ],
    async post(place, card, sending) {
      count += 1
      const thread =
        place.kind === 'channel' ? { ...place, kind: 'thread' as const, key: `${place.key};${count}` } : place
      const ref = { place: thread, message: `m${count}` }
      await take('post', place.key, ref, card, sending)
      return ref
    },
    update: (ref, card) => take('update', ref.place.key, ref, card, null),
    async direct(account, near, card, sending) {
      count += 1
      const ref = { place: personalPlace(account, near?.address), message: `m${count}` }
      await take('direct', account.user, ref, card, sending)
      return ref
    },
    channelOf: ({ key }) => key.split(';')[0] ?? key,
    start: async () => undefined,
    stop: async () => undefined,
    isDown: () => isDown,
    sent: () => tried.filter(({ failed }) => failed === null),
    standing: (ref) => cards.get(keyOf(ref)),
    answered: (ref, card) => void cards.set(keyOf(ref), card),
    fail: (failure) => void failures.push({ times: 1, ...failure }),
    hold() {
      const arrived = Promise.withResolvers<void>()
      const gone = Promise.withResolvers<void>()
      held.push({ arrive: arrived.resolve, gone: gone.promise })
      return {
        arrived: arrived.promise,
        letGo: (kind) => (kind ? gone.reject(new ChannelError(kind)) : gone.resolve()),
      }
    },
  }
  if (!canTell) return channel
  return {
    ...channel,
    async find(to, { id }) {
      asked.push(id)
      const failure = failureOf('find', 'place' in to ? to.place.key : to.account.user)
      if (failure) throw errorOf(failure)
      const found = arrivals.get(id) ?? null
      return found && 'account' in to && found.place.key !== personalPlace(to.account).key ? null : found
    },
  }
}

function errorOf({ kind, retryAfterMs }: Failure): Error {
  return kind === 'fault' ? new TypeError('the channel itself is broken') : new ChannelError(kind, retryAfterMs ?? null)
}

function isChannels(error: unknown): boolean {
  return error instanceof ChannelError && (error.kind === 'unreachable' || error.kind === 'ambiguous')
}

/** The chat with one person. */
export function personalPlace({ channel, tenant, user }: Account, address = 'here') {
  return { channel, tenant, kind: 'personal' as const, key: keyOfChat(channel, user), address }
}

function keyOfChat(channel: string, user: string): string {
  return channel === 'test' ? `personal:${user}` : `${channel}:personal:${user}`
}

function keyOf({ place, message }: MessageRef): string {
  return `${place.key} ${message}`
}
