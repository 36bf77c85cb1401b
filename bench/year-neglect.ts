/**
 * Fifteen cases of one holder that nobody does anything in for 30 days: each had a meeting set for its first week, which nobody
 * held or moved. How often the holder and the leader are written to, day by day, and after the clock's jump of 30 days.
 */
import type { CaseId, Day, PersonId } from '../src/core/ids.ts'
import { createDice } from './year-dice.ts'
import { colleaguesIn, doerIn, type Refusals } from './year-doer.ts'
import { createDuties, hear, judge, look, type Untold } from './year-duties.ts'
import { agree, ask } from './year-family.ts'
import { readPlace } from './year-place.ts'
import { municipality, staffOf, unitsOf } from './year-staff.ts'
import { createTown, type Message, type Town } from './year-town.ts'

export type Neglect = {
  holder: number
  leader: number
  ke: number
  /** What was due and told to nobody who has it. */
  untold: Untold[]
  dead: number
  faults: string[]
  /** How long what was missed took to be made good: milliseconds of the wall clock. */
  ms: number
}

const size = { cases: 15, units: 4, staff: 12 }
const first: Day = '2026-08-24'
const days = 30

export async function neglect(how: 'day by day' | 'at once'): Promise<Neglect> {
  const place = readPlace()
  const { calendar } = place
  const town = await createTown({ place, dice: createDice(1), start: calendar.at(first, '09:00') })
  try {
    const { holder, leader } = await fifteen(town)
    const messages: Message[] = []
    const [duties, kinds] = [createDuties(), new Map()]
    const end = calendar.addDays(first, days)
    const began = Date.now()
    const pass = async (today: Day) => {
      look(duties, { town, kinds, today })
      const came = town.arrived()
      for (const one of came) await hear(duties, one, { town, kinds, today })
      messages.push(...came)
    }
    if (how === 'at once') await town.jump(calendar.at(end, '10:00'))
    else
      for (let today = first; today <= end; today = calendar.addDays(today, 1)) {
        look(duties, { town, kinds, today })
        await town.until(calendar.at(today, '23:00'))
        await pass(today)
        judge(duties, { town, kinds, today })
      }
    await pass(end)
    const ms = Date.now() - began
    judge(duties, { town, kinds, today: calendar.addDays(end, 14) })
    const to = (person: PersonId) => messages.filter((one) => one.person === person).length
    const ke = messages.filter((one) => town.people.get(one.person)?.posts.some(({ roles }) => roles.includes('ke')))
    const untold = [...duties.untold.values()]
    return { holder: to(holder), leader: to(leader), ke: ke.length, ms, untold, ...(await town.judge()) }
  } finally {
    await town.end()
  }
}

/** Everything is in order on the first day. */
async function fifteen(town: Town): Promise<{ holder: PersonId; leader: PersonId }> {
  const units = unitsOf(size.units, town.dice)
  await town.import(staffOf(units, size))
  const school = units.find(({ service }) => service === 'skole')
  const staff = school ? colleaguesIn(town, school.code, []) : []
  const leader = staff.find(({ roles }) => roles.includes('leader'))
  const holder = staff.find(({ roles }) => !roles.includes('leader'))
  if (!school || !leader || !holder) throw new Error('there is no school with a leader and somebody else')
  const refusals: Refusals = new Map()
  for (let number = 1001; number <= 1000 + size.cases; number += 1) {
    const of = town.ids.next('case')
    const [about, seen] = [town.ids.next('word'), town.ids.next('word')]
    const named = {
      case: of,
      ref: `FJ-${number}`,
      municipality,
      unit: holder.unit,
      service: holder.service,
      about,
      seen,
    }
    const rest = { targetGroup: 'child', environment: false, children: null, shielded: false } as const
    await town.act({
      person: holder.person,
      case: of,
      command: { type: 'concern.register', ...named, ...rest },
      words: [about, seen],
    })
    await open(town, of, holder.person, refusals, number)
  }
  if (refusals.size > 0) throw new Error([...refusals.keys()].join(', '))
  await town.until(town.calendar.at(first, '10:00'))
  town.arrived()
  return { holder: holder.person, leader: leader.person }
}

async function open(town: Town, of: CaseId, holder: PersonId, refusals: Refusals, number: number): Promise<void> {
  const doer = doerIn(town, of, holder, refusals)
  const rest = { reason: null, day: null, written: null, keepReason: null } as const
  await doer.does({ ...rest, type: 'concern.conclude', outcome: 'level', level: 1, services: [] })
  await ask(doer, [doer.state().service], 'open')
  for (const consent of doer.state().consents) await agree(doer, consent)
  const meeting = town.ids.next('meeting')
  await doer.does({ type: 'meeting.set', meeting, day: town.calendar.addWorkingDays(first, 1 + (number % 5)) })
}
