/** Somebody of the directory: plain data. */
import type { Lang } from '../../cards/card.ts'
import type { Post } from '../core/decision.ts'
import type { DigestPace } from '../core/policy.ts'
import type { Leave } from './leave.ts'
import type { StandIn } from './stand-in.ts'

export type Person = {
  id: `person_${string}`
  /** Their home, by which language, hours and settings go outside a case. */
  municipality: string
  name: string
  /** Those they have now: none for whoever is not active. On days of standing in they have others too: `actorOf` says. */
  posts: Post[]
  /** Those they had. */
  former: Post[]
  /** Where they lead on some days in somebody's place; not there where nowhere. */
  standsIn?: StandIn[]
  /** The days on which they are away, now or later; not there where they have said none. */
  leave?: Leave
  lang: Lang
  active: boolean
  /** Lower case; used only where the municipality lets people be known by it. */
  email: string | null
  /** The hours in which the bot may write to them unasked; null: those of the municipality. */
  hours: Hours | null
  /** When they want the list of what waits for them; null: as the municipality has it. */
  digest: OwnPace | null
}

/** What somebody may choose for themselves: on every working day, on Mondays alone, or each reminder by itself. */
export const ownPaces = ['daily', 'monday', 'each'] as const satisfies DigestPace[]
export type OwnPace = (typeof ownPaces)[number]

/** From and to, as `08:00`, on every working day. */
export type Hours = { from: string; to: string }
