/**
 * Listens to one Playground: every message as it stands now, and every exchange between it and the bot. Waits by event;
 * never asks again and again.
 */
import { isObject, type RenderedCard } from './rendered-card.ts'

export type Message = {
  id: string
  /** The chat or thread it stands in; a thread's id is the channel's, `;messageid=` and the id of its first message. */
  conversation: string
  from: string
  text: string
  cards: RenderedCard[]
  /** How many times it was changed after it was sent. */
  updates: number
}

/** One request between the Playground and the bot, with its answer. */
export type Exchange = { to: 'bot' | 'playground'; request: unknown; status: number; response: unknown }

export type Stream = {
  messages(): Message[]
  exchanges(): Exchange[]
  /** Puts in what the Playground does not tell of: messages written by the one who sits there. */
  add(message: Message): void
  /** Resolves with what `look` finds, now or as soon as it does; throws with what was seen when it never does. */
  until<T>(look: () => T | undefined | null | false, what: string, withinMs?: number): Promise<T>
  close(): void
}

export async function openStream(url: string): Promise<Stream> {
  const messages = new Map<string, Message>()
  const exchanges: Exchange[] = []
  const { changed, until } = watch(() => report([...messages.values()], exchanges))
  const address = url.replace('http', 'ws')
  const sockets = await Promise.all([
    open(`${address}/_ws_conversation/v1/conversations/stream`, (said) => {
      const message = readMessage(said, messages)
      if (message !== null) messages.set(message.id, message)
      changed()
    }),
    open(`${address}/_ws/log/stream`, (said) => {
      const exchange = readExchange(said)
      if (exchange !== null) exchanges.push(exchange)
      changed()
    }),
  ])
  return {
    messages: () => [...messages.values()],
    exchanges: () => [...exchanges],
    add(message) {
      messages.set(message.id, message)
      changed()
    },
    until,
    close: () => {
      for (const socket of sockets) socket.close()
    },
  }
}

/** `changed` lets everybody who waits look again; `seen` says what there was for whoever waits in vain. */
export function watch(seen: () => string): { changed: () => void; until: Stream['until'] } {
  const waiting = new Set<() => void>()
  const changed = () => {
    for (const check of waiting) check()
  }
  const until: Stream['until'] = (look, what, withinMs = 10_000) =>
    new Promise((resolve, reject) => {
      const finish = (end: () => void) => {
        clearTimeout(deadline)
        waiting.delete(check)
        end()
      }
      const check = () => {
        try {
          const found = look()
          if (found) finish(() => resolve(found))
        } catch (cause) {
          finish(() => reject(cause))
        }
      }
      const deadline = setTimeout(() => {
        finish(() => reject(new Error(`${what}: not seen within ${withinMs} ms\n${seen()}`)))
      }, withinMs)
      waiting.add(check)
      check()
    })
  return { changed, until }
}

async function open(address: string, heard: (said: unknown) => void): Promise<WebSocket> {
  const socket = new WebSocket(address)
  socket.addEventListener('message', ({ data }) => heard(JSON.parse(String(data))))
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', () => reject(new Error(`no stream at ${address}`)), { once: true })
  })
  return socket
}

function readMessage(said: unknown, known: Map<string, Message>): Message | null {
  if (!isObject(said) || !isObject(said.message)) return null
  const { message, actionConversationId } = said
  const id = String(message.messageId)
  const before = known.get(id)
  // The first message of a thread is told under its channel, and its change without naming the thread.
  const conversation = String(message.postConversationId ?? before?.conversation ?? actionConversationId)
  const attachments = Array.isArray(message.attachments) ? message.attachments : []
  return {
    id,
    conversation,
    from: isObject(message.from) ? String(message.from.id) : '',
    text: typeof message.text === 'string' ? message.text : '',
    cards: attachments.filter(isObject).map(({ content }) => (isObject(content) ? content : {})),
    updates: before === undefined ? 0 : before.updates + 1,
  }
}

function readExchange(said: unknown): Exchange | null {
  if (!isObject(said) || !isObject(said.log)) return null
  const { request, response, to } = said.log
  if (!isObject(request) || !isObject(response)) return null
  const target = to === 'User Application' ? 'bot' : 'playground'
  return { to: target, request: request.body, status: Number(response.statusCode), response: response.body }
}

function report(messages: Message[], exchanges: Exchange[]): string {
  const lines = messages.map((m) => `${m.conversation} #${m.id} (${m.updates}×) ${m.text} ${JSON.stringify(m.cards)}`)
  const last = exchanges
    .slice(-5)
    .map((e) => `to ${e.to}: ${JSON.stringify(e.request)} → ${e.status} ${JSON.stringify(e.response)}`)
  return ['messages:', ...lines, 'last exchanges:', ...last].map((line) => line.slice(0, 1500)).join('\n')
}
