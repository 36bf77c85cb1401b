/** What the app asks of a store about cases: each with its log, read and written as one, and found by what stands in columns. */
import type { Case, Entry } from '../core/case.ts'
import type { CaseId, Instant, MunicipalityCode, PersonId, UnitCode } from '../core/ids.ts'

/** A case as it was read, with the version that a save must still find. */
export type StoredCase = { case: Case; version: number }

/**
 * A case and an entry, from whichever of these, are frozen through and through and shared: whoever asks for the same is given the same,
 * as long as nobody has changed it.
 */
export type Cases = {
  get(id: CaseId): Promise<StoredCase | null>
  byRef(municipality: MunicipalityCode, ref: string): Promise<StoredCase | null>
  /** The next number of a municipality's references: 1001, 1002, … */
  nextNumber(municipality: MunicipalityCode): Promise<number>
  /**
   * Writes row, log entries and chain. `version` is that of the case as read, null for a new one; throws `VersionConflict` when it has
   * changed. The case it is given is frozen from then on.
   */
  save(change: {
    case: Case
    version: number | null
    entries: Entry[]
    command: string
    nextAt: Instant | null
  }): Promise<void>
  /** Writes only when the case next has something to say. */
  schedule(id: CaseId, nextAt: Instant | null): Promise<void>
  entries(id: CaseId): Promise<Entry[]>
  /** Every case in which the person stands: owner, holder, deputy, participant, asked, offered. Open ones first, or `only`
   * those; like the three that follow, without those that can't be read. */
  of(person: PersonId, only?: 'open'): Promise<StoredCase[]>
  ofUnit(municipality: MunicipalityCode, unit: UnitCode, only?: 'open'): Promise<StoredCase[]>
  /** Open ones alone, to which a transition to that unit is planned. */
  comingTo(municipality: MunicipalityCode, unit: UnitCode): Promise<StoredCase[]>
  broughtToKe(municipality: MunicipalityCode, only?: 'open'): Promise<StoredCase[]>
  /** Every open one of a municipality, but for those that can't be read. */
  openIn(municipality: MunicipalityCode): Promise<StoredCase[]>
  /** Those with a consent that could name no units, and still counts. */
  namingNoUnits(): Promise<CaseId[]>
  /** Those left out by this transaction so far, because they can't be read. */
  unreadable(): CaseId[]
  /** Every open case. */
  open(): Promise<CaseId[]>
  /** Cases that have something to say at or before `now`, or at what is no moment; the longest waiting first. */
  waiting(now: Instant, limit: number): Promise<CaseId[]>
  /** The earliest moment at which any case has something to say. */
  nextAt(): Promise<Instant | null>
}

/** Somebody else changed the case meanwhile; the work is to be done again from the start. */
export class VersionConflict extends Error {}
