/** Somebody who unfolds content in a message of their own chat, and what stands there then. */
import type { ChatCard } from '../../cards/card.ts'
import type { MessageRef } from '../../src/ports.ts'
import { accountOf, chatOf, type Name, type Texts, type Town } from './town.ts'

let count = 0

/**
 * Presses in a message of their own chat, one of those known or another. `arrives`: the answer takes its place there; else
 * it is lost on its way.
 */
export async function unfold(
  town: Town,
  name: Name,
  action: string,
  data: Texts,
  { message, arrives = true, kind = 'press' }: { message?: string; arrives?: boolean; kind?: 'press' | 'open' } = {},
): Promise<{ ref: MessageRef; chat: ChatCard }> {
  count += 1
  const ref: MessageRef = { place: chatOf(name), message: message ?? `unfolded-${count}` }
  const base = { account: accountOf(name), place: ref.place, from: 'place', personal: true, message: ref } as const
  // What leads to the rest of a case says so: else the case comes in a message of its own.
  const carried = action === 'show.case' ? { ...data, whole: 'yes' } : data
  const answer = await town.ask({ ...base, kind, action, data: carried, fields: {}, delivery: `unfold ${count}` })
  if (!('chat' in answer)) throw new Error('nothing was shown')
  if (arrives) town.channel.answered(ref, answer.chat)
  return { ref, chat: answer.chat }
}
