/**
 * Plays Slack: builds what Slack posts to a bot when people write, press and send in, and signs it. Knows the shapes of
 * Slack's payloads alone; nothing about what the bot makes of them.
 * https://docs.slack.dev/apis/events-api/ and https://docs.slack.dev/reference/interaction-payloads
 */
import { elementOf, stateOf } from './rendered-blocks.ts'
import { isObject, type RenderedCard as Json } from './rendered-card.ts'
import { signed } from './slack-signature.ts'

export type Posted = { status: number; body: unknown }

/** Somebody in Slack, and the workspace they are at home in. */
export type Member = { user: string; team: string }

/** Where something is done, and the ids that come with it. */
export type Doing = {
  by: Member
  channel: string
  /** How Slack names the channel: `directmessage`, `mpdm-…`, or its own name. */
  named: string
  trigger: string
  respond: string
  /** Slack's time of it, by which a press is known again. */
  at?: string | undefined
}

/** A message as it stands, whoever sees it. */
export type Pressable = {
  ts: string
  /** The part of it in which the button stands, where others have the same title. */
  part?: Json | undefined
  thread?: string | undefined
  card: Json
  metadata?: unknown
  isEphemeral?: boolean
}

export type SlackClient = ReturnType<typeof slackClient>

/** `url` is the bot's; `bot` its own user in the workspace `team`. */
export function slackClient({ url, secret, team, bot }: { url: string; secret: string; team: string; bot: string }) {
  const post = async (body: string, headers = signed(body, secret)): Promise<Posted> => {
    const response = await fetch(`${url}/slack/events`, { method: 'POST', headers, body })
    const text = await response.text()
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text }
  }
  const form = (values: Record<string, string>) => post(new URLSearchParams(values).toString())
  const interact = ({ by, trigger }: Pick<Doing, 'by' | 'trigger'>, about: Json) =>
    form({
      payload: JSON.stringify({
        user: { id: by.user, username: by.user.toLowerCase(), name: by.user.toLowerCase(), team_id: by.team },
        team: { id: team, domain: 'fjordvik' },
        ...{ api_app_id: 'A0STAFETT', token: 'none', trigger_id: trigger, enterprise: null },
        ...{ is_enterprise_install: false, ...about },
      }),
    })
  const authorizations = [
    { enterprise_id: null, team_id: team, user_id: bot, is_bot: true, is_enterprise_install: false },
  ]
  return {
    post,
    interact,
    /** With the same `id` again, it is the same event delivered again. */
    event: (event: Json, id = nextId('Ev')) =>
      post(
        JSON.stringify({
          ...{ type: 'event_callback', token: 'none', team_id: team, api_app_id: 'A0STAFETT', event_id: id },
          ...{ event_time: Math.floor(Date.now() / 1000), is_ext_shared_channel: false, authorizations, event },
        }),
      ),
    command: ({ by, channel, named, trigger, respond }: Doing, text: string) =>
      form({
        ...{ command: '/stafett', text, team_id: team, team_domain: 'fjordvik', channel_id: channel },
        ...{ channel_name: named, user_id: by.user, user_name: by.user.toLowerCase(), api_app_id: 'A0STAFETT' },
        ...{ token: 'none', is_enterprise_install: 'false', response_url: respond, trigger_id: trigger },
      }),
    /** A press on a message; `values` stand in its fields. */
    press: (
      doing: Doing,
      { ts, thread, card, part = card, metadata, isEphemeral = false }: Pressable,
      title: string,
      values = {},
    ) => {
      const { channel, named, respond, at } = doing
      const message = { type: 'message', user: bot, bot_id: 'B0STAFETT', team, ts, ...card, metadata }
      return interact(doing, {
        ...{ type: 'block_actions', actions: [pressed(part, title, at)], channel: { id: channel, name: named } },
        container: {
          ...{ type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: isEphemeral },
          ...(thread === undefined ? {} : { thread_ts: thread }),
        },
        ...(isEphemeral ? {} : { message: thread === undefined ? message : { ...message, thread_ts: thread } }),
        ...{ response_url: respond, state: stateOf(card, values) },
      })
    },
    /** A press on a button in a modal or on Home. */
    pressInView: (doing: Pick<Doing, 'by' | 'trigger' | 'at'>, view: Json, title: string, values = {}, part = view) => {
      const state = stateOf(view, values)
      return interact(doing, {
        ...{ type: 'block_actions', container: { type: 'view', view_id: view.id }, view: { ...view, state }, state },
        actions: [pressed(part, title, doing.at)],
      })
    },
    submit: (doing: Pick<Doing, 'by' | 'trigger'>, view: Json, values = {}) =>
      interact(doing, { type: 'view_submission', view: { ...view, state: stateOf(view, values) }, response_urls: [] }),
    shortcut: (doing: Pick<Doing, 'by' | 'trigger' | 'at'>, callback: string) =>
      interact(doing, { type: 'shortcut', callback_id: callback, action_ts: doing.at ?? slackTime() }),
    /** The message shortcut, on a message that somebody wrote; `text` is in Slack's markup. */
    messageShortcut: (doing: Doing, callback: string, text: string) => {
      const { channel, named, respond, at = slackTime() } = doing
      return interact(doing, {
        ...{ type: 'message_action', callback_id: callback, action_ts: at, message_ts: at, response_url: respond },
        ...{ channel: { id: channel, name: named }, message: { type: 'message', user: doing.by.user, ts: at, text } },
      })
    },
  }
}

let ids = 0

/** An id of Slack's look, never twice the same. */
export function nextId(prefix: string): string {
  ids += 1
  return `${prefix}${process.pid}${String(ids).padStart(6, '0')}`
}

/** A time of Slack's, never twice the same. */
export function slackTime(): string {
  ids += 1
  return `${Math.floor(Date.now() / 1000)}.${String(ids).padStart(6, '0')}`
}

/** As it stands in a message's text: https://docs.slack.dev/messaging/formatting-message-text#escaping */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

function pressed(card: Json, title: string, at = slackTime()): Json {
  const found = elementOf(card, title)
  if (!found) throw new Error(`no button "${title}"`)
  const { block, element } = found
  const { type, action_id, value, text } = element
  return { type, action_id, block_id: isObject(block) ? (block.block_id ?? 'b1') : 'b1', value, text, action_ts: at }
}
