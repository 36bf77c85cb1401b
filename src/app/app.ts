/** What every use of the core is given: the ports, and the municipalities with their models and calendars. */
import type { Post, Staff, System } from '../core/decision.ts'
import type { Day } from '../core/ids.ts'
import { mayLeadFor } from '../core/leading.ts'
import type { Calendar } from '../core/policy.ts'
import type { Log } from '../log.ts'
import type { Model } from '../model/schema.ts'
import type { Channel, Clock, Ids, Person, Store } from '../ports.ts'
import type { Afterwards } from './afterwards.ts'

/** `familyPage`: whether families can sign in there. */
export type Municipality = { model: Model; calendar: Calendar; familyPage?: boolean }

export type App = {
  store: Store
  clock: Clock
  ids: Ids
  municipalities: Map<string, Municipality>
  channels: Map<string, Channel>
  log: Log
  /** From 0 to below 1, for spreading repeated tries. */
  random(): number
  /** A whole number from 0 to below `below` that nobody can guess, for codes. */
  unguessable(below: number): number
  /** What goes on after an answer. */
  afterwards: Afterwards
  /** For how many days it is kept how something was delivered. */
  keepDays: number
  /** Tells the dispatcher that the outbox has something new. */
  wake(): void
}

/** All that changing a case needs of it: also where no channel is open, as with the administrator. */
export type Acting = Pick<App, 'clock' | 'ids' | 'municipalities' | 'log' | 'wake'> & {
  channels: { has(name: string): boolean }
}

/** Where and when somebody looks, and where it is said what can't be read: all that reading needs of it. */
export type Places = Pick<App, 'municipalities' | 'clock' | 'log'>

type Placed = Pick<Person, 'id' | 'posts' | 'standsIn'>

/** Of those whom nobody can change, as the store answers them until the directory is written: who they were on the day asked for last. */
const actors = new WeakMap<Placed, { day: Day; actor: Staff }>()

/** Somebody with the posts they have on a day: on those of standing in for a leader they lead in their place, as long as they work there. */
export function actorOf(person: Placed, day: Day): Staff {
  const known = actors.get(person)
  if (known?.day === day) return known.actor
  const actor = actorOn(person, day)
  const { posts, standsIn } = person
  if ([person, posts, standsIn].every(Object.isFrozen)) actors.set(person, { day, actor })
  return actor
}

function actorOn({ id, posts, standsIn = [] }: Placed, day: Day): Staff {
  const standing = standsIn
    .filter((one) => one.from <= day && day <= one.until && mayLeadFor(posts, one))
    .map((one): Post => {
      const { municipality, unit, service, leader: inPlaceOf } = one
      return { municipality, unit, service, roles: ['leader'], inPlaceOf }
    })
  return { kind: 'staff', person: id, posts: [...posts, ...standing] }
}

/** The bot itself, acting on what falls due in a municipality. */
export function systemIn(municipality: string): System {
  return { kind: 'system', person: 'system', municipality }
}

/** The day it is there now. */
export function todayIn(app: Pick<App, 'municipalities' | 'clock'>, { municipality }: { municipality: string }): Day {
  return municipalityOf(app, municipality).calendar.dayOf(app.clock.now())
}

/** The model of a municipality. Throws when the directory names one that no model describes: the import refuses those. */
export function municipalityOf(app: Pick<App, 'municipalities'>, code: string): Municipality {
  const found = app.municipalities.get(code)
  if (!found) throw new Error(`no model for municipality ${code}`)
  return found
}
