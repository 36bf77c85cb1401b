/** What Slack would tell the bot when somebody there writes, presses or submits, signed as Slack signs it. */
import { createHmac, randomUUID } from 'node:crypto'
import { bot, channelName, type Member } from './workspace.ts'

/** A body as it leaves Slack: events are JSON, everything else is a form. */
export type Payload = { type: 'application/json' | 'application/x-www-form-urlencoded'; body: string }

/**
 * Who does something, where, and how the bot can answer it: `trigger` opens a modal, `reply` is the `response_url`. `pressed`
 * is the message a button was pressed on.
 */
export type Doing = {
  member: Member
  team: string
  channel: string
  trigger: string
  reply: string
  pressed: string | null
}

export function eventPayload(team: string, event: Record<string, unknown>): Payload {
  const authorization = { enterprise_id: null, team_id: team, user_id: bot.user, is_bot: true }
  return json({
    type: 'event_callback',
    token: '',
    team_id: team,
    api_app_id: bot.app,
    event,
    event_id: id('Ev'),
    event_time: Math.floor(Date.now() / 1000),
    is_ext_shared_channel: false,
    authorizations: [{ ...authorization, is_enterprise_install: false }],
  })
}

/** `/stafett …`, typed in a channel or in a direct message. */
export function commandPayload({ member, team, channel, trigger, reply }: Doing, text: string): Payload {
  return form({
    token: '',
    team_id: team,
    team_domain: 'fjordvik',
    channel_id: channel,
    user_id: member.user,
    channel_name: channelNamed(channel),
    user_name: member.name,
    command: '/stafett',
    text,
    api_app_id: bot.app,
    is_enterprise_install: 'false',
    response_url: reply,
    trigger_id: trigger,
  })
}

/** What Slack calls a conversation in what it sends. */
export function channelNamed(channel: string): string {
  return channel.startsWith('D') ? 'directmessage' : channelName
}

/** A press on a button, or a modal sent in: `about` is what belongs to that kind alone. */
export function interactionPayload({ member, team, trigger }: Doing, about: Record<string, unknown>): Payload {
  const payload = {
    user: { id: member.user, username: member.name, name: member.name, team_id: team },
    team: { id: team, domain: 'fjordvik' },
    api_app_id: bot.app,
    token: '',
    trigger_id: trigger,
    enterprise: null,
    is_enterprise_install: false,
    ...about,
  }
  return form({ payload: JSON.stringify(payload) })
}

/** Sends it with Slack's signature: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function deliver(url: string, secret: string, { type, body }: Payload): Promise<Response> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
  const signed = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signature}` }
  return fetch(url, { method: 'POST', headers: { 'content-type': type, ...signed }, body })
}

/** An id of Slack's look, never twice the same. */
export function id(prefix: string): string {
  return prefix + randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase()
}

function json(value: unknown): Payload {
  return { type: 'application/json', body: JSON.stringify(value) }
}

function form(values: Record<string, string>): Payload {
  return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(values).toString() }
}
