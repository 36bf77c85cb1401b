/**
 * A Slack workspace on this machine: `emulate` with those of Fjordvik's staff who have a Slack id, a channel, and the bot in
 * it, which may do what the manifest asks for and nothing else.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { createEmulator } from 'emulate'
import { z } from 'zod'
import app from '../../manifest/slack/manifest.json' with { type: 'json' }

export type Member = { user: string; name: string }
export type Workspace = {
  /** Where its API answers under `/api/`, and where its inspector shows what was sent. */
  url: string
  team: string
  members: Member[]
  channel: { id: string; name: string }
  /** Calls a method as the bot, or as a member. Throws, with Slack's own word for it, when that was refused. */
  call(method: string, body: Record<string, unknown>, as?: Member): Promise<Record<string, unknown>>
  /** How often something was said or changed in it, by whoever: as long as it is the same, what was read is as it was. */
  changes(): number
  /** Told of what is changed in it by calls that go past here. */
  changed(method: string): void
  /** The conversation of the bot with a member. */
  direct(member: Member): Promise<string>
  stop(): Promise<void>
}

export const channelName = 'trinnteam'
export const bot = { app: 'A0STAFETT', user: 'U0STAFETT' }
export const botToken = 'xoxb-fjordvik-on-this-machine'

const row = z.object({ name: z.string(), slack_team: z.string(), slack_user: z.string() })
const answer = z.looseObject({ ok: z.boolean(), error: z.string().optional() })
const channels = z.looseObject({ channels: z.array(z.looseObject({ id: z.string(), name: z.string() })) })
const opened = z.looseObject({ channel: z.looseObject({ id: z.string() }) })

/** Starts it on a port of the loopback interface; who belongs to it stands in `peopleFile`. */
export async function startWorkspace(port: number, peopleFile: string): Promise<Workspace> {
  const staff = staffIn(peopleFile)
  const members = staff.map(({ name, slack_user: user }) => ({ name, user }))
  const emulator = await createEmulator({ service: 'slack', port, seed: { slack: seed(members) } })
  const url = `http://127.0.0.1:${port}`
  let changes = 0
  const changed = (method: string) => {
    if (method.startsWith('chat.')) changes += 1
  }
  const call: Workspace['call'] = async (method, body, as) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${as ? tokenOf(as) : botToken}` }
    const response = await fetch(`${url}/api/${method}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const said = answer.parse(await response.json())
    if (!said.ok) throw new Error(`${method}: ${said.error}`)
    changed(method)
    return said
  }
  const found = channels.parse(await call('conversations.list', {})).channels.find(({ name }) => name === channelName)
  if (!found) throw new Error(`the workspace has no channel ${channelName}`)
  const channel = { id: found.id, name: channelName }
  const conversations = new Map<string, ReturnType<Workspace['call']>>()
  const all = [...members.map(({ user }) => user), bot.user]
  await call('conversations.invite', { channel: channel.id, users: all.join() }, administrator)
  return {
    url,
    team: staff[0]?.slack_team ?? '',
    members,
    channel,
    call,
    changes: () => changes,
    changed,
    stop: emulator.close,
    async direct({ user }) {
      const conversation = conversations.get(user) ?? call('conversations.open', { users: user })
      conversations.set(user, conversation)
      return opened.parse(await conversation).channel.id
    },
  }
}

function staffIn(peopleFile: string): z.infer<typeof row>[] {
  const rows = parse(readFileSync(peopleFile), { bom: true, columns: true, delimiter: ';' })
  return z
    .array(row)
    .parse(rows)
    .filter(({ slack_user: user }) => user !== '')
}

/** The one who is there from the start. */
const administrator: Member = { user: 'U000000001', name: 'admin' }

function tokenOf({ user }: Member): string {
  return `xoxp-${user}`
}

/** What `emulate` begins with. Somebody has the id they are to have only there if they come as an app's bot. */
function seed(members: Member[]) {
  const known = [...members, { user: bot.user, name: 'Stafett' }]
  return {
    team: { name: 'Fjordvik kommune', domain: 'fjordvik' },
    channels: [{ name: channelName, topic: 'Trinnteam' }],
    oauth_apps: known.map(({ user, name }) => ({
      client_id: user,
      client_secret: 'none',
      name,
      redirect_uris: [],
      scopes: [],
      app_id: user.replace(/^U/, 'A'),
      bot_id: user.replace(/^U/, 'B'),
      bot_user_id: user,
      bot_name: name.toLowerCase().replaceAll(' ', '.'),
    })),
    strict_scopes: true,
    tokens: [
      {
        token: botToken,
        user_id: bot.user,
        app_id: bot.app,
        bot_id: 'B0STAFETT',
        scopes: app.oauth_config.scopes.bot,
      },
      // Without a list of their own these may do everything.
      ...[...members, administrator].map((one) => ({ token: tokenOf(one), user_id: one.user, app_id: bot.app })),
    ],
  }
}
