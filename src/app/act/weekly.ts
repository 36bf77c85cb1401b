/**
 * The overview that comes every week: at the start of somebody's hours on its first working day, to themselves or where they asked for it.
 * When it comes next is stored; it is put into the outbox in the transaction that stores the next time, so that it comes once. What it says
 * is drawn, and whether they may still see it asked, when it is sent.
 */
import type { PersonId } from '../../core/ids.ts'
import type { Letter, OfWeekly } from '../../outgoing.ts'
import type { Outgoing, Person, Place, Tx, Weekly } from '../../ports.ts'
import type { Acting, App } from '../app.ts'
import { publicSeatsOf, seatsOf, viewerFor } from '../see/index.ts'
import { eachDue } from './each-due.ts'
import { sendTo } from './enqueue.ts'
import { atWork, dayThere, hasHome, nextWeekly, worksOn } from './hours.ts'

/** Puts every overview whose time has come into the outbox; gives back how many that were. */
export function overviewOnce(app: App): Promise<number> {
  return eachDue<Weekly>(app, {
    come: (tx, most) => tx.weeklies.waiting(app.clock.now(), most),
    carryOut: async (tx, within, one) => {
      if (await isWanted(tx, one)) await send(tx, within, one)
      return 1
    },
    tell: ({ person }, error) => app.log.error('overview.failed', { person, error }),
    putOff: async (tx, one, until) => {
      if (await isWanted(tx, one)) await tx.weeklies.put(one, until)
    },
  })
}

/** Whether nobody has ended it meanwhile, and it is to come to the same place. */
async function isWanted(tx: Tx, { person, place, origin }: Weekly): Promise<boolean> {
  return (await tx.weeklies.of(person)).some((one) => one.place === place && one.origin === origin)
}

async function send(tx: Tx, app: App, one: Weekly): Promise<void> {
  const person = await tx.people.get(one.person)
  if (!person?.active || !hasHome(app, person)) return tx.weeklies.end(one)
  if (!isTheirs(tx, app, person, one)) return endNotTheirs(tx, app, person)
  if (!isOwn(one) && !(await tx.places.byKey(one.origin))) return loseWeekly(tx, app, one)
  // Whoever reads it in a place is there, though whoever asked for it is away.
  const reader = isOwn(one) ? person : atWork(person)
  await tx.weeklies.put(one, nextWeekly(app, reader))
  // Their services may have been closed since, they may have said since that they are away, and it may be late.
  if (!worksOn(app, reader, dayThere(app, person))) return
  await (isOwn(one) ? sendTo(tx, app, null, person.id, overview) : sayIn(tx, app, one))
}

/** To themselves, and in no place. */
function isOwn({ place }: Weekly): boolean {
  return place === ''
}

/** Whether they may still have it: numbers in a place are not everybody's to ask for who has an overview. */
function isTheirs(tx: Tx, app: App, person: Person, one: Weekly): boolean {
  return (isOwn(one) ? seatsOf : publicSeatsOf)(viewerFor(app, tx, person)).length > 0
}

/** Ends all that somebody may have no more, of which they are told once. */
async function endNotTheirs(tx: Tx, app: App, person: Person): Promise<void> {
  const all = await tx.weeklies.of(person.id)
  const ending = all.filter((one) => !isTheirs(tx, app, person, one))
  for (const one of ending) await tx.weeklies.end(one)
  if (ending.length > 0) await tellOf(tx, app, person.id, 'no-more')
}

const overview = { card: 'overview', line: null, subject: '' } as const satisfies Letter

async function sayIn(tx: Tx, app: Acting, { person, origin }: Weekly): Promise<void> {
  const about = { ...overview, case: null, person, message: null, origin }
  const row: Outgoing = {
    ...about,
    verb: 'thread',
    id: app.ids.next('out'),
    lane: `overview:${origin}`,
    madeAt: app.clock.now(),
  }
  await tx.outbox.put([row])
  app.wake()
}

/** From now on it comes: to the person, or in a place. Asked for again it changes nothing. */
export async function beginWeekly(tx: Tx, app: App, person: Person, place: Place | null): Promise<void> {
  const there = { place: place ? channelOf(app, place) : '', origin: place?.key ?? '' }
  await tx.weeklies.put({ person: person.id, ...there }, nextWeekly(app, person))
}

/** Where one comes in that place, or to the person alone: it does no more, whoever of those who may ask for one asked. */
export async function endWeekly(tx: Tx, app: App, person: Person, place: Place | null): Promise<void> {
  const all = place ? await tx.weeklies.in(channelOf(app, place)) : await tx.weeklies.of(person.id)
  for (const one of all) if (place || one.place === '') await tx.weeklies.end(one)
}

/** The place takes it no more: whoever asked for it there is told, with the overview itself. */
async function loseWeekly(tx: Tx, app: Acting, { person, place }: Weekly): Promise<void> {
  await tx.weeklies.end({ person, place })
  await tellOf(tx, app, person, 'lost')
}

/** It was not said in a place this time, and will be neither there: `no-access` where it is no more theirs to ask for who did. */
export async function endWeeklyIn(
  tx: Tx,
  app: App,
  { person: id, origin }: Pick<Outgoing, 'person' | 'origin'>,
  why: 'no-access' | 'lost',
): Promise<void> {
  const person = id && (await tx.people.get(id))
  if (!person?.active) return
  if (why === 'no-access') return endNotTheirs(tx, app, person)
  for (const one of await tx.weeklies.of(person.id)) if (one.origin === origin) await loseWeekly(tx, app, one)
}

/** Nobody knows whether it was said in a place this time: whoever asked for it there gets it themselves, and is told. */
export async function missWeekly(tx: Tx, app: Acting, { person }: Pick<Outgoing, 'person'>): Promise<void> {
  if (person) await tellOf(tx, app, person, 'missed')
}

async function tellOf(tx: Tx, app: Acting, person: PersonId, subject: OfWeekly): Promise<void> {
  app.log.warn('overview.not-there', { person, kind: subject })
  await sendTo(tx, app, null, person, { ...overview, subject })
}

function channelOf(app: App, place: Place): string {
  return app.channels.get(place.channel)?.channelOf(place) ?? place.key
}
