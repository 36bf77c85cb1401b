/** How colleagues are called where somebody chooses among them: two of one name never read the same. */
import type { PersonId } from '../../core/ids.ts'
import { nameKey } from '../../person-name.ts'
import type { Person } from '../../ports.ts'
import type { Viewer } from '../see/index.ts'

/**
 * What tells each of them from whoever else of the municipality has their name: nothing where nobody has, then the unit, then
 * what they are in it, and where that is the same too a number, which says nothing of anybody and stays the same.
 */
export async function apart(viewer: Viewer, people: Person[]): Promise<Map<PersonId, string[]>> {
  const known = await viewer.reader.people.namesakes(viewer.person.municipality)
  const all = [...new Map([...known, ...people].map((one) => [one.id, one])).values()]
  const sameName = Map.groupBy(all, ({ name }) => nameKey(name))
  return new Map(people.map((one) => [one.id, marksOf(viewer, one, sameName.get(nameKey(one.name)) ?? [])]))
}

/** A name with what tells it apart, and with what is said of everybody in that list. */
export function calledApart(name: string, marks: string[], also: string[] = []): string {
  const said = [...marks, ...also]
  return said.length > 0 ? `${name} (${said.join(', ')})` : name
}

function marksOf({ say }: Viewer, one: Person, namesakes: Person[]): string[] {
  if (namesakes.length < 2) return []
  const near = namesakes.filter(({ unit, municipality }) => unit === one.unit && municipality === one.municipality)
  if (near.length < 2) return [one.unit]
  const rank = rankOf(one)
  if (near.filter((other) => rankOf(other) === rank).length === 1) return [one.unit, say(`apart.${rank}`)]
  const number =
    near
      .map(({ id }) => id)
      .sort()
      .indexOf(one.id) + 1
  return [one.unit, say('apart.number', { number: String(number) })]
}

function rankOf({ roles }: Person) {
  return (['leader', 'ke', 'coordinator'] as const).find((role) => roles.includes(role)) ?? 'employee'
}
