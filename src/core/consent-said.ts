/**
 * What is said of consents: what the family is asked for and answers, what is told of who must sign, and the events that come of
 * it. Shapes alone.
 */
import type { Care, Evidence, No, Said, Scope, TakenBack } from './consent.ts'
import type { Somebody } from './decision.ts'
import type { GuardianLeft } from './guardian-left.ts'
import type { ConsentId, Day, Month, PersonId, Recipient, ServiceCode, TopicCode, WordId } from './ids.ts'
import type { Checkpoint, Signer } from './policy.ts'
import type { Ages } from './signers.ts'

/** What the family agreed to, as it was explained to them. */
export type ConsentContent = {
  services: Recipient[]
  topics: TopicCode[]
  excludedStaff: PersonId[]
  excludedPersons: WordId | null
  purpose: WordId | null
  from: Day
  until: Day
  textVersion: string
  language: string
  childAsked: boolean
  childView: WordId | null
}

/** What says who must sign, as it is told; null: as the case knows it. */
export type FamilySaid = {
  born: Month | null
  /** Whether whoever is pregnant is not grown up; asked of nobody else. */
  minor?: boolean | null
  guardians: 1 | 2 | null
  care: Care | null
}

/** `isLess`: it could have been meant for more units than these. */
type Narrowed = { consent: ConsentId; recipients: Recipient[]; isLess: boolean }

/** `asked`: others' signatures stand, and theirs is asked for anew; `over`: none is left; `stands`: theirs was not needed. */
export type Answered = { consent: ConsentId; becomes: 'asked' | 'over' | 'stands' }

export type ConsentCommand =
  | ({
      type: 'consent.request'
      consent: ConsentId
      checkpoint: Checkpoint
      services: ServiceCode[]
      topics: TopicCode[]
    } & FamilySaid)
  | ({
      type: 'consent.name-signers'
      /** Why fewer sign than before. */
      reason: WordId | null
      /** Of two guardians of whom one is left, who it is; null: not said. */
      left?: GuardianLeft | null
    } & FamilySaid)
  | ({
      type: 'consent.record'
      consent: ConsentId
      signedBy: Signer[]
      evidence: Evidence
      /** Who is to hold the log if this, as the last signature, opens it; null: the one who wondered. */
      holder: Somebody | null
      /** Every unit that the directory knows of the services that were asked about. */
      units: Recipient[]
      /** Who was excluded as whoever answered saw it: nobody else comes back by not being named. */
      excludedShown: PersonId[]
    } & ConsentContent)
  /** To all that was asked, or to some of it. */
  | ({ type: 'consent.refuse'; consent: ConsentId; services: Recipient[]; reason: WordId | null } & Said)
  | ({ type: 'consent.withdraw'; reason: WordId | null } & Scope & Said)
  /** By the bot: whom each consent counts for that could name no units. */
  | { type: 'consent.narrow'; consents: Narrowed[] }

/** What the case then knows. `minor` is null where nobody was asked. */
export type FamilyTold = { born: Month | null; minor: boolean | null; guardians: 1 | 2; care: Care }

export type ConsentEvent =
  | ({
      type: 'consent.requested'
      consent: ConsentId
      checkpoint: Checkpoint
      services: ServiceCode[]
      topics: TopicCode[]
      required: Signer[]
      ages: Ages
      /** Where it is said: these services are theirs alone who sign. */
      alone?: true
    } & FamilyTold)
  | ({
      type: 'consent.signers-named'
      reason: WordId | null /** Where it is said. */
      left?: GuardianLeft
    } & FamilyTold)
  | ({
      type: 'consent.signed'
      consent: ConsentId
      signers: Signer[]
      evidence: Evidence
      /** Who must sign, where more must by then than were asked. */
      required?: Signer[]
      /** Chosen to hold the log, where others are still to sign. */
      holder?: PersonId
      /** From a time when services alone were named. */
      namesNoUnits?: true
    } & ConsentContent)
  | { type: 'consent.given'; consent: ConsentId }
  /** Asked for, and no longer needed: nobody has answered. */
  | { type: 'consent.cancelled'; consent: ConsentId }
  /** `services` is empty of a time when a no was to the whole question, and left the older consents as they were. */
  | ({ type: 'consent.refused'; consent: ConsentId } & No)
  | ({ type: 'consent.withdrawn' } & TakenBack)
  | ({ type: 'consent.narrowed' } & Narrowed)
  /** What somebody answered on their page does not count: it was not they who were asked. */
  | { type: 'consent.set-aside'; member: PersonId; consents: Answered[] }
