/** A leader who is away for some days, and who leads meanwhile: named, told, and over by itself. */
import type { Day, PersonId } from '../../core/ids.ts'
import type { Noted, Person, StandIn, Tx, WhyEnded } from '../../ports.ts'
import { type Acting, type App, municipalityOf } from '../app.ts'
import { sendTo } from './enqueue.ts'
import { recheckUnit } from './recheck.ts'

/** In every unit that somebody leads; earlier days of theirs are replaced. */
export async function nameStandIn(
  tx: Tx,
  app: Acting,
  leader: Person,
  days: Pick<StandIn, 'person' | 'from' | 'until'>,
) {
  const led = leader.posts.filter(({ roles }) => roles.includes('leader'))
  const noted = { at: app.clock.now(), by: leader.id }
  for (const one of await tx.standIns.of(leader.id)) await over(tx, app, one, leader.id, 'named-anew')
  for (const { municipality, unit, service } of led)
    await tx.standIns.put({ municipality, unit, service, leader: leader.id, ...days }, noted)
  await sendTo(tx, app, null, days.person, { card: 'standing-in', line: null, subject: '' })
  await turn(tx, app)
}

/** By the leader themselves, in every unit. What waits for a leader waits for those there are from now on. */
export async function endStandIn(tx: Tx, app: Acting, leader: PersonId): Promise<void> {
  for (const one of await tx.standIns.of(leader)) await over(tx, app, one, leader, 'taken-back')
}

/** By an administrator, in one unit. */
export function cutStandIn(tx: Tx, app: Acting, one: StandIn): Promise<void> {
  return over(tx, app, one, 'administrator', 'administrator')
}

/** Whoever begins to lead is told of what waits, and what waited for whoever has ended goes on; how many that were. */
export function turnStandIns(app: App): Promise<number> {
  return app.store.transaction((tx) => turn(tx, app))
}

async function turn(tx: Tx, app: Acting): Promise<number> {
  let count = 0
  for (const { begun, ...one } of await tx.standIns.all()) {
    // Without a model there are no days there: what is of other municipalities goes on.
    if (!app.municipalities.has(one.municipality)) continue
    const { calendar } = municipalityOf(app, one.municipality)
    const isOver = hasCome(app, one, calendar.addDays(one.until, 1))
    if (isOver) await over(tx, app, one, 'system', 'over')
    else if (!(await leadsStill(tx, one))) await over(tx, app, one, 'system', 'leads-no-more')
    else if (!begun && hasCome(app, one, one.from)) {
      await tx.standIns.begun(one, { at: app.clock.now(), by: 'system' })
      await recheckUnit(tx, app, one, [one.person])
    } else continue
    count += 1
  }
  return count
}

/** Whether there is still somebody in whose place they lead: of the list of staff, with that unit to lead. */
async function leadsStill(tx: Tx, { leader, municipality, unit }: StandIn): Promise<boolean> {
  const posts = (await tx.people.get(leader))?.posts ?? []
  return posts.some((one) => one.municipality === municipality && one.unit === unit && one.roles.includes('leader'))
}

async function over(tx: Tx, app: Acting, one: StandIn, by: Noted['by'], why: WhyEnded): Promise<void> {
  await tx.standIns.end(one, { at: app.clock.now(), by, why })
  await recheckUnit(tx, app, one, [])
}

/** Whether people are at work since a day began: nobody is told at night. */
function hasCome(app: Acting, { municipality }: StandIn, day: Day): boolean {
  const { model, calendar } = municipalityOf(app, municipality)
  return app.clock.now() >= calendar.at(calendar.workingDayFrom(day), model.policy.workingHours.from)
}
