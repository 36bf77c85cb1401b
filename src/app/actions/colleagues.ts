/** The colleagues a form lets somebody choose among: never more than a card can hold, and some of every service. */
import type { Choice } from '../../../cards/card.ts'
import { isAbsent } from '../../core/away.ts'
import type { Case } from '../../core/case.ts'
import type { ServiceCode, UnitCode } from '../../core/ids.ts'
import { ledBy } from '../../core/leading.ts'
import { isOn, postsIn, worksWithCases } from '../../core/post.ts'
import { isCalled } from '../../person-name.ts'
import {
  apart,
  type Colleague,
  calledApart,
  lookingAt,
  postsHere,
  serviceNames,
  unitName,
  type Viewer,
} from '../see/index.ts'
import { chosenAs } from './chosen.ts'
import type { Found } from './field.ts'

/** People listed in one drop-down at most: a card has a size. */
const mostPeople = 100

type Wanted = {
  services: ServiceCode[]
  fits(one: Colleague): boolean
  /** The case they are to have a part in: nobody stands there who can have none. */
  partIn: Case | null
  /** Whose people come first: the chooser's own units where none is named. */
  unit?: UnitCode
  /** A part of a name, typed to make a long list shorter. */
  find: string | undefined
  /** Without the service of each. */
  isNamedAlone?: boolean
  /** Each person once, by their id, whatever their posts: otherwise once in each of those that fit. */
  asPersons?: boolean
}

/** Everybody of one municipality: that of the case, or where the chooser looks from. */
export async function colleagues(viewer: Viewer, wanted: Wanted): Promise<Found> {
  const { units, able } = await ableOnes(viewer, wanted)
  const { find = '' } = wanted
  const called = find === '' ? able : able.filter(({ person }) => isCalled(person.name, find))
  const found = called.length > 0 ? called : able
  const groups = Map.groupBy(found, ({ post: { unit, service } }) => (units.includes(unit) ? '' : service))
  const lists = [groups.get('') ?? [], ...[...groups].flatMap(([key, list]) => (key === '' ? [] : [list]))]
  const listed = inTurn(lists, mostPeople)
  const marks = await apart(viewer, listed)
  const choices = listed.map(({ person: { id, name }, post }, index) => {
    const services = wanted.isNamedAlone ? [] : serviceNames(viewer, [post.service])
    const value = wanted.asPersons ? id : chosenAs(id, post)
    return { value, label: calledApart(name, marks[index] ?? [], services) }
  })
  return { choices, isLong: able.length > mostPeople }
}

async function ableOnes(viewer: Viewer, wanted: Wanted): Promise<{ units: UnitCode[]; able: Colleague[] }> {
  const { reader, municipality, actor } = viewer
  const own = postsIn(actor, municipality).map(({ unit }) => unit)
  const units = wanted.unit === undefined ? [...new Set(own)] : [wanted.unit]
  const near = await Promise.all(units.map((unit) => reader.people.ofUnit(municipality, unit)))
  const others = await reader.people.ofServices(municipality, wanted.services)
  const nearest = new Map(near.flat().map((one) => [one.id, one]))
  // They may be all there are in a municipality: nothing is made of whoever does not fit.
  const able: Colleague[] = []
  for (const person of [...nearest.values(), ...others.filter(({ id }) => !nearest.has(id))]) {
    if (wanted.partIn && isAbsent(wanted.partIn, person.id)) continue
    const posts = postsHere(person, viewer).filter(
      (post) =>
        (units.includes(post.unit) || wanted.services.includes(post.service)) &&
        worksWithCases(post) &&
        wanted.fits({ person, post }),
    )
    for (const post of wanted.asPersons ? posts.slice(0, 1) : posts) able.push({ person, post })
  }
  return { units, able }
}

/** Who may lead for somebody, in no case: each once, and with the units where the leader has several. */
export async function choicesToLead(viewer: Viewer): Promise<Choice[]> {
  const { person } = viewer
  const led = ledBy(person.posts)
  const isOne = new Set(led.map(({ municipality }) => municipality)).size === 1
  const found: (Choice & { where: string[] })[] = []
  for (const { municipality, unit, service } of led) {
    const fits = ({ person: { id }, post }: Colleague) => id !== person.id && isOn({ unit, service }, post)
    const wanted = { services: [], partIn: null, unit, fits, find: undefined, asPersons: true, isNamedAlone: true }
    const there = lookingAt(viewer, { municipality })
    const named = unitName(there, unit)
    const where = isOne ? [named] : [named, there.model.municipality.name]
    found.push(...(await colleagues(there, wanted)).choices.map((one) => ({ ...one, where })))
  }
  const each = [...Map.groupBy(found, ({ value }) => value).values()]
  return each.flatMap((all) => {
    const [first] = all
    const where = led.length > 1 ? [...new Set(all.flatMap((one) => one.where))] : []
    return first ? [{ value: first.value, label: calledApart(first.label, where) }] : []
  })
}

/** One of each list, then the next of each, up to so many: a long list leaves room for the short ones. */
function inTurn<T>(lists: T[][], most: number): T[] {
  const taken: T[] = []
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  for (let index = 0; index < longest && taken.length < most; index += 1)
    taken.push(...lists.flatMap((list) => list.slice(index, index + 1)))
  return taken.slice(0, most)
}
