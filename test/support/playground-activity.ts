/**
 * Activities sent to the bot to the letter, past the Playground's own buttons: second deliveries, other senders,
 * dialogs, events. The bot's answer is read from the Playground's log.
 */
import { randomUUID } from 'node:crypto'
import type { Exchange, Stream } from './playground-stream.ts'
import type { Tenant } from './playground-tenant.ts'
import { isObject, type RenderedCard as Json } from './rendered-card.ts'

export type RawAnswer = { status: number; body: unknown }

export type Activities = {
  /** An activity as the Playground makes them, without a type yet: to be changed at will and sent with `raw`. */
  activity(conversation: string, from?: string): Promise<Json>
  /** Sends an activity; sent twice, it is delivered twice under the same id. Resolves with the bot's answer. */
  raw(activity: Json): Promise<RawAnswer>
  /** An invoke of any kind and its whole answer: `task/fetch`, `task/submit`, `composeExtension/…`. */
  invoke(invoke: { conversation: string; from?: string; name: string; value: unknown }): Promise<RawAnswer>
  /** Tells the bot what a client tells it: `install`, `uninstall`, `userAdded`, … */
  event(conversation: string, type: string): Promise<RawAnswer>
}

export function activities(url: string, stream: Stream, tenant: Tenant): Activities {
  const raw = rawSender(url, stream)
  const activity = async (conversation: string, from?: string) => {
    const { id, aadObjectId, name } = tenant.account(from)
    const base = await template(url, conversation)
    return { ...base, from: { id, aadObjectId, name }, channelData: tenant.channelData(conversation) }
  }
  return {
    activity,
    raw,
    invoke: async ({ conversation, from, name, value }) =>
      raw({ ...(await activity(conversation, from)), type: 'invoke', name, value }),
    event: async (conversation, type) => raw(await template(url, conversation, type)),
  }
}

export async function post(url: string, path: string, body: unknown): Promise<RawAnswer> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  const text = await response.text()
  const answer: unknown = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text
  return { status: response.status, body: answer }
}

/** The Playground answers at once; what the bot answered is told in its log, in the order of the answers. */
function rawSender(url: string, stream: Stream): Activities['raw'] {
  const sent = new Map<string, number>()
  return async (activity) => {
    const id = typeof activity.id === 'string' ? activity.id : randomUUID()
    const place = sent.get(id) ?? 0
    sent.set(id, place + 1)
    await post(url, '/_internal/v1/customActivities', { ...activity, id })
    const mine = ({ to, request }: Exchange) => to === 'bot' && isObject(request) && request.id === id
    const answer = await stream.until(() => stream.exchanges().filter(mine)[place], `the bot's answer to ${id}`)
    return { status: answer.status, body: answer.response }
  }
}

async function template(url: string, conversationId: string, type?: string): Promise<Json> {
  const query = new URLSearchParams({ conversationId, ...(type === undefined ? {} : { type }) })
  const response = await fetch(`${url}/_internal/v1/customActivities/template?${query}`)
  const made: unknown = await response.json()
  if (!response.ok || !isObject(made)) throw new Error(`no activity for ${conversationId}: ${JSON.stringify(made)}`)
  return made
}
