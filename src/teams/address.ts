/**
 * Where Teams conversations are: `Place` to and from what the Bot Connector needs. `Place.address` is written and read
 * here alone; `Place.key` is the conversation's id, which never changes while the service URL may.
 */
import { z } from 'zod'
import type { Place } from '../ports.ts'
import { channelName } from './name.ts'
import type { Received } from './payload.ts'

/** What a send needs. `user` is set in a personal chat: whose chat it is. */
export type Address = { serviceUrl: string; conversation: string; bot: string; user?: string }

/** The place an activity came from. */
export function placeOf(activity: Received): Place {
  const { conversation, serviceUrl, bot, tenant, user } = activity
  const address: Address = { serviceUrl, conversation: conversation.id, bot }
  if (conversation.kind === 'personal' && user !== null) address.user = user
  return place(kindOf(activity), tenant, address)
}

/** A place whose address was just learned, such as a new thread. */
export function place(kind: Place['kind'], tenant: string, address: Address): Place {
  return { channel: channelName, tenant, kind, key: address.conversation, address: JSON.stringify(address) }
}

/** Throws for an address this file did not write: a fault on our side, not something a channel answered. */
export function readAddress(from: Place): Address {
  return addressSchema.parse(JSON.parse(from.address))
}

/** A thread's conversation id: that of its channel and of the message it began with. */
export function threadId(channel: string, message: string): string {
  return `${channel}${threadMark}${message}`
}

/** The channel of a conversation in it: that of a thread, or the channel itself. */
export function channelOf(conversation: string): string {
  return conversation.split(threadMark)[0] ?? conversation
}

const threadMark = ';messageid='

const addressSchema = z.object({
  serviceUrl: z.url(),
  conversation: z.string().min(1),
  bot: z.string().min(1),
  user: z.string().min(1).optional(),
})

function kindOf(activity: Received): Place['kind'] {
  switch (activity.conversation.kind) {
    case 'personal':
      return 'personal'
    case 'groupChat':
      return 'group'
    case 'channel':
      return activity.conversation.id.includes(threadMark) ? 'thread' : 'channel'
  }
}
