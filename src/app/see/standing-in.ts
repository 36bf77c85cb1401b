/** In whose place somebody led at a moment, as the log of standing in tells it: who decided as what is known later too. Changes nothing. */
import type { Entry } from '../../core/case.ts'
import type { Instant, MunicipalityCode, PersonId, UnitCode } from '../../core/ids.ts'
import type { Calendar } from '../../core/policy.ts'
import type { StandInEntry } from '../../ports.ts'
import type { Viewer } from './viewer.ts'

type Unit = { municipality: MunicipalityCode; unit: UnitCode }

/** What a leader does, and nobody who only takes part. */
const ledBy: Entry['event']['type'][] = ['level.decided', 'baton.named', 'concern.owned']

/** The leaders in whose place somebody stood there when they did it. */
export async function doneFor(
  { reader, calendar }: Viewer,
  { at, by, event }: Entry,
  where: Unit,
): Promise<PersonId[]> {
  if (by === 'system' || !ledBy.includes(event.type)) return []
  const log = (await reader.standIns.log(by)).filter((one) => isIn(one, where))
  return [...namedAt(log, at).values()].filter((one) => isOn(one, at, calendar)).map(({ leader }) => leader)
}

function isIn({ municipality, unit }: StandInEntry, where: Unit): boolean {
  return municipality === where.municipality && unit === where.unit
}

/** By leader. What ended at the same moment counts until it is over. */
function namedAt(log: StandInEntry[], moment: Instant): Map<PersonId, StandInEntry> {
  const named = new Map<PersonId, StandInEntry>()
  for (const one of log) {
    if (one.what === 'named' && one.at <= moment) named.set(one.leader, one)
    if (one.what === 'ended' && one.at < moment) named.delete(one.leader)
  }
  return named
}

function isOn({ from, until }: StandInEntry, moment: Instant, calendar: Calendar): boolean {
  const day = calendar.dayOf(moment)
  return from <= day && day <= until
}
