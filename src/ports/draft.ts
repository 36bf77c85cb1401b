/** What was typed and has not become part of a case yet, as the app asks a store to keep it. Plain data. */
import type { CaseId, Instant, PersonId } from '../core/ids.ts'

/** What somebody typed, and for which case where there is one. */
export type Draft = { person: PersonId; of: CaseId | null; typed: Record<string, string> }

/** Sealed with the master key, for its writer alone. */
export type Drafts = {
  put(id: string, draft: Draft, until: Instant): Promise<void>
  /** Null where there is none, it is somebody else's, or its time is over by `now`. */
  read(id: string, person: PersonId, now: Instant): Promise<Record<string, string> | null>
  /** Nothing happens where it is somebody else's. */
  forget(id: string, person: PersonId): Promise<void>
  /** Those of everybody that were typed for a case. */
  forgetOf(of: CaseId): Promise<void>
}
