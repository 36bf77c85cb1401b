/** A leader who is away for some days, and who leads meanwhile: named, told, and over by itself. */
import type { Day, PersonId } from '../../core/ids.ts'
import { ledFor, mayLeadFor } from '../../core/leading.ts'
import { type StandInGone, subjectOfGone } from '../../outgoing.ts'
import type { Noted, Person, StandIn, Tx, WhyEnded } from '../../ports.ts'
import { type Acting, type App, municipalityOf } from '../app.ts'
import { sendTo } from './enqueue.ts'
import { foldOf } from './fold.ts'
import { isReachable } from './presence.ts'
import { recheckUnit } from './recheck.ts'

/** In every unit that somebody leads and the one named may lead; earlier days there are replaced. */
export async function nameStandIn(
  tx: Tx,
  app: Acting,
  leader: Person,
  days: Pick<StandIn, 'person' | 'from' | 'until'>,
) {
  const posts = (await tx.people.get(days.person))?.posts ?? []
  const led = ledFor(leader.posts, posts)
  const noted = { at: app.clock.now(), by: leader.id }
  const earlier = (await tx.standIns.of(leader.id)).filter((one) => led.some((post) => isSameUnit(post, one)))
  for (const one of earlier) await tx.standIns.end(one, { ...noted, why: 'named-anew' })
  for (const { municipality, unit, service } of led)
    await tx.standIns.put({ municipality, unit, service, leader: leader.id, ...days }, noted)
  // Only now: in between nobody would lead there.
  for (const one of earlier) await goesOn(tx, app, one)
  await sendTo(tx, app, null, days.person, { card: 'standing-in', line: null, subject: '' })
  await turn(tx, app)
  const named = await tx.people.get(days.person)
  if (named)
    await tellStandInSilent(tx, app, {
      ...named,
      standsIn: (named.standsIn ?? []).filter((one) => one.leader === leader.id),
    })
}

/** By the leader themselves, in every unit. What waits for a leader waits for those there are from now on. */
export async function endStandIn(tx: Tx, app: Acting, leader: PersonId): Promise<void> {
  for (const one of await tx.standIns.of(leader)) await over(tx, app, one, leader, 'taken-back')
}

/** By an administrator, in one unit: the leader did not do it, and is told. */
export async function cutStandIn(tx: Tx, app: Acting, one: StandIn): Promise<void> {
  await over(tx, app, one, 'administrator', 'administrator')
  await tellLeaders(tx, app, 'over', [one])
}

/** Nothing reaches somebody: those in whose place they lead, and who may be away for that reason, learn of it. */
export async function tellStandInSilent(tx: Tx, app: Acting, { id, standsIn = [] }: Person): Promise<void> {
  if (standsIn.length > 0 && !(await isReachable(tx, app, id))) await tellLeaders(tx, app, 'silent', standsIn)
}

/** Each once of the same one, with the units in which it is so. */
async function tellLeaders(tx: Tx, app: Acting, why: StandInGone['why'], rows: StandIn[]): Promise<void> {
  for (const [first, ...more] of Map.groupBy(rows, ({ leader, person }) => `${leader} ${person}`).values()) {
    if (!first) continue
    const units = [first, ...more].map(({ municipality, unit }) => `${municipality}/${unit}`)
    const subject = subjectOfGone({ person: first.person, why, units })
    await sendTo(tx, app, null, first.leader, { card: 'stand-in-gone', line: null, subject })
  }
}

/** Whoever begins to lead is told of what waits, and what waited for whoever has ended goes on; how many that were. */
export function turnStandIns(app: App): Promise<number> {
  return app.store.transaction((tx) => turn(tx, app))
}

/** As `turnStandIns`, within a transaction. */
export async function turn(tx: Tx, app: Acting): Promise<number> {
  const gone: StandIn[] = []
  let count = 0
  for (const { begun, ...one } of await tx.standIns.all()) {
    // Without a model there are no days there: what is of other municipalities goes on.
    if (!app.municipalities.has(one.municipality)) continue
    const { calendar } = municipalityOf(app, one.municipality)
    const isOver = hasCome(app, one, calendar.addDays(one.until, 1))
    if (isOver) await over(tx, app, one, 'system', 'over')
    else if (!(await leadsStill(tx, one))) await over(tx, app, one, 'system', 'leads-no-more')
    else if (!(await worksStill(tx, one))) {
      gone.push(one)
      await over(tx, app, one, 'system', 'works-no-more')
    } else if (!begun && hasCome(app, one, one.from)) {
      await tx.standIns.begun(one, { at: app.clock.now(), by: 'system' })
      await recheckUnit(tx, app, one, [one.person])
    } else continue
    count += 1
  }
  await tellLeaders(tx, app, 'over', gone)
  return count
}

/** Whether there is still somebody in whose place they lead: of the list of staff, with that unit to lead. */
async function leadsStill(tx: Tx, { leader, municipality, unit }: StandIn): Promise<boolean> {
  const posts = (await tx.people.get(leader))?.posts ?? []
  return posts.some((one) => one.municipality === municipality && one.unit === unit && one.roles.includes('leader'))
}

/** Whether whoever stands in still works where they lead. */
async function worksStill(tx: Tx, one: StandIn): Promise<boolean> {
  const person = await tx.people.get(one.person)
  return person?.active === true && mayLeadFor(person.posts, one)
}

function isSameUnit(a: Unit, b: Unit): boolean {
  return a.municipality === b.municipality && a.unit === b.unit
}

type Unit = Pick<StandIn, 'municipality' | 'unit'>

async function over(tx: Tx, app: Acting, one: StandIn, by: Noted['by'], why: WhyEnded): Promise<void> {
  await tx.standIns.end(one, { at: app.clock.now(), by, why })
  await goesOn(tx, app, one)
}

/** What waited for whoever led in a unit waits for those there are now. */
async function goesOn(tx: Tx, app: Acting, one: StandIn): Promise<void> {
  await recheckUnit(tx, app, one, [])
  await foldOf(tx, app, one.person)
}

/** Whether people are at work since a day began: nobody is told at night. */
function hasCome(app: Acting, { municipality }: StandIn, day: Day): boolean {
  const { model, calendar } = municipalityOf(app, municipality)
  return app.clock.now() >= calendar.at(calendar.workingDayFrom(day), model.policy.workingHours.from)
}
