/** The one list in which what waits for somebody comes to them: plain data. */
import type { CaseId, Day, Instant, PersonId } from '../core/ids.ts'
import type { LineAbout } from '../core/notice.ts'
import type { MessageRef } from './place.ts'

/**
 * `at`: when the next is to be sent, null where nothing waits. `newest`: the row of the outbox that was put there last, when, and
 * whether it has arrived. `message`: where it stands. `told`: the unasked messages of the newest day with any.
 */
export type Digest = {
  at: Instant | null
  newest: { row: string; putAt: Instant; sent: boolean } | null
  message: MessageRef | null
  told: { day: Day; times: number } | null
}

/** A sentence for which there was no room among a day's messages. */
export type DigestLine = { case: CaseId; about: LineAbout }

/** One that waits for the next, by its number. */
export type KeptLine = DigestLine & { number: number }

export type Digests = {
  /** Nothing of anything for whoever has had none. */
  of(person: PersonId): Promise<Digest>
  /** Whose next has come by `now`, the longest waiting first. */
  waiting(now: Instant, limit: number): Promise<PersonId[]>
  nextAt(): Promise<Instant | null>
  schedule(person: PersonId, at: Instant | null): Promise<void>
  /**
   * Another was put into the outbox, with the sentences that were kept or went out in one that never arrived; but for those `left`, which
   * wait for the one after it.
   */
  begin(person: PersonId, row: string, putAt: Instant, left: KeptLine[]): Promise<void>
  /** It stands there now; where a newer one was put into the outbox meanwhile, that one has yet to arrive. */
  arrived(person: PersonId, row: string, message: MessageRef): Promise<void>
  /**
   * It was put into the outbox and never came: its day is free for another. Its sentences wait for the next, or, where nobody may
   * know any of them (`mute`), are let go. Nothing happens where it has arrived, or a newer one was put there meanwhile.
   */
  lost(person: PersonId, row: string, mute: boolean): Promise<void>
  /** One more unasked message on that day. */
  count(person: PersonId, day: Day): Promise<void>
  keep(person: PersonId, line: DigestLine): Promise<void>
  /** The sentences of the newest. */
  lines(person: PersonId): Promise<DigestLine[]>
  /** Those that wait for the next, or went out in one that never arrived, the oldest first. */
  kept(person: PersonId): Promise<KeptLine[]>
  /** Whether there are any. */
  hasKept(person: PersonId): Promise<boolean>
}
