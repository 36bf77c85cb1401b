/**
 * Who of a family is whom on their own page: an account that has signed in, known by its digest alone, in each of its cases; and the
 * codes by which they come there, which are kept as digests too. Nothing here says who anybody is.
 */
import type { Tongue } from '../../cards/card.ts'
import type { CaseId, Instant, PersonId } from '../core/ids.ts'
import type { Account } from './place.ts'

export type InCase = { case: CaseId; person: PersonId }

/** A code in its two parts: by `finds` its invitation is looked for, and `secret` is what nobody can guess. */
export type Code = { finds: string; secret: string }

export type FamilyDoor = {
  /** The code of somebody in a case; it takes the place of an earlier one of theirs. */
  invite(code: Code, one: InCase, until: Instant): Promise<void>
  /**
   * Whose code it is; null for one that is unknown, past its time, or was tried wrongly too often. A wrong one counts against every
   * invitation that is found by it, and against no other.
   */
  invited(code: Code, now: Instant, mostTries: number): Promise<InCase | null>
  /** Whether the code of somebody can be used still, as in `invited`. */
  isOpenTo(person: PersonId, now: Instant, mostTries: number): Promise<boolean>
  /** From now on that account is theirs; what codes there were for them are used up. */
  bind(account: Account, one: InCase): Promise<void>
  /** Every case that an account has come to, the latest last. */
  of(account: Account): Promise<InCase[]>
  /** In which language an account wants its page, be it one that is spoken no more; null where it has not said. */
  langOf(account: Account): Promise<string | null>
  setLang(account: Account, lang: Tongue): Promise<void>
  /** They were not who was meant: the account is theirs no more, and no code is; nor is its language kept once it has no case. */
  forget(person: PersonId): Promise<void>
}
