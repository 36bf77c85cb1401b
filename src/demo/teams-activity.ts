/** What Teams would tell the bot when somebody there does something. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Seat } from './playground.ts'
import { tenantId } from './seats.ts'
import { botName, type Message, teamsChannel } from './teams-connector.ts'

/** Who does something, and where. `serviceUrl` is that of the connector. */
export type Doing = { person: Seat; conversation: string; serviceUrl: string }

const bot = { id: '28:stafett', name: botName }
const calling = `<at>${botName}</at>`

/** `about` is what belongs to that kind alone. */
function activity({ person, conversation: id, serviceUrl }: Doing, about: Record<string, unknown>) {
  const isOwn = id.startsWith('a:')
  const tenant = { id: tenantId }
  const where = isOwn ? {} : { team: { id: '19:fjordvik' }, channel: { id: teamsChannel.id } }
  return {
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: person.id, aadObjectId: person.aadObjectId, name: person.name },
    recipient: bot,
    conversation: { id, tenantId, conversationType: isOwn ? 'personal' : 'channel', isGroup: !isOwn },
    channelData: { tenant, ...where },
    locale: 'nb-NO',
    ...about,
  }
}

/** In a channel the bot hears of what names it, and of nothing else. */
export function written(doing: Doing, { id, text }: Message) {
  const isOwn = doing.conversation.startsWith('a:')
  const mention = { type: 'mention', mentioned: bot, text: calling }
  const said = isOwn ? { text } : { text: `${calling} ${text}`, entities: [mention] }
  return activity(doing, { type: 'message', id, textFormat: 'plain', ...said })
}

export function installed(doing: Doing) {
  return activity(doing, { type: 'installationUpdate', action: 'add' })
}

/** `on` is the message it is done on. */
export function invoked(doing: Doing, name: string, value: Record<string, unknown>, on: string) {
  return activity(doing, { type: 'invoke', name, value, replyToId: on })
}

export type Answer = { status: number; body: unknown }

/** An empty body is null. */
export async function deliver(botUrl: string, told: ReturnType<typeof activity>): Promise<Answer> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${botUrl}/api/messages`, { method: 'POST', headers, body: JSON.stringify(told) })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? null : z.json().parse(JSON.parse(text)) }
}
