/**
 * The family answers what it was asked: a yes that each signs, or a no; when all have signed, and that the log then opens.
 * Source: the municipality's model (signers, duration) and the BTI model's consent checkpoints.
 */
import type { Case, Event } from './case.ts'
import { asksAbout, type Consent, coversOwn, isAsked, servicesLeft, uncovered, unsigned, yesTo } from './consent.ts'
import type { ConsentCommand, ConsentContent, ConsentEvent } from './consent-said.ts'
import { type Context, type Decision, happened, type Somebody, today } from './decision.ts'
import { evolve } from './evolve.ts'
import { staysExcluded } from './exclusion.ts'
import type { Recipient, ServiceCode, TopicCode } from './ids.ts'
import { levelAlone } from './level.ts'
import { openAt } from './lifecycle.ts'
import { partsEnded } from './parts-ended.ts'
import type { Policy, Signer } from './policy.ts'
import { serviceOf, unitOf, withoutParts } from './recipient.ts'
import { refuse } from './refusal.ts'
import { isForOthers, signersOf } from './signers.ts'
import { partsOver } from './withdrawal.ts'

type Command<T extends ConsentCommand['type']> = Extract<ConsentCommand, { type: T }>

export function record(state: Case, command: Command<'consent.record'>, context: Context): Decision {
  const { policy, calendar } = context
  const consent = state.consents.find(({ id }) => id === command.consent)
  if (!consent) return refuse('not-found')
  if (!isAsked(consent)) return refuse('consent-not-open')
  if (isForOthers(state, consent, today(context), context)) return refuse('consent-outgrown')
  const unknown = unknownIn({ ...command, services: command.services.map(serviceOf) }, policy)
  if (unknown) return unknown
  const other = whyOthers(consent, command)
  if (other) return other
  if (command.topics.some((topic) => !consent.topics.includes(topic))) {
    return refuse('consent-not-asked', { field: 'topics' })
  }
  const required = signersOf(state, consent, today(context), context)
  const signers = [...new Set(command.signedBy)].filter((one) => !consent.signed.some(({ signer }) => signer === one))
  if (signers.length === 0) return refuse('signer-unknown', { field: 'signedBy' })
  if (signers.some((signer) => !required.includes(signer))) return refuse('signer-unknown', { field: 'signedBy' })
  const wrongDays = daysOf(command, context)
  if (wrongDays) return wrongDays
  if (
    state.born &&
    calendar.ageOn(state.born, today(context)) >= policy.childViewFromAge &&
    isMinor(required) &&
    !command.childAsked
  ) {
    return refuse('child-view-missing', { field: 'childAsked' })
  }
  const { type: _, signedBy: __, holder, units: ___, excludedShown, ...content } = command
  const excludedStaff = staysExcluded(state, content.excludedStaff, excludedShown)
  const signed: SignedEvent = { type: 'consent.signed', signers, ...content, excludedStaff }
  if (required.length > consent.required.length) signed.required = required
  return sign(state, consent, signed, holder, context)
}

type SignedEvent = Extract<ConsentEvent, { type: 'consent.signed' }>

/**
 * Whoever signs first names the units of what was asked about, as the directory knows them; whoever signs later, of these. A
 * unit that is added after that is not among them.
 */
function whyOthers(consent: Consent, { services, units }: Command<'consent.record'>) {
  const isFirst = consent.signed.length === 0
  const isAsked = (one: Recipient) => (isFirst ? asksAbout(consent, one) : servicesLeft(consent).includes(one))
  if (services.length === 0) return refuse('service-unknown', { field: 'services' })
  // A form that still stands somewhere may name the services alone.
  const whole = services.filter((one) => unitOf(one) === null && isOfQuestion(consent, one) && !isNamable(one))
  if (whole.length > 0) return refuse('unit-missing', { field: 'services', services: whole })
  if (services.some((one) => !isAsked(one))) return refuse('consent-not-asked', { field: 'services' })
  const unknown = services.filter((one) => isFirst && unitOf(one) !== null && !units.includes(one))
  return unknown.length > 0 ? refuse('service-unknown', { field: 'services', services: unknown }) : null

  function isNamable(service: Recipient): boolean {
    return isFirst ? !units.some((one) => serviceOf(one) === service) : servicesLeft(consent).includes(service)
  }
}

/** The last signature gives the consent, and opens the log where that was what it was asked for. */
function sign(state: Case, consent: Consent, signed: SignedEvent, holder: Somebody | null, context: Context): Decision {
  const day = today(context)
  const { required = consent.required } = signed
  const isLast = unsigned({ ...consent, required }).every((signer) => signed.signers.includes(signer))
  // Only the last signature opens the log: whoever is chosen before is remembered until then.
  if (holder && !isLast) signed.holder = holder.person
  const said = [
    signed,
    ...noes(state, consent, signed),
    ...(isLast ? [{ type: 'consent.given', consent: consent.id } as const] : []),
  ]
  const answered = afterwards(state, said, context)
  const over = partsOver(state, answered, day)
  const ended = partsEnded(afterwards(answered, over, context))
  const events = [...said, ...over, ...ended]
  if (!isLast) return happened(...events)
  const opened = opening(afterwards(state, events, context), consent, holder, context)
  return 'refusal' in opened ? opened : happened(...events, ...opened.events)
}

/** What was asked for, or said yes to before, and is not among what they said yes to is a no of each who signs. */
function noes(
  state: Case,
  consent: Consent,
  { signers, services: agreed, evidence, from }: SignedEvent,
): ConsentEvent[] {
  const { id, services } = consent
  const known = [...servicesLeft(consent), ...services.flatMap((one) => yesTo(state, one))]
  const refused = withoutParts(known.filter((one) => !agreed.some((yes) => yes === one || serviceOf(yes) === one)))
  if (refused.length === 0) return []
  return signers.map((signer) => {
    return { type: 'consent.refused', consent: id, signer, services: refused, how: evidence, day: from, reason: null }
  })
}

/** Where somebody else signs for the child, the child is asked as well. */
function isMinor(required: Signer[]): boolean {
  return required.some((signer) => signer !== 'self')
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

/** A yes to the case's own service opens the log, whatever it was asked for: at the highest level that the consents cover. */
function opening(after: Case, { services }: Consent, holder: Somebody | null, context: Context): Decision {
  const { policy } = context
  const day = today(context)
  const isAboutOwn = services.some((one) => serviceOf(one) === after.service)
  if (!isAboutOwn || !coversOwn(after, null, day)) return happened()
  if (after.level === 0 && after.concern.level !== null) {
    const all = uncovered(after, after.concern.services, day).length === 0
    const level = all ? after.concern.level : levelAlone(policy, after.concern.level)
    const mode = level < policy.logOpensAtLevel ? 'paper' : 'digital'
    return openAt(after, level, mode, holder, context)
  }
  return isOnPaperAlone(after, policy) ? happened({ type: 'log.opened' }) : happened()
}

/** A no to all that was asked, or to some of it, whoever else has signed: what rested on an older yes ends at that moment. */
export function answerNo(state: Case, command: Command<'consent.refuse'>, context: Context): Decision {
  const consent = state.consents.find(({ id }) => id === command.consent)
  if (!consent) return refuse('not-found')
  if (!isAsked(consent)) return refuse('consent-not-open')
  if (isForOthers(state, consent, today(context), context)) return refuse('consent-outgrown')
  if (!signersOf(state, consent, today(context), context).includes(command.signer))
    return refuse('signer-unknown', { field: 'signer' })
  const services = withoutParts(command.services)
  if (services.length === 0 || services.some((one) => !isOfQuestion(consent, one))) {
    return refuse('service-unknown', { field: 'services' })
  }
  if (command.day > today(context)) return refuse('day-future', { field: 'day' })
  const refused: ConsentEvent = { ...command, type: 'consent.refused', services }
  return happened(refused, ...partsOver(state, afterwards(state, [refused], context), today(context)))
}

/** A service as a whole, or a unit of one that is asked about. */
function isOfQuestion(consent: Consent, one: Recipient): boolean {
  return asksAbout(consent, one) || servicesLeft(consent).some((asked) => serviceOf(asked) === one)
}

export function afterwards(state: Case, events: Event[], { now, actor }: Context): Case {
  return events.reduce((one, event) => evolve(one, { at: now, by: actor.person, event }), state)
}

export function unknownIn(content: { services: ServiceCode[]; topics: TopicCode[] }, policy: Policy) {
  const services = content.services.filter((service) => !policy.services.includes(service))
  if (services.length > 0) return refuse('service-unknown', { field: 'services', services })
  if (content.topics.length === 0 || content.topics.some((topic) => !policy.topics.includes(topic))) {
    return refuse('topic-unknown', { field: 'topics' })
  }
  return null
}

/** Whether a log of that level is on paper only for lack of the family's yes. */
export function isOnPaperAlone({ mode, level }: Case, policy: Policy): boolean {
  return mode === 'paper' && level >= policy.logOpensAtLevel
}
