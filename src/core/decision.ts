/** What every decider is given and what it gives back. Nothing here decides anything. */
import type { Event } from './case.ts'
import type { Day, Instant, MunicipalityCode, PersonId, ServiceCode, UnitCode } from './ids.ts'
import type { Role } from './permission.ts'
import type { Calendar, Policy } from './policy.ts'
import type { Refusal } from './refusal.ts'

/** Who acts. What each can be in a case is one table in `permission.ts`. */
export type Actor = Staff | Family | System

/** Where somebody works, for which service, and what they are there; `inPlaceOf`: the leader for whom they lead there for some days. */
export type Post = {
  municipality: MunicipalityCode
  unit: UnitCode
  service: ServiceCode
  roles: Role[]
  inPlaceOf?: PersonId
}

/** Somebody of the directory, with the posts they have that day. */
export type Staff = { kind: 'staff'; person: PersonId; posts: Post[] }

/** Somebody of the family a case is about. */
export type Family = { kind: 'family'; person: PersonId; municipality: MunicipalityCode }

/** The bot itself, for what falls due. */
export type System = { kind: 'system'; person: 'system'; municipality: MunicipalityCode }

export type Context = { actor: Actor; now: Instant; policy: Policy; calendar: Calendar }

/** Either what happened (an empty list means nothing had to), or why not. */
export type Decision = { events: Event[] } | { refusal: Refusal }

/** Somebody a command points at in one of their posts, with what the directory says of it at that moment. */
export type Somebody = { person: PersonId; service: ServiceCode; unit: UnitCode; active: boolean; roles: Role[] }

export function happened(...events: Event[]): { events: Event[] } {
  return { events }
}

export function today({ calendar, now }: Pick<Context, 'calendar' | 'now'>): Day {
  return calendar.dayOf(now)
}

/** The list with the one item of that id changed. */
export function changed<T extends { id: string }>(items: T[], id: string, change: Partial<T>): T[] {
  return items.map((item) => (item.id === id ? { ...item, ...change } : item))
}
