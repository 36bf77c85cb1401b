/** A message's whereabouts as stored: the whole reference as JSON, and the two parts that tell messages apart. */
import { z } from 'zod'
import type { MessageRef } from '../ports.ts'

/** The columns by which a message is found again; its place's address may change, its key does not. */
export function messageColumns({ place, message }: MessageRef): { message_place: string; message_id: string } {
  return { message_place: place.key, message_id: message }
}

/** Null when the text is no reference. */
export function readMessage(text: string): MessageRef | null {
  try {
    return messageSchema.safeParse(JSON.parse(text)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const messageSchema = z.object({
  place: z.object({
    channel: z.string(),
    tenant: z.string(),
    kind: z.enum(['personal', 'group', 'channel', 'thread']),
    key: z.string(),
    address: z.string(),
  }),
  message: z.string(),
})
