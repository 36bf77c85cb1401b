/** Whether somebody has said that they have leave on some days, whatever cases they are in. */
import type { Day, PersonId } from '../../core/ids.ts'
import type { Reader } from '../../ports.ts'

/** The leave of somebody who is away on any of those days, the last included; null for whoever is not. */
export async function leaveWithin(
  { people }: Pick<Reader, 'people'>,
  person: PersonId,
  { from, until }: { from: Day; until: Day },
): Promise<{ from: Day; until: Day } | null> {
  const leave = (await people.get(person))?.leave
  return leave && leave.from <= until && leave.until >= from ? leave : null
}
