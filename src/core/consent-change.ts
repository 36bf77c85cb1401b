/**
 * How each event changes the consents of a case. Says nothing about what a consent then allows: that is `covers`; decides
 * nothing.
 */
import type { Case } from './case.ts'
import {
  asksAbout,
  type By,
  type Consent,
  isAsked,
  isTakenOut,
  lastWord,
  servicesLeft,
  topicsLeft,
  unsigned,
} from './consent.ts'
import type { ConsentContent, ConsentEvent, FamilyTold } from './consent-said.ts'
import { changed } from './decision.ts'
import { evolveExcluded } from './exclusion.ts'
import { type GuardianLeft, withGuardians } from './guardian-left.ts'
import type { Instant, PersonId, Recipient, TopicCode } from './ids.ts'
import type { Signer } from './policy.ts'
import { names, unitOf } from './recipient.ts'
import { saidAnew, withoutAnswers } from './set-aside.ts'
import { holding } from './signers.ts'

export function evolveConsent(state: Case, event: ConsentEvent, at: Instant, by: PersonId | 'system'): Case {
  switch (event.type) {
    case 'consent.requested': {
      const told = isKnown(state, event) ? state : withFamily(state, event, { at, by, reason: null })
      return { ...told, consents: [...told.consents, asked(event, at)] }
    }
    case 'consent.signers-named':
      return withFamily(state, event, { at, by, reason: event.reason }, event.left)
    case 'consent.signed':
      return signedBy(state, event, at, ofFamily(state, by))
    case 'consent.given':
      return givenAtLast(state, event, at)
    case 'consent.refused':
      return { ...state, consents: state.consents.map((one) => withNo(one, event, at, ofFamily(state, by))) }
    case 'consent.cancelled':
      return { ...state, consents: changed(state.consents, event.consent, { status: 'cancelled' }) }
    case 'consent.withdrawn':
      return {
        ...state,
        consents: state.consents.map((one) => withdrawnFrom(state, one, event, at, ofFamily(state, by))),
      }
    case 'consent.set-aside':
      return { ...state, consents: withoutAnswers(state, event, at) }
    case 'consent.narrowed': {
      const consents = state.consents.map((one) => (one.id === event.consent ? narrowedTo(one, event.recipients) : one))
      return { ...state, consents }
    }
  }
}

function signedBy(state: Case, event: Signed, at: Instant, own: By): Case {
  const { type: _, consent, signers, required, evidence, holder, namesNoUnits = false, ...content } = event
  const before = state.consents.find(({ id }) => id === consent)
  const signed = [...(before?.signed ?? []), ...signers.map((signer) => ({ signer, evidence, at, ...own }))]
  const agreed = before ? narrowed(before, content) : content
  const more = { ...(required ? { required } : {}), ...(holder ? { holder } : {}) }
  const now: Partial<Consent> = { ...agreed, ...more, signed, namesNoUnits, status: 'partly-signed' }
  const consents = withoutTopics(changed(state.consents, consent, now), event, before?.topics ?? [], own)
  const excluded = [...state.excluded.map(({ person }) => person), ...agreed.excludedStaff]
  return evolveExcluded({ ...state, consents }, excluded)
}

function givenAtLast(state: Case, event: Extract<ConsentEvent, { type: 'consent.given' }>, at: Instant): Case {
  // The last word stands last, also when two were given within the same moment.
  const others = state.consents.filter(({ id }) => id !== event.consent)
  const given = state.consents.filter(({ id }) => id === event.consent)
  const consents = [...others, ...changed(given, event.consent, { status: 'given', givenAt: at })]
  const excluded = given.flatMap(({ excludedStaff }) => excludedStaff)
  const said = given.flatMap(({ services }) => services)
  const heard = replaceOlder({ ...state, consents }).map((one) => saidAnew(one, (to) => names(said, to)))
  return evolveExcluded({ ...state, consents: heard }, excluded)
}

/** Whose answer it is, where one of the family gave it on their page. */
function ofFamily({ family }: Case, by: PersonId | 'system'): By {
  const member = family.find(({ id }) => id === by)
  return member ? { by: member.id } : {}
}

/** Whether the case knows of the family what is told of it. */
export function isKnown({ signersNamed, ...state }: Case, { born, minor, guardians, care }: FamilyTold): boolean {
  const { born: b, minor: m, guardians: g, care: c } = state
  return signersNamed !== null && born === b && minor === m && guardians === g && care === c
}

/** Another month of birth moves the days on which each consent holds. */
function withFamily(state: Case, told: FamilyTold, signersNamed: Case['signersNamed'], left?: GuardianLeft): Case {
  const { born, minor, guardians, care } = told
  const consents = state.consents.map((one) => ({ ...one, holds: holding(one.ages, born) }))
  const family = withGuardians(state, guardians, left)
  return { ...state, born, minor, guardians, care, signersNamed, consents, family }
}

/** Whoever signs later can narrow what the earlier agreed to, never widen it: the decider keeps services and topics so. */
function narrowed(before: Consent, content: ConsentContent) {
  const { from, until, excludedStaff, excludedPersons, childView, ...rest } = content
  return {
    ...rest,
    excludedStaff: [...new Set([...before.excludedStaff, ...excludedStaff])],
    from: before.from !== null && before.from > from ? before.from : from,
    until: before.until !== null && before.until < until ? before.until : until,
    excludedPersons: excludedPersons ?? before.excludedPersons,
    childView: childView ?? before.childView,
  }
}

function asked(event: Extract<ConsentEvent, { type: 'consent.requested' }>, at: Instant): Consent {
  const { consent: id, checkpoint, services, topics, required, ages, alone = false } = event
  return {
    id,
    checkpoint,
    services,
    namesNoUnits: false,
    topics,
    required,
    ages,
    holds: holding(ages, event.born),
    alone,
    status: 'requested',
    requestedAt: at,
    askedUntil: null,
    signed: [],
    excludedStaff: [],
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
    takenBack: [],
    noes: [],
    refusedServices: [],
    refusedAt: null,
  }
}

/** A consent that is nobody's last word any more has been replaced. */
function replaceOlder(state: Case): Consent[] {
  return state.consents.map((one) => {
    const still = one.services.some((recipient) => lastWord(state, recipient)?.id === one.id)
    return one.status !== 'given' || still ? one : { ...one, status: 'replaced' }
  })
}

/** What could name no units counts for these; where there is nobody, for nobody. */
function narrowedTo(one: Consent, services: Recipient[]): Consent {
  const narrowed = { ...one, services, namesNoUnits: false }
  if (services.length > 0) return narrowed
  return { ...narrowed, status: isAsked(one) ? 'cancelled' : 'replaced' }
}

type Refused = Extract<ConsentEvent, { type: 'consent.refused' }>
type Signed = Extract<ConsentEvent, { type: 'consent.signed' }>

/** A consent after a no, be it the answer to its own question or to a newer one. */
function withNo(before: Consent, { type: _, consent, ...no }: Refused, at: Instant, own: By): Consent {
  const one = saidAnew(before, (to) => names(no.services, to))
  if (one.id !== consent) return withoutRefused(one, no.services, at)
  const services = no.services.length > 0 ? no.services : one.services
  const asked = askingLess({ ...one, noes: [...one.noes, { ...no, services, ...own }] }, 'refusedServices', services)
  // What nobody is asked about any more stays as what was asked.
  return asked.services.length > 0 ? asked : { ...one, noes: asked.noes, status: 'refused' }
}

/** A question without these; a unit of a service that is asked about as a whole is kept as the one it is not about. */
function askingLess(one: Consent, kept: 'refusedServices' | 'withdrawnServices', without: Recipient[]): Consent {
  const services = one.services.filter((recipient) => !names(without, recipient))
  const units = without.filter((recipient) => unitOf(recipient) !== null && names(services, recipient))
  return { ...one, services, [kept]: [...new Set([...one[kept], ...units])] }
}

/** The older yes ends, and what is asked beside it is no longer asked about them: what one signed before is not to count. */
function withoutRefused(one: Consent, refused: Recipient[], at: Instant): Consent {
  if (isAsked(one)) {
    const asked = askingLess(one, 'refusedServices', refused)
    return asked.services.length > 0 ? asked : { ...one, status: 'cancelled' }
  }
  if (one.status !== 'given') return one
  const services = servicesLeft(one).filter((recipient) => !names(refused, recipient))
  if (services.length === servicesLeft(one).length) return one
  const refusedServices = one.services.filter(
    (recipient) => names(one.refusedServices, recipient) || names(refused, recipient),
  )
  return { ...one, refusedServices, refusedAt: at, status: services.length > 0 ? 'given' : 'replaced' }
}

/**
 * What one who signs leaves out of what they were asked about ends for somebody with it at once, as a service does: in what is in
 * force, until all have signed, and in what they have signed before.
 */
function withoutTopics(
  consents: Consent[],
  { consent, signers, services, ...said }: Signed,
  asked: TopicCode[],
  own: By,
): Consent[] {
  const { topics, evidence: how, from: day } = said
  const isLast = consents.some((one) => one.id === consent && unsigned(one).length === 0)
  const outOf = (one: Consent) => topicsLeft(one).filter((topic) => asked.includes(topic) && !topics.includes(topic))
  return consents.map((one) => {
    const hasSigned = one.status === 'partly-signed' && one.signed.some(({ signer }) => signers.includes(signer))
    if (one.id === consent || !(hasSigned || (one.status === 'given' && !isLast))) return one
    const out = servicesLeft(one)
      .filter((service) => names(services, service))
      .flatMap((service) => outOf(one).map((topic) => ({ service, topic })))
      .filter(({ service, topic }) => !isTakenOut(one, service, topic))
    const by = out.flatMap((what) =>
      signers.map((signer) => ({ ...what, signer, how, day, scope: 'topic', reason: null, ...own }) as const),
    )
    return by.length > 0 ? { ...one, takenBack: [...one.takenBack, ...by] } : one
  })
}

/**
 * Whether somebody of the family has a say in it: what a guardian signs alone, the other has once named. Of a time when nobody was
 * asked who they are, everybody had.
 */
export function isTheirs(
  { guardians }: Pick<Case, 'guardians'>,
  { alone, required }: Pick<Consent, 'alone' | 'required'>,
  signer: Signer | null,
): boolean {
  const isOther = signer === 'guardian-2' && guardians === 2 && required.includes('guardian-1')
  return !alone || signer === null || required.includes(signer) || isOther
}

type Withdrawn = Extract<ConsentEvent, { type: 'consent.withdrawn' }>

/** The consent after a withdrawal. One that was only asked for then asks for less; one with nothing left is withdrawn. */
function withdrawnFrom(state: Case, stood: Consent, { type: _, ...event }: Withdrawn, at: Instant, own: By): Consent {
  const { scope, service } = event
  const isSaid = (to: Recipient) => scope === 'whole' || (service !== null && names([service], to))
  const before = isTheirs(state, stood, event.signer) ? saidAnew(stood, isSaid) : stood
  if (before.status !== 'given' && !isAsked(before)) return before
  if (!isTheirs(state, before, event.signer)) return before
  const one = { ...before, takenBack: [...before.takenBack, { ...event, ...own }] }
  if (event.scope === 'whole') return { ...one, status: 'withdrawn', withdrawnAt: at }
  const out = event.scope === 'service' && event.service !== null ? [event.service] : []
  const services = servicesLeft(one).filter((recipient) => !names(out, recipient))
  const topics = topicsLeft(one).filter((topic) => event.scope !== 'topic' || topic !== event.topic)
  const isSame = services.length === servicesLeft(one).length && topics.length === topicsLeft(one).length
  if (isSame && !(isAsked(one) && out.some((recipient) => asksAbout(before, recipient)))) return before
  const nothingLeft = services.length === 0 || topics.length === 0
  const status = nothingLeft ? 'withdrawn' : one.status
  if (isAsked(one))
    return nothingLeft ? { ...one, status, withdrawnAt: at } : { ...askingLess(one, 'withdrawnServices', out), topics }
  return {
    ...one,
    status,
    withdrawnAt: at,
    withdrawnServices: one.services.filter(
      (recipient) => !services.includes(recipient) && !names(one.refusedServices, recipient),
    ),
    withdrawnTopics: one.topics.filter((topic) => !topics.includes(topic)),
  }
}
