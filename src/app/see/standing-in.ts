/** In whose place somebody led at a moment, as the log of standing in tells it: who decided as what is known later too. Changes nothing. */
import type { Case, Entry } from '../../core/case.ts'
import type { Instant, PersonId } from '../../core/ids.ts'
import type { Calendar } from '../../core/policy.ts'
import type { StandInEntry } from '../../ports.ts'
import type { Viewer } from './viewer.ts'

type Unit = Pick<Case, 'municipality' | 'unit'>
/** Where it was done, and who bears the case. */
type Where = Unit & Pick<Case, 'owner' | 'holder' | 'deputy'>

type Type = Entry['event']['type']
/** What a leader does, and nobody who only takes part. */
const doneByLeaders: Type[] = ['level.decided', 'baton.named', 'concern.owned']
/** What a leader does, and whoever wonders or holds the case as well: they do it as that. */
const doneByBearers: Type[] = ['concern.concluded', 'consent.signers-named', 'case.unsealed', 'case.closed']

/** The leaders in whose place somebody stood there when they did it. */
export async function doneFor(
  { reader, calendar }: Viewer,
  { at, by, event }: Entry,
  where: Where,
): Promise<PersonId[]> {
  if (by === 'system') return []
  const isBearer = [where.owner, where.holder, where.deputy?.person].includes(by)
  if (!doneByLeaders.includes(event.type) && (isBearer || !doneByBearers.includes(event.type))) return []
  const log = (await reader.standIns.log(by)).filter((one) => isIn(one, where))
  return [...namedAt(log, at).values()].filter((one) => isDuring(one, at, calendar)).map(({ leader }) => leader)
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

function isDuring({ from, until }: StandInEntry, moment: Instant, calendar: Calendar): boolean {
  const day = calendar.dayOf(moment)
  return from <= day && day <= until
}
