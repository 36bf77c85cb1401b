/** The verbs of the channel: which conversation a card goes to, and what is known about it afterwards. */
import type { ChatCard } from '../../cards/card.ts'
import {
  type Account,
  type Channel,
  ChannelError,
  type Destination,
  type MessageRef,
  type PhrasesIn,
  type Place,
} from '../ports.ts'
import {
  type Address,
  type Installation,
  installationIn,
  installationOf,
  isForeign,
  isOwn,
  personalPlace,
  readAddress,
  tenantOf,
  threadOf,
} from './address.ts'
import type { Client } from './client.ts'
import { readMetadata } from './metadata.ts'
import type { Pace } from './pace.ts'
import { type ChatSurface, render } from './render.ts'

export type Verbs = Required<Pick<Channel, 'post' | 'update' | 'direct' | 'find' | 'isBack' | 'emailOf'>>

export function verbs({ client, pace, phrases }: { client: Client; pace: Pace; phrases: PhrasesIn }): Verbs {
  const send = async (place: Place, card: ChatCard, id: string): Promise<MessageRef> => {
    const address = readAddress(place)
    const { channel } = address
    const thread = place.kind === 'thread' ? address.thread : undefined
    // Threads share their channel's room.
    const room = lane(address, channel)
    await pace.turn(room, id)
    const drawn = render(card, surfaceOf(place), phrases(card.lang))
    const post = () => client.postMessage(address, { channel, thread, ...drawn, id })
    const { message, isStray } = await pace.heeding(room, post)
    if (isStray) await takeBack(client, pace, address, message)
    return standingIn(place, address, message)
  }
  return {
    post: (place, card, { id }) => send(place, card, id),
    async update({ place, message }, card) {
      const address = readAddress(place)
      const drawn = render(card, surfaceOf(place), phrases(card.lang))
      await freely(pace, lane(address, 'update'), () =>
        client.update(address, { channel: address.channel, message, ...drawn }),
      )
    },
    direct: async (account, near, card, { id }) => send(await chatWith(client, pace, account, near), card, id),
    async find(to, { id, since }) {
      const place = 'place' in to ? to.place : await chatWith(client, pace, to.account, to.near)
      const [address, from] = [readAddress(place), Date.parse(since)]
      const look = (where: Place) => search(client, where, id, from).catch(nothingThere)
      const message = await look(place)
      if (message !== null) return standingIn(place, address, message)
      const stray = place.kind === 'thread' ? await look({ ...place, kind: 'channel' }) : null
      return stray === null ? null : takeBack(client, pace, address, stray)
    },
    isBack: (to) => client.authTest(installationFor(to)).then(() => true, isAnswer),
    emailOf: ({ tenant, user }) => client.userEmail(installationIn(tenant), user),
  }
}

/** How a card is drawn where it is sent to. */
function surfaceOf(place: Place): ChatSurface {
  return place.kind === 'personal' ? 'personal' : 'shared'
}

/** What is posted in a channel begins a thread there. */
function standingIn(place: Place, address: Address, message: string): MessageRef {
  return { place: place.kind === 'channel' ? threadOf(address, message) : place, message }
}

/** What Slack may say for good of a message that is to be taken back. */
const stays = new Set(['forbidden', 'gone', 'refused'])

/** A line of a thread that is gone is not to stand in the channel: the thread is begun anew instead. */
async function takeBack(client: Client, pace: Pace, address: Address, message: string): Promise<never> {
  const { channel } = address
  try {
    await freely(pace, lane(address, 'delete'), () => client.remove(address, { channel, message }))
  } catch (error) {
    // It is found again, and taken back, before anything else is sent there.
    if (!(error instanceof ChannelError) || !stays.has(error.kind)) throw new ChannelError('ambiguous', null, error)
  }
  throw new ChannelError('gone')
}

function lane(installation: Installation, what: string): string {
  return `${tenantOf(installation)}/${what}`
}

async function freely<T>(pace: Pace, name: string, request: () => Promise<T>): Promise<T> {
  pace.free(name)
  return pace.heeding(name, request)
}

/**
 * The person's own chat with the bot. `near` may be somebody else's, which must never get this person's cards; it then
 * tells by which installation they are reached.
 */
async function chatWith(client: Client, pace: Pace, account: Account, near: Place | null): Promise<Place> {
  if (near && isOwn(near, account)) return near
  if (near && !isForeign(near) && near.tenant !== account.tenant) throw new ChannelError('forbidden')
  const by = near ? installationOf(near) : installationIn(account.tenant)
  const open = () => client.openConversation(by, account.user)
  return personalPlace(by, await freely(pace, lane(by, 'open'), open).catch(nothingSeen), account)
}

/**
 * A refusal for good is an answer, also that our token was taken back or has run out. What passes is none, such as too many
 * requests, or a token that is mistyped.
 */
function isAnswer(error: unknown): boolean {
  return error instanceof ChannelError && ['forbidden', 'gone', 'refused'].includes(error.kind)
}

/** By which installation something would be sent there. */
function installationFor(to: Destination): Installation {
  const near = 'place' in to ? to.place : to.near
  if (near) return installationOf(near)
  return 'account' in to ? installationIn(to.account.tenant) : { team: null, enterprise: null }
}

/** Opening a chat shows nobody anything and may be repeated, so here "perhaps" is as good as "not". */
function nothingSeen(error: unknown): never {
  if (error instanceof ChannelError && error.kind === 'ambiguous') throw new ChannelError('unreachable', null, error)
  throw error
}

/** Slack's clock and ours may differ by so much. */
const clockSkewMs = 10 * 60_000

/** The message that carries the id, or null when everything since then was read and none does. */
async function search(client: Client, place: Place, id: string, sinceMs: number): Promise<string | null> {
  const address = readAddress(place)
  const { channel, thread } = address
  const from = { channel, ...(place.kind === 'thread' ? { thread } : {}), oldest: (sinceMs - clockSkewMs) / 1000 }
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<Client['history']>> = await client.history(address, { ...from, cursor })
    const found = page.messages.find(({ metadata }) => readMetadata(metadata)?.id === id)
    if (found) return found.message
    cursor = page.next
  } while (cursor !== null)
  return null
}

/** Nothing stands where there is no such conversation. */
function nothingThere(error: unknown): null {
  if (error instanceof ChannelError && error.kind === 'gone') return null
  throw error
}
