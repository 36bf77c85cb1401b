/**
 * A person at one running Playground, and through it anybody else of its tenant: writes, presses, fills in, and sees
 * what the bot shows. Speaks the Playground's HTTP and WebSocket only; knows nothing about how the bot works.
 */
import { type Activities, activities, post } from './playground-activity.ts'
import { type Presses, presses } from './playground-press.ts'
import { type Message, openStream, type Stream } from './playground-stream.ts'
import { readTenant, type Tenant } from './playground-tenant.ts'
import { isObject, type RenderedCard } from './rendered-card.ts'

/** People are named by their Entra object id wherever `from` is asked for; the one who sits there by default. */
export type PlaygroundClient = Activities &
  Presses &
  Pick<Stream, 'exchanges' | 'until' | 'close'> &
  Pick<Tenant, 'me' | 'bot' | 'conversations'> & {
    tenant: string
    /** Writes as the one who sits there. Outside the personal chat the bot is mentioned, or it would not hear it. */
    say(conversation: string, text: string, options?: { mention?: boolean }): Promise<Message>
    /** All that stands in the chat or thread, oldest first; for a channel, in all its threads. */
    messages(conversation: string): Message[]
    cards(conversation: string): RenderedCard[]
  }

/** Opens a running Playground at `http://127.0.0.1:<port>`. One client a Playground: it tells its past only once. */
export async function openPlayground(url: string): Promise<PlaygroundClient> {
  const tenant = await readTenant(url)
  const stream = await openStream(url)
  const messages = (conversation: string) =>
    stream.messages().filter((m) => m.conversation === conversation || m.conversation.startsWith(`${conversation};`))
  return {
    me: tenant.me,
    bot: tenant.bot,
    tenant: tenant.id,
    conversations: tenant.conversations,
    ...activities(url, stream, tenant),
    ...presses(url, stream, tenant),
    async say(conversation, words, { mention = conversation !== tenant.conversations.personal } = {}) {
      const message = await write(url, tenant, conversation, words, mention)
      stream.add(message)
      return message
    },
    messages,
    cards: (conversation) => messages(conversation).flatMap((message) => message.cards),
    exchanges: stream.exchanges,
    until: stream.until,
    close: stream.close,
  }
}

async function write(url: string, { me, bot }: Tenant, conversation: string, words: string, mention: boolean) {
  const called = `<at>${bot.name}</at>`
  const text = mention ? `${called} ${words}` : words
  const mentions = mention ? [{ mentioned: { id: bot.id }, text: called }] : []
  const path = `/_conversation/v1/conversations/${encodeURIComponent(conversation)}/messages`
  const said = await post(url, path, { from: { id: me.id }, text, textFormat: 'plain', mentions })
  if (said.status !== 200 || !isObject(said.body)) throw new Error(`not said: ${JSON.stringify(said)}`)
  const place = String(said.body.postConversationId ?? conversation)
  return { id: String(said.body.messageId), conversation: place, from: me.id, text, cards: [], updates: 0 }
}
