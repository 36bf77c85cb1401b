/**
 * The Bot Connector's REST interface: four requests, and what their failures mean. Sends each request exactly once;
 * whether and when to send again is the outbox's decision. The SDK's own client is not used, because it repeats
 * requests that may have been delivered.
 *
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 */
import type { Activity, ChannelAccount, ConversationAccount, ConversationParameters } from 'botbuilder'
import { z } from 'zod'
import { neverConnected } from '../network.ts'
import { ChannelError, type ChannelErrorKind } from '../ports.ts'
import type { Credentials } from './credentials.ts'

export type Connector = {
  /** Sends an activity to a conversation; gives its id. */
  send(serviceUrl: string, conversation: string, activity: SentActivity): Promise<string>
  /** Puts an activity in the place of one sent before. */
  update(serviceUrl: string, conversation: string, message: string, activity: SentActivity): Promise<void>
  /** Begins a conversation; `message` is the id of its first activity, if it was given one. */
  create(serviceUrl: string, parameters: NewConversation): Promise<{ conversation: string; message: string | null }>
  /**
   * Whether the connector has an answer of its own. Asked for the bot as a member of a conversation, which shows nobody
   * anything and tells nothing about anybody.
   */
  answers(serviceUrl: string, conversation: string, bot: string): Promise<boolean>
}

/** The SDK's types ask for what a bot that answers has at hand, such as names; the connector asks for ids alone. */
export type SentActivity = Partial<Omit<Activity, 'from' | 'conversation'>> & {
  from: Named
  conversation: Pick<ConversationAccount, 'id'>
}
export type NewConversation = Omit<ConversationParameters, 'bot' | 'members' | 'activity'> & {
  bot: Named
  members?: Named[]
  activity?: SentActivity
}
type Named = Pick<ChannelAccount, 'id'>

/** Each request fails as `ambiguous` when unanswered after `timeoutMs`. */
export function connect(credentials: Credentials, timeoutMs: number): Connector {
  const request = async (method: 'GET' | 'POST' | 'PUT', serviceUrl: string, path: string, body?: object) => {
    const headers = { 'content-type': 'application/json', ...(await authorization(credentials)) }
    const url = `${serviceUrl.replace(/\/+$/, '')}/v3/conversations${path}`
    const carried = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await once(url, { method, headers, ...carried }, timeoutMs)
    if (response.status === 401) credentials.expire()
    else credentials.taken()
    if (!response.ok) throw refusal(response)
    return response.text
  }
  return {
    async send(serviceUrl, conversation, activity) {
      const path = `/${encodeURIComponent(conversation)}/activities`
      return answered(sentSchema, await request('POST', serviceUrl, path, activity)).id
    },
    async update(serviceUrl, conversation, message, activity) {
      const path = `/${encodeURIComponent(conversation)}/activities/${encodeURIComponent(message)}`
      await request('PUT', serviceUrl, path, activity)
    },
    async create(serviceUrl, parameters) {
      const { id, activityId } = answered(createdSchema, await request('POST', serviceUrl, '', parameters))
      return { conversation: id, message: activityId ?? null }
    },
    async answers(serviceUrl, conversation, bot) {
      const path = `/${encodeURIComponent(conversation)}/members/${encodeURIComponent(bot)}`
      return request('GET', serviceUrl, path).then(() => true, isAnswer)
    },
  }
}

/** A refusal is an answer; what was not heard, or not by Teams itself, is none. */
function isAnswer(error: unknown): boolean {
  return error instanceof ChannelError && ['forbidden', 'gone', 'refused'].includes(error.kind)
}

const sentSchema = z.object({ id: z.string().min(1) })
const createdSchema = z.object({ id: z.string().min(1), activityId: z.string().min(1).nullish() })

/** Without an id the message was taken but can never be updated: nobody can say what became of it. */
function answered<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text))
  } catch (error) {
    throw new ChannelError('ambiguous', null, error)
  }
}

async function authorization(credentials: Credentials): Promise<{ authorization?: string }> {
  try {
    const token = await credentials.token()
    return token === null ? {} : { authorization: `Bearer ${token}` }
  } catch (error) {
    // Without a token nothing was sent.
    throw new ChannelError('unreachable', null, error)
  }
}

type Answered = { status: number; ok: boolean; retryAfter: string | null; text: string }

async function once(url: string, init: RequestInit, timeoutMs: number): Promise<Answered> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    const { status, ok, headers } = response
    return { status, ok, retryAfter: headers.get('retry-after'), text: await response.text() }
  } catch (error) {
    throw new ChannelError(neverConnected(error) ? 'unreachable' : 'ambiguous', null, error)
  }
}

/**
 * 401 is about our own token and 412 about a conflict on Teams' side: neither was delivered and both pass. What Teams
 * finds wrong with the message itself (400, 413) is of no use to be sent again.
 */
function refusal({ status, retryAfter }: Answered): ChannelError {
  const wait = status === 429 ? milliseconds(retryAfter) : null
  return new ChannelError(kinds.get(status) ?? 'ambiguous', wait, new Error(`HTTP ${status}`), `http-${status}`)
}

const kinds = new Map<number, ChannelErrorKind>([
  [429, 'rate-limited'],
  [403, 'forbidden'],
  [404, 'gone'],
  [400, 'refused'],
  [413, 'refused'],
  [401, 'unreachable'],
  [412, 'unreachable'],
])

function milliseconds(retryAfter: string | null): number | null {
  const seconds = Number.parseFloat(retryAfter ?? '')
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1000) : null
}
