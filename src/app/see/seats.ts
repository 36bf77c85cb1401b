/** Of what somebody has an overview: as a leader, of KE, as the BTI coordinator. Reads nothing. */
import type { OverviewView } from '../../../cards/parts/overview-part.ts'
import type { Viewer } from './viewer.ts'

/** Of what somebody has an overview, and where. */
export type Seat = { view: OverviewView; municipality: string }

const orders: OverviewView[] = ['leader', 'ke', 'coordinator']

/** Each once, those at home first; also of whoever leads for some days in somebody's place. */
export function seatsOf({ actor, person }: Pick<Viewer, 'actor' | 'person'>): Seat[] {
  const seats = actor.posts.flatMap(({ municipality, roles }) =>
    orders.flatMap((view): Seat[] => (roles.includes(view) ? [{ view, municipality }] : [])),
  )
  const once = [...new Map(seats.map((one) => [`${one.view} ${one.municipality}`, one])).values()]
  const away = ({ municipality }: Seat) => (municipality === person.municipality ? 0 : 1)
  return once.sort((a, b) => away(a) - away(b) || orders.indexOf(a.view) - orders.indexOf(b.view))
}

/** What comes every week to somebody who has several: cases that are brought to KE come by themselves, and numbers do not. */
export function weeklySeatOf(viewer: Pick<Viewer, 'actor' | 'person'>): Seat | undefined {
  const seats = seatsOf(viewer)
  return seats.find(({ view }) => view !== 'ke') ?? seats[0]
}

/** Of what they may have numbers told where others read: KE sees cases, and has none of its own. */
export function publicSeatsOf(viewer: Pick<Viewer, 'actor' | 'person'>): Seat[] {
  const seats = seatsOf(viewer)
  return [...seats.filter(({ view }) => view === 'coordinator'), ...seats.filter(({ view }) => view === 'leader')]
}
