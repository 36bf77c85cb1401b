/** The colleagues a form lets somebody choose among: never more than a card can hold, and some of every service. */
import type { Case } from '../../core/case.ts'
import { isOut } from '../../core/exclusion.ts'
import type { ServiceCode, UnitCode } from '../../core/ids.ts'
import { worksWithCases } from '../../core/somebody.ts'
import { isCalled } from '../../person-name.ts'
import type { Person } from '../../ports.ts'
import { serviceNames, type Viewer } from '../see/index.ts'
import { apart, calledApart } from './apart.ts'
import type { Found } from './field.ts'

/** People listed in one drop-down at most: a card has a size. */
const mostPeople = 100

type Wanted = {
  services: ServiceCode[]
  fits(person: Person): boolean
  /** The case they are to have a part in: nobody stands there who can have none. */
  partIn: Case | null
  /** Whose people come first: the chooser's own unit where none is named. */
  unit?: UnitCode
  /** A part of a name, typed to make a long list shorter. */
  find: string | undefined
  /** Without the service of each. */
  isNamedAlone?: boolean
}

export async function colleagues(viewer: Viewer, wanted: Wanted): Promise<Found> {
  const { reader, person: me } = viewer
  const near = await reader.people.ofUnit(me.municipality, wanted.unit ?? me.unit)
  const others = await reader.people.ofServices(me.municipality, wanted.services)
  const unique = [...new Map([...near, ...others].map((one) => [one.id, one])).values()]
  const hasNoPart = ({ id }: Person) => wanted.partIn !== null && isOut(wanted.partIn, id)
  const able = unique.filter((one) => wanted.fits(one) && worksWithCases(one) && !hasNoPart(one))
  const called = able.filter(({ name }) => isCalled(name, wanted.find ?? ''))
  const found = called.length > 0 ? called : able
  const nearby = new Set(near.map(({ id }) => id))
  const groups = Map.groupBy(found, ({ id, service }) => (nearby.has(id) ? '' : service))
  const shown = inTurn([groups.get('') ?? [], ...[...groups].flatMap(([key, list]) => (key === '' ? [] : [list]))])
  const listed = shown.slice(0, mostPeople)
  const marks = await apart(viewer, listed)
  const choices = listed.map(({ id, name, service }) => {
    const services = wanted.isNamedAlone ? [] : serviceNames(viewer, [service])
    return { value: id, label: calledApart(name, marks.get(id) ?? [], services) }
  })
  return { choices, isLong: able.length > mostPeople }
}

/** One of each list, then the next of each: a long list leaves room for the short ones. */
function inTurn<T>(lists: T[][]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat()
}
