/**
 * Reports of concern to child welfare, for whoever may know that there are any: the service and unit the case had its home in when
 * one was made, and who leads there. Another that has received the case since learns nothing of it. Changes nothing.
 */
import type { Case, Entry, Event } from '../../core/case.ts'
import { isLeaderOf } from '../../core/leading.ts'
import { rolesIn } from '../../core/permission.ts'
import { isInside, postIn } from '../../core/post.ts'
import { haveAPart } from '../../core/reading.ts'
import type { Viewer } from './viewer.ts'

type Home = Pick<Case, 'service' | 'unit'>
type Recorded = Extract<Event, { type: 'report.recorded' }>

/** Those the viewer may know of, oldest first. */
export async function reportsSeen(viewer: Viewer, state: Case): Promise<Recorded[]> {
  if (state.reports.length === 0) return []
  return [...homesThen(await viewer.reader.cases.entries(state.id))].flatMap(([event, home]) =>
    event.type === 'report.recorded' && seesReport(viewer, state, home) ? [event] : [],
  )
}

/**
 * Whether the viewer may know that a report was made where the case had that home. Never another service, whatever the family has
 * let it know and whoever made the report, and not KE.
 */
export function seesReport({ actor, today: day }: Viewer, state: Case, home: Home): boolean {
  const post = postIn(state, actor, day)
  const isOwn = isLeaderOf({ ...state, unit: home.unit }, actor) || (post !== null && isInside(home, post))
  return isOwn && haveAPart(rolesIn(state, actor, day))
}

/** Where the case had its home when each of these happened. */
export function homesThen(entries: Entry[]): Map<Event, Home> {
  const homes = new Map<Event, Home>()
  const planned = new Map<string, string>()
  let home: Home = { service: '', unit: '' }
  for (const { event } of entries) {
    if (event.type === 'concern.registered') home = { service: event.service, unit: event.unit }
    if (event.type === 'transition.planned') planned.set(event.transition, event.to)
    homes.set(event, home)
    if (event.type === 'transition.received' && event.unit !== null)
      home = { service: planned.get(event.transition) ?? home.service, unit: event.unit }
  }
  return homes
}
