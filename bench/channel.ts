/** A channel in memory: takes everything, after a while, and keeps no more than how often and to whom. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Account, Channel, Place } from '../src/ports.ts'

export const channelName = 'bench'
const tenant = 'fjordvik'

export type BenchChannel = Channel & {
  /** How many messages it has taken. */
  taken(): number
  /** The most that were ever on their way to one chat at the same time. */
  mostInOneChat(): number
}

export function createChannel(takesMs = 0): BenchChannel {
  const onTheirWay = new Map<string, number>()
  let taken = 0
  let most = 0
  async function take(key: string): Promise<string> {
    const now = (onTheirWay.get(key) ?? 0) + 1
    onTheirWay.set(key, now)
    most = Math.max(most, now)
    if (takesMs > 0) await delay(takesMs)
    onTheirWay.set(key, (onTheirWay.get(key) ?? 1) - 1)
    taken += 1
    return `m${taken}`
  }
  return {
    name: channelName,
    title: 'Bench',
    idsOf: () => [],
    post: async (place) => ({ place, message: await take(place.key) }),
    update: async ({ place }) => void (await take(place.key)),
    direct: async (account) => ({ place: chatOf(account), message: await take(account.user) }),
    channelOf: ({ key }) => key,
    start: async () => undefined,
    stop: async () => undefined,
    taken: () => taken,
    mostInOneChat: () => most,
  }
}

export function accountOf(user: string): Account {
  return { channel: channelName, tenant, user }
}

/** The chat of somebody with the bot. */
export function chatOf({ channel, tenant, user }: Account): Place {
  return { channel, tenant, kind: 'personal', key: `personal:${user}`, address: 'here' }
}
