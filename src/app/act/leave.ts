/** Somebody has leave for some days: begun with the day, told to whoever bears their cases meanwhile, and over by itself. */
import type { Day, PersonId } from '../../core/ids.ts'
import type { Leave, Person, Tx } from '../../ports.ts'
import { type Acting, type App, municipalityOf } from '../app.ts'
import { dayThere, digestFor, hasHome } from './hours.ts'
import { casesWith } from './presence.ts'
import { recheck } from './recheck.ts'

type Days = Pick<Leave, 'from' | 'until'>

/**
 * From now on they have leave on those days and no others: both count. One that goes on goes on, on whatever day and at whatever hour
 * its days are changed. Nobody else's is looked at with it.
 */
export async function takeLeave(tx: Tx, app: App, person: Person, days: Days): Promise<void> {
  const goesOn = hasBegun(app, person) && hasBegun(app, { ...person, leave: { ...days, looked: null } })
  const looked = goesOn ? (person.leave?.looked ?? null) : null
  await tx.leaves.put(person.id, { ...days, looked })
  if (looked !== null) await recheckCases(tx, app, person.id)
  await turn(tx, app, person.id)
  if (hasBegun(app, person) && !goesOn) await back(tx, app, person.id)
}

/** They are back, or are not away after all: of what had not begun nobody is told, and nothing comes for it. */
export async function endLeave(tx: Tx, app: App, { id }: Pick<Person, 'id'>): Promise<void> {
  const person = await tx.people.get(id)
  await tx.leaves.end(id)
  if (person && hasBegun(app, person)) await back(tx, app, id)
}

/** What begins or is over with the day; how many people that were. Nobody is told at night. */
export async function turnLeaves(app: App): Promise<number> {
  const all = await app.store.transaction((tx) => tx.leaves.all())
  let count = 0
  for (const { person, ...one } of all) if (turning(app, one) && (await turnAlone(app, person))) count += 1
  return count
}

/** In a transaction of its own: presses come in between, and a fault in one stays in it. */
async function turnAlone(app: App, id: PersonId): Promise<boolean> {
  try {
    return await app.store.transaction((tx) => turn(tx, app, id))
  } catch (error) {
    app.log.error('leave.failed', { error })
    return false
  }
}

async function turn(tx: Tx, app: App, id: PersonId): Promise<boolean> {
  const person = await tx.people.get(id)
  const how = person?.leave ? turning(app, { ...person, ...person.leave }) : null
  if (!person || !how) return false
  if (how === 'over') await endLeave(tx, app, person)
  else {
    await tx.leaves.looked(id, dayThere(app, person))
    // On each of the days: a deputy's days can begin or end between them.
    await recheckCases(tx, app, id)
  }
  return true
}

/** What happens to somebody's leave now; null for nothing. Without a model there are no days there. */
function turning(app: App, one: Leave & Pick<Person, 'municipality' | 'active'>): 'over' | 'looked' | null {
  if (!hasHome(app, one)) return null
  const today = dayThere(app, one)
  if (!isAtWork(app, one.municipality, today)) return null
  if (!one.active || one.until < today) return 'over'
  return one.from <= today && one.looked !== today ? 'looked' : null
}

/** Whether its first day has come: since then what comes to them is held back, also before anybody is at work. */
function hasBegun(app: App, person: Person): boolean {
  return person.leave !== undefined && hasHome(app, person) && person.leave.from <= dayThere(app, person)
}

/** What waits for them is theirs again, and comes in one list; what was held back comes with it. */
async function back(tx: Tx, app: App, id: PersonId): Promise<void> {
  await recheckCases(tx, app, id)
  const person = await tx.people.get(id)
  if (!person?.active || !hasHome(app, person)) return
  const digest = await tx.digests.of(id)
  const at = digestFor(app, person, digest, { pace: 'daily', apart: null })
  if (digest.at === null || at < digest.at) await tx.digests.schedule(id, at)
  await tx.outbox.hurry(app.clock.now(), id)
  app.wake()
}

/** The open ones they stand in, and those in which they lead or decide: it goes on to whoever is next there, and comes back. */
async function recheckCases(tx: Tx, app: Acting, id: PersonId): Promise<void> {
  const person = await tx.people.get(id)
  for (const one of person ? await casesWith(tx, person) : []) await recheck(tx, app, one)
}

/** Whether people are at work: on a working day, from the hour at which it begins. */
function isAtWork(app: Acting, municipality: string, today: Day): boolean {
  const { model, calendar } = municipalityOf(app, municipality)
  return calendar.isWorkingDay(today) && app.clock.now() >= calendar.at(today, model.policy.workingHours.from)
}
