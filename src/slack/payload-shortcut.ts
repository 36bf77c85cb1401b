/**
 * What somebody begins by themselves: the command, and the shortcuts.
 * https://docs.slack.dev/interactivity/implementing-slash-commands and
 * https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload
 */
import { z } from 'zod'
import type { Account, PlaceRequest, Source } from '../ports.ts'
import { placeOf } from './address.ts'
import { channelName } from './name.ts'
import { mentionsOf } from './payload-event.ts'
import { accountOf, type Interaction, installationOf } from './payload-person.ts'
import { plainText } from './plain-text.ts'
import { id, key, lobby, longestText, type Received } from './received.ts'

/** The names the manifest gives the shortcuts. */
export const shortcuts = { newConcern: 'new_concern', collect: 'collect' } as const

/** Reads a command; null when it lacks what it needs. */
export function readCommand(body: unknown): Received[] | null {
  const command = commandSchema.safeParse(body)
  if (!command.success) return null
  const { team_id, enterprise_id, is_enterprise_install, user_id: user, trigger_id: trigger } = command.data
  const enterprise = enterprise_id ?? null
  const by = is_enterprise_install === 'true' && enterprise ? { team: null, enterprise } : { team: team_id, enterprise }
  // A command is for the people of the installation alone, also in a channel they share with others.
  const account = { channel: channelName, tenant: enterprise ?? team_id, user }
  const { text, named } = plainText((command.data.text ?? '').slice(0, longestText), new Set())
  const place = placeOf({
    installation: by,
    channel: command.data.channel_id,
    named: command.data.channel_name,
    account,
    isForeign: true,
  })
  const mentions = mentionsOf(named, account)
  const request: PlaceRequest = {
    from: 'place',
    delivery: `command ${trigger}`,
    account,
    place,
    personal: true,
    inWindow: true,
    kind: 'write',
    text,
    mentions,
  }
  return [{ by, request, way: { kind: 'command', trigger } }]
}

const commandSchema = z.object({
  command: key,
  team_id: key,
  enterprise_id: key.optional(),
  is_enterprise_install: z.string().optional(),
  user_id: key,
  channel_id: key,
  channel_name: z.string().optional(),
  text: z.string().optional(),
  trigger_id: key,
})

const shortcutSchema = z.object({ callback_id: key, trigger_id: key, action_ts: key })
const collectSchema = shortcutSchema.extend({
  channel: z.object({ id: key, name: z.string().optional() }),
  message: z.object({ text: z.string().nullish(), thread_ts: id, user: id, ts: id }),
  team: z.object({ domain: z.string().nullish() }).nullish().catch(null),
})

export function readShortcut(interaction: Interaction, body: unknown): Received[] | null {
  const shortcut = shortcutSchema.safeParse(body)
  const by = installationOf(interaction)
  if (!shortcut.success || !by) return null
  const { callback_id, trigger_id: trigger, action_ts } = shortcut.data
  if (callback_id !== shortcuts.newConcern) return []
  const account = accountOf(interaction, by)
  const request: PlaceRequest = {
    from: 'place',
    delivery: `${account.user} ${action_ts}`,
    account,
    place: placeOf({ installation: by, channel: lobby, account }),
    personal: true,
    inWindow: true,
    kind: 'open',
    action: 'concern.register',
    data: {},
    fields: {},
  }
  return [{ by, request, way: { kind: 'shortcut', trigger } }]
}

/** `bots` are our own ids, as far as they are known. */
export function readCollected(interaction: Interaction, body: unknown, bots: ReadonlySet<string>): Received[] | null {
  const collect = collectSchema.safeParse(body)
  const by = installationOf(interaction)
  if (!collect.success || !by) return null
  const { callback_id, trigger_id: trigger, action_ts, channel, message } = collect.data
  if (callback_id !== shortcuts.collect) return []
  const account = accountOf(interaction, by)
  const { text, named } = plainText((message.text ?? '').slice(0, longestText), bots)
  const here = { channel: channel.id, named: channel.name, thread: message.thread_ts }
  const seen = { installation: by, ...here, account, isForeign: true }
  const request: PlaceRequest = {
    from: 'place',
    delivery: `${account.user} ${action_ts}`,
    account,
    place: placeOf(seen),
    personal: true,
    inWindow: true,
    kind: 'collect',
    text,
    mentions: mentionsOf(named, account),
    source: sourceOf(collect.data, account),
  }
  return [{ by, request, way: { kind: 'shortcut', trigger } }]
}

/** Whoever wrote it is taken for a colleague of whoever picked it, as with those it names. The address is that of its permalink. */
function sourceOf({ team, channel, message }: z.infer<typeof collectSchema>, account: Account): Source {
  const { user, ts, thread_ts: thread } = message
  const seconds = ts === null ? Number.NaN : Number(ts)
  const domain = /^[a-z0-9-]{1,60}$/.exec(team?.domain ?? '')?.[0]
  const inThread = thread === null || thread === ts ? '' : `?thread_ts=${thread}&cid=${channel.id}`
  const address = `https://${domain}.slack.com/archives/${channel.id}/p${ts?.replace('.', '')}${inThread}`
  return {
    by: user === null ? null : { ...account, user },
    name: null,
    at: Number.isFinite(seconds) ? new Date(seconds * 1000).toISOString() : null,
    link: domain !== undefined && ts !== null && /^\d+\.\d+$/.test(ts) ? address : null,
  }
}
