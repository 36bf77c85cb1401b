/**
 * How each event changes the consents of a case, and who is told of it. Says nothing about what a consent then allows:
 * that is `covers`; decides nothing.
 */
import type { Case } from './case.ts'
import {
  type Consent,
  type ConsentContent,
  type ConsentEvent,
  isAsked,
  lastWord,
  servicesLeft,
  topicsLeft,
} from './consent.ts'
import { changed } from './decision.ts'
import type { Instant } from './ids.ts'
import { line, type Notice, refresh, refreshAllDue, tell } from './notice.ts'

export function evolveConsent(state: Case, event: ConsentEvent, at: Instant): Case {
  switch (event.type) {
    case 'consent.requested': {
      const { born, guardians, care } = event
      return { ...state, born, guardians, care, consents: [...state.consents, asked(event, at)] }
    }
    case 'consent.signed': {
      const { type: _, consent, signers, evidence, holder, ...content } = event
      const before = state.consents.find(({ id }) => id === consent)
      const signed = [...(before?.signed ?? []), ...signers.map((signer) => ({ signer, evidence, at }))]
      const agreed = before ? narrowed(before, content) : content
      const now: Partial<Consent> = { ...agreed, signed, status: 'partly-signed' }
      if (holder) now.holder = holder
      return { ...state, consents: changed(state.consents, consent, now) }
    }
    case 'consent.given': {
      // The last word stands last, also when two were given within the same moment.
      const others = state.consents.filter(({ id }) => id !== event.consent)
      const given = state.consents.filter(({ id }) => id === event.consent)
      const consents = [...others, ...changed(given, event.consent, { status: 'given', givenAt: at })]
      return { ...state, consents: replaceOlder({ ...state, consents }) }
    }
    case 'consent.refused':
      return { ...state, consents: changed(state.consents, event.consent, { status: 'refused' }) }
    case 'consent.cancelled':
      return { ...state, consents: changed(state.consents, event.consent, { status: 'cancelled' }) }
    case 'consent.withdrawn':
      return { ...state, consents: state.consents.map((one) => withdrawnFrom(one, event, at)) }
  }
}

/** Whoever signs later can narrow what the earlier agreed to, never widen it: the decider keeps services and topics so. */
function narrowed(before: Consent, { from, until, excludedPersons, childView, ...rest }: ConsentContent) {
  return {
    ...rest,
    from: before.from !== null && before.from > from ? before.from : from,
    until: before.until !== null && before.until < until ? before.until : until,
    excludedPersons: excludedPersons ?? before.excludedPersons,
    childView: childView ?? before.childView,
  }
}

function asked(event: Extract<ConsentEvent, { type: 'consent.requested' }>, at: Instant): Consent {
  const { consent: id, checkpoint, services, topics, required } = event
  return {
    id,
    checkpoint,
    services,
    topics,
    required,
    status: 'requested',
    requestedAt: at,
    signed: [],
    excludedPersons: null,
    purpose: null,
    from: null,
    until: null,
    textVersion: '',
    language: '',
    childAsked: false,
    childView: null,
    givenAt: null,
    withdrawnAt: null,
    withdrawnServices: [],
    withdrawnTopics: [],
  }
}

/** A consent none of whose services still has it as its last word has been replaced. */
function replaceOlder(state: Case): Consent[] {
  return state.consents.map((one) => {
    const still = one.services.some((service) => lastWord(state, service)?.id === one.id)
    return one.status !== 'given' || still ? one : { ...one, status: 'replaced' }
  })
}

/** The consent after a withdrawal. One that was only asked for then asks for less; one with nothing left is withdrawn. */
function withdrawnFrom(
  one: Consent,
  event: Extract<ConsentEvent, { type: 'consent.withdrawn' }>,
  at: Instant,
): Consent {
  if (one.status !== 'given' && !isAsked(one)) return one
  if (event.scope === 'whole') return { ...one, status: 'withdrawn', withdrawnAt: at }
  const services = servicesLeft(one).filter((service) => event.scope !== 'service' || service !== event.service)
  const topics = topicsLeft(one).filter((topic) => event.scope !== 'topic' || topic !== event.topic)
  if (services.length === servicesLeft(one).length && topics.length === topicsLeft(one).length) return one
  const nothingLeft = services.length === 0 || topics.length === 0
  const status = nothingLeft ? 'withdrawn' : one.status
  if (isAsked(one)) return nothingLeft ? { ...one, status, withdrawnAt: at } : { ...one, services, topics }
  return {
    ...one,
    status,
    withdrawnAt: at,
    withdrawnServices: one.services.filter((service) => !services.includes(service)),
    withdrawnTopics: one.topics.filter((topic) => !topics.includes(topic)),
  }
}

export function noticesOfConsent(event: ConsentEvent, after: Case): Notice[] {
  switch (event.type) {
    case 'consent.given':
    case 'consent.refused': {
      const open = after.proposals.filter(({ status }) => status === 'open')
      return open.map(({ id: subject }) => refresh({ card: 'proposal', subject }))
    }
    case 'consent.withdrawn':
      return [
        tell({ card: 'consent-withdrawn', subject: '' }, ['holder', 'deputy', 'leaders', 'participants']),
        line({ line: 'consent-changed', subject: '' }),
        ...refreshAllDue(after),
      ]
    case 'consent.requested':
    case 'consent.signed':
    case 'consent.cancelled':
      return []
  }
}
