/** Somebody has leave for some days: begun with the day, told to whoever bears their cases meanwhile, and over by itself. */
import type { Day, PersonId } from '../../core/ids.ts'
import type { Leave, Person, Tx } from '../../ports.ts'
import { type Acting, type App, municipalityOf } from '../app.ts'
import { dayThere, digestFor, hasHome } from './hours.ts'
import { casesWith } from './presence.ts'
import { recheck } from './recheck.ts'

type Days = Pick<Leave, 'from' | 'until'>

/** From now on they have leave on those days and no others: both count. */
export async function takeLeave(tx: Tx, app: App, { id, leave }: Person, days: Days): Promise<void> {
  await tx.leaves.put(id, days)
  await turnAll(tx, app)
  const hasBegun = (await tx.people.get(id))?.leave?.looked != null
  if (leave?.looked && !hasBegun) await back(tx, app, id)
}

/** They are back, or are not away after all. */
export async function endLeave(tx: Tx, app: App, { id }: Pick<Person, 'id'>): Promise<void> {
  await tx.leaves.end(id)
  await back(tx, app, id)
}

/** What begins or is over with the day; how many people that were. Nobody is told at night. */
export function turnLeaves(app: App): Promise<number> {
  return app.store.transaction((tx) => turnAll(tx, app))
}

async function turnAll(tx: Tx, app: App): Promise<number> {
  let count = 0
  for (const { person, active, looked, ...one } of await tx.leaves.all()) {
    // Without a model there are no days there.
    if (!hasHome(app, one)) continue
    const today = dayThere(app, one)
    if (!active || one.until < today) await endLeave(tx, app, { id: person })
    else if (one.from <= today && looked !== today && isAtWork(app, one.municipality, today)) {
      await tx.leaves.looked(person, today)
      // On each of the days: a deputy's days can begin or end between them.
      await recheckCases(tx, app, person)
    } else continue
    count += 1
  }
  return count
}

/** What waits for them is theirs again, and comes in one list; what was held back comes with it. */
async function back(tx: Tx, app: App, id: PersonId): Promise<void> {
  await recheckCases(tx, app, id)
  const person = await tx.people.get(id)
  if (!person?.active || !hasHome(app, person)) return
  const digest = await tx.digests.of(id)
  const at = digestFor(app, person, digest, { pace: 'daily', apart: null })
  if (digest.at === null || at < digest.at) await tx.digests.schedule(id, at)
  await tx.outbox.hurry(app.clock.now())
  app.wake()
}

/** Those they stand in, and those in which they lead or decide: it goes on to whoever is next there, and comes back. */
async function recheckCases(tx: Tx, app: Acting, id: PersonId): Promise<void> {
  const person = await tx.people.get(id)
  for (const one of person ? await casesWith(tx, person) : []) await recheck(tx, app, one)
}

/** Whether people are at work: on a working day, from the hour at which it begins. */
function isAtWork(app: Acting, municipality: string, today: Day): boolean {
  const { model, calendar } = municipalityOf(app, municipality)
  return calendar.isWorkingDay(today) && app.clock.now() >= calendar.at(today, model.policy.workingHours.from)
}
