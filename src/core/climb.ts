/**
 * How a thing due stands on its ladder: how late it is, how often it was said, whom it has reached, and who hears of it next. Derived
 * from the case and the policy; decides nothing.
 */
import type { Case } from './case.ts'
import { type Due, type Times, timesIn } from './deadline.ts'
import type { Day, Instant } from './ids.ts'
import type { Rung } from './ladder.ts'
import { laterReminder } from './reminder.ts'
import { daysBetween } from './step.ts'

export type Climbed = Exclude<Rung, 'responsible'>

/**
 * `late`: whole days since its day, 0 until that has passed. `times`: reminders said of it so far. `next` is who hears of it if
 * nobody acts, and the day on which they do; null where nobody else does.
 */
export type Climb = { late: number; times: number; reached: Climbed[]; next: { rung: Climbed; day: Day } | null }

export function climbOf(state: Case, one: Due, now: Instant, given: Times): Climb {
  const times = timesIn(state, given)
  const said = state.reminded[one.key]
  const rungs = rungsOf(state, one)
  const reached = rungs.filter((rung) => said?.rungs.includes(rung))
  const late = Math.max(0, daysBetween(one.day, times.calendar.dayOf(now)))
  const left = rungs.filter((rung) => !reached.includes(rung))
  return { late, times: said?.times ?? 0, reached, next: nextOf(state, one, left, now, times) }
}

/** What lies with a leader need not be brought to them, and a wondering is brought to nobody else. */
function rungsOf({ level }: Case, { ball }: Due): Climbed[] {
  return [...(ball.role === 'leader' ? [] : (['leader'] as const)), ...(level === 0 ? [] : (['ke'] as const))]
}

/** More reminders than any ladder has before its last rung: some months of them. */
const far = 60

function nextOf(state: Case, one: Due, left: Climbed[], now: Instant, times: Times): Climb['next'] {
  if (left.length === 0) return null
  for (let later = 0; later < far; later += 1) {
    const { day, rungs } = laterReminder(state, one, now, times, later)
    const rung = left.find((each) => rungs.includes(each))
    if (rung) return { rung, day }
  }
  return null
}
