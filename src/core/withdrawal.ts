/**
 * The family takes back a consent, whole or for one service or one kind of information. At that moment everything that
 * would go on disclosing is ended; what was lawful before stays. Source: the BTI model and the municipality's routines.
 */
import type { Case, Event } from './case.ts'
import {
  type Consent,
  type ConsentCommand,
  type ConsentEvent,
  covers,
  isOpen,
  servicesLeft,
  stateOf,
  topicsLeft,
} from './consent.ts'
import { evolveConsent, isTheirs } from './consent-change.ts'
import { type Context, type Decision, happened, today } from './decision.ts'
import type { Day, ServiceCode } from './ids.ts'
import { refuse } from './refusal.ts'

type Withdraw = Extract<ConsentCommand, { type: 'consent.withdraw' }>
type Withdrawn = Extract<ConsentEvent, { type: 'consent.withdrawn' }>

/** Refuses when no consent is in force or asked for, or none of them has the service or the topic (any longer). */
export function decideWithdrawal(state: Case, command: Withdraw, context: Context): Decision {
  const day = today(context)
  const inForce = state.consents.filter((one) => stateOf(one, day) === 'given' || isOpen(one, day))
  if (inForce.length === 0) return refuse('consent-not-open')
  const { scope, service, topic, signer } = command
  const within = (list: Consent[]) =>
    list.filter((one) => {
      if (scope === 'service') return servicesLeft(one).some((left) => left === service)
      return scope === 'whole' || topicsLeft(one).some((left) => left === topic)
    })
  if (within(inForce).length === 0)
    return refuse(scope === 'topic' ? 'topic-unknown' : 'service-unknown', { field: 'what' })
  // What is another's alone, nobody takes back for them.
  const isSaid = inForce.some(({ required }) => required.includes(signer))
  if (!isSaid || !within(inForce).some((one) => isTheirs(one, signer)))
    return refuse('signer-unknown', { field: 'signer' })
  if (command.day > day) return refuse('day-future', { field: 'day' })
  const withdrawn: Withdrawn = { ...command, type: 'consent.withdrawn' }
  return happened(
    withdrawn,
    ...partsOver(state, evolveConsent(state, withdrawn, context.now, context.actor.person), day),
  )
}

/** What can't go on after a withdrawal or a no: open proposals, offers and deputies that would disclose, and a holder who may no longer read. */
export function partsOver(before: Case, after: Case, day: Day): Event[] {
  const closed = (service: ServiceCode) => covers(before, service, null, day) && !covers(after, service, null, day)
  const events: Event[] = []
  for (const proposal of after.proposals) {
    if (proposal.status === 'open' && [...proposal.services, after.service].some(closed)) {
      events.push({ type: 'level.cancelled', proposal: proposal.id })
    }
  }
  if (after.handOver && closed(after.handOver.service)) {
    events.push({ type: 'baton.cancelled', handOver: after.handOver.id })
  }
  if (after.deputy && after.deputy.service !== after.service && closed(after.deputy.service)) {
    events.push({ type: 'baton.deputy-ended' })
  }
  if (after.holder && !after.holderLeft && after.holderService !== after.service && closed(after.holderService)) {
    events.push({ type: 'baton.left', person: after.holder })
  }
  const leaving = after.services.filter((service) => service !== after.service && closed(service))
  return [...events, ...leaving.map((service): Event => ({ type: 'participant.service-left', service }))]
}
