/**
 * What of a case counts in an overview: where it stands, what is late and for how long, what it lacks, what comes. Pure; says nothing
 * of whose eyes it is for.
 */
import { type Breach, openBreaches } from './breach.ts'
import type { Case } from './case.ts'
import { stateOf } from './consent.ts'
import type { Day, PersonId, UnitCode } from './ids.ts'
import { openProposal } from './level.ts'
import { unmannedIn } from './manning.ts'
import type { Calendar, Signal } from './policy.ts'
import { lacksHolder } from './post.ts'
import { daysBetween } from './step.ts'

/** Things that somebody should see to, or that come. */
export const standings = ['without-holder', 'unmanned', 'proposal', 'transition', 'expiring-30', 'expiring-60'] as const
export type Standing = (typeof standings)[number]

/** 1–7 days, 8–14, and more than 14: days of the calendar, as on every card. */
export const latenesses = ['short', 'medium', 'long'] as const
export type Lateness = (typeof latenesses)[number]

export type Counted = {
  unit: UnitCode
  level: number
  standings: Standing[]
  /** Each signal once, by what has been late the longest; the longest of all first. */
  late: { signal: Signal; since: Day; lateness: Lateness }[]
  /** Who has the baton; null at level 0, and where nobody does. */
  holder: PersonId | null
}

type Times = { today: Day; calendar: Calendar }

/** How an open case counts on a day. */
export function counted(state: Case, { today, calendar }: Times): Counted {
  const { unit, level, holder } = state
  const times = { today, calendar: calendar.in(state.service) }
  return {
    unit,
    level,
    holder: lacksHolder(state, times.today) ? null : holder,
    standings: standings.filter((one) => isSo[one](state, times)),
    late: longestLate(openBreaches(state)).map(({ signal, since }) => {
      return { signal, since, lateness: latenessOf(since, times) }
    }),
  }
}

const isSo: Record<Standing, (state: Case, times: Times) => boolean> = {
  'without-holder': (state, { today }) => lacksHolder(state, today),
  unmanned: (state, { today }) => unmannedIn(state, today).length > 0,
  proposal: (state) => openProposal(state) !== null,
  transition: ({ transitions }, { today }) =>
    transitions.some(({ day, status }) => status !== 'called-off' && halfYearOf(day) === halfYearOf(today)),
  'expiring-30': (state, times) => isExpiring(state, times, 30),
  // Those that expire sooner stand in the other: of two that held one another the difference could be told.
  'expiring-60': (state, times) => isExpiring(state, times, 60) && !isExpiring(state, times, 30),
}

/** Of the consents in force, one whose last day is so many days ahead at most, be it today. */
function isExpiring({ consents }: Case, { today, calendar }: Times, within: number): boolean {
  const last = calendar.addDays(today, within)
  return consents.some((one) => one.until !== null && one.until <= last && stateOf(one, today) === 'given')
}

/** January to June, or July to December, of a year. */
function halfYearOf(day: Day): string {
  const [year = '', month = ''] = day.split('-')
  return `${year}-${Math.ceil(Number(month) / 6)}`
}

function longestLate(breaches: Breach[]): Breach[] {
  const sorted = breaches.toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
  return sorted.filter((one, index) => sorted.findIndex(({ signal }) => signal === one.signal) === index)
}

function latenessOf(since: Day, { today }: Times): Lateness {
  const days = daysBetween(since, today)
  return days <= 7 ? 'short' : days <= 14 ? 'medium' : 'long'
}
