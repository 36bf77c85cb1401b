/**
 * What every message of ours carries unseen: its own id, by which it is found again after a send nobody knows the end
 * of, and the installation it was sent by, since in a shared channel a press names the presser's workspace instead.
 *
 * https://docs.slack.dev/messaging/message-metadata
 */
import { z } from 'zod'
import type { Installation } from './address.ts'

/** `id` is absent in an answer, which is never sent twice. */
export type Mark = Installation & { id?: string | undefined }

/** For the `metadata` of a message, in the Web API and through a `response_url` alike. */
export function metadataOf({ id, team, enterprise }: Mark): { event_type: string; event_payload: object } {
  const payload = Object.entries({ id, team, enterprise }).filter(([, value]) => value !== undefined && value !== null)
  return { event_type: eventType, event_payload: Object.fromEntries(payload) }
}

/** What a message's `metadata` says, or null where it is none of ours. */
export function readMetadata(metadata: unknown): Mark | null {
  return metadataSchema.safeParse(metadata).data?.event_payload ?? null
}

const eventType = 'stafett_card'

const metadataSchema = z.object({
  event_type: z.literal(eventType),
  event_payload: z.object({
    id: z.string().optional(),
    team: z.string().min(1).nullable().default(null),
    enterprise: z.string().min(1).nullable().default(null),
  }),
})
