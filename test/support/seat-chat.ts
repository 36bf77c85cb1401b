/**
 * The chats of those at a Playground: of the one who sits there, as its page shows it, and of anybody else of its
 * tenant, whose chat no page shows, as the Playground's log tells it.
 */
import { type Chat, type Door, openChat, type Sight, type Standing, textOf } from './chat.ts'
import type { PlaygroundClient } from './playground-client.ts'
import { findButton, isObject } from './rendered-card.ts'

/** The chat of the one who sits there. */
export function seatChat(client: PlaygroundClient): Chat {
  const { personal } = client.conversations
  return openChat({
    standing: () =>
      client.messages(personal).flatMap(({ id, cards: [card], updates }) => (card ? [{ id, card, updates }] : [])),
    async write(text) {
      await client.say(personal, text)
    },
    press: ({ message, ...pressed }) => client.press({ conversation: personal, replyToId: message, ...pressed }),
    until: client.until,
  })
}

/** The chat the bot has begun with somebody who sits nowhere, by their Entra object id. There is none before that. */
export function farChat(client: PlaygroundClient, person: string): Chat {
  const conversation = () => conversationWith(client, person)
  const door: Door = {
    standing: () => standingIn(client, conversation()),
    async write(text) {
      await client.raw({ ...(await activityIn(client, conversation(), person)), type: 'message', text })
    },
    async press({ message, verb, title, data, fields }) {
      const action = { type: 'Action.Execute', verb, title, data: { ...data, ...fields } }
      const base = await activityIn(client, conversation(), person)
      const invoke = { name: 'adaptiveCard/action', value: { action, trigger: 'manual' }, replyToId: message }
      const { status, body } = await client.raw({ ...base, ...invoke, type: 'invoke' })
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
export async function pressAs(client: PlaygroundClient, { from, sight, button, fields = {}, conversation, id }: PressedAs) {
  const { verb, title, data } = findButton(sight.card, button)
  const action = { type: 'Action.Execute', verb, title, data: { ...data, ...fields } }
  const base = await client.activity(conversation ?? client.conversations.group, from)
  const invoke = { type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' } }
  const { status, body } = await client.raw({ ...base, ...invoke, ...(id ? { id } : {}) })
  const value = isObject(body) ? body.value : null
  return { status, text: isObject(value) ? textOf(value) : String(value) }
}

async function activityIn(client: PlaygroundClient, id: string | null, person: string) {
  if (id === null) throw new Error(`the bot has not written to ${person}`)
  const base = await client.activity(client.conversations.personal, person)
  return { ...base, conversation: { id, conversationType: 'personal', tenantId: client.tenant } }
}

/** The conversation that was made for this one member. */
function conversationWith(client: PlaygroundClient, person: string): string | null {
  const made = client.exchanges().find(({ to, request, status }) => {
    if (to !== 'playground' || status !== 201 || !isObject(request) || !Array.isArray(request.members)) return false
    return request.members.some((member) => isObject(member) && member.id === person)
  })
  return made && isObject(made.response) ? String(made.response.id) : null
}

function standingIn(client: PlaygroundClient, conversation: string | null): Standing[] {
  const standing = new Map<string, Standing>()
  for (const { to, request, response, status } of client.exchanges()) {
    if (to !== 'playground' || status >= 300 || !isObject(request) || !isObject(request.conversation)) continue
    if (request.conversation.id !== conversation) continue
    const [attachment] = Array.isArray(request.attachments) ? request.attachments : []
    const card = isObject(attachment) && isObject(attachment.content) ? attachment.content : null
    const id = typeof request.id === 'string' ? request.id : isObject(response) ? String(response.id) : null
    if (!card || id === null) continue
    standing.set(id, { id, card, updates: (standing.get(id)?.updates ?? -1) + 1 })
  }
  return [...standing.values()]
}
