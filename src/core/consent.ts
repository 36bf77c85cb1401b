/**
 * Consent: a record with a life of its own. Nothing is shared that `covers` does not say yes to. For one service the
 * newest of what was given, refused and withdrawn is the family's last word. Source: the municipality's model (signer
 * rules, duration) and the BTI model's consent checkpoints.
 */
import type { Case } from './case.ts'
import type { Somebody } from './decision.ts'
import type { ConsentId, Day, Instant, Month, PersonId, ServiceCode, TopicCode, WordId } from './ids.ts'
import type { Checkpoint, Signer } from './policy.ts'
import type { Ages } from './signers.ts'

export const evidences = ['written', 'oral', 'digital'] as const
export type Evidence = (typeof evidences)[number]
export type Care = 'guardians' | 'child-protection'

/** How something was said: to us, on paper, or in a digital way. */
export type Said = { signer: Signer; how: Evidence; day: Day }
/** Null of a time when it was not asked. */
type SaidIfKnown = { [F in keyof Said]: Said[F] | null }

/** A no that answered a question. `services` names all that it was to. */
export type No = SaidIfKnown & { signer: Signer; services: ServiceCode[]; reason: WordId | null }
/** What the family took back of a consent, and who of them did. */
export type TakenBack = SaidIfKnown & Scope & { reason: WordId | null }
type Scope = { scope: 'whole' | 'service' | 'topic'; service: ServiceCode | null; topic: TopicCode | null }

export type Consent = {
  id: ConsentId
  checkpoint: Checkpoint
  status: 'requested' | 'partly-signed' | 'given' | 'refused' | 'withdrawn' | 'replaced' | 'cancelled'
  requestedAt: Instant
  services: ServiceCode[]
  topics: TopicCode[]
  /** Staff who are not to take part; others by free words. */
  excludedStaff: PersonId[]
  excludedPersons: WordId | null
  purpose: WordId | null
  required: Signer[]
  /** Of which age whoever it is about must be for it to hold, and on which days that is so: before the last of them. */
  ages: Ages
  holds: { from: Day | null; to: Day | null }
  /** Whether only those who sign it can take it back: the law gives what it is about to them alone. */
  alone: boolean
  signed: { signer: Signer; evidence: Evidence; at: Instant }[]
  /** Chosen to hold the log that the last signature opens. */
  holder?: PersonId
  from: Day | null
  until: Day | null
  textVersion: string
  language: string
  childAsked: boolean
  childView: WordId | null
  givenAt: Instant | null
  withdrawnAt: Instant | null
  withdrawnServices: ServiceCode[]
  withdrawnTopics: TopicCode[]
  takenBack: TakenBack[]
  /** What was answered no, to this question. */
  noes: No[]
  /** Let in by this consent, until the family said no to them when it was asked again; and when it last did. */
  refusedServices: ServiceCode[]
  refusedAt: Instant | null
}

export type ConsentState = Consent['status'] | 'expired' | 'outgrown'

/** What the family agreed to, as it was explained to them. */
export type ConsentContent = {
  services: ServiceCode[]
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

export type ConsentCommand =
  | ({
      type: 'consent.request'
      consent: ConsentId
      checkpoint: Checkpoint
      services: ServiceCode[]
      topics: TopicCode[]
    } & FamilySaid)
  | ({ type: 'consent.name-signers' /** Why fewer sign than before. */; reason: WordId | null } & FamilySaid)
  | ({
      type: 'consent.record'
      consent: ConsentId
      signedBy: Signer[]
      evidence: Evidence
      /** Who is to hold the log if this, as the last signature, opens it; null: the one who wondered. */
      holder: Somebody | null
    } & ConsentContent)
  /** To all that was asked, or to some of the services. */
  | ({ type: 'consent.refuse'; consent: ConsentId; services: ServiceCode[]; reason: WordId | null } & Said)
  | ({ type: 'consent.withdraw'; reason: WordId | null } & Scope & Said)

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
  | ({ type: 'consent.signers-named'; reason: WordId | null } & FamilyTold)
  | ({
      type: 'consent.signed'
      consent: ConsentId
      signers: Signer[]
      evidence: Evidence
      /** Chosen to hold the log, where others are still to sign. */
      holder?: PersonId
    } & ConsentContent)
  | { type: 'consent.given'; consent: ConsentId }
  /** Asked for, and no longer needed: nobody has answered. */
  | { type: 'consent.cancelled'; consent: ConsentId }
  /** `services` is empty of a time when a no was to the whole question, and left the older consents as they were. */
  | ({ type: 'consent.refused'; consent: ConsentId } & No)
  | ({ type: 'consent.withdrawn' } & TakenBack)

/** The state a consent is in on a day; only `expired` and `outgrown` depend on the day. */
export function stateOf(consent: Consent, day: Day): ConsentState {
  if (consent.status !== 'given') return consent.status
  if (isOutgrown(consent, day)) return 'outgrown'
  return consent.until !== null && consent.until < day ? 'expired' : 'given'
}

/** Whether somebody of another age must be asked anew, whatever was answered: others sign, and what was said before has ended. */
export function isOutgrown({ holds }: Pick<Consent, 'holds'>, day: Day): boolean {
  return (holds.from !== null && day < holds.from) || (holds.to !== null && holds.to <= day)
}

/** Whether the family has been asked, and those who were asked are still the ones to answer. */
export function isOpen(consent: Consent, day: Day): boolean {
  return isAsked(consent) && !isOutgrown(consent, day)
}

/** The newest consent the family has given for a service, whatever became of it, or null. */
export function lastWord(state: Case, service: ServiceCode): Consent | null {
  return state.consents.findLast(({ givenAt, services }) => givenAt !== null && services.includes(service)) ?? null
}

/**
 * Whether something of that topic may be shared with that service on that day. `topic` null asks whether the service
 * may take part at all. The case's own service needs a consent as well, once the log is digital.
 */
export function covers(state: Case, service: ServiceCode, topic: TopicCode | null, day: Day): boolean {
  const consent = lastWord(state, service)
  if (!consent || stateOf(consent, day) !== 'given') return false
  if (consent.from !== null && consent.from > day) return false
  if (!servicesLeft(consent).includes(service)) return false
  return topic === null || (consent.topics.includes(topic) && !consent.withdrawnTopics.includes(topic))
}

/** Those of the services that no consent in force covers. */
export function uncovered(state: Case, services: ServiceCode[], day: Day): ServiceCode[] {
  return services.filter((service) => !covers(state, service, null, day))
}

/** Who must sign and has not, in the order of the rule. */
export function unsigned({ required, signed }: Pick<Consent, 'required' | 'signed'>): Signer[] {
  return required.filter((one) => !signed.some(({ signer }) => signer === one))
}

/** Whether the family has been asked and has neither given all signatures nor refused. */
export function isAsked(consent: Pick<Consent, 'status'>): boolean {
  return consent.status === 'requested' || consent.status === 'partly-signed'
}

/** Those a consent still lets in. */
export function servicesLeft({ services, withdrawnServices, refusedServices }: Consent): ServiceCode[] {
  return services.filter((service) => !withdrawnServices.includes(service) && !refusedServices.includes(service))
}

/** Those a consent still lets be shared. */
export function topicsLeft({ topics, withdrawnTopics }: Consent): TopicCode[] {
  return topics.filter((topic) => !withdrawnTopics.includes(topic))
}

/** The consent by which the family's last word lets a service in, be it that it has run out; null where that is a no, or nothing. */
export function lastYes(state: Case, service: ServiceCode): Consent | null {
  const word = lastWord(state, service)
  return word?.status === 'given' && servicesLeft(word).includes(service) ? word : null
}

/** Whether the family's last word about a service is a no: it refused it, or took it back. */
export function saidNo(state: Case, service: ServiceCode): boolean {
  if (lastWord(state, service)) return lastYes(state, service) === null
  return state.consents.some(({ noes }) => noes.some(({ services }) => services.includes(service)))
}

/** What of a new question or answer the family has not said yes to before; nothing where it has never given a consent. */
export function widened(
  state: Case,
  { services, topics }: Pick<Consent, 'services' | 'topics'>,
): Pick<Consent, 'services' | 'topics'> {
  if (!hasGiven(state)) return { services: [], topics: [] }
  const told = topicsSaid(state, services)
  return {
    services: services.filter((service) => !lastYes(state, service)),
    topics: topics.filter((topic) => !told.includes(topic)),
  }
}

export function hasGiven({ consents }: Case): boolean {
  return consents.some(({ givenAt }) => givenAt !== null)
}

/**
 * What each of the services may be told by the family's last word, or each of those let in where none of these is: a topic
 * that one of them may not know of is none that may be begun with.
 */
export function topicsSaid(state: Case, services: ServiceCode[]): TopicCode[] {
  const yesTo = (list: ServiceCode[]) => [...new Set(list.flatMap((service) => lastYes(state, service) ?? []))]
  const own = yesTo(services)
  const words = own.length > 0 ? own : yesTo(state.consents.flatMap((one) => one.services))
  const [first, ...rest] = words.map(topicsLeft)
  return (first ?? []).filter((topic) => rest.every((topics) => topics.includes(topic)))
}
