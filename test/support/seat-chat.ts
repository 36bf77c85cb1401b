/**
 * The chats of those at a Playground: of the one who sits there, as its page shows it, and of anybody else of its
 * tenant, whose chat no page shows, as the Playground's log tells it.
 */
import { type Chat, type Door, openChat, type Sight, type Standing, textOf } from './chat.ts'
import type { PlaygroundClient } from './playground-client.ts'
import type { Message } from './playground-stream.ts'
import { adaptive, findButton, isObject } from './rendered-card.ts'

/** How the ids of bots begin in Teams. */
const botPrefix = '28:'

/** The chat of the one who sits there. */
export function seatChat(client: PlaygroundClient): Chat {
  const { personal } = client.conversations
  return openChat({
    standing: () => client.messages(personal).flatMap(standing),
    async write(text) {
      await client.say(personal, text)
    },
    press: ({ message, ...pressed }) => client.press({ conversation: personal, replyToId: message, ...pressed }),
    until: client.until,
  })
}

/** A message as its reader sees it: a card, or what the bot says in a sentence. What people write stands for nothing here. */
export function standing({ id, from, text, cards: [card], updates }: Message): Standing[] {
  const shown = card ?? (from.startsWith(botPrefix) && text !== '' ? adaptive.sentence(text) : null)
  return shown ? [{ id, card: shown, updates }] : []
}

/** The chat the bot has begun with somebody who sits nowhere, by their Entra object id. There is none before that. */
export function farChat(client: PlaygroundClient, person: string): Chat {
  return chatBeside(client, person, () => conversationWith(client, person), 300)
}

/** The chat of somebody the Playground does not know: it refuses what the bot sends them, but its log shows it. */
export function strangerChat(client: PlaygroundClient, person: string): Chat {
  return chatBeside(client, person, () => `a:${person}`, 500)
}

function chatBeside(client: PlaygroundClient, person: string, conversation: () => string | null, below: number): Chat {
  const activity = async () => {
    const id = conversation()
    if (id === null) throw new Error(`the bot has not written to ${person}`)
    const from = { id: person, aadObjectId: person, name: person }
    const base = await client.activity(client.conversations.personal)
    return { ...base, from, conversation: { id, conversationType: 'personal', tenantId: client.tenant } }
  }
  const door: Door = {
    standing: () => standingIn(client, conversation(), below),
    async write(text) {
      await client.raw({ ...(await activity()), type: 'message', text })
    },
    async press({ message, verb, title, data, fields }) {
      const action = { type: 'Action.Execute', verb, title, data: { ...data, ...fields } }
      const invoke = { name: 'adaptiveCard/action', value: { action, trigger: 'manual' }, replyToId: message }
      const { status, body } = await client.raw({ ...(await activity()), ...invoke, type: 'invoke' })
      const value = isObject(body) ? body.value : null
      return isObject(value)
        ? { status, card: value, message: null }
        : { status, card: null, message: typeof value === 'string' ? value : null }
    },
    until: client.until,
  }
  return openChat(door)
}

export type PressedAs = {
  from?: string
  sight: Sight
  button: string
  fields?: { [id: string]: string }
  conversation?: string
  id?: string
}

/**
 * Presses a button that perhaps somebody else has before them, with no client in between: as whoever comes by its data
 * would; in the group chat where nothing is named. With the same `id` twice, it is delivered twice.
 */
export async function pressAs(
  client: PlaygroundClient,
  { from, sight, button, fields = {}, conversation, id }: PressedAs,
) {
  const { verb, title, data } = findButton(sight.card, button)
  const action = { type: 'Action.Execute', verb, title, data: { ...data, ...fields } }
  const base = await client.activity(conversation ?? client.conversations.group, from)
  const invoke = { type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' } }
  const { status, body } = await client.raw({ ...base, ...invoke, ...(id ? { id } : {}) })
  const value = isObject(body) ? body.value : null
  return { status, text: isObject(value) ? textOf(value) : String(value) }
}

/** The conversation that was made for this one member. */
function conversationWith(client: PlaygroundClient, person: string): string | null {
  const made = client.exchanges().find(({ to, request, status }) => {
    if (to !== 'playground' || status !== 201 || !isObject(request) || !Array.isArray(request.members)) return false
    return request.members.some((member) => isObject(member) && member.id === person)
  })
  return made && isObject(made.response) ? String(made.response.id) : null
}

/** What was sent there and answered with a status below this. */
function standingIn(client: PlaygroundClient, conversation: string | null, below: number): Standing[] {
  const standing = new Map<string, Standing>()
  for (const { to, request, response, status } of client.exchanges()) {
    if (to !== 'playground' || status >= below || !isObject(request) || !isObject(request.conversation)) continue
    if (request.conversation.id !== conversation) continue
    const [attachment] = Array.isArray(request.attachments) ? request.attachments : []
    const card = isObject(attachment) && isObject(attachment.content) ? attachment.content : null
    const given = isObject(response) && typeof response.id === 'string' ? response.id : `refused-${standing.size}`
    const id = typeof request.id === 'string' ? request.id : given
    if (!card) continue
    standing.set(id, { id, card, updates: (standing.get(id)?.updates ?? -1) + 1 })
  }
  return [...standing.values()]
}
