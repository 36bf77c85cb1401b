/** The cases somebody has a part in. References and states only; no word is read. */
import type { Case } from '../../core/case.ts'
import { rolesIn } from '../../core/permission.ts'
import type { Viewer } from './viewer.ts'

/**
 * Their own, their unit's as a leader and those it is to receive, of which nothing else is theirs, those brought to KE. Open ones
 * first, or `only` those; what can't be read is left out, and
 * logged.
 */
export async function casesOf({ reader, person, actor, today, log }: Viewer, only?: 'open'): Promise<Case[]> {
  const { cases } = reader
  const led = actor.posts.filter(({ roles }) => roles.includes('leader'))
  const ke = actor.posts.filter(({ roles }) => roles.includes('ke'))
  const stored = [
    ...(await cases.of(person.id, only)),
    ...(await Promise.all(led.map(({ municipality, unit }) => cases.ofUnit(municipality, unit, only)))).flat(),
    ...(await Promise.all(led.map(({ municipality, unit }) => cases.comingTo(municipality, unit)))).flat(),
    ...(await Promise.all(ke.map(({ municipality }) => cases.broughtToKe(municipality, only)))).flat(),
  ]
  for (const id of cases.unreadable()) log.error('case.unreadable', { case: id })
  const [open, closed, seen]: [Case[], Case[], Set<string>] = [[], [], new Set()]
  for (const { case: state } of stored) {
    if (seen.has(state.id)) continue
    seen.add(state.id)
    if (rolesIn(state, actor, today).length > 0) (state.status === 'open' ? open : closed).push(state)
  }
  return [...open, ...closed]
}
