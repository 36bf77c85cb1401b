/** What Slack told the bot, after it was read: by whose installation, what somebody did, and how they can be answered. */
import { z } from 'zod'
import type { PlaceRequest } from '../ports.ts'
import { type Installation, tenantOf } from './address.ts'
import type { Unfurled } from './client.ts'
import type { Mark } from './metadata.ts'
import type { Opened } from './view-metadata.ts'

export type Received = { by: Installation; request: PlaceRequest; way: Way }

/**
 * Where somebody did it, and so how they are answered. `trigger` opens a modal within three seconds; `respond` is the
 * address of five answers within half an hour.
 */
export type Way =
  /** Said to the bot: in its own chat with somebody, or where it was mentioned. */
  | { kind: 'said' }
  | { kind: 'command'; trigger: string }
  | { kind: 'shortcut'; trigger: string }
  | ByMessage
  | { kind: 'modal'; trigger: string; view: string; opened: Opened }
  /** A modal that was sent in: `blocks` is what stood in it. */
  | { kind: 'submit'; view: string; blocks: unknown[]; opened: Opened }
  /** A button of the person's Home. */
  | { kind: 'home'; trigger: string }
  /** The person looks at their Home. */
  | { kind: 'tab' }
  | { kind: 'link'; url: string; at: Unfurled }
  /** Nobody is there to be answered. */
  | { kind: 'none' }

/**
 * A button of a message; `message` is null in one that only the person sees, and `thread` is set in one that hangs in a
 * thread. `own`: it stands in their chat with us.
 */
type ByMessage = {
  kind: 'message'
  trigger: string
  respond: string
  message: string | null
  thread: string | null
  mark: Mark | null
  own: boolean
}

/** An id, or anything else of Slack's that is short and must be there. */
export const key = z.string().min(1).max(1000)
/** One that may be missing. */
export const id = key.nullish().transform((value) => value ?? null)
/** Longest text kept of what somebody wrote; Slack's own limit for a message is 40,000. */
export const longestText = 20_000

/** The channel a place has where none is known: it serves to find the installation, and nothing is ever said there. */
export const lobby = 'lobby'

/**
 * The tenant of a person's account. `own` is the workspace or organisation Slack gives as theirs, which in Slack Connect is
 * not ours; `known` are those of which Slack said to what organisation they belong.
 * https://docs.slack.dev/apis/slack-connect/ and https://docs.slack.dev/enterprise/
 */
export function tenantOfPerson(own: string | null, known: Installation[], by: Installation): string {
  if (own === null) return tenantOf(by)
  if (own.startsWith('E')) return own
  const found = known.find(({ team }) => team === own)
  return found ? tenantOf(found) : own
}
