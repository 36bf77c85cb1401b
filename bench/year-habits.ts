/** How people are: most do things by themselves, some when they are told, and a few only when their leader has been told too. */
import type { Day } from '../src/core/ids.ts'
import type { Calendar, Signal } from '../src/core/policy.ts'
import type { Dice } from './year-dice.ts'

/** When somebody acts: by themselves, once they have been told, or once it has climbed. */
export type How = 'self' | 'told' | 'late'

const kinds = { steady: 6, usual: 3, slow: 1 } as const
export type Kind = keyof typeof kinds

const shares: Record<Kind, Record<How, number>> = {
  steady: { self: 75, told: 24, late: 1 },
  usual: { self: 50, told: 45, late: 5 },
  slow: { self: 20, told: 60, late: 20 },
}
/** Working days between being told and doing it, at most. */
const delays: Record<Kind, number> = { steady: 1, usual: 3, slow: 8 }
/** Most families answer before anybody has to ask again, whoever it is that waits for them. */
const answersFirst = 0.85

export function kindOf(dice: Dice): Kind {
  return dice.weighed([
    ['steady', kinds.steady],
    ['usual', kinds.usual],
    ['slow', kinds.slow],
  ])
}

export function howOf(kind: Kind, signal: Signal, dice: Dice): How {
  if (signal === 'consent-unanswered' && dice.isLucky(answersFirst)) return 'self'
  const { self, told, late } = shares[kind]
  return dice.weighed([
    ['self', self],
    ['told', told],
    ['late', late],
  ])
}

/** The day on which somebody does what they were told of. */
export function dayAfterTold(kind: Kind, today: Day, calendar: Calendar, dice: Dice): Day {
  return calendar.addWorkingDays(calendar.workingDayFrom(today), dice.between(0, delays[kind]))
}

type Duty = { signal: Signal; day: Day; since: Day }

/** The day on which somebody does something by themselves: what has a day on it, and the rest before its deadline. */
export function dayBySelf({ signal, day, since }: Duty, today: Day, calendar: Calendar, dice: Dice): Day {
  const on = calendar.workingDayFrom(chosen())
  return on < today ? today : on

  function chosen(): Day {
    switch (signal) {
      case 'meeting-due':
        return day
      case 'measure-due':
      case 'follow-up-due':
      case 'transition-unreceived':
        return calendar.addWorkingDays(day, -dice.below(4))
      case 'consent-unanswered':
        return calendar.addDays(since, dice.between(1, 8))
      case 'proposal-undecided':
      case 'handover-unanswered':
      case 'service-unmanned':
        return calendar.addWorkingDays(since, dice.below(4))
      case 'no-holder':
      case 'consent-withdrawn':
      case 'consent-expired':
      case 'nothing-planned':
        return calendar.addWorkingDays(today, dice.below(3))
      default:
        return between(today, day)
    }
  }

  function between(from: Day, to: Day): Day {
    const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
    return days <= 1 ? to : calendar.addDays(from, dice.between(1, days))
  }
}
