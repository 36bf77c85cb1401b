/**
 * What Slack posts to the bot, read by zod: only the fields the bot uses are kept, and nothing outside these files sees a
 * raw payload. Shapes: Slack's documentation, and recordings in `test/fixtures/slack`.
 */
import { readEvent } from './payload-event.ts'
import { interactionSchema } from './payload-person.ts'
import { readPress, readSubmission } from './payload-press.ts'
import { readCollected, readCommand, readShortcut } from './payload-shortcut.ts'
import type { Received } from './received.ts'

/**
 * What somebody did: most often one thing, nothing where the bot has no use for it, null for what is none of Slack's
 * payloads. `links` is the address whose links to cases the bot answers; `bots` are its own ids, as far as they are known.
 */
export function readPayload(
  body: unknown,
  links: string | null,
  bots: ReadonlySet<string> = new Set(),
): Received[] | null {
  if (typeof body !== 'object' || body === null) return null
  if ('event' in body) return readEvent(body, links)
  // Of events left out because there were too many: https://docs.slack.dev/apis/events-api/#rate-limiting
  if ('type' in body && body.type === 'app_rate_limited') return []
  return 'command' in body ? readCommand(body) : readInteraction(body, bots)
}

function readInteraction(body: unknown, bots: ReadonlySet<string>): Received[] | null {
  const interaction = interactionSchema.safeParse(body)
  if (!interaction.success) return null
  switch (interaction.data.type) {
    case 'block_actions':
      return readPress(interaction.data, body)
    case 'view_submission':
      return readSubmission(interaction.data, body)
    case 'shortcut':
      return readShortcut(interaction.data, body)
    case 'message_action':
      return readCollected(interaction.data, body, bots)
    default:
      return []
  }
}
