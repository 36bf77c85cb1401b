/** What somebody in the workspace does, one function each: the workspace shows it, and the bot is told of it. */
import { z } from 'zod'
import { type Block, type Element, readBlocks } from '../slack/blocks.ts'
import { buttonIn, readView, type Shown, stateOf } from './blocks.ts'
import {
  channelNamed,
  commandPayload,
  type Doing,
  deliver,
  eventPayload,
  id,
  interactionPayload,
  type Payload,
} from './slack-payload.ts'
import type { Sights } from './slack-sight.ts'
import { bot, type Workspace } from './workspace.ts'

/**
 * Everything an act needs: the workspace, what its members see, where the bot is, where the bot finds Slack, and the secret
 * with which Slack signs.
 */
export type Floor = { workspace: Workspace; sights: Sights; bot: string; gate: string; secret: string }

/** Something done that can't be done there; the message is for whoever tried. */
export class NotThereError extends Error {}

const message = z.looseObject({
  ts: z.string(),
  user: z.string().default(''),
  text: z.string().default(''),
  thread_ts: z.string().optional(),
  blocks: z.unknown().optional(),
})
export type Message = z.infer<typeof message>
const messages = z.looseObject({ messages: z.array(message) })
const posted = z.looseObject({ ts: z.string() })
/** What the bot says in an answer or by `response_url`. */
const said = z.looseObject({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  replace_original: z.boolean().optional(),
  response_action: z.string().optional(),
  errors: z.record(z.string(), z.string()).optional(),
  view: z.looseObject({}).optional(),
})

type Read = { changes: number; messages: Promise<Message[]> }
const readBefore = new WeakMap<Workspace, Map<string, Read>>()

/**
 * Everything in a conversation, the oldest first, each thread under its beginning. A page looks every second, and `emulate`
 * takes so many calls and no more: where nothing has changed since, it is not read again.
 */
export function messagesIn({ workspace }: Floor, channel: string): Promise<Message[]> {
  const kept = readBefore.get(workspace) ?? new Map<string, Read>()
  readBefore.set(workspace, kept)
  const changes = workspace.changes()
  const before = kept.get(channel)
  if (before?.changes === changes) return before.messages
  const messages = readIn(workspace, channel)
  kept.set(channel, { changes, messages })
  messages.catch(() => kept.delete(channel))
  return messages
}

async function readIn(workspace: Workspace, channel: string): Promise<Message[]> {
  const body = { channel, limit: 100, include_all_metadata: true }
  const roots = messages.parse(await workspace.call('conversations.history', body)).messages
  const threads = roots.map(({ ts }) => workspace.call('conversations.replies', { ...body, ts }))
  return (await Promise.all(threads)).reverse().flatMap((thread) => messages.parse(thread).messages)
}

/** Writes to the bot: in a direct message, in a channel by its name, or by `/stafett`. */
export async function write(floor: Floor, doing: Doing, text: string, thread?: string): Promise<Response> {
  if (text.startsWith('/stafett')) {
    const answer = await tell(floor, commandPayload(doing, text.replace(/^\S+\s*/, '')))
    await hear(floor, doing, null, await answer.clone().text())
    return answer
  }
  const { member, team, channel } = doing
  const isDirect = channel.startsWith('D')
  const body = {
    channel,
    text: `${isDirect ? '' : `<@${bot.user}> `}${escaped(text)}`,
    ...(thread ? { thread_ts: thread } : {}),
  }
  const { ts } = posted.parse(await floor.workspace.call('chat.postMessage', body, member))
  const kind = isDirect ? { type: 'message', channel_type: 'im' } : { type: 'app_mention' }
  const event = { ...kind, ...body, user: member.user, team, user_team: team, ts, event_ts: ts }
  return tell(floor, eventPayload(team, event))
}

/** Looks at their Home. */
export function lookHome(floor: Floor, { team, channel, member }: Doing): Promise<Response> {
  return tell(
    floor,
    eventPayload(team, { type: 'app_home_opened', tab: 'home', user: member.user, channel, event_ts: now() }),
  )
}

/** Uses a shortcut of the manifest; `at` is the message it is used on. */
export async function takeShortcut(floor: Floor, doing: Doing, name: string, at?: string): Promise<Response> {
  const { channel, reply } = doing
  const shortcut = { callback_id: name, action_ts: now() }
  if (at === undefined) return tell(floor, interactionPayload(doing, { type: 'shortcut', ...shortcut }))
  const message = (await messagesIn(floor, channel)).find(({ ts }) => ts === at)
  if (!message) throw new NotThereError(`there is no message ${at}`)
  const where = { channel: { id: channel, name: channelNamed(channel) }, message, message_ts: at, response_url: reply }
  return tell(floor, interactionPayload(doing, { type: 'message_action', ...shortcut, ...where }))
}

/** `at` is the message it stands on, where more than one has such a button. */
export type Press = { title: string; fields: Record<string, string>; home: boolean; at?: string }

/** Presses a button: in the modal that is open, on their Home, or on the newest message with such a button. */
export async function press(floor: Floor, doing: Doing, { title, fields, home, at }: Press): Promise<Response> {
  const sight = floor.sights.of(doing.member.user)
  const shown = sight.modals.at(-1) ?? (home ? sight.home : null)
  if (shown) return pressInView(floor, doing, shown, title, fields)
  const asides = sight.asides.filter(({ channel }) => channel === doing.channel)
  const standing = [...(await messagesIn(floor, doing.channel)), ...asides]
  for (const found of standing.reverse().filter(({ ts }) => at === undefined || at === ts)) {
    const blocks = 'user' in found ? readBlocks(found.blocks) : found.blocks
    const hit = buttonIn(blocks, title)
    if (!hit) continue
    doing.pressed = found.ts
    const isAside = !('user' in found)
    const container = { type: 'message', message_ts: found.ts, channel_id: doing.channel, is_ephemeral: isAside }
    const where = {
      container,
      channel: { id: doing.channel, name: channelNamed(doing.channel) },
      response_url: doing.reply,
    }
    const about = { ...where, ...(isAside ? {} : { message: found }), state: stateOf(blocks, fields) }
    return tell(floor, pressed(doing, hit, about))
  }
  throw new NotThereError(`there is no button "${title}"`)
}

async function pressInView(floor: Floor, doing: Doing, shown: Shown, title: string, fields: Press['fields']) {
  const { view, raw } = shown
  const state = stateOf(view.blocks, fields)
  const { modals } = floor.sights.of(doing.member.user)
  if (view.type === 'modal' && title === view.submit) {
    const about = { type: 'view_submission', view: { ...raw, state }, response_urls: [] }
    const answer = await tell(floor, interactionPayload(doing, about))
    afterSubmission(modals, shown, await answer.clone().text())
    return answer
  }
  const hit = buttonIn(view.blocks, title)
  if (!hit) throw new NotThereError(`there is no button "${title}"`)
  const container = { type: 'view', view_id: view.id }
  return tell(floor, pressed(doing, hit, { container, view: { ...raw, state }, state }))
}

function pressed(doing: Doing, { block, button }: { block: Block; button: Element }, about: Record<string, unknown>) {
  const { action_id, value, type, text } = button
  const action = {
    type,
    action_id,
    block_id: block.block_id,
    value,
    text: { type: 'plain_text', text },
    action_ts: now(),
  }
  return interactionPayload(doing, { type: 'block_actions', actions: [action], ...about })
}

/** What Slack does with the bot's answer to a modal: https://docs.slack.dev/surfaces/modals#close_views */
function afterSubmission(modals: Shown[], shown: Shown, text: string): void {
  const { response_action: action, view, errors } = text === '' ? {} : said.parse(JSON.parse(text))
  if (action === 'clear') modals.splice(0)
  else if (action === undefined) modals.pop()
  else if (errors) modals[modals.length - 1] = { ...shown, errors }
  else if (view && action === 'update') modals[modals.length - 1] = anew(shown.view.id, view)
  else if (view && action === 'push') modals.push(anew(id('V'), view))
}

/** A view as Slack keeps it: the hash is another each time it shows something else. */
function anew(view: string, raw: Record<string, unknown>): Shown {
  return readView({ id: view, hash: id('hash'), state: { values: {} }, ...raw })
}

/** What is said by `response_url`, or in the answer to a command. `ts` is the message it may replace. */
export async function hear(floor: Floor, doing: Doing, ts: string | null, text: string): Promise<void> {
  const heard = text === '' ? {} : said.parse(JSON.parse(text))
  if (heard.text === undefined) return
  const { channel, member } = doing
  const { asides } = floor.sights.of(member.user)
  const aside = asides.findIndex((one) => one.ts === ts)
  if (heard.replace_original && aside >= 0) {
    asides[aside] = { ts: ts ?? '', channel, text: heard.text, blocks: readBlocks(heard.blocks) }
  } else if (heard.replace_original && ts) {
    await floor.workspace.call('chat.update', { channel, ts, text: heard.text, blocks: heard.blocks })
  } else {
    await floor.sights.aside(member.user, { channel, text: heard.text, blocks: readBlocks(heard.blocks) })
  }
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

function tell({ bot: address, secret }: Floor, payload: Payload): Promise<Response> {
  return deliver(`${address}/slack/events`, secret, payload)
}

function now(): string {
  return (Date.now() / 1000).toFixed(6)
}
