/**
 * What happens in Slack, as its Events API tells it: messages, mentions, Home opened, the bot added or removed, links.
 * https://docs.slack.dev/apis/events-api/ and https://docs.slack.dev/reference/events
 */
import { z } from 'zod'
import type { Account, Mention, PlaceRequest } from '../ports.ts'
import { type Installation, personalPlace, placeOf, tenantOf } from './address.ts'
import { channelName } from './name.ts'
import { plainText } from './plain-text.ts'
import { id, key, lobby, longestText, type Received, tenantOfPerson, type Way } from './received.ts'

/** Reads an event; empty when the bot has no use for it, null when it lacks what it needs. */
export function readEvent(body: unknown, links: string | null): Received[] | null {
  const envelope = envelopeSchema.safeParse(body)
  if (!envelope.success) return null
  const { event } = envelope.data
  const read = Object.hasOwn(readers, event.type) ? readers[event.type] : undefined
  return read
    ? read({ envelope: envelope.data, event: Object(body).event, by: installationOf(envelope.data), links })
    : []
}

type Envelope = z.infer<typeof envelopeSchema>
type Happened = { envelope: Envelope; event: unknown; by: Installation; links: string | null }

const envelopeSchema = z.object({
  type: z.literal('event_callback'),
  event_id: key,
  team_id: id,
  enterprise_id: id,
  is_ext_shared_channel: z.boolean().nullish(),
  authorizations: z
    .array(z.object({ team_id: id, enterprise_id: id, user_id: id, is_enterprise_install: z.boolean().nullish() }))
    .nullish(),
  event: z.looseObject({ type: key }),
})

const messageSchema = z.object({
  user: id,
  bot_id: id,
  subtype: id,
  text: z.string().nullish(),
  channel: key,
  channel_type: id,
  thread_ts: id,
  team: id,
  user_team: id,
  source_team: id,
})
const openedSchema = z.object({ user: key, channel: key, tab: id })
const joinedSchema = z.object({ user: key, channel: key, channel_type: id, inviter: id })
const channelSchema = z.object({ type: key, channel: key })
const renumberedSchema = z.object({ old_channel_id: key })
const revokedSchema = z.object({ tokens: z.object({ bot: z.array(z.string()).nullish() }) })
const linksSchema = z.object({
  user: key,
  channel: id,
  message_ts: id,
  thread_ts: id,
  unfurl_id: id,
  source: id,
  links: z.array(z.object({ url: z.string().max(4000) })).max(100),
})

/** Every event that the bot has a use for, which are those the manifest subscribes to. */
export const readers: Record<string, (happened: Happened) => Received[] | null> = {
  message: readMessage,
  app_mention: readMention,
  app_home_opened: readHome,
  member_joined_channel: readJoined,
  app_uninstalled: readUninstalled,
  channel_archive: readLost,
  channel_deleted: readLost,
  channel_id_changed: readRenumbered,
  channel_left: readLost,
  channel_unarchive: readBack,
  group_archive: readLost,
  group_deleted: readLost,
  group_left: readLost,
  group_unarchive: readBack,
  tokens_revoked: readRevoked,
  link_shared: readLinks,
}

/** An organisation's installation serves all its workspaces, whichever of them Slack names. */
function installationOf({ authorizations, team_id, enterprise_id }: Envelope): Installation {
  const by = authorizations?.[0]
  if (!by) return { team: team_id, enterprise: enterprise_id }
  if (by.is_enterprise_install && by.enterprise_id !== null) return { team: null, enterprise: by.enterprise_id }
  return { team: by.team_id ?? team_id, enterprise: by.enterprise_id }
}

function accountOf(user: string, own: string | null, { envelope, by }: Happened): Account | null {
  if (by.team === null && by.enterprise === null) return null
  // In a channel shared with others Slack must say who somebody is; a guest is never taken for one of ours.
  if (own === null && envelope.is_ext_shared_channel) return null
  const authorized = envelope.authorizations?.[0]
  const known = [
    { team: authorized?.team_id ?? null, enterprise: authorized?.enterprise_id ?? by.enterprise },
    { team: envelope.team_id, enterprise: envelope.enterprise_id },
  ]
  // Between workspaces of one organisation nobody is a guest.
  const within = !envelope.is_ext_shared_channel && by.enterprise !== null && !own?.startsWith('E')
  const tenant = within ? tenantOf(by) : tenantOfPerson(own, known, by)
  return { channel: channelName, tenant, user }
}

function botOf({ envelope }: Happened): string | null {
  return envelope.authorizations?.[0]?.user_id ?? null
}

function botsOf(happened: Happened): Set<string> {
  const bot = botOf(happened)
  return new Set(bot === null ? [] : [bot])
}

/** Our own id, where an event tells it: what is not an event does not. */
export function ownIdIn(body: unknown): string | null {
  return envelopeSchema.safeParse(body).data?.authorizations?.[0]?.user_id ?? null
}

/** What people write in their own chat with the bot. A bot's words, edits and Slack's own notes are nobody's. */
function readMessage(happened: Happened): Received[] | null {
  const message = messageSchema.safeParse(happened.event)
  if (!message.success) return null
  return message.data.channel_type === 'im' ? said(happened, message.data, true) : []
}

function readMention(happened: Happened): Received[] | null {
  const message = messageSchema.safeParse(happened.event)
  if (!message.success) return null
  // In their own chat the same words come as a message too.
  return message.data.channel.startsWith('D') ? [] : said(happened, message.data, false)
}

const spoken = new Set([null, 'file_share', 'thread_broadcast'])

function said(happened: Happened, message: z.infer<typeof messageSchema>, personal: boolean): Received[] {
  const { user, bot_id, subtype, channel, channel_type, thread_ts } = message
  if (user === null || bot_id !== null || user === botOf(happened) || !spoken.has(subtype)) return []
  const account = accountOf(user, message.user_team ?? message.source_team ?? message.team, happened)
  if (account === null) return []
  const { text, named } = plainText((message.text ?? '').slice(0, longestText), botsOf(happened))
  const place = placeOf({ installation: happened.by, channel, named: channel_type, thread: thread_ts, account })
  const delivery = happened.envelope.event_id
  const mentions = mentionsOf(named, account)
  const request: PlaceRequest = {
    from: 'place',
    delivery,
    account,
    place,
    personal,
    kind: 'write',
    text,
    mentions,
  }
  return [{ by: happened.by, request, way: { kind: 'said' } }]
}

/** Slack does not say where somebody who is named is at home: whoever names them is most often a colleague. */
export function mentionsOf(named: string[], { channel, tenant }: Account): Mention[] {
  return named.map((user) => ({ text: `@${user}`, account: { channel, tenant, user } }))
}

function readHome(happened: Happened): Received[] | null {
  const opened = openedSchema.safeParse(happened.event)
  if (!opened.success) return null
  const { user, channel, tab } = opened.data
  const account = accountOf(user, null, happened)
  if (tab !== 'home' || account === null) return []
  const place = personalPlace(happened.by, channel, account)
  return [one(happened, { from: 'place', account, place, personal: true, kind: 'home' }, { kind: 'tab' })]
}

/** Only of our own joining; whoever invited us is told what we do. */
function readJoined(happened: Happened): Received[] | null {
  const joined = joinedSchema.safeParse(happened.event)
  if (!joined.success) return null
  const { user, channel, channel_type, inviter } = joined.data
  if (user !== botOf(happened)) return []
  const account = accountOf(inviter ?? user, null, happened)
  if (account === null) return []
  const named = channel_type === 'G' ? 'group' : channel_type
  const place = placeOf({ installation: happened.by, channel, named, account })
  const way: Way = inviter === null ? { kind: 'none' } : { kind: 'said' }
  return [one(happened, { from: 'place', account, place, personal: false, kind: 'arrived' }, way)]
}

function readRevoked(happened: Happened): Received[] | null {
  const revoked = revokedSchema.safeParse(happened.event)
  if (!revoked.success) return null
  return (revoked.data.tokens.bot ?? []).length > 0 ? readUninstalled(happened) : []
}

/** The bot may not write in a channel any more: it was removed from it, or the channel was archived or deleted. */
function readLost(happened: Happened): Received[] | null {
  const lost = channelSchema.safeParse(happened.event)
  return lost.success ? leftIn(happened, lost.data.channel, lost.data.type) : null
}

/** Under its new id the channel is another to us: who follows a case there is told that it must be asked for again. */
function readRenumbered(happened: Happened): Received[] | null {
  const renumbered = renumberedSchema.safeParse(happened.event)
  return renumbered.success ? leftIn(happened, renumbered.data.old_channel_id, 'channel') : null
}

function readBack(happened: Happened): Received[] | null {
  const back = channelSchema.safeParse(happened.event)
  return back.success ? inChannel(happened, back.data.channel, back.data.type, { kind: 'arrived' }) : null
}

function leftIn(happened: Happened, channel: string, type: string): Received[] {
  return inChannel(happened, channel, type, { kind: 'left', everywhere: false })
}

type CameOrWent = { kind: 'arrived' } | { kind: 'left'; everywhere: false }

/** A group conversation is never archived: what is told of a `group_…` is a private channel. Nobody is there to be answered. */
function inChannel(happened: Happened, channel: string, type: string, what: CameOrWent): Received[] {
  const { by } = happened
  if (by.team === null && by.enterprise === null) return []
  const account = { channel: channelName, tenant: tenantOf(by), user: botOf(happened) ?? lobby }
  const named = type.startsWith('group_') ? 'privategroup' : 'channel'
  const place = placeOf({ installation: by, channel, named, account })
  return [one(happened, { from: 'place', account, place, personal: false, ...what }, { kind: 'none' })]
}

/** The last that is heard of an installation: there may be no authorization any more. */
function readUninstalled(happened: Happened): Received[] {
  const { by } = happened
  if (by.team === null && by.enterprise === null) return []
  const account = { channel: channelName, tenant: tenantOf(by), user: botOf(happened) ?? lobby }
  const place = placeOf({ installation: by, channel: lobby, account })
  return [
    one(happened, { from: 'place', account, place, personal: false, kind: 'left', everywhere: true }, { kind: 'none' }),
  ]
}

/** Links to cases, in a message that was sent or is being written. */
function readLinks(happened: Happened): Received[] | null {
  const shared = linksSchema.safeParse(happened.event)
  if (!shared.success) return null
  const { user, channel, message_ts: ts, thread_ts: thread, unfurl_id, source } = shared.data
  const account = accountOf(user, null, happened)
  // What is still being written has no place of its own: the composer is not a conversation.
  if (account === null || channel === null || ts === null || channel === 'COMPOSER' || source === 'composer') return []
  const at = unfurl_id !== null && source !== null ? { unfurl_id, source } : { channel, ts }
  const place = placeOf({ installation: happened.by, channel, thread, account, isForeign: true })
  return shared.data.links.flatMap(({ url }, index) => {
    const ref = refIn(url, happened.links)
    if (ref === null) return []
    const asked = one(
      happened,
      { from: 'place', account, place, personal: false, kind: 'refer', ref },
      { kind: 'link', url, at },
    )
    return [{ ...asked, request: { ...asked.request, delivery: `${asked.request.delivery} ${index}` } }]
  })
}

const path = /^\/sak\/([A-Za-z]{1,10}-\d{1,10})\/?$/

function refIn(url: string, links: string | null): string | null {
  const [link, own] = [URL.parse(url), links === null ? null : URL.parse(links)]
  if (link === null || own === null || link.origin !== own.origin) return null
  const below = own.pathname.replace(/\/$/, '')
  if (!link.pathname.startsWith(below)) return null
  return path.exec(link.pathname.slice(below.length))?.[1]?.toUpperCase() ?? null
}

type Without<T> = T extends unknown ? Omit<T, 'delivery'> : never

function one({ envelope, by }: Happened, request: Without<Received['request']>, way: Way): Received {
  return { by, request: { ...request, delivery: envelope.event_id }, way }
}
