/** What the app asks of a store about the access log: who opened a case, or was refused. It is added to, and never changed. */
import type { CaseId, Instant, PersonId } from '../core/ids.ts'

export type AccessEntry = {
  at: Instant
  person: PersonId
  case: CaseId
  /** The card or command the case was opened for. */
  what: string
  verdict: 'read' | 'refused'
  roles: string[]
}

/** Somebody's first and last look at a case between two midnights of UTC. */
export type Looked = { person: PersonId; first: Instant; last: Instant }

export type AccessLog = {
  log(entry: AccessEntry): Promise<void>
  of(id: CaseId): Promise<AccessEntry[]>
  /**
   * Who has read it, each once for each day of UTC on which they did: since then, `without` what was opened as one of these, and
   * without those who had no part in it but that they were asked something.
   */
  looked(id: CaseId, asked: { since: Instant; without: readonly string[] }): Promise<Looked[]>
  /** All of it, the newest first: `without` what was opened as one of these, as if it had never been. */
  told(id: CaseId, without: readonly string[]): Promise<AccessEntry[]>
}
