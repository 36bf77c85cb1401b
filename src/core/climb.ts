/**
 * How a thing due stands on its ladder: how late it is, how often it was said, whom it has reached, and who hears of it next. Derived
 * from the case and the policy; decides nothing.
 */
import type { Case } from './case.ts'
import { laterReminder } from './coming.ts'
import { type Due, type Times, timesIn } from './deadline.ts'
import type { Day, Instant } from './ids.ts'
import type { Rung } from './ladder.ts'
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
  const reached = climbed.filter((rung) => said?.rungs.includes(rung) && !isTheirs(rung, one, state))
  const late = Math.max(0, daysBetween(one.day, times.calendar.dayOf(now)))
  const left = rungsOf(state, one).filter((rung) => !reached.includes(rung))
  return { late, times: said?.times ?? 0, reached, next: nextOf(state, one, left, now, times) }
}

const climbed = ['leader', 'ke', 'keepers'] as const satisfies Climbed[]

/** What lies with a leader need not be brought to them, nor to KE where that is in the leader's place. */
function isTheirs(rung: Climbed, { ball }: Due, { decides }: Case): boolean {
  return ball.role === 'leader' && (rung === 'leader' || (rung === 'ke' && decides === 'ke'))
}

/** Who may hear of it as the unit is led now. A wondering is brought to nobody else than its leader, or who is in that place. */
function rungsOf({ level, decides }: Case, one: Due): Climbed[] {
  const isLeaders = one.ball.role === 'leader'
  switch (decides) {
    case 'unit':
      return [...(isLeaders ? [] : (['leader'] as const)), ...(level === 0 ? [] : (['ke'] as const))]
    case 'ke':
      return isLeaders ? [] : ['ke']
    case 'nobody':
      return ['keepers']
  }
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
