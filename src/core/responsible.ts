/** Who answers for a measure or a follow-up: who can, and that they are told. Knows nothing of what it is. */
import type { Case } from './case.ts'
import { covers } from './consent.ts'
import { type Context, type Somebody, today } from './decision.ts'
import type { FollowUpId, MeasureId, PersonId, ServiceCode, TopicCode } from './ids.ts'
import { type Notice, told } from './notice.ts'
import { meantIn, recipientOf } from './recipient.ts'
import { refuse } from './refusal.ts'
import { whyNoPart, whyOut } from './somebody.ts'

/** A person, a service (its part in the case), or the home. */
export type Responsible =
  | { kind: 'person'; person: PersonId }
  | { kind: 'service'; service: ServiceCode }
  | { kind: 'home' }

/** The same as a command names it: of a person, with what the directory says of them. */
export type NamedResponsible = ({ kind: 'person' } & Somebody) | Exclude<Responsible, { kind: 'person' }>

/** As the log keeps it: what the directory said is not the case's. */
export function asKept(named: NamedResponsible): Responsible {
  return named.kind === 'person' ? { kind: 'person', person: named.person } : named
}

/** Refuses whoever is not in the case or has left, and whose service may not know of the topic. */
export function whyNotResponsible(state: Case, topic: TopicCode, responsible: NamedResponsible, context: Context) {
  if (responsible.kind === 'service' && !state.services.includes(responsible.service)) {
    return refuse('service-unknown', { field: 'responsible' })
  }
  const out = responsible.kind === 'person' ? whyOut(state, responsible.person, 'responsible') : null
  if (out) return out
  if (responsible.kind === 'person' && !state.participants.some(({ person }) => person === responsible.person)) {
    return refuse('not-a-colleague', { field: 'responsible' })
  }
  const unfit = responsible.kind === 'person' ? whyNoPart(state, responsible, 'responsible') : null
  if (unfit) return unfit
  if (responsible.kind === 'home') return null
  const who = responsible.kind === 'service' ? meantIn(state, responsible.service) : recipientOf(responsible)
  return covers(state, who, topic, today(context))
    ? null
    : refuse('consent-missing', { field: 'responsible', services: [who] })
}

/** `had`: who had it when the form was opened; null where it did not say yet. */
export type Giving = { to: NamedResponsible; had: Responsible | null }

/** As when it was added; nobody is given what they have, nor what somebody else was given meanwhile. */
export function whyNotGiven(
  state: Case,
  { topic, responsible }: { topic: TopicCode; responsible: Responsible },
  { to, had }: Giving,
  context: Context,
) {
  if (had && keyOf(had) !== keyOf(responsible))
    return refuse('given-meanwhile', { field: 'responsible', who: responsible })
  if (keyOf(to) === keyOf(responsible)) return refuse('same-person', { field: 'responsible' })
  return whyNotResponsible(state, topic, to, context)
}

/** A service and the home are not written to. */
export function taskGiven(subject: MeasureId | FollowUpId, responsible: Responsible): Notice[] {
  return responsible.kind === 'person' ? [told({ line: 'task-given', subject }, [{ person: responsible.person }])] : []
}

export function taskTaken(subject: MeasureId | FollowUpId, earlier: Responsible): Notice[] {
  return earlier.kind === 'person' ? [told({ line: 'task-taken', subject }, [{ person: earlier.person }])] : []
}

function keyOf(one: Responsible): string {
  if (one.kind === 'home') return 'home'
  return one.kind === 'person' ? one.person : `service:${one.service}`
}
