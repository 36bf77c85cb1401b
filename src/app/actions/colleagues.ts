/** The colleagues a form lets somebody choose among: never more than a card can hold, and some of every service. */
import type { Choice } from '../../../cards/card.ts'
import type { ServiceCode, UnitCode } from '../../core/ids.ts'
import type { Person } from '../../ports.ts'
import { serviceNames } from '../see/describe.ts'
import type { Viewer } from '../see/viewer.ts'

/** People listed in one drop-down at most: a card has a size. */
const mostPeople = 100

type Asked = {
  services: ServiceCode[]
  fits(person: Person): boolean
  /** Whose people come first: the chooser's own unit where none is named. */
  unit?: UnitCode
  /** A part of a name, typed to make a long list shorter. */
  find: string | undefined
}

/** The choices of `person`; and of `find`, an empty list, where there are more people than are shown. */
export async function colleagues(viewer: Viewer, asked: Asked): Promise<Record<string, Choice[]>> {
  const { tx, person: me } = viewer
  const near = await tx.people.ofUnit(me.municipality, asked.unit ?? me.unit)
  const others = await tx.people.ofServices(me.municipality, asked.services)
  const unique = [...new Map([...near, ...others].map((one) => [one.id, one])).values()]
  const able = unique.filter((one) => asked.fits(one) && !one.roles.includes('administrator'))
  const part = asked.find?.trim().toLowerCase() ?? ''
  const called = able.filter(({ name }) => name.toLowerCase().includes(part))
  const found = called.length > 0 ? called : able
  const nearby = new Set(near.map(({ id }) => id))
  const groups = Map.groupBy(found, ({ id, service }) => (nearby.has(id) ? '' : service))
  const shown = inTurn([groups.get('') ?? [], ...[...groups].flatMap(([key, list]) => (key === '' ? [] : [list]))])
  const person = shown.slice(0, mostPeople).map(({ id, name, service }) => ({
    ...{ value: id, label: `${name} (${serviceNames(viewer, [service])[0] ?? service})` },
  }))
  return able.length > mostPeople ? { person, find: [] } : { person }
}

/** One of each list, then the next of each: a long list leaves room for the short ones. */
function inTurn<T>(lists: T[][]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat()
}
