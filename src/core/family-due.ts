/**
 * What of the family waits for whoever holds the case: somebody who has signed in with a code is to be known, and what they ask for
 * is to be seen to. Derived, and decides nothing.
 */
import type { Case } from './case.ts'
import type { Found } from './deadline.ts'
import { waitsToBeKnown } from './family-member.ts'
import { waitsToBeHeard } from './family-saying.ts'
import type { Calendar, Policy } from './policy.ts'

export function familyDue(state: Case, { policy, calendar }: { policy: Policy; calendar: Calendar }): Found[] {
  const { familyKnownWorkingDays, familyHeardWorkingDays } = policy.deadlines
  const ball = { role: 'holder' } as const
  const arrived = state.family.filter(waitsToBeKnown).map(({ id: subject, since }): Found => {
    const day = calendar.addWorkingDays(calendar.dayOf(since), familyKnownWorkingDays)
    return { signal: 'family-arrived', subject, day, since, ball }
  })
  const asks = state.sayings.filter(waitsToBeHeard).map(({ id: subject, at: since }): Found => {
    const day = calendar.addWorkingDays(calendar.dayOf(since), familyHeardWorkingDays)
    return { signal: 'family-asks', subject, day, since, ball }
  })
  return [...arrived, ...asks]
}
