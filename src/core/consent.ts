/**
 * Consent: a record with a life of its own. Nothing is shared that `covers` does not say yes to. For one service the
 * newest consent that was given for it is the family's last word. Source: the municipality's model (signer rules,
 * duration) and the BTI model's consent checkpoints.
 */
import type { Case, Event } from './case.ts'
import { type Context, changed, type Decision, happened, today } from './decision.ts'
import type { ConsentId, Day, Instant, Month, ServiceCode, TopicCode, WordId } from './ids.ts'
import type { Checkpoint, Policy, Signer } from './policy.ts'
import { refuse } from './refusal.ts'

export const evidences = ['written', 'oral', 'digital'] as const
export type Evidence = (typeof evidences)[number]
export type Care = 'guardians' | 'child-protection'

export type Consent = {
  id: ConsentId
  checkpoint: Checkpoint
  status: 'requested' | 'partly-signed' | 'given' | 'refused' | 'withdrawn' | 'replaced'
  requestedAt: Instant
  services: ServiceCode[]
  topics: TopicCode[]
  excludedPersons: WordId | null
  purpose: WordId | null
  required: Signer[]
  signed: { signer: Signer; evidence: Evidence; at: Instant }[]
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
}

export type ConsentState = Consent['status'] | 'expired'

/** What the family agreed to, as it was explained to them. */
export type ConsentContent = {
  services: ServiceCode[]
  topics: TopicCode[]
  excludedPersons: WordId | null
  purpose: WordId | null
  from: Day
  until: Day
  textVersion: string
  language: string
  childAsked: boolean
  childView: WordId | null
}

export type ConsentCommand =
  | {
      type: 'consent.request'
      consent: ConsentId
      checkpoint: Checkpoint
      services: ServiceCode[]
      topics: TopicCode[]
      /** Asked for once, when the case does not know it yet. */
      born: Month | null
      guardians: 1 | 2
      care: Care
    }
  | ({ type: 'consent.record'; consent: ConsentId; signedBy: Signer[]; evidence: Evidence } & ConsentContent)
  | { type: 'consent.refuse'; consent: ConsentId; signer: Signer; reason: WordId | null }
  | {
      type: 'consent.withdraw'
      scope: 'whole' | 'service' | 'topic'
      service: ServiceCode | null
      topic: TopicCode | null
      reason: WordId | null
    }

export type ConsentEvent =
  | {
      type: 'consent.requested'
      consent: ConsentId
      checkpoint: Checkpoint
      services: ServiceCode[]
      topics: TopicCode[]
      required: Signer[]
      born: Month | null
      guardians: 1 | 2
      care: Care
    }
  | ({ type: 'consent.signed'; consent: ConsentId; signers: Signer[]; evidence: Evidence } & ConsentContent)
  | { type: 'consent.given'; consent: ConsentId }
  | { type: 'consent.refused'; consent: ConsentId; signer: Signer; reason: WordId | null }
  | {
      type: 'consent.withdrawn'
      scope: 'whole' | 'service' | 'topic'
      service: ServiceCode | null
      topic: TopicCode | null
      reason: WordId | null
    }

/** The state a consent is in on a day; only `expired` depends on the day. */
export function stateOf(consent: Consent, day: Day): ConsentState {
  return consent.status === 'given' && consent.until !== null && consent.until < day ? 'expired' : consent.status
}

/** The newest consent the family has given for a service, whatever became of it, or null. */
export function lastWord(state: Case, service: ServiceCode): Consent | null {
  const named = state.consents.filter((one) => one.givenAt !== null && one.services.includes(service))
  return named.reduce<Consent | null>(
    (newest, one) => (newest?.givenAt && one.givenAt && newest.givenAt > one.givenAt ? newest : one),
    null,
  )
}

/**
 * Whether something of that topic may be shared with that service on that day. `topic` null asks whether the service
 * may take part at all. The case's own service needs a consent as well, once the log is digital.
 */
export function covers(state: Case, service: ServiceCode, topic: TopicCode | null, day: Day): boolean {
  const consent = lastWord(state, service)
  if (!consent || stateOf(consent, day) !== 'given') return false
  if (consent.from !== null && consent.from > day) return false
  if (consent.withdrawnServices.includes(service)) return false
  return topic === null || (consent.topics.includes(topic) && !consent.withdrawnTopics.includes(topic))
}

/** Those of the services that no consent in force covers. */
export function uncovered(state: Case, services: ServiceCode[], day: Day): ServiceCode[] {
  return services.filter((service) => !covers(state, service, null, day))
}

/** Who must sign, from the municipality's table. `null` when no line fits: the model's check makes that impossible. */
export function signersFor(
  policy: Policy,
  state: Pick<Case, 'targetGroup'>,
  age: number,
  guardians: 1 | 2,
  care: Care,
): Signer[] | null {
  const rule = policy.signerRules.find(
    (one) =>
      one.groups.includes(state.targetGroup) &&
      age >= one.fromAge &&
      age < one.toAge &&
      (one.care === 'any' || one.care === care),
  )
  if (!rule) return null
  return rule.signers.flatMap((signer): Signer[] => {
    if (signer !== 'guardians') return [signer]
    return guardians === 2 ? ['guardian-1', 'guardian-2'] : ['guardian-1']
  })
}

export function decideConsent(state: Case, command: ConsentCommand, context: Context): Decision {
  switch (command.type) {
    case 'consent.request':
      return request(state, command, context)
    case 'consent.record':
      return record(state, command, context)
    case 'consent.refuse': {
      const consent = state.consents.find(({ id }) => id === command.consent)
      if (!consent) return refuse('not-found')
      if (!isAsked(consent)) return refuse('consent-not-open')
      if (!consent.required.includes(command.signer)) return refuse('signer-unknown', { field: 'signer' })
      return happened({ ...command, type: 'consent.refused' })
    }
    case 'consent.withdraw':
      return withdraw(state, command, context)
  }
}

type Command<T extends ConsentCommand['type']> = Extract<ConsentCommand, { type: T }>

function isAsked(consent: Consent): boolean {
  return consent.status === 'requested' || consent.status === 'partly-signed'
}

function request(state: Case, command: Command<'consent.request'>, context: Context): Decision {
  const { policy, calendar } = context
  if (state.level === 0 && state.concern.outcome !== 'level') return refuse('not-a-log')
  const unknown = unknownIn(command, policy)
  if (unknown) return unknown
  if (command.services.length === 0) return refuse('service-unknown', { field: 'services' })
  const born = command.born ?? state.born
  const needsAge = state.targetGroup === 'child' || state.targetGroup === 'youth'
  if (needsAge && !born) return refuse('born-missing', { field: 'born' })
  if (born && born > today(context).slice(0, 7)) return refuse('born-invalid', { field: 'born' })
  const age = born ? calendar.ageOn(born, today(context)) : policy.ageLimit
  const required = signersFor(policy, state, age, command.guardians, command.care)
  if (!required) return refuse('signer-unknown', { field: 'born' })
  const { consent, checkpoint, services, topics, guardians, care } = command
  return happened({ type: 'consent.requested', consent, checkpoint, services, topics, required, born, guardians, care })
}

function unknownIn(content: { services: ServiceCode[]; topics: TopicCode[] }, policy: Policy) {
  const services = content.services.filter((service) => !policy.services.includes(service))
  if (services.length > 0) return refuse('service-unknown', { field: 'services', services })
  if (content.topics.length === 0 || content.topics.some((topic) => !policy.topics.includes(topic))) {
    return refuse('topic-unknown', { field: 'topics' })
  }
  return null
}

function record(state: Case, command: Command<'consent.record'>, context: Context): Decision {
  const { policy, calendar } = context
  const consent = state.consents.find(({ id }) => id === command.consent)
  if (!consent) return refuse('not-found')
  if (!isAsked(consent)) return refuse('consent-not-open')
  const unknown = unknownIn(command, policy)
  if (unknown) return unknown
  if (command.services.some((service) => !consent.services.includes(service))) {
    return refuse('consent-not-asked', { field: 'services' })
  }
  if (command.services.length === 0) return refuse('service-unknown', { field: 'services' })
  const signers = command.signedBy.filter((signer) => !consent.signed.some((one) => one.signer === signer))
  if (signers.length === 0) return refuse('signer-unknown', { field: 'signedBy' })
  if (signers.some((signer) => !consent.required.includes(signer)))
    return refuse('signer-unknown', { field: 'signedBy' })
  const wrongDays = daysOf(command, context)
  if (wrongDays) return wrongDays
  if (
    state.born &&
    calendar.ageOn(state.born, today(context)) >= policy.childViewFromAge &&
    isMinor(consent) &&
    !command.childAsked
  ) {
    return refuse('child-view-missing', { field: 'childAsked' })
  }
  const { type: _, signedBy: __, ...content } = command
  const signed: Event = { type: 'consent.signed', signers, ...content }
  const complete = consent.required.every(
    (signer) => signers.includes(signer) || consent.signed.some((one) => one.signer === signer),
  )
  if (!complete) return happened(signed)
  return happened(signed, { type: 'consent.given', consent: consent.id }, ...opening(state, consent, command.services))
}

/** Where somebody else signs for the child, the child is asked as well. */
function isMinor(consent: Consent): boolean {
  return consent.required.some((signer) => signer !== 'self')
}

function daysOf(command: ConsentContent, context: Context) {
  const { calendar, policy } = context
  const day = today(context)
  if (command.from > day) return refuse('day-future', { field: 'from' })
  if (command.until <= day) return refuse('day-past', { field: 'until' })
  const longest = calendar.addMonths(command.from, policy.deadlines.consentValidMonths)
  if (command.until > longest) return refuse('day-too-far', { field: 'until', day: longest })
  return null
}

/** The consent that was asked in order to open the log opens it, at the highest level it covers. */
function opening(state: Case, consent: Consent, services: ServiceCode[]): Event[] {
  if (!services.includes(state.service)) return []
  if (state.level === 0 && state.concern.level !== null) {
    const joined = state.concern.services.every((service) => services.includes(service))
    const level = joined ? state.concern.level : 1
    return [{ type: 'case.opened', level, mode: 'digital', holder: state.owner }]
  }
  return state.mode === 'paper' && consent.checkpoint === 'open' ? [{ type: 'log.opened' }] : []
}

function withdraw(state: Case, command: Command<'consent.withdraw'>, context: Context): Decision {
  const day = today(context)
  const inForce = state.consents.filter((one) => stateOf(one, day) === 'given' || isAsked(one))
  if (inForce.length === 0) return refuse('consent-not-open')
  if (command.scope === 'service') {
    const { service } = command
    if (!service || !inForce.some((one) => one.services.includes(service)))
      return refuse('service-unknown', { field: 'service' })
  }
  if (command.scope === 'topic') {
    const { topic } = command
    if (!topic || !inForce.some((one) => one.topics.includes(topic))) return refuse('topic-unknown', { field: 'topic' })
  }
  const withdrawn: ConsentEvent = { ...command, type: 'consent.withdrawn' }
  return happened(withdrawn, ...cancelled(state, evolveConsent(state, withdrawn, context.now), day))
}

/** What can't go on after a withdrawal: open proposals, offers and deputies that would disclose, and a holder who may no longer read. */
function cancelled(before: Case, after: Case, day: Day): Event[] {
  const closed = (service: ServiceCode) => covers(before, service, null, day) && !covers(after, service, null, day)
  const events: Event[] = []
  for (const proposal of after.proposals) {
    if (proposal.status === 'open' && [...proposal.services, after.service].some(closed)) {
      events.push({ type: 'level.cancelled', proposal: proposal.id })
    }
  }
  if (after.handOver && closed(after.handOver.service))
    events.push({ type: 'baton.cancelled', handOver: after.handOver.id })
  if (after.deputy && after.deputy.service !== after.service && closed(after.deputy.service))
    events.push({ type: 'baton.deputy-ended' })
  if (after.holder && after.holderService !== after.service && closed(after.holderService)) {
    events.push({ type: 'baton.left', person: after.holder })
  }
  const leaving = after.services.filter((service) => service !== after.service && closed(service))
  return [...events, ...leaving.map((service): Event => ({ type: 'participant.service-left', service }))]
}

export function evolveConsent(state: Case, event: ConsentEvent, at: Instant): Case {
  switch (event.type) {
    case 'consent.requested': {
      const { born, guardians, care } = event
      return { ...state, born, guardians, care, consents: [...state.consents, asked(event, at)] }
    }
    case 'consent.signed': {
      const { type: _, consent, signers, evidence, ...content } = event
      const before = state.consents.find(({ id }) => id === consent)
      const signed = [...(before?.signed ?? []), ...signers.map((signer) => ({ signer, evidence, at }))]
      return { ...state, consents: changed(state.consents, consent, { ...content, signed, status: 'partly-signed' }) }
    }
    case 'consent.given': {
      const given = changed(state.consents, event.consent, { status: 'given', givenAt: at })
      return { ...state, consents: replaceOlder({ ...state, consents: given }, event.consent) }
    }
    case 'consent.refused':
      return { ...state, consents: changed(state.consents, event.consent, { status: 'refused' }) }
    case 'consent.withdrawn':
      return { ...state, consents: state.consents.map((one) => withdrawnFrom(one, event, at)) }
  }
}

function asked(event: Extract<ConsentEvent, { type: 'consent.requested' }>, at: Instant): Consent {
  const { consent: id, checkpoint, services, topics, required } = event
  return {
    ...{ id, checkpoint, services, topics, required, status: 'requested', requestedAt: at, signed: [] },
    ...{ excludedPersons: null, purpose: null, from: null, until: null, textVersion: '', language: '' },
    ...{
      childAsked: false,
      childView: null,
      givenAt: null,
      withdrawnAt: null,
      withdrawnServices: [],
      withdrawnTopics: [],
    },
  }
}

/** A consent none of whose services still has it as its last word has been replaced. */
function replaceOlder(state: Case, newest: ConsentId): Consent[] {
  return state.consents.map((one) => {
    const still = one.services.some((service) => lastWord(state, service)?.id === one.id)
    return one.id === newest || one.status !== 'given' || still ? one : { ...one, status: 'replaced' }
  })
}

function withdrawnFrom(
  one: Consent,
  event: Extract<ConsentEvent, { type: 'consent.withdrawn' }>,
  at: Instant,
): Consent {
  const touched = one.status === 'given' || isAsked(one)
  if (!touched) return one
  if (event.scope === 'whole') return { ...one, status: 'withdrawn', withdrawnAt: at }
  if (event.scope === 'topic' && event.topic) return { ...one, withdrawnTopics: [...one.withdrawnTopics, event.topic] }
  if (!event.service || !one.services.includes(event.service)) return one
  const withdrawnServices = [...one.withdrawnServices, event.service]
  const nothingLeft = one.services.every((service) => withdrawnServices.includes(service))
  return nothingLeft
    ? { ...one, withdrawnServices, status: 'withdrawn', withdrawnAt: at }
    : { ...one, withdrawnServices }
}
