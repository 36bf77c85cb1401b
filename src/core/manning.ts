/**
 * A service that takes part has somebody: as long as it has nobody, its contact is asked who comes, or the leader where it has no
 * contact. Source: the BTI model; a service that joined and has not come is a breach.
 */
import { isAbsent } from './away.ts'
import type { Case, Event } from './case.ts'
import { covers, lastWord, yesTo } from './consent.ts'
import type { Found, Times } from './deadline.ts'
import { type Context, type Decision, happened, type Somebody, today } from './decision.ts'
import type { Day, Instant, PersonId, ServiceCode } from './ids.ts'
import { levelAlone } from './level.ts'
import { type Notice, refresh, tell, told } from './notice.ts'
import type { Policy } from './policy.ts'
import { isLetIn, postsIn } from './post.ts'
import { recipientOf } from './recipient.ts'
import { refuse } from './refusal.ts'
import { whyNoPart } from './somebody.ts'

/** Who is asked to say who comes from a service; null where the directory knows nobody to ask. */
export type Contact = { service: ServiceCode; person: PersonId | null }

/** Whoever the directory has to ask in a service, the first choice first. */
export type Candidates = { service: ServiceCode; people: PersonId[] }

/** The contact says who comes: a colleague of their own unit, or themselves. */
export type ManningCommand = { type: 'service.man'; service: ServiceCode; to: Somebody }
export type ManningEvent = { type: 'service.asked' } & Contact

/** The services that take part and have nobody, each since when; but the case's own, which has its leader. */
export function unmannedSince(state: Case, at: Instant): Case['unmanned'] {
  if (state.level === 0 || state.status === 'closed') return {}
  const empty = helpers(state).filter((service) => !isManned(state, service))
  return Object.fromEntries(empty.map((service) => [service, state.unmanned[service] ?? at]))
}

function isManned(state: Case, service: ServiceCode): boolean {
  return state.participants.some((one) => one.service === service && !isAbsent(state, one.person))
}

function helpers({ services, service: own }: Case): ServiceCode[] {
  return services.filter((service) => service !== own)
}

/** Since when no other service takes part; null where one does, and in a wondering. */
export function aloneSince(state: Case, at: Instant): Instant | null {
  if (state.level === 0 || state.status === 'closed' || helpers(state).length > 0) return null
  return state.aloneSince ?? at
}

/** Whether a level is for more than the case's own service. */
function needsOthers(policy: Policy, level: number): boolean {
  return level > 0 && levelAlone(policy, level) !== level
}

/** The services somebody can come from now: the family has let them in, and nobody has come. */
export function unmannedIn(state: Case, day: Day): ServiceCode[] {
  return Object.keys(state.unmanned).filter((service) => covers(state, service, null, day))
}

/** Whoever is asked for a service that has nobody. */
export function contactOf({ contacts }: Pick<Case, 'contacts'>, service: ServiceCode): PersonId | null {
  return contacts.find((one) => one.service === service)?.person ?? null
}

/** Whether somebody is asked who comes from a service. */
export function isContact({ contacts, unmanned }: Case, person: string): boolean {
  return contacts.some((one) => one.person === person && one.service in unmanned)
}

/** The first who can be asked, where that is another than whoever is asked already. */
export function asksOf(state: Case, candidates: Candidates[], day: Day): Event[] {
  return unmannedIn(state, day).flatMap((service): Event[] => {
    const people = candidates.find((one) => one.service === service)?.people ?? []
    const person = people.find((one) => !isAbsent(state, one)) ?? null
    const asked = state.contacts.find((one) => one.service === service)
    const stays = asked && (asked.person === person || people.some((one) => one === asked.person))
    return stays && !isAbsent(state, asked.person) ? [] : [{ type: 'service.asked', service, person }]
  })
}

/**
 * Refuses whoever is not asked for that service, somebody of another unit than theirs, of one that is not let in or who takes part
 * already, and what is settled.
 */
export function decideManning(state: Case, { service, to }: ManningCommand, context: Context): Decision {
  const { actor } = context
  if (!unmannedIn(state, today(context)).includes(service)) return refuse('already-done')
  if (actor.kind !== 'staff' || contactOf(state, service) !== actor.person) return refuse('not-permitted')
  const noPart = whyNoPart(state, to, 'person')
  if (noPart) return noPart
  const own = postsIn(actor, state.municipality).some((one) => one.unit === to.unit && one.service === service)
  if (!own || to.service !== service) return refuse('not-of-unit', { field: 'person' })
  if (!isLetIn(state, to, today(context)))
    return refuse('consent-missing', { field: 'person', services: [recipientOf(to)] })
  if (state.participants.some(({ person }) => person === to.person)) return refuse('already-done', { field: 'person' })
  return happened({ type: 'participant.added', person: to.person, service, unit: to.unit })
}

export function evolveManning(state: Case, { service, person }: ManningEvent): Case {
  const others = state.contacts.filter((one) => one.service !== service)
  return { ...state, contacts: [...others, { service, person }] }
}

export function noticesOfManning({ service, person }: ManningEvent): Notice[] {
  if (person) return [tell({ card: 'who-comes', subject: `service_${service}` }, [{ person }])]
  return [told({ line: 'service-without-contact', subject: '' }, ['leaders', 'deciders'])]
}

/** What changes by who takes part: a card that asked is settled, and a level that has lost its services is remarked. */
export function remarked(before: Case, after: Case, policy: Policy): Notice[] {
  const settled = Object.keys(before.unmanned).filter((service) => !(service in after.unmanned))
  const isLost = helpers(before).length > 0 && helpers(after).length === 0
  const notices: Notice[] = settled.map((service) => refresh({ card: 'who-comes', subject: `service_${service}` }))
  if (!isLost || after.status === 'closed' || !needsOthers(policy, after.level)) return notices
  return [...notices, told({ line: 'services-gone', subject: '' }, ['holder', 'deputy', 'leaders', 'deciders'])]
}

/** Since when somebody of a service could come and has not: the family may have let it in again since the last of them left. */
export function missingSince(state: Case, service: ServiceCode, now: Instant): Instant {
  const empty = state.unmanned[service] ?? now
  const letIn = yesTo(state, service).flatMap((one) => lastWord(state, one)?.givenAt ?? [])
  return letIn.reduce((latest, at) => (at > latest ? at : latest), empty)
}

/** The last day on which somebody of a service that has had nobody since a moment comes in time, as days count in its case. */
export function comeBy({ service }: Pick<Case, 'service'>, since: Instant, { policy, calendar }: Times): Day {
  return calendar.in(service).addWorkingDays(calendar.dayOf(since), policy.deadlines.serviceMannedWorkingDays)
}

/** A service that joined and has not come, with whoever is asked for it; and a level for several services that has but one. */
export function serviceDue(state: Case, now: Instant, { policy, calendar }: Times): Found[] {
  const after = (since: Instant) => comeBy(state, since, { policy, calendar })
  const found = unmannedIn(state, calendar.dayOf(now)).map((service): Found => {
    const person = contactOf(state, service)
    const since = missingSince(state, service, now)
    const ball: Found['ball'] = person ? { role: 'person', person } : { role: 'leader' }
    return { signal: 'service-unmanned', subject: service, day: after(since), since, ball }
  })
  const { aloneSince: alone, levelSince } = state
  if (!alone || !needsOthers(policy, state.level)) return found
  const since = alone > levelSince ? alone : levelSince
  return [...found, { signal: 'no-service', subject: null, day: after(since), since, ball: { role: 'holder' } }]
}
