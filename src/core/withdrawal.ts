/**
 * The family takes back a consent, whole or for one service or one kind of information. At that moment everything that
 * would go on disclosing is ended; what was lawful before stays. Source: the BTI model and the municipality's routines.
 */
import type { Case, Event } from './case.ts'
import {
  asksAbout,
  type Consent,
  covers,
  isAsked,
  isOpen,
  isOutgrown,
  servicesLeft,
  standingYes,
  topicsLeft,
  yesTo,
} from './consent.ts'
import { evolveConsent, isTheirs } from './consent-change.ts'
import type { ConsentCommand, ConsentEvent } from './consent-said.ts'
import { type Context, type Decision, happened, today } from './decision.ts'
import type { Day, Recipient, ServiceCode } from './ids.ts'
import { holderOf, isLetIn, type Part } from './post.ts'
import { meantIn, names, type Place, recipientOf } from './recipient.ts'
import { refuse } from './refusal.ts'
import { isStillAsked, signersOf } from './signers.ts'

type Withdraw = Extract<ConsentCommand, { type: 'consent.withdraw' }>
type Withdrawn = Extract<ConsentEvent, { type: 'consent.withdrawn' }>

/** Whether the family can take a consent back: it has given it, and those who did are still the ones to, be it that it has run out. */
export function isYesToTakeBack(consent: Consent, day: Day): boolean {
  return consent.status === 'given' && !isOutgrown(consent, day)
}

/** Refuses when no consent is given or asked for, or none of them has the service or the topic (any longer). */
export function decideWithdrawal(state: Case, command: Withdraw, context: Context): Decision {
  const day = today(context)
  const standing = state.consents.filter((one) => isYesToTakeBack(one, day) || isStillAsked(state, one, day, context))
  if (standing.length === 0) return refuse('consent-not-open')
  const { scope, service, topic, signer } = command
  const within = (list: Consent[]) =>
    list.filter((one) => {
      if (scope === 'service') return service !== null && has(one, service)
      return scope === 'whole' || topicsLeft(one).some((left) => left === topic)
    })
  if (within(standing).length === 0)
    return refuse(scope === 'topic' ? 'topic-unknown' : 'service-unknown', { field: 'what' })
  // What is another's alone, nobody takes back for them.
  const isSaid = standing.some((one) => signersOf(state, one, day, context).includes(signer))
  if (!isSaid || !within(standing).some((one) => isTheirs(state, one, signer)))
    return refuse('signer-unknown', { field: 'signer' })
  if (command.day > day) return refuse('day-future', { field: 'day' })
  const withdrawn: Withdrawn = { ...command, type: 'consent.withdrawn' }
  return happened(
    withdrawn,
    ...partsOver(state, evolveConsent(state, withdrawn, context.now, context.actor.person), day),
  )
}

/** A unit, or all of a service of which something is left. */
function has(consent: Consent, one: Recipient): boolean {
  const isLeft = servicesLeft(consent).some((left) => names([one], left))
  return isLeft || (isAsked(consent) && asksAbout(consent, one))
}

/** What can't go on after a withdrawal or a no: open proposals, offers and deputies that would disclose, and a holder who may no longer read. */
export function partsOver(before: Case, after: Case, day: Day): Event[] {
  const closed = (service: ServiceCode) => isEnded(before, after, meantIn(after, service), day)
  const cancelled = after.proposals
    .filter(({ status, services }) => status === 'open' && [...services, after.service].some(closed))
    .map(({ id }): Event => ({ type: 'level.cancelled', proposal: id }))
  return [...cancelled, ...partsShut(before, after, day)]
}

/**
 * Whether the family has said what ends a yes, be it that it had run out. One that has merely run out goes on to be renewed; one
 * that others must give now ends with their first answer that neither gives it nor leaves it asked.
 */
function isEnded(before: Case, after: Case, recipient: Recipient, day: Day): boolean {
  if (covers(after, recipient, null, day)) return false
  if (covers(before, recipient, null, day)) return true
  const isAskedFor = (one: Recipient) => after.consents.some((about) => isOpen(about, day) && asksAbout(about, one))
  const goesOn = standingYes(after, recipient, day).length > 0 || yesTo(after, recipient).some(isAskedFor)
  return yesTo(before, recipient).length > 0 && !goesOn
}

/** The parts of those who may take part no longer: of one unit, or of all of a service. */
function partsShut(before: Case, after: Case, day: Day): Event[] {
  const shut = (place: Place) =>
    !isLetIn(after, place, day) && (isLetIn(before, place, day) || isEnded(before, after, recipientOf(place), day))
  const { handOver, deputy, participants } = after
  const holder = holderOf(after)
  const leaving = after.services.filter((service) => service !== after.service && shut({ service, unit: null }))
  const isAlone = (part: Part) => shut(part) && !leaving.includes(part.service)
  return [
    ...(handOver && shut(handOver) ? [{ type: 'baton.cancelled', handOver: handOver.id } as const] : []),
    ...(deputy && shut(deputy) ? [{ type: 'baton.deputy-ended' } as const] : []),
    ...(holder && !after.holderLeft && shut(holder) ? [{ type: 'baton.left', person: holder.person } as const] : []),
    ...leaving.map((service) => ({ type: 'participant.service-left', service }) as const),
    ...participants.filter(isAlone).map(({ person }) => ({ type: 'participant.removed', person }) as const),
  ]
}
