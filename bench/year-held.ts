/** Fifteen cases of one holder for some weeks, in which everybody does what they do. Nothing begins beside, and nobody is away. */
import type { Day } from '../src/core/ids.ts'
import { createCounts, type Spread, spreadOf } from './year-count.ts'
import { createDice } from './year-dice.ts'
import { createDuties } from './year-duties.ts'
import { fifteen, fifteenFrom } from './year-fifteen.ts'
import { kindOf } from './year-habits.ts'
import { createLeaves } from './year-leave.ts'
import { readPlace } from './year-place.ts'
import { passDay, type Running } from './year-run.ts'
import { createTown } from './year-town.ts'

/** How many messages came to whoever held some fifteen cases, in a week; the one in which they get them is not counted. */
export async function hold(weeks: number): Promise<Spread> {
  const place = readPlace()
  const { calendar } = place
  const dice = createDice(1)
  const town = await createTown({ place, dice, start: calendar.at(fifteenFrom, '09:00') })
  try {
    const { units } = await fifteen(town)
    const kinds: Running['kinds'] = new Map([...town.people.keys()].map((person) => [person, kindOf(dice)]))
    const life = { begins: new Map(), leaves: [], leavers: new Map() }
    const begun = { duties: createDuties(), counts: createCounts(), leaves: createLeaves() }
    const rest = { ...begun, refusals: new Map(), events: 0 }
    const running: Running = { town, units, life, kinds, ...rest, today: fifteenFrom }
    const end = calendar.addDays(fifteenFrom, 7 * (weeks + 1))
    for (let day: Day = calendar.addDays(fifteenFrom, 1); day < end; day = calendar.addDays(day, 1)) {
      running.today = day
      await passDay(running)
    }
    return spreadOf(running.counts, 'holder of 13 to 17 cases')
  } finally {
    await town.end()
  }
}
