/**
 * The Bot Connector of the demonstration: takes what the bot sends to Teams and keeps it in memory, as it stands before people
 * in their own chats and in a channel with its threads. Knows no person's acts.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 */
import express, { type Router } from 'express'
import { z } from 'zod'
import { cardIn, type Json } from './adaptive-card.ts'

/** `only`: the card that somebody, by their object id, was answered with in its place, until the bot changes it for all. */
export type Message = {
  id: string
  conversation: string
  /** The name of whoever wrote it. */
  from: string
  text: string
  card: Json | null
  updates: number
  only: Map<string, Json>
}

export type Connector = {
  router: Router
  /** What stands in a chat, or in a channel thread under thread, oldest first. */
  messages(conversation: string): Message[]
  message(id: string): Message | undefined
  /** Puts in what a person writes; without a thread it begins one in a channel. */
  write(said: { conversation: string; from: string; text: string }): Message
  /** The bot answered a press with a card in the place of the pressed one. */
  answer(message: Message, person: string, card: Json): void
  /** Everything the bot has ever put into a message, changes and answers in its place included. */
  sent: unknown[]
  /** Calls back after every change. */
  onChange(listen: () => void): void
}

export const botName = 'Stafett'
export const teamsChannel = { id: '19:trinnteam@thread.tacv2', name: 'Trinnteam' }

export function ownChat(objectId: string): string {
  return `a:${objectId}`
}

const activity = z.looseObject({ text: z.string().default(''), attachments: z.unknown().optional() })
const created = z.looseObject({
  members: z.array(z.looseObject({ id: z.string() })).default([]),
  channelData: z.looseObject({ channel: z.object({ id: z.string() }).optional() }).optional(),
  activity: activity.optional(),
})

export function createConnector(): Connector {
  const { messages, put, replace, listen, changed } = keepMessages()
  const sent: unknown[] = []
  const take = (body: unknown) => {
    sent.push(body)
    const { text, attachments } = activity.parse(body)
    return { from: botName, text, card: cardIn(attachments) }
  }
  const create = (body: unknown) => {
    const { members, channelData, activity: first } = created.parse(body)
    const [member] = members
    if (member) return { id: ownChat(member.id) }
    const { id, conversation } = put(channelData?.channel?.id ?? teamsChannel.id, take(first ?? {}))
    return { id: conversation, activityId: id }
  }
  const send = (conversation: string, body: unknown) => ({ id: put(conversation, take(body)).id })
  const update = (id: string, body: unknown) => messages.has(id) && replace(id, take(body))
  return {
    router: routes({ create, send, update }),
    messages: (conversation) => inOrder([...messages.values()], conversation),
    message: (id) => messages.get(id),
    write: ({ conversation, ...said }) => put(conversation, { ...said, card: null }),
    answer(message, person, card) {
      sent.push(card)
      message.only.set(person, card)
      changed()
    },
    sent,
    onChange: listen,
  }
}

type Said = Pick<Message, 'from' | 'text' | 'card'>

function keepMessages() {
  const messages = new Map<string, Message>()
  const listeners: (() => void)[] = []
  const changed = () => {
    for (const listen of listeners) listen()
  }
  let last = 0
  return {
    messages,
    changed,
    listen: (told: () => void) => void listeners.push(told),
    put(conversation: string, said: Said): Message {
      // Also after a restart none that was given before.
      last = Math.max(last + 1, Date.now())
      const id = String(last)
      const thread = conversation === teamsChannel.id ? `${conversation};messageid=${id}` : conversation
      const message = { ...said, id, conversation: thread, updates: 0, only: new Map<string, Json>() }
      messages.set(id, message)
      changed()
      return message
    },
    replace(id: string, said: Said): boolean {
      const found = messages.get(id)
      if (found) messages.set(id, { ...found, ...said, updates: found.updates + 1, only: new Map() })
      changed()
      return found !== undefined
    },
  }
}

/** A thread stands where it began, and what is said in it under that. */
function inOrder(messages: Message[], conversation: string): Message[] {
  const threads = new Map<string, Message[]>()
  for (const one of messages) {
    if (one.conversation !== conversation && !one.conversation.startsWith(`${conversation};`)) continue
    threads.set(one.conversation, [...(threads.get(one.conversation) ?? []), one])
  }
  return [...threads.values()].flat()
}

type Answers = {
  create(body: unknown): object
  send(conversation: string, body: unknown): object
  update(message: string, body: unknown): boolean
}

function routes({ create, send, update }: Answers): Router {
  const router = express.Router()
  router.use('/v3/conversations', express.json({ limit: '1mb' }))
  router.post('/v3/conversations', ({ body }, response) => {
    response.status(201).json(create(body))
  })
  router.post('/v3/conversations/:conversation/activities', ({ params, body }, response) => {
    response.status(201).json(send(params.conversation, body))
  })
  router.put('/v3/conversations/:conversation/activities/:message', ({ params: { message }, body }, response) => {
    if (update(message, body)) response.json({ id: message })
    else response.status(404).end()
  })
  return router
}
