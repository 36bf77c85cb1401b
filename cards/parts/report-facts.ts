/** That a report of concern was made, when, and who wrote that down: for the case's own service and its leader alone. */
import type { Day } from '../../src/core/ids.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Fact } from '../card.ts'

/** Empty for everybody who is not to know whether there are any. */
export type Reports = { day: Day; by: string }[]

export function reportFacts(reports: Reports, say: Say): Fact[] {
  return reports.map(({ day, by }) => ({
    label: say('fact.report'),
    value: say('fact.report.value', { day: say.day(day), by }),
  }))
}
