/** Who is signed in to the page, as the app asks a store to keep it. Plain data. */
import type { Instant } from '../core/ids.ts'
import type { Account } from './place.ts'

/** `until` is when it ends where nothing more is asked for. */
export type Session = { account: Account; until: Instant }

/** `id` is what their browser keeps, unguessable; of it a digest alone is kept. */
export type Sessions = {
  /** `latest` is when it ends in any case. */
  begin(id: string, session: Session & { latest: Instant }): Promise<void>
  /** Null where there is none, it was ended, or its time is over by `now`. */
  get(id: string, now: Instant): Promise<Session | null>
  /** From now on it ends then, or at its `latest` where that is earlier. */
  prolong(id: string, until: Instant): Promise<void>
  end(id: string): Promise<void>
}
