/** What comes next in a case in which nothing waits for whoever looks: what is late, or what comes soon or has a day that people have set. */
import type { Case } from '../../core/case.ts'
import { type Due, overdue } from '../../core/deadline.ts'
import { beginsOn } from '../../core/ladder.ts'
import type { Signal } from '../../core/policy.ts'
import { type Eye, mayKnowOfDue, seesOutline } from '../see/index.ts'

/** What comes later than this many days from now waits for nobody yet, unless its ladder begins before. */
export const soonDays = 14

/** Days that people have set, which come next however far they lie ahead. */
const planned: Signal[] = ['meeting-due', 'measure-due', 'evaluation-due', 'follow-up-due']

/** Of what is due in it, in its order; to KE, which sees the outline alone, only what has stopped. */
export function comesNext(eye: Eye, state: Case, all: Due[]): Due | undefined {
  const { calendar, today } = eye
  const known = all.filter(({ key }) => mayKnowOfDue(eye, state, key))
  const [late] = overdue(known, today)
  if (late || seesOutline(eye, state)) return late
  const soon = calendar.addDays(today, soonDays)
  return known.find((one) => planned.includes(one.signal) || one.day <= soon || beginsOn(state, one, eye) <= today)
}
