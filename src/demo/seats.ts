/** Who sits where in the demonstration: the staff of Fjordvik as the Playground knows them, by the ids of `people.csv`. */
import type { PlaygroundOptions, Seat } from './playground.ts'

export const tenantId = '00000000-0000-4000-9000-000000000001'

function staff(number: number, name: string): Seat {
  const objectId = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  // Teams finds somebody by either id, the Playground by the first only: so both are the object id.
  const ids = { id: objectId, aadObjectId: objectId }
  return { ...ids, name, email: `${name.toLowerCase().replace(' ', '.')}@fjordvik.example` }
}

/** The contact teacher, the head teacher, a colleague, the public-health nurse, the PPT adviser, and KE. */
export const people = {
  teacher: staff(1, 'Ingrid Lunde'),
  head: staff(2, 'Terje Aas'),
  colleague: staff(3, 'Mari Holm'),
  nurse: staff(4, 'Nora Vik'),
  adviser: staff(5, 'Jonas Berg'),
  coordinator: staff(6, 'Sara Myhre'),
}

export const seats = [
  { role: 'holder', name: people.teacher.name, seat: people.teacher },
  { role: 'leader', name: people.head.name, seat: people.head },
] as const
export type SeatRole = (typeof seats)[number]['role']

type Around = { headless: boolean; folder: string; ports: Record<SeatRole, number> }

export function seatOptions(role: SeatRole, bot: string, { headless, folder, ports }: Around): PlaygroundOptions {
  const currentUser = role === 'holder' ? people.teacher : people.head
  return {
    bot: `${bot}/api/messages`,
    botName: 'Stafett',
    groupName: 'Team rundt barnet',
    port: ports[role],
    currentUser,
    tenantId,
    users: Object.values(people).filter((person) => person !== currentUser),
    team: {
      id: `19:${role}-fjordvik`,
      name: 'Fjordvik skole',
      channels: [{ id: `19:${role}-trinn`, name: 'Trinnteam' }],
    },
    keyPrefix: `${role}-`,
    openBrowser: !headless,
    directory: `${folder}/${role}`,
  }
}
