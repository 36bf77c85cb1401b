/**
 * What can still be answered where Teams left out something the bot needs: whoever pressed or wrote is to see that it was not
 * understood. Decides nothing about what was meant.
 */
import type { ChannelAccount, ConversationAccount } from 'botbuilder'
import { z } from 'zod'
import type { PhrasesIn, Place } from '../ports.ts'
import { place } from './address.ts'
import type { InDialog, OnCard } from './answer.ts'
import { answerInDialog, answerOnCard } from './answer.ts'
import { type Fields, key, tenantOf } from './payload.ts'

/** What Teams is answered at once, where a button was pressed; null where it was none. Teams takes an empty answer for no answer. */
export function answerLacking(body: unknown, phrases: PhrasesIn): OnCard | InDialog | null {
  const invoke = invokeSchema.safeParse(body)
  if (!invoke.success) return null
  const answer = { kind: 'message', text: phrases('nb').incomplete } as const
  const isDialog = /^(?:task|composeExtension)\//.test(invoke.data.name ?? '')
  return (isDialog ? answerInDialog(answer, phrases) : answerOnCard(answer, 'shared', phrases)) ?? null
}

/** Where a message that is nobody's known words can be answered; null where nobody wrote it, or nothing says where. */
export function placeOfLacking(body: unknown): { place: Place; serviceUrl: string; tenant: string | null } | null {
  const message = messageSchema.safeParse(body)
  if (!message.success) return null
  const { serviceUrl, conversation, recipient, from } = message.data
  const isBots = from?.role === 'bot' || from?.id?.startsWith('28:') || from?.id === recipient.id
  if (isBots) return null
  const tenant = tenantOf(body)
  const address = { serviceUrl, conversation: conversation.id, bot: recipient.id }
  return { place: place('group', tenant ?? '', address), serviceUrl, tenant }
}

const invokeSchema = z.object({ type: z.literal('invoke'), name: z.string().nullish() })

const messageSchema = z.object({
  type: z.literal('message'),
  channelId: z.literal('msteams'),
  serviceUrl: z.url().max(1000),
  from: z.object({ id: key.nullish(), role: z.string().nullish() } satisfies Fields<ChannelAccount>).nullish(),
  recipient: z.object({ id: key } satisfies Fields<ChannelAccount>),
  conversation: z.object({ id: key } satisfies Fields<ConversationAccount>),
})
