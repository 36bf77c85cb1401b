/**
 * Consent: a record with a life of its own. Nothing is shared that `covers` does not say yes to. For one recipient the
 * newest of what was given, refused and withdrawn is the family's last word. The family is asked about services, and answers
 * for their units. Source: the municipality's model (signer rules, duration) and the BTI model's consent checkpoints.
 */
import type { Case } from './case.ts'
import type { ConsentId, Day, Instant, PersonId, Recipient, ServiceCode, TopicCode, WordId } from './ids.ts'
import type { Checkpoint, Signer } from './policy.ts'
import { meantIn, names, recipientOf, serviceOf, unitOf } from './recipient.ts'
import type { Ages } from './signers.ts'

export const evidences = ['written', 'oral', 'digital'] as const
export type Evidence = (typeof evidences)[number]
export type Care = 'guardians' | 'child-protection'

/** How something was said: to us, on paper, or in a digital way. */
export type Said = { signer: Signer; how: Evidence; day: Day }
/** Null of a time when it was not asked. */
type SaidIfKnown = { [F in keyof Said]: Said[F] | null }

/** Who of the family said it on their own page; none where the staff wrote it down. */
export type By = { by?: PersonId }

/** A no that answered a question. `services` names all that it was to. */
export type No = SaidIfKnown & { signer: Signer; services: Recipient[]; reason: WordId | null }
/** What the family took back of a consent, and who of them did. */
export type TakenBack = SaidIfKnown & Scope & { reason: WordId | null }
export type Scope = { scope: 'whole' | 'service' | 'topic'; service: Recipient | null; topic: TopicCode | null }

export type Consent = {
  id: ConsentId
  checkpoint: Checkpoint
  status: 'requested' | 'partly-signed' | 'given' | 'refused' | 'withdrawn' | 'replaced' | 'cancelled' | 'set-aside'
  requestedAt: Instant
  /** When it was answered or called off; null as long as an answer is waited for. */
  askedUntil: Instant | null
  /** The services that were asked about; from the first who signs, whom they said yes to. */
  services: Recipient[]
  /** Whether whoever signed could name no units, so that none is let in until it is narrowed to those it counts for. */
  namesNoUnits: boolean
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
  signed: ({ signer: Signer; evidence: Evidence; at: Instant } & By)[]
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
  withdrawnServices: Recipient[]
  withdrawnTopics: TopicCode[]
  takenBack: (TakenBack & By)[]
  /** What was answered no, to this question. */
  noes: (No & By)[]
  /** Let in by this consent, until the family said no to them when it was asked again; and when it last did. */
  refusedServices: Recipient[]
  refusedAt: Instant | null
  /** When it was said that an answer does not count, and about whom the family is to be asked anew: nothing it has said since. */
  aside?: { at: Instant; services: Recipient[] }
}

export type ConsentState = Consent['status'] | 'expired' | 'outgrown'

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

/** The newest consent the family has given for a recipient, whatever became of it, or null. A whole service is of all its units. */
export function lastWord(state: Case, recipient: Recipient): Consent | null {
  return state.consents.findLast(({ givenAt, services }) => givenAt !== null && names(services, recipient)) ?? null
}

/** What the family has given a consent for, as it was named: of a whole service, each of its units. */
function named(state: Case, recipient: Recipient): Recipient[] {
  if (unitOf(recipient) !== null) return [recipient]
  return everGiven(state).filter((one) => serviceOf(one) === recipient)
}

/** Whom the family has ever said yes to, as it was named. */
function everGiven({ consents }: Case): Recipient[] {
  return [...new Set(consents.filter(({ givenAt }) => givenAt !== null).flatMap(({ services }) => services))]
}

/**
 * Whether something of that topic may be shared with that unit of a service on that day; of a service as a whole, with anybody
 * in it. `topic` null asks whether they may take part at all. The case's own unit needs a consent as well, once the log is
 * digital.
 */
export function covers(state: Case, recipient: Recipient, topic: TopicCode | null, day: Day): boolean {
  return named(state, recipient).some((one) => isCovered(state, one, topic, day))
}

/** Each unit, or service without units, with which something of that topic may be shared on that day. */
export function coveredOn(state: Case, topic: TopicCode, day: Day): Recipient[] {
  return everGiven(state).filter((one) => isCovered(state, one, topic, day))
}

function isCovered(state: Case, one: Recipient, topic: TopicCode | null, day: Day): boolean {
  const consent = lastWord(state, one)
  if (!consent || stateOf(consent, day) !== 'given') return false
  if (consent.from !== null && consent.from > day) return false
  if (!consent.services.includes(one) || isOver(consent, one)) return false
  return topic === null || (topicsLeft(consent).includes(topic) && !isTakenOut(consent, one, topic))
}

/** Whether one of those who signed has taken a topic out since, for this recipient or for all, with an answer that others are to give too. */
export function isTakenOut({ takenBack }: Consent, one: Recipient, topic: TopicCode): boolean {
  return takenBack.some((out) => out.topic === topic && (out.service === null || names([out.service], one)))
}

/** As `covers`, of the unit in which the case has its home. */
export function coversOwn(state: Case, topic: TopicCode | null, day: Day): boolean {
  return covers(state, recipientOf(state), topic, day)
}

/** Whether content may be written: the log is digital and a consent in force lets the case's own service keep it, of that topic. */
export function isWritable(state: Case, day: Day, topic: TopicCode | null = null): boolean {
  return state.mode === 'digital' && coversOwn(state, topic, day)
}

/** Those of the services that no consent in force covers; of the case's own, its own unit counts. */
export function uncovered(state: Case, services: ServiceCode[], day: Day): ServiceCode[] {
  return services.filter((service) => !covers(state, meantIn(state, service), null, day))
}

/** Who must sign and has not, in the order of the rule. */
export function unsigned({ required, signed }: Pick<Consent, 'required' | 'signed'>): Signer[] {
  return required.filter((one) => !signed.some(({ signer }) => signer === one))
}

/** Whether the family has been asked and has neither given all signatures nor refused. */
export function isAsked(consent: Pick<Consent, 'status'>): boolean {
  return consent.status === 'requested' || consent.status === 'partly-signed'
}

/** Those a consent still lets in; of a question, what is still asked about. */
export function servicesLeft(consent: Consent): Recipient[] {
  return consent.services.filter((one) => !isOver(consent, one))
}

/** Whether the family has taken a recipient out of a consent, or said no to them since. */
function isOver({ withdrawnServices, refusedServices }: Consent, one: Recipient): boolean {
  return names(withdrawnServices, one) || names(refusedServices, one)
}

/** Whether a question is about a recipient, and nobody has said no to them since. */
export function asksAbout(consent: Consent, one: Recipient): boolean {
  return names(consent.services, one) && !isOver(consent, one)
}

/** Those a consent still lets be shared. */
export function topicsLeft({ topics, withdrawnTopics }: Consent): TopicCode[] {
  return topics.filter((topic) => !withdrawnTopics.includes(topic))
}

/** The consent by which the family's last word lets a recipient in, be it that it has run out; null where that is a no, or nothing. */
export function lastYes(state: Case, recipient: Recipient): Consent | null {
  const [one] = yesTo(state, recipient)
  return one === undefined ? null : lastWord(state, one)
}

/** Whom of a service, or which unit, the family's last word lets in. */
export function yesTo(state: Case, recipient: Recipient): Recipient[] {
  return named(state, recipient).filter((one) => {
    const word = lastWord(state, one)
    return word?.status === 'given' && servicesLeft(word).includes(one)
  })
}

/** Those of `yesTo` that count still: nobody else must be asked, since whoever signed is no longer the one to. */
export function standingYes(state: Case, recipient: Recipient, day: Day): Recipient[] {
  return yesTo(state, recipient).filter((one) => {
    const word = lastWord(state, one)
    return word !== null && !isOutgrown(word, day)
  })
}

/** Whether there is a yes to them, or some of them, of which others must be asked now. */
export function isYesOutgrown(state: Case, recipient: Recipient, day: Day): boolean {
  return standingYes(state, recipient, day).length < yesTo(state, recipient).length
}

/** Whether the family has ever given a consent for them, whatever became of it. */
export function wasGiven(state: Case, recipient: Recipient): boolean {
  return named(state, recipient).some((one) => lastWord(state, one) !== null)
}

/** Whether what ended the last yes to them, each of a service, was an answer that does not count. */
export function isUnsaid(state: Case, recipient: Recipient): boolean {
  return named(state, recipient).every((one) => names(lastWord(state, one)?.aside?.services ?? [], one))
}

export function hasGiven({ consents }: Case): boolean {
  return consents.some(({ givenAt }) => givenAt !== null)
}
