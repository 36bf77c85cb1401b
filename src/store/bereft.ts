/** Where a change of the directory takes away the last who had a role, and the open cases in which that role is needed. Writes nothing. */
import type { Case } from '../core/case.ts'
import type { Post } from '../core/decision.ts'
import type { Person } from '../ports.ts'
import { casesOfRole, waitingFor } from './people-waiting.ts'
import type { Db } from './tables.ts'

/** The roles without which something has nobody: of a unit, of a service in it, of the municipality. */
const needed = ['leader', 'contact', 'ke', 'administrator'] as const

/** `had` are all who had the role there; `refs` are the open cases that wait for somebody with it, oldest first. */
export type Bereft = Pick<Post, 'municipality' | 'unit' | 'service'> & {
  role: (typeof needed)[number]
  had: Person[]
  refs: Case['ref'][]
}

type Seat = Omit<Bereft, 'had' | 'refs'>

export async function bereftBy(db: Db, before: Person[], after: Person[]): Promise<Bereft[]> {
  const seats = (people: Person[]) => people.flatMap((person) => seatsOf(person).map((seat) => ({ person, seat })))
  const kept = new Set(seats(after).map(({ seat }) => keyOf(seat)))
  const gone = Map.groupBy(
    seats(before).filter(({ seat }) => !kept.has(keyOf(seat))),
    ({ seat }) => keyOf(seat),
  )
  const found: Bereft[] = []
  for (const [first, ...more] of gone.values()) {
    if (!first) continue
    const had = [...new Set([first, ...more].map(({ person }) => person))]
    found.push({ ...first.seat, had, refs: await refsFor(db, first.seat, had) })
  }
  return found
}

function seatsOf({ active, posts }: Person): Seat[] {
  return (active ? posts : []).flatMap(({ municipality, unit, service, roles }) =>
    needed.filter((role) => roles.includes(role)).map((role) => ({ role, municipality, unit, service })),
  )
}

function keyOf({ role, municipality, unit, service }: Seat): string {
  const where = role === 'contact' ? [unit, service] : role === 'leader' ? [unit] : []
  return JSON.stringify([role, municipality, ...where])
}

async function refsFor(db: Db, seat: Seat, had: Person[]): Promise<Case['ref'][]> {
  const { role, municipality } = seat
  if (role === 'administrator') return []
  if (role !== 'contact') return (await casesOfRole(db, role, seat)).map(({ ref }) => ref)
  const asked = (await Promise.all(had.map((one) => waitingFor(db, one)))).flat()
  const isTheirs = (one: (typeof asked)[number]) => one.municipality === municipality && one.on.service === seat.service
  return [...new Set(asked.filter((one) => one.as.includes('is-asked') && isTheirs(one)).map(({ ref }) => ref))]
}
