/**
 * The one list in which what waits for somebody comes to them: at the start of their hours, once a working day at most. When the
 * next one comes is stored; what it says is drawn when it is sent. Nobody gets more unasked messages a day than the model lets:
 * what there is no room for is kept for it.
 */
import type { Instant, PersonId } from '../../core/ids.ts'
import { isNudged } from '../../core/nudge.ts'
import { isUnasked } from '../../outgoing.ts'
import type { MessageRef, Outgoing, Person, Tx } from '../../ports.ts'
import { type App, municipalityOf } from '../app.ts'
import { paceOf, viewerFor } from '../see/index.ts'
import { waitsFor, withoutRoom } from '../show/index.ts'
import { eachDue } from './each-due.ts'
import { updateOf } from './enqueue.ts'
import { keepDigest } from './fold.ts'
import { dayThere, digestFor, digestTomorrow, hasHome, isOnLeave, laneOfPerson, worksOn } from './hours.ts'

/** Puts every digest whose time has come into the outbox; gives back how many people that were. */
export function digestOnce(app: App): Promise<number> {
  return eachDue<PersonId>(app, {
    come: (tx, most) => tx.digests.waiting(app.clock.now(), most),
    carryOut: (tx, within, id) => begin(tx, within, id).then(() => 1),
    tell: (_, error) => app.log.error('digest.failed', { error }),
    putOff: (tx, id, until) => tx.digests.schedule(id, until),
  })
}

async function begin(tx: Tx, app: App, id: PersonId): Promise<void> {
  const person = await tx.people.get(id)
  if (!person?.active || !hasHome(app, person)) return tx.digests.schedule(id, null)
  if (!worksOn(app, person, dayThere(app, person)) || (await isFull(tx, app, person, 0)))
    return tx.digests.schedule(id, digestTomorrow(app, person, await tx.digests.of(id)))
  if (!(await tx.digests.hasKept(id)) && !(await waitsFor(viewerFor(app, tx, person))))
    return tx.digests.schedule(id, null)
  const madeAt = app.clock.now()
  const about = {
    card: 'digest',
    line: null,
    subject: '',
    person: id,
    case: null,
    message: null,
    origin: null,
  } as const
  const row: Outgoing = { ...about, verb: 'direct', id: app.ids.next('out'), lane: laneOfPerson(id, 'digest'), madeAt }
  await tx.outbox.put([row])
  const left = await withoutRoom(viewerFor(app, tx, person))
  await tx.digests.begin(id, row.id, madeAt, left)
  await tx.digests.schedule(id, await nextOf(tx, app, person, left.length > 0))
  app.wake()
}

/** After one was put into the outbox: as long as something may wait, at their pace. */
async function nextOf(tx: Tx, app: App, person: Person, isMoreLeft: boolean): Promise<Instant | null> {
  const digest = await tx.digests.of(person.id)
  if (isMoreLeft) return digestTomorrow(app, person, digest)
  const pace = paceThere(app, person)
  return pace === 'each' ? null : digestFor(app, person, digest, { pace, apart: null })
}

function paceThere(app: App, person: Person) {
  return paceOf(person, municipalityOf(app, person.municipality).model.policy)
}

/** Keeps in which hours and at which pace somebody is written to from now on, and gives them back so. */
export async function settle(
  tx: Tx,
  app: App,
  before: Person,
  { hours, digest }: Pick<Person, 'hours' | 'digest'>,
): Promise<Person> {
  await tx.people.setHours(before.id, hours)
  await tx.people.setDigest(before.id, digest)
  const person = { ...before, hours, digest }
  if (digest !== before.digest && hasHome(app, person)) await repace(tx, app, person)
  return person
}

/**
 * What was to come at another pace comes at theirs. What waits in the outbox for their hours is called off, and whoever wants each
 * by itself gets one more for what there was no room to tell, and for nothing else.
 */
async function repace(tx: Tx, app: App, person: Person): Promise<void> {
  const { newest } = await tx.digests.of(person.id)
  if (newest && !newest.sent) await tx.digests.lost(person.id, newest.row, false)
  const digest = await tx.digests.of(person.id)
  const isKept = await tx.digests.hasKept(person.id)
  const pace = paceThere(app, person)
  if (pace === 'each') return tx.digests.schedule(person.id, isKept ? digestTomorrow(app, person, digest) : null)
  if (!isKept && !(await waitsFor(viewerFor(app, tx, person)))) return
  await tx.digests.schedule(person.id, digestFor(app, person, digest, { pace, apart: null }))
  app.wake()
}

/**
 * Why an unasked message stands in a digest, if it does, and null where it is sent by itself. `in-digest`: there is no room for it
 * among those of today, of which a digest that is to come today has one kept for it, or its reader has chosen so since it was put into
 * the outbox. `away`: all that waited comes in one when they are back.
 */
export async function whyInDigest(
  tx: Tx,
  app: App,
  person: Person,
  row: Outgoing,
): Promise<'in-digest' | 'away' | null> {
  if (row.card === 'digest') return null
  const isAway = isOnLeave(app, person)
  if (isAway && row.card === 'reminder') return 'away'
  if (!(await isCounted(tx, app, person, row))) return null
  if (isAway) return 'away'
  const isOfLadder = row.card === 'reminder' || row.card === 'breach'
  if (isOfLadder && person.digest !== null && person.digest !== 'each') return 'in-digest'
  const isComing = await isComingToday(tx, app, person)
  const hasNoRoom = (isOfLadder && isComing) || (await isFull(tx, app, person, isComing ? 1 : 0))
  return hasNoRoom ? 'in-digest' : null
}

async function isComingToday(tx: Tx, app: App, person: Person): Promise<boolean> {
  const { at, newest } = await tx.digests.of(person.id)
  const { calendar } = municipalityOf(app, person.municipality)
  const isToday = (moment: string | null | undefined) => !!moment && calendar.dayOf(moment) <= dayThere(app, person)
  return isToday(at) || (newest !== null && !newest.sent && isToday(newest.putAt))
}

async function isFull(tx: Tx, app: App, person: Person, reserved: number): Promise<boolean> {
  const { told } = await tx.digests.of(person.id)
  const today = told?.day === dayThere(app, person) ? told.times : 0
  return today + reserved >= municipalityOf(app, person.municipality).model.policy.reminders.mostADay
}

/** What was not sent for want of room: its sentence stands in the next digest, where what is due stands by itself. */
export async function keepForDigest(tx: Tx, app: App, row: Outgoing): Promise<void> {
  const person = row.person && (await tx.people.get(row.person))
  if (!person || !row.case) return
  if (row.card === 'told') await tx.digests.keep(person.id, { case: row.case, about: row })
  // What waits is read when the list of today is drawn, which comes after this.
  else if (await isComingToday(tx, app, person)) return
  const digest = await tx.digests.of(person.id)
  const next = digestTomorrow(app, person, digest)
  if (digest.at === null || next < digest.at) await tx.digests.schedule(person.id, next)
}

/**
 * One that was put into the outbox was not sent: its day is free for another. `why`: there was nothing to say, so that nobody may
 * know what it was to say beside the list, and what waits behind that comes at once; or there was nobody to send it to.
 */
export async function digestLost(tx: Tx, app: App, row: Outgoing, why: 'nothing' | 'nobody'): Promise<void> {
  const person = row.person && (await tx.people.get(row.person))
  if (!person || row.card !== 'digest') return
  await tx.digests.lost(person.id, row.id, why === 'nothing')
  if (!person.active || !hasHome(app, person)) return
  if (!(await tx.digests.hasKept(person.id)) && (why === 'nothing' || !(await waitsFor(viewerFor(app, tx, person)))))
    return
  const digest = await tx.digests.of(person.id)
  const next =
    why === 'nothing'
      ? digestFor(app, person, digest, { pace: 'daily', apart: null })
      : digestTomorrow(app, person, digest)
  if (digest.at === null || next < digest.at) await tx.digests.schedule(person.id, next)
}

/** Of what nobody asked for: a reminder that somebody asked to be sent is none of it. */
async function isCounted(tx: Tx, app: App, person: Person, row: Outgoing): Promise<boolean> {
  if (!hasHome(app, person) || !isUnasked(row, municipalityOf(app, person.municipality).model.policy)) return false
  const state = row.card === 'reminder' && row.case ? (await tx.cases.get(row.case))?.case : null
  return !state || !isNudged(state, row.subject, municipalityOf(app, state.municipality).calendar.dayOf(row.madeAt))
}

/** Counts what nobody asked for. */
export async function countUnasked(tx: Tx, app: App, row: Outgoing): Promise<void> {
  const person = row.person && (await tx.people.get(row.person))
  if (person && (await isCounted(tx, app, person, row))) await tx.digests.count(person.id, dayThere(app, person))
}

/**
 * It has arrived: it is drawn again as long as no other does, and the one before it shrinks to a line. So does itself, where it
 * arrived, or was found, after one that is newer.
 */
export async function digestArrived(tx: Tx, app: App, row: Outgoing, message: MessageRef): Promise<void> {
  const person = row.person && (await tx.people.get(row.person))
  if (!person) return
  const { newest, message: before } = await tx.digests.of(person.id)
  await keepDigest(tx, viewerFor(app, tx, person), message)
  const isOlder = newest?.sent === true && newest.row !== row.id
  if (!isOlder) await tx.digests.arrived(person.id, row.id, message)
  const old = isOlder ? message : before
  if (!old) return
  await tx.outbox.put([updateOf(app, old, { case: null, person: person.id, card: 'newer', line: null, subject: '' })])
  app.wake()
}
