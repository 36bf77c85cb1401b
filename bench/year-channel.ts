/** A channel in memory that keeps what it was given for whoever looks, and is out of order when it is told to. */
import type { Card } from '../cards/card.ts'
import { type Account, type Channel, ChannelError, type Place, type Sending } from '../src/ports.ts'

/** A message to somebody in their own chat, as it arrived. */
export type Arrived = { account: Account; card: Card; sending: Sending['id'] }

export type YearChannel = Channel & {
  isDown: boolean
  /** What has arrived in people's own chats since the last call. */
  arrived(): Arrived[]
  /** How many messages of any kind it has taken, and how many it drew again. */
  count: { direct: number; post: number; update: number }
}

export function createYearChannel(name: string): YearChannel {
  const count = { direct: 0, post: 0, update: 0 }
  let arrivals: Arrived[] = []
  let sent = 0
  function take(what: keyof typeof count): void {
    if (channel.isDown) throw new ChannelError('unreachable')
    count[what] += 1
    sent += 1
  }
  const channel: YearChannel = {
    ...around(name),
    isDown: false,
    count,
    async post(place) {
      take('post')
      const thread = { ...place, kind: 'thread' as const, key: `${place.key};${sent}` }
      return { place: place.kind === 'channel' ? thread : place, message: `m${sent}` }
    },
    async update() {
      take('update')
    },
    async direct(account, _near, card, sending) {
      take('direct')
      arrivals.push({ account, card, sending: sending.id })
      return { place: chatOf(account), message: `m${sent}` }
    },
    isBack: async () => !channel.isDown,
    arrived() {
      const seen = arrivals
      arrivals = []
      return seen
    },
  }
  return channel
}

/** What every channel says of itself. */
function around(name: string): Pick<Channel, 'name' | 'title' | 'idsOf' | 'channelOf' | 'start' | 'stop'> {
  return {
    name,
    title: `Channel ${name}`,
    idsOf: ({ user, tenant }) => [
      { what: 'account', value: user },
      { what: 'organisation', value: tenant },
    ],
    channelOf: ({ key }) => key.split(';')[0] ?? key,
    start: async () => undefined,
    stop: async () => undefined,
  }
}

/** Where somebody and the bot speak. */
export function chatOf({ channel, tenant, user }: Account): Place {
  return { channel, tenant, kind: 'personal', key: `${channel}:personal:${user}`, address: 'here' }
}
