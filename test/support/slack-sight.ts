/**
 * What stands before people in Slack: the messages as `emulate` has them, and what only one person sees, which its API
 * does not give back: modals, Home, and answers for them alone.
 */
import type { Standing } from './chat.ts'
import { blockKit } from './rendered-blocks.ts'
import { isObject, type RenderedCard as Json } from './rendered-card.ts'
import type { Received, SlackApi } from './slack-api.ts'
import { unescaped } from './slack-client.ts'

/** A message of the bot's. `for` is the user who alone sees it. */
export type Message = Standing & { channel: string; ts: string; thread?: string; metadata: unknown; for: string | null }

/** A modal with those under it still open; `from` is the message whose button opened the first. */
export type Modal = { view: Json; from: string | null }

/** Where a press stood whose answer comes by `response_url`. */
type Pressed = { user: string; channel: string; thread?: string | undefined; message: string | null }

export type Sights = ReturnType<typeof createSights>

export function createSights(api: SlackApi) {
  const messages = new Map<string, Message[]>()
  const whispers: Message[] = []
  const modals = new Map<string, Modal[]>()
  const homes = new Map<string, Json>()
  const replies = new Map<string, Pressed>()
  const triggers = new Map<string, { user: string; from: string | null }>()
  const answered: Json[] = []
  const changed = new Set<string>()
  let read = 0
  const stackOf = (user: string) => {
    const stack = modals.get(user) ?? []
    modals.set(user, stack)
    return stack
  }
  const whisper = async (to: Pressed, said: Json) => {
    const { user, channel, thread, message } = to
    const { message_ts } = await api.ask('chat.postEphemeral', { channel, user, text: 'x', thread_ts: thread })
    const ts = String(message_ts ?? message)
    whispers.push(messageIn(channel, { ...said, ts, thread_ts: thread }, user))
  }
  api.answering('response', async (said, path) => {
    const to = replies.get(path)
    if (!to) return { ok: false, error: 'expired_url' }
    const own = whispers.find(({ id }) => id === `${to.channel}/${to.message}`)
    if (said.replace_original === true && own) own.card = cardIn(said)
    else if (said.replace_original === true) await replace(api, to, said, changed)
    else await whisper(to, said)
    return { ok: true }
  })
  const note = ({ method, args, answer, delivered }: Received) => {
    if (!delivered || !isObject(answer) || answer.ok !== true) return
    if (method === 'chat.postMessage' || method === 'chat.update') changed.add(String(answer.channel))
    if (method === 'chat.postEphemeral') {
      const said = { ...args, ts: answer.message_ts }
      whispers.push(messageIn(String(args.channel), said, String(args.user)))
    }
    if (!isObject(answer.view)) return
    const { view } = answer
    const trigger = triggers.get(String(args.trigger_id))
    if (method === 'views.publish') homes.set(String(args.user_id), view)
    if (method === 'views.open' && trigger) modals.set(trigger.user, [{ view, from: trigger.from }])
    if (method === 'views.push' && trigger)
      stackOf(trigger.user).push({ view, from: stackOf(trigger.user).at(-1)?.from ?? null })
    if (method === 'views.update') {
      for (const stack of modals.values()) for (const one of stack) if (one.view.id === view.id) one.view = view
    }
  }
  return {
    /** Takes in what has happened. */
    async look(): Promise<void> {
      while (read < api.received.length || changed.size > 0) {
        for (const entry of api.received.slice(read)) note(entry)
        read = api.received.length
        for (const channel of changed) {
          changed.delete(channel)
          messages.set(channel, await messagesIn(api, channel))
        }
      }
    },
    /** The bot's messages in a channel as somebody sees them, oldest first. */
    standing: (channel: string, user: string): Message[] =>
      [...(messages.get(channel) ?? []), ...whispers.filter((one) => one.channel === channel && one.for === user)].sort(
        (a, b) => (a.ts < b.ts ? -1 : 1),
      ),
    /** A message that somebody sees, wherever it stands. */
    message(id: string, user: string): Message | undefined {
      return this.standing(id.split('/')[0] ?? '', user).find((one) => one.id === id)
    },
    whisper,
    /** The modals by which others were replaced in the very answer to sending them in. */
    answered,
    /** The modals somebody has open, the one they see last. */
    modals: stackOf,
    home: (user: string) => homes.get(user),
    /** With it a modal can be opened for somebody; `from` is the message they press on, `view` the modal. */
    async trigger(user: string, from: string | null, view?: string): Promise<string> {
      const { trigger_id } = await api.ask('views.generateTriggerId', { user_id: user, view_id: view })
      triggers.set(String(trigger_id), { user, from })
      return String(trigger_id)
    },
    responseUrl(to: Pressed): string {
      const url = api.responseUrl()
      replies.set(new URL(url).pathname, to)
      return url
    },
    /** Resolves with what `find` finds in what stands there, now or later. */
    async until<T>(find: () => T | undefined | null | false, what: string): Promise<T> {
      for (;;) {
        const seen = api.received.length
        await this.look()
        const found = find()
        if (found) return found
        await api.until(() => api.received.length > seen, what)
      }
    },
  }
}

async function replace(api: SlackApi, { channel, message: ts }: Pressed, said: Json, changed: Set<string>) {
  const { text, blocks, metadata } = said
  await api.ask('chat.update', { channel, ts, text, blocks: blocks ?? [], metadata })
  changed.add(channel)
}

async function messagesIn(api: SlackApi, channel: string): Promise<Message[]> {
  const all = listIn(await api.ask('conversations.history', { channel, limit: 1000 }))
  const roots = all.filter(({ reply_count }) => Number(reply_count ?? 0) > 0)
  const threads = await Promise.all(roots.map(({ ts }) => api.ask('conversations.replies', { channel, ts })))
  const replies = threads.flatMap(listIn).filter(({ ts }) => !all.some((one) => one.ts === ts))
  return [...all, ...replies].filter(({ user }) => user === api.bot.user).map((said) => messageIn(channel, said, null))
}

function listIn({ messages }: Json): Json[] {
  return Array.isArray(messages) ? messages.filter(isObject) : []
}

function messageIn(channel: string, said: Json, onlyFor: string | null): Message {
  const ts = String(said.ts)
  return {
    ...{ id: `${channel}/${ts}`, channel, ts, card: cardIn(said), updates: 0, metadata: said.metadata, for: onlyFor },
    ...(typeof said.thread_ts === 'string' ? { thread: said.thread_ts } : {}),
  }
}

function cardIn({ text, blocks }: Json): Json {
  const isCard = Array.isArray(blocks) && blocks.length > 0
  return isCard ? { text, blocks } : blockKit.sentence(unescaped(String(text ?? '')))
}
