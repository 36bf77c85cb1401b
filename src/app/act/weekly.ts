/**
 * The overview that comes every week: at the start of somebody's hours on its first working day, to themselves or where they asked for it.
 * When it comes next is stored; it is put into the outbox in the transaction that stores the next time, so that it comes once. What it says
 * is drawn, and whether they may still see it asked, when it is sent.
 */
import type { Instant } from '../../core/ids.ts'
import type { Calendar } from '../../core/policy.ts'
import type { Letter } from '../../outgoing.ts'
import type { Outgoing, Person, Place, Tx, Weekly } from '../../ports.ts'
import { type Acting, type App, municipalityOf } from '../app.ts'
import { seatsOf, viewerFor } from '../see/index.ts'
import { sendTo } from './enqueue.ts'

/** Those asked for at once. */
const batch = 20

/** Puts every overview whose time has come into the outbox; gives back how many that were. */
export async function overviewOnce(app: App): Promise<number> {
  let done = 0
  for (;;) {
    const count = await app.store.transaction((tx) => some(tx, app))
    if (count === 0) return done
    done += count
  }
}

async function some(tx: Tx, app: App): Promise<number> {
  const waiting = await tx.weeklies.waiting(app.clock.now(), batch)
  for (const one of waiting) await send(tx, app, one)
  return waiting.length
}

async function send(tx: Tx, app: App, one: Weekly): Promise<void> {
  const person = await tx.people.get(one.person)
  if (!person?.active || !app.municipalities.has(person.municipality)) return tx.weeklies.end(one)
  const isOwn = one.place === ''
  if (seatsOf(viewerFor(app, tx, person)).every(({ view }) => view === 'ke' && !isOwn)) return tx.weeklies.end(one)
  if (!isOwn && !(await tx.places.byKey(one.origin))) return loseWeekly(tx, app, one)
  await tx.weeklies.put(one, nextWeekly(app, person))
  await (isOwn ? sendTo(tx, app, null, person.id, overview) : sayIn(tx, app, one))
}

const overview: Letter = { card: 'overview', line: null, subject: '' }

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
export async function loseWeekly(
  tx: Tx,
  app: Acting,
  { person, place }: Pick<Weekly, 'person' | 'place'>,
): Promise<void> {
  await tx.weeklies.end({ person, place })
  app.log.warn('overview.place-lost', { person })
  await sendTo(tx, app, null, person, { card: 'overview', line: null, subject: 'lost' })
}

function channelOf(app: App, place: Place): string {
  return app.channels.get(place.channel)?.channelOf(place) ?? place.key
}

/** The start of somebody's hours on the first working day of a week: of this one where that lies ahead, else of the next. */
export function nextWeekly(app: Pick<App, 'clock' | 'municipalities'>, { hours, municipality }: Person): Instant {
  const { model, calendar } = municipalityOf(app, municipality)
  const { from } = hours ?? model.policy.workingHours
  const now = app.clock.now()
  const monday = mondayOf(calendar, now)
  const moments = [0, 7, 14, 21].map((days) =>
    calendar.at(calendar.workingDayFrom(calendar.addDays(monday, days)), from),
  )
  return moments.find((one) => one > now) ?? calendar.at(calendar.addDays(monday, 28), from)
}

function mondayOf(calendar: Calendar, now: Instant): string {
  const day = calendar.dayOf(now)
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return calendar.addDays(day, -((weekday + 6) % 7))
}
