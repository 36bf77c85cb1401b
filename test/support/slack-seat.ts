/**
 * One person at their seat in Slack: writes, presses, fills in and sends in, and sees what stands there. Speaks Slack's
 * payloads to the bot; knows nothing about how it works.
 */
import { type Answered, type Chat, type Door, openChat, type Pressed, type Sight } from './chat.ts'
import { blockKit, filledIn, standingIn } from './rendered-blocks.ts'
import { isObject, type RenderedCard as Json } from './rendered-card.ts'
import type { Received, SlackApi } from './slack-api.ts'
import { tokenOf } from './slack-api.ts'
import { type Doing, escaped, type Member, type Posted, type SlackClient } from './slack-client.ts'
import type { Message, Sights } from './slack-sight.ts'

export type Around = { api: SlackApi; client: SlackClient; sights: Sights }

/** Their own chat with the bot, and what else they can do. */
export type SlackSeat = Chat & {
  member: Member
  /** The conversation of their own chat. */
  direct: string
  /** A channel as they see it; what they write there begins with the bot's name, in the thread if one is given. */
  channel(id: string, thread?: string): Chat
  /** `/stafett …`, in their own chat or in a channel. */
  command(text: string, channel?: string): Promise<Sight>
  shortcut(callback: string): Promise<Sight>
  /** The message shortcut, on a message of a channel that says this. */
  collect(text: string, channel: string): Promise<Sight>
  /** Opens Home. */
  home(): Promise<Sight>
}

/** `name` is the one `emulate` knows them by. */
export async function slackSeat(around: Around, name: string): Promise<SlackSeat> {
  const { api, client, sights } = around
  const member = { user: api.users[name] ?? '', team: api.team }
  const opened = await api.ask('conversations.open', { users: member.user })
  const direct = isObject(opened.channel) ? String(opened.channel.id) : ''
  const chat = openChat(doorIn(around, member, name, direct))
  const at = async (answered: Promise<Answered>) => {
    const { at: id, message } = await answered
    if (id === undefined) throw new Error(`nothing was shown: ${message}`)
    return chat.at(id)
  }
  const doing = (channel: string) => doingIn(around, member, channel, null, undefined)
  return {
    ...{ ...chat, member, direct },
    channel: (id, thread) => openChat(doorIn(around, member, name, id, thread)),
    async command(text, channel = direct) {
      const doer = await doing(channel)
      return at(answerTo(around, doer, null, () => client.command(doer, text)))
    },
    async shortcut(callback) {
      const doer = await doing(direct)
      return at(answerTo(around, doer, null, () => client.shortcut(doer, callback)))
    },
    async collect(text, channel) {
      const doer = await doing(channel)
      return at(answerTo(around, doer, null, () => client.messageShortcut(doer, 'collect', escaped(text))))
    },
    async home() {
      const before = api.received.length
      await client.event({ type: 'app_home_opened', user: member.user, channel: direct, tab: 'home' })
      const isMine = ({ method, args }: Received) => method === 'views.publish' && args.user_id === member.user
      await sights.until(() => api.received.slice(before).some(isMine), 'Home')
      return chat.at(String(sights.home(member.user)?.id))
    },
  }
}

function doorIn(around: Around, member: Member, name: string, channel: string, thread?: string): Door {
  const { api, client, sights } = around
  const { user, team } = member
  const standing = () => sights.standing(channel, user)
  return {
    reader: blockKit,
    standing,
    beside(id) {
      const view = [...sights.modals(user).map((one) => one.view), sights.home(user)].find((one) => one?.id === id)
      return view ? { id, card: view, updates: 0 } : sights.message(id, user)
    },
    async write(text) {
      const direct = channel.startsWith('D')
      const said = direct ? escaped(text) : `<@${api.bot.user}> ${escaped(text)}`
      const { ts } = await api.ask('chat.postMessage', { channel, text: said, thread_ts: thread }, tokenOf(name))
      const about = direct ? { type: 'message', channel_type: 'im' } : { type: 'app_mention', channel_type: 'channel' }
      const event = { ...about, user, team, channel, text: said, ts, event_ts: ts }
      const { status } = await client.event(thread === undefined ? event : { ...event, thread_ts: thread })
      if (status !== 200) throw new Error(`the bot answered ${status}`)
    },
    press: (pressed) => {
      const message = sights.message(pressed.message, user)
      return message ? pressOn(around, member, message, pressed) : pressIn(around, member, channel, pressed)
    },
    until: (look, what) => sights.until(look, what),
  }
}

/** A press on a message. */
async function pressOn(around: Around, member: Member, message: Message, { card, title, fields }: Pressed) {
  const { channel, ts, thread, metadata } = message
  const doing = await doingIn(around, member, channel, message, undefined)
  const values = { ...standingIn(message.card), ...fields }
  const pressable = { ts, thread, card: message.card, part: card, metadata, isEphemeral: message.for !== null }
  return answerTo(around, doing, message, () => around.client.press(doing, pressable, title, values))
}

/** A press in a modal, or on Home. */
async function pressIn(around: Around, member: Member, channel: string, pressed: Pressed): Promise<Answered> {
  const { client, sights } = around
  const { message: id, card, title, fields } = pressed
  const stack = sights.modals(member.user)
  const modal = stack.find(({ view }) => view.id === id)
  const view = modal?.view ?? sights.home(member.user)
  if (view?.id !== id) throw new Error(`nothing called ${id} is open`)
  const isFoot = (foot: unknown) => isObject(foot) && foot.text === title && 'close' in card
  if (modal && isFoot(card.close)) {
    stack.pop()
    return below(around, member, modal.from)
  }
  const doing = await doingIn(around, member, channel, null, String(id))
  const values = { ...standingIn(view), ...fields }
  if (modal && isFoot(card.submit)) return submit(around, doing, modal.from, view, values)
  return answerTo(around, doing, null, () => client.pressInView(doing, view, title, values, card), String(id))
}

/** What stands there when a modal is closed. */
async function below({ sights }: Around, { user }: Member, from: string | null): Promise<Answered> {
  await sights.look()
  const top = sights.modals(user).at(-1)
  if (top) return shown(top.view)
  const message = from === null ? undefined : sights.message(from, user)
  return message ? shownAt(message) : { status: 200, card: null, message: '' }
}

/** https://docs.slack.dev/surfaces/modals#updating_views: what a client makes of the answer to a modal that was sent in. */
async function submit(around: Around, doing: Doing, from: string | null, view: Json, values: Record<string, string>) {
  const { api, client, sights } = around
  const before = api.received.length
  const stack = sights.modals(doing.by.user)
  const { status, body } = await client.submit(doing, view, values)
  if (status !== 200) return { status, card: null, message: String(body) }
  const { response_action: action, view: next, errors } = isObject(body) ? body : {}
  const modal = stack.find((one) => one.view.id === view.id)
  if (action === 'errors' && isObject(errors) && modal) {
    modal.view = withErrors(filledIn(view, values), errors)
    return shown(modal.view)
  }
  if (action === 'update' && isObject(next) && modal) {
    sights.answered.push(next)
    const updated = await api.ask('views.update', { view_id: view.id, view: next })
    if (!isObject(updated.view)) throw new Error(`Slack took no such modal: ${JSON.stringify(updated)}`)
    modal.view = updated.view
    return shown(modal.view)
  }
  if (action === 'clear') {
    stack.splice(0)
    const isUpdate = ({ method, args }: Received) => method === 'chat.update' && `${args.channel}/${args.ts}` === from
    if (from !== null) await sights.until(() => api.received.slice(before).some(isUpdate), `a change of ${from}`)
  } else stack.pop()
  return below(around, doing.by, from)
}

function withErrors(view: Json, errors: Json): Json {
  const blocks = Array.isArray(view.blocks) ? view.blocks.filter(isObject) : []
  const said = (text: unknown) => ({ type: 'context', elements: [{ type: 'plain_text', text: String(text) }] })
  const isWrong = (id: unknown) => typeof id === 'string' && id in errors
  return {
    ...view,
    blocks: blocks.flatMap((block) =>
      isWrong(block.block_id) ? [block, said(errors[String(block.block_id)])] : [block],
    ),
  }
}

async function doingIn(around: Around, by: Member, channel: string, on: Message | null, view: string | undefined) {
  const { api, sights } = around
  const [name = ''] = Object.entries(api.channels).find(([, id]) => id === channel) ?? []
  const to = { user: by.user, channel, thread: on?.thread, message: on?.ts ?? null }
  return {
    ...{ by, channel, named: channel.startsWith('D') ? 'directmessage' : name, respond: sights.responseUrl(to) },
    trigger: await sights.trigger(by.user, on?.id ?? null, view),
  }
}

/** Does it, and waits for what the person sees of it. */
async function answerTo(
  around: Around,
  doing: Doing,
  on: Message | null,
  act: () => Promise<Posted>,
  view?: string,
): Promise<Answered> {
  const { api, sights } = around
  const { by, channel, respond, trigger } = doing
  const before = api.received.length
  const { status, body } = await act()
  if (status !== 200) return { status, card: null, message: JSON.stringify(body) }
  const to = { user: by.user, channel, thread: on?.thread, message: on?.ts ?? null }
  if (isObject(body) && body.text !== undefined) {
    await sights.whisper(to, body)
    return newest(around, doing)
  }
  const path = new URL(respond).pathname
  const opens = ({ args }: Received) => args.trigger_id === trigger || (view !== undefined && args.view_id === view)
  const isTaken = ({ delivered, answer }: Received) => delivered && isObject(answer) && answer.ok === true
  const isBeside = ({ method, args }: Received) =>
    method === 'chat.postEphemeral' && args.user === by.user && args.channel === channel
  const isAnswer = (entry: Received) => isTaken(entry) && (entry.path === path || opens(entry) || isBeside(entry))
  const entry = await sights.until(() => api.received.slice(before).find(isAnswer), 'an answer')
  if (isObject(entry.answer) && isObject(entry.answer.view)) return shown(entry.answer.view)
  if (entry.args.replace_original !== true || on === null) return newest(around, doing)
  const now = sights.message(on.id, by.user)
  return now ? shownAt(now) : newest(around, doing)
}

/** The newest of what stands in the channel for this person alone. */
async function newest({ sights }: Around, { by, channel }: Doing): Promise<Answered> {
  await sights.look()
  const mine = sights.standing(channel, by.user).filter((one) => one.for === by.user)
  const last = mine.at(-1)
  if (!last) throw new Error('nothing was answered')
  return shownAt(last)
}

function shownAt({ id, card }: Message): Answered {
  return { status: 200, card, message: null, at: id }
}

function shown(view: Json): Answered {
  return { status: 200, card: view, message: null, at: String(view.id) }
}
