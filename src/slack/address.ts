/**
 * Where Slack conversations are: `Place` to and from what the Web API needs. `Place.address` is written and read here
 * alone. `Place.key` is the conversation's id within the installation it was seen through, which never changes.
 */
import { z } from 'zod'
import type { Account, Place } from '../ports.ts'
import { channelName } from './name.ts'

/**
 * Whose token reaches a conversation: that of a workspace, or of the whole organisation where the workspace is in a
 * Grid. `team` is null where only the organisation is known.
 */
export type Installation = { team: string | null; enterprise: string | null }

/**
 * What a send needs. `thread` is the message a thread hangs on. `user` and `home` are set in a direct conversation: whose
 * it is, and the tenant that person belongs to, which in Slack Connect is not the place's.
 */
export type Address = Installation & { channel: string; thread?: string; user?: string; home?: string }

export type Seen = {
  installation: Installation
  channel: string
  /** `channel_type` of an event, or the channel's name in a command or press: both tell what kind of conversation it is. */
  named?: string | null | undefined
  thread?: string | null | undefined
  /** Who spoke there. */
  account: Pick<Account, 'tenant' | 'user'>
  /** Whether a direct conversation may be one between two people, in which the bot has no part. */
  isForeign?: boolean
}

/** The place something was seen in. A direct conversation is one place, threads in it included. */
export function placeOf({ installation, channel, named, thread, account, isForeign }: Seen): Place {
  const kind = kindOf(channel, named ?? '')
  if (kind === 'personal' && isForeign) return place(kind, { ...installation, channel })
  if (kind === 'personal') return place(kind, { ...installation, channel, user: account.user, home: account.tenant })
  return thread ? threadOf({ ...installation, channel }, thread) : place(kind, { ...installation, channel })
}

/** The thread that hangs on a message of a channel. */
export function threadOf(address: Address, message: string): Place {
  const { team, enterprise, channel } = address
  return place('thread', { team, enterprise, channel, thread: message })
}

/** A person's direct conversation with us, as the Web API opened it. */
export function personalPlace(installation: Installation, channel: string, { tenant, user }: Account): Place {
  return place('personal', { ...installation, channel, user, home: tenant })
}

/** Throws for an address this file did not write: a fault on our side, not something Slack answered. */
export function readAddress(from: Place): Address {
  return addressSchema.parse(JSON.parse(from.address))
}

export function installationOf(from: Place): Installation {
  const { team, enterprise } = readAddress(from)
  return { team, enterprise }
}

/** The installation by which a tenant's people are reached when no conversation with them is known. */
export function installationIn(tenant: string): Installation {
  return tenant.startsWith('E') ? { team: null, enterprise: tenant } : { team: tenant, enterprise: null }
}

/** By what an installation is told from others: the organisation where there is one, otherwise the workspace. */
export function tenantOf({ team, enterprise }: Installation): string {
  const tenant = enterprise ?? team
  if (tenant === null) throw new Error('an installation belongs to a workspace or an organisation')
  return tenant
}

/** The key of the channel a place is in. */
export function channelOf(from: Place): string {
  const address = readAddress(from)
  return keyOf({ ...address, thread: undefined })
}

function isDirect(channel: string): boolean {
  return channel.startsWith('D')
}

/** Whether a place is this person's own direct conversation, so that only they read what is sent there. */
export function isOwn(from: Place, account: Account): boolean {
  const { channel, user, home } = readAddress(from)
  return from.kind === 'personal' && isDirect(channel) && user === account.user && home === account.tenant
}

/** Whether a direct conversation may be one in which the bot has no part: nothing can be said there. */
export function isForeign(from: Place): boolean {
  return from.kind === 'personal' && readAddress(from).user === undefined
}

const addressSchema = z.object({
  team: z.string().min(1).nullable(),
  enterprise: z.string().min(1).nullable(),
  channel: z.string().min(1),
  thread: z.string().min(1).optional(),
  user: z.string().min(1).optional(),
  home: z.string().min(1).optional(),
})

function place(kind: Place['kind'], address: Address): Place {
  const key = keyOf(address)
  return { channel: channelName, tenant: tenantOf(address), kind, key, address: JSON.stringify(address) }
}

function keyOf(address: Installation & { channel: string; thread?: string | undefined }): string {
  return [tenantOf(address), address.channel, address.thread].filter((part) => part !== undefined).join('/')
}

/**
 * Ids of direct conversations begin with D, and nothing else does: what a conversation is called proves nothing, since people
 * name their channels. Those of group conversations begin with G or C, as private channels' do, so
 * that only the name tells them apart: `mpim` in events, `mpdm-…` elsewhere. https://docs.slack.dev/apis/web-api/using-the-conversations-api
 */
function kindOf(channel: string, named: string): 'personal' | 'group' | 'channel' {
  if (isDirect(channel)) return 'personal'
  if (named === 'mpim' || named.startsWith('mpdm-')) return 'group'
  return channel.startsWith('G') && named !== 'group' && named !== 'privategroup' ? 'group' : 'channel'
}
