/**
 * Fifteen cases of one holder that nobody does anything in for 30 days: each had a meeting set for its first week, which nobody
 * held or moved. How often the holder and the leader are written to, day by day, and after the clock's jump of 30 days.
 */
import type { Day, PersonId } from '../src/core/ids.ts'
import { createDice } from './year-dice.ts'
import { createDuties, hear, judge, look, type Untold } from './year-duties.ts'
import { fifteen, fifteenFrom as first } from './year-fifteen.ts'
import { readPlace } from './year-place.ts'
import { createTown, type Message } from './year-town.ts'

export type Neglect = {
  holder: number
  leader: number
  ke: number
  /** What was due and told to nobody who has it. */
  untold: Untold[]
  dead: number
  faults: string[]
  /** How long what was missed took to be made good: milliseconds of the wall clock, and transactions. */
  ms: number
  transactions: number
}

export async function neglect(how: 'day by day' | 'at once', days = 30): Promise<Neglect> {
  const place = readPlace()
  const { calendar } = place
  const town = await createTown({ place, dice: createDice(1), start: calendar.at(first, '09:00') })
  try {
    const { holder, leader } = await fifteen(town)
    const messages: Message[] = []
    const [duties, kinds] = [createDuties(), new Map()]
    const end = calendar.addDays(first, days)
    const [began, before] = [Date.now(), town.eye.transactions()]
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
    const [ms, transactions] = [Date.now() - began, town.eye.transactions() - before]
    judge(duties, { town, kinds, today: calendar.addDays(end, 14) })
    const to = (person: PersonId) => messages.filter((one) => one.person === person).length
    const ke = messages.filter((one) => town.people.get(one.person)?.posts.some(({ roles }) => roles.includes('ke')))
    const untold = [...duties.untold.values()]
    return { holder: to(holder), leader: to(leader), ke: ke.length, ms, transactions, untold, ...(await town.judge()) }
  } finally {
    await town.end()
  }
}
