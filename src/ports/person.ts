/** Somebody of the directory: plain data. */
import type { Lang } from '../../cards/card.ts'
import type { Post } from '../core/decision.ts'
import type { Role } from '../core/permission.ts'

export type Person = {
  id: `person_${string}`
  municipality: string
  unit: string
  service: string
  name: string
  roles: Role[]
  posts: Post[]
  lang: Lang
  active: boolean
  /** Lower case; used only where the municipality lets people be known by it. */
  email: string | null
  /** The hours in which the bot may write to them unasked; null: those of the municipality. */
  hours: Hours | null
}

/** From and to, as `08:00`, on every working day. */
export type Hours = { from: string; to: string }
