/**
 * A school year of a municipality, day by day: people do what they know of, and learn the rest from what the bot sends them.
 * Each channel is down for a day, and the machine for a night. The same seed is the same year.
 */
import { peopleOf } from '../src/app/audience.ts'
import type { Day, PersonId } from '../src/core/ids.ts'
import { responsibleFor } from '../src/core/reminder.ts'
import { beginWeek, type Counts, count, createCounts, mondayOf } from './year-count.ts'
import { createDice, type Dice } from './year-dice.ts'
import { doerIn, type Refusals } from './year-doer.ts'
import { climb, createDuties, type Duties, type Duty, hear, judge, look } from './year-duties.ts'
import { type Kind, kindOf } from './year-habits.ts'
import { createLeaves, isOnLeave, type Leaves, noteBearer, noteMessage } from './year-leave.ts'
import { type Life, lifeOf, live } from './year-life.ts'
import { readPlace } from './year-place.ts'
import { solve } from './year-solve.ts'
import { type Size, staffOf, type Unit, unitsOf } from './year-staff.ts'
import { createTown, type Town } from './year-town.ts'

export const whole: Size = { cases: 2000, units: 60, staff: 700 }
export const small: Size = { cases: 40, units: 4, staff: 40 }

/** A municipality of so many cases a year, with as many units and people as the whole one has for them. */
export function sizeOf(cases: number): Size {
  const share = cases / whole.cases
  const units = Math.max(small.units, Math.round(whole.units * share))
  return { cases, units, staff: Math.max(small.staff, Math.round(whole.staff * share)) }
}

export type Year = {
  size: Size
  /** Of unasked messages, the most on a day that the model allows. */
  bound: number
  duties: Duties
  counts: Counts
  refusals: Refusals
  complaints: Map<string, number>
  cases: { begun: number; open: number; closed: number; events: number }
  messages: { direct: number; post: number; update: number }
  leaves: Leaves
  judged: Awaited<ReturnType<Town['judge']>>
}

const schoolYear = { first: '2026-08-01', last: '2027-07-31' } as const
/** When people are at it, local time: before and between these the bot says what it has to say. */
const sittings = ['09:30', '12:30', '15:00'] as const
/** Each channel for a day, from six to six. */
const outages = [
  { channel: 0, from: '2026-10-20', until: '2026-10-21' },
  { channel: 1, from: '2027-02-09', until: '2027-02-10' },
] as const
/** The machine from an afternoon to the next morning. */
const night = { from: '2026-11-18', until: '2026-11-19' } as const

export async function simulate(size: Size, seed: number, tell: (day: Day) => void = () => undefined): Promise<Year> {
  const dice = createDice(seed)
  const place = readPlace()
  const town = await createTown({ place, dice, start: place.calendar.at(schoolYear.first, '00:00') })
  try {
    const running = await settle(town, size, dice)
    for (let day: Day = schoolYear.first; day <= schoolYear.last; day = place.calendar.addDays(day, 1)) {
      running.today = day
      await passDay(running)
      tell(day)
    }
    return await yearOf(running, size)
  } finally {
    await town.end()
  }
}

export type Running = {
  town: Town
  units: Unit[]
  life: Life
  kinds: Map<string, Kind>
  duties: Duties
  counts: Counts
  refusals: Refusals
  events: number
  leaves: Leaves
  today: Day
}

async function settle(town: Town, size: Size, dice: Dice): Promise<Running> {
  const units = unitsOf(size.units, dice)
  const staff = staffOf(units, size)
  await town.import(staff)
  const kinds = new Map<string, Kind>([...town.people.keys()].map((person) => [person, kindOf(dice)]))
  const begun = { duties: createDuties(), counts: createCounts(), leaves: createLeaves() }
  const rest = { ...begun, refusals: new Map(), events: 0 }
  return { town, units, life: lifeOf(town, size, staff), kinds, ...rest, today: schoolYear.first }
}

/** `today`, from the morning to the night: what people do, and what comes to them. */
export async function passDay(running: Running): Promise<void> {
  const { town, today } = running
  const { calendar } = town
  if (mondayOf(today) === today) beginWeek(running.counts, town, today)
  await mishaps(running)
  if (calendar.isWorkingDay(today)) {
    await passUntil(running, '08:30')
    look(running.duties, running)
    if (night.until !== today) await live(running)
    for (const time of sittings) {
      await passUntil(running, time)
      await sit(running)
    }
    if (night.from === today) await town.turnOff()
  }
  await passUntil(running, '23:59')
  judge(running.duties, running)
}

async function mishaps({ town, today }: Running): Promise<void> {
  const { calendar } = town
  for (const { channel, from, until } of outages) {
    const one = town.channels[channel]
    if (!one || (today !== from && today !== until)) continue
    await town.until(calendar.at(today, '06:00'))
    one.isDown = today === from
  }
  if (night.until !== today) return
  await town.until(calendar.at(today, '09:00'))
  await town.turnOn()
}

async function passUntil(running: Running, time: string): Promise<void> {
  const { town, today, duties } = running
  await town.until(town.calendar.at(today, time))
  for (const { state, entry } of town.eye.happened()) {
    running.events += 1
    const { event } = entry
    if (event.type === 'presence.noted') noteBearer(running.leaves, state)
    if (event.type !== 'reminder.sent') continue
    if (event.rungs.includes('ke')) climb(duties, state, event.key, 'ke', running)
    else if (event.rungs.includes('leader')) climb(duties, state, event.key, 'leader', running)
  }
  for (const message of town.arrived()) {
    count(running.counts, message, today, town.model.policy)
    noteMessage(running.leaves, running.life.leaves, message, today)
    await hear(duties, message, running)
  }
}

/** A third of the day: some of what is to be done today is done, and in the last the rest. */
async function sit(running: Running): Promise<void> {
  const { duties, town, today } = running
  const ready = [...duties.open.values()].flatMap((one) => [...one.values()])
  const isLast = town.now() >= town.calendar.at(today, sittings[sittings.length - 1] ?? '15:00')
  for (const duty of ready) {
    if (duty.actOn === null || duty.actOn > today || !(isLast || town.dice.isLucky(0.4))) continue
    // What came before it may have settled it.
    if (duties.open.get(duty.case)?.get(duty.due.key) === duty) await attend(running, duty)
  }
}

async function attend(running: Running, duty: Duty): Promise<void> {
  const { town, today, duties } = running
  const person = await whoActs(running, duty)
  if (!person) return
  await solve(doerIn(town, duty.case, person, running.refusals), duty.due)
  duty.tries += 1
  duty.actOn = town.calendar.in(duty.service).addWorkingDays(today, 1 + Math.min(10, duty.tries * 2))
  look(duties, running, duty.case)
}

/** One of those with whom it lies who is at work today; undefined where there is none. */
async function whoActs({ town, life, today }: Running, duty: Duty): Promise<PersonId | undefined> {
  const state = town.eye.cases.get(duty.case)
  if (!state) return undefined
  const people = await town.read(async (tx) => {
    const found: PersonId[] = []
    for (const one of responsibleFor(duty.due.ball)) found.push(...(await peopleOf(tx, state, one, today)))
    return found
  })
  return town.dice.one(people.filter((one) => !isOnLeave(life.leaves, one, today) && isAtWork(town, one, today)))
}

/** Whoever works for several services is at work where any of them is. */
function isAtWork({ people, calendar }: Town, person: PersonId, day: Day): boolean {
  const posts = people.get(person)?.posts ?? []
  return posts.some(({ service }) => calendar.in(service).isWorkingDay(day))
}

async function yearOf({ town, duties, counts, leaves, refusals, events }: Running, size: Size): Promise<Year> {
  const cases = [...town.eye.cases.values()]
  const open = cases.filter(({ status }) => status === 'open').length
  const messages = { direct: 0, post: 0, update: 0 }
  for (const { count: one } of town.channels)
    for (const verb of ['direct', 'post', 'update'] as const) messages[verb] += one[verb]
  const counted = { begun: cases.length, open, closed: cases.length - open, events }
  const { complaints } = town
  const bound = town.model.policy.reminders.mostADay
  const judged = await town.judge()
  return { size, bound, duties, counts, leaves, refusals, complaints, messages, judged, cases: counted }
}
