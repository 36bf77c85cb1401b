/** When somebody may be written to unasked: in the hours they have chosen, on a working day of their municipality. */
import type { Day, Instant } from '../../core/ids.ts'
import type { DigestPace } from '../../core/policy.ts'
import { comesAtOnce, type Letter } from '../../outgoing.ts'
import type { Digest, Leave, Person } from '../../ports.ts'
import { type App, municipalityOf } from '../app.ts'

/** What comes at once waits behind nothing that does not. */
export function laneOfPerson(person: Person['id'], card: Letter['card']): string {
  return comesAtOnce(card) ? `at-once:${person}` : `person:${person}`
}

/** From when a card may be sent to somebody, or null where that is now. Without hours of their own it is always now. */
export function waitsUntil(app: App, { hours, municipality }: Person, card: Letter['card']): Instant | null {
  if (!hours || comesAtOnce(card)) return null
  const { calendar } = municipalityOf(app, municipality)
  const now = app.clock.now()
  const today = calendar.dayOf(now)
  const isOver = !calendar.isWorkingDay(today) || now >= calendar.at(today, hours.to)
  const from = calendar.at(isOver ? calendar.addWorkingDays(today, 1) : today, hours.from)
  return from > now ? from : null
}

/**
 * From when a card may be sent to whoever has leave: the start of their hours on the first working day after it. Null for whoever has
 * none today, and for what comes at once.
 */
export function backFrom(app: App, person: Person, card: Letter['card']): Instant | null {
  if (comesAtOnce(card) || !isOnLeave(app, person)) return null
  return nextDigest(app, person, { newest: null }, () => true)
}

/** The same person, as if they had said nothing of being away. */
export function atWork({ leave: _, ...person }: Person): Person {
  return person
}

/** Whether today is one of the days on which somebody is away. */
export function isOnLeave(app: Clocked, person: Person): boolean {
  return person.leave !== undefined && hasHome(app, person) && isDuring(person.leave, dayThere(app, person))
}

function isDuring({ from, until }: Leave, day: Day): boolean {
  return from <= day && day <= until
}

/** Whether a digest is for that day, of those on which somebody works. */
type OnDay = (day: Day) => boolean

/** More days than any municipality closes for and anybody is away. */
const twoYears = 731

type Clocked = Pick<App, 'municipalities' | 'clock'>

/**
 * The next start of somebody's hours, their own or their municipality's, at which a digest may come: now, where it is within them
 * and no digest has come today. Nothing comes in weeks in which all of their services are closed, nor
 * on days on which they are away.
 */
function nextDigest(app: Clocked, person: Person, { newest }: Pick<Digest, 'newest'>, isFor: OnDay): Instant {
  const { model, calendar } = municipalityOf(app, person.municipality)
  const hours = person.hours ?? model.policy.workingHours
  const now = app.clock.now()
  const today = calendar.dayOf(now)
  const isOver = now >= calendar.at(today, hours.to) || (newest !== null && calendar.dayOf(newest.putAt) === today)
  for (let days = isOver ? 1 : 0; days <= twoYears; days += 1) {
    const day = calendar.addDays(today, days)
    const from = calendar.at(day, hours.from)
    if (worksOn(app, person, day) && isFor(day)) return from > now ? from : now
  }
  throw new Error('no working day in two years')
}

/** Whether they are not away that day, and it is a working day of anything they have a post in, as far as it has a model. */
export function worksOn(app: Clocked, { municipality, posts, leave }: Person, day: Day): boolean {
  if (leave && isDuring(leave, day)) return false
  const own = posts.flatMap((post) => app.municipalities.get(post.municipality)?.calendar.in(post.service) ?? [])
  const calendars = own.length > 0 ? own : [municipalityOf(app, municipality).calendar]
  return calendars.some((calendar) => calendar.isWorkingDay(day))
}

/** When a digest is to come at that pace; for news so many working days after the last, and null where there is none. */
export function digestFor(
  app: Clocked,
  person: Person,
  digest: Digest,
  { pace, apart }: { pace: Exclude<DigestPace, 'each'>; apart: number | null },
): Instant {
  const { calendar } = municipalityOf(app, person.municipality)
  const isMonday = (day: Day) => isFirstOfWeek(app, person, day)
  if (pace === 'daily') return nextDigest(app, person, digest, () => true)
  if (pace === 'monday' || apart === null) return nextDigest(app, person, digest, isMonday)
  const last = digest.newest && calendar.dayOf(digest.newest.putAt)
  const soonest = last && calendar.addWorkingDays(last, apart)
  return nextDigest(app, person, digest, (day) => soonest === null || day >= soonest || isMonday(day))
}

/**
 * The next start of somebody's hours on the first day of a week on which they work: none in weeks in which all of their services are
 * closed, or in which they are away.
 */
export function nextWeekly(app: Clocked, person: Person): Instant {
  const { model, calendar } = municipalityOf(app, person.municipality)
  const { from } = person.hours ?? model.policy.workingHours
  const now = app.clock.now()
  for (let days = 0; days <= twoYears; days += 1) {
    const day = calendar.addDays(calendar.dayOf(now), days)
    const at = calendar.at(day, from)
    if (at > now && isFirstOfWeek(app, person, day)) return at
  }
  throw new Error('no working day in two years')
}

/** The day after, at the soonest: there is no more room today. */
export function digestTomorrow(app: Clocked, person: Person, digest: Digest): Instant {
  const today = dayThere(app, person)
  const isTheirs = (day: Day) => person.digest !== 'monday' || isFirstOfWeek(app, person, day)
  return nextDigest(app, person, digest, (day) => day > today && isTheirs(day))
}

/** Whether their home has a model, by which days and hours are told. Whoever has come under one that has none is told at once. */
export function hasHome({ municipalities }: Clocked, { municipality }: Pick<Person, 'municipality'>): boolean {
  return municipalities.has(municipality)
}

/** The day it is for somebody, in their home. */
export function dayThere(app: Clocked, { municipality }: Pick<Person, 'municipality'>): Day {
  return municipalityOf(app, municipality).calendar.dayOf(app.clock.now())
}

/** Mondays, or the first day of a week on which they work. */
function isFirstOfWeek(app: Clocked, person: Person, day: Day): boolean {
  const { calendar } = municipalityOf(app, person.municipality)
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  const before = Array.from({ length: weekday }, (_, index) => calendar.addDays(day, index - weekday))
  return worksOn(app, person, day) && !before.some((one) => worksOn(app, person, one))
}
