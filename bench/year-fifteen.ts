/** Fifteen cases of one holder, in order on a Monday: each has its consent, and a meeting set for its first week. */
import type { CaseId, Day, PersonId } from '../src/core/ids.ts'
import { colleaguesIn, doerIn, type Refusals } from './year-doer.ts'
import { agree, ask } from './year-family.ts'
import { municipality, staffOf, type Unit, unitsOf } from './year-staff.ts'
import type { Town } from './year-town.ts'

const size = { cases: 15, units: 4, staff: 12 }
export const fifteenFrom: Day = '2026-08-24'

/** Everything is in order on the first day. */
export async function fifteen(town: Town): Promise<{ holder: PersonId; leader: PersonId; units: Unit[] }> {
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
  await town.until(town.calendar.at(fifteenFrom, '10:00'))
  town.arrived()
  return { holder: holder.person, leader: leader.person, units }
}

async function open(town: Town, of: CaseId, holder: PersonId, refusals: Refusals, number: number): Promise<void> {
  const doer = doerIn(town, of, holder, refusals)
  const rest = { reason: null, day: null, written: null, keepReason: null } as const
  await doer.does({ ...rest, type: 'concern.conclude', outcome: 'level', level: 1, services: [] })
  await ask(doer, [doer.state().service], 'open')
  for (const consent of doer.state().consents) await agree(doer, consent)
  const meeting = town.ids.next('meeting')
  await doer.does({ type: 'meeting.set', meeting, day: town.calendar.addWorkingDays(fifteenFrom, 1 + (number % 5)) })
}
