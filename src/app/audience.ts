/** Whom an audience means now: leaders, those who decide, the deputy on the days of standing in. Reads the directory alone. */
import { isAway } from '../core/away.ts'
import type { Case } from '../core/case.ts'
import { isOut } from '../core/exclusion.ts'
import type { Day, PersonId, UnitCode } from '../core/ids.ts'
import { lately } from '../core/lately.ts'
import { isLeaderOf } from '../core/leading.ts'
import { leaveOf } from '../core/leave.ts'
import { openProposal } from '../core/level.ts'
import type { Audience } from '../core/notice.ts'
import type { Role } from '../core/permission.ts'
import { deputyOn, isKeIn, lacksHolder, worksInside } from '../core/post.ts'
import type { Person, Reader } from '../ports.ts'
import { actorOf } from './app.ts'

/** The people an audience means on a day. */
export async function peopleOf(reader: Reader, state: Case, audience: Audience, day: Day): Promise<PersonId[]> {
  if (typeof audience === 'object') {
    if ('person' in audience) return [audience.person]
    if ('leadersOf' in audience) return idsOf(await leaders(reader, { ...state, unit: audience.leadersOf }, day))
    return waitingFor(reader, state, audience.unledOf, day)
  }
  switch (audience) {
    case 'owner':
      return [state.owner]
    case 'holder':
      return holderOrLeaders(reader, state, day)
    case 'deputy':
      return deputies(state, day)
    case 'participants':
      return state.participants.map(({ person }) => person)
    case 'leaders':
      return idsOf(await leaders(reader, state, day))
    case 'ke':
      return idsOf(await keOf(reader, state, day))
    case 'ke-unled':
      return idsOf(await forUnled(reader, state, day))
    case 'keepers':
      return idsOf(await keepers(reader, state))
    case 'deciders':
      return idsOf(await deciders(reader, state, day))
  }
}

/** Whoever holds a log, or sees to it as long as nobody does who may take part. */
async function holderOrLeaders(reader: Reader, state: Case, day: Day): Promise<PersonId[]> {
  if (lacksHolder(state, day)) return idsOf(await leaders(reader, state, day))
  return state.holder ? [state.holder] : []
}

function idsOf(people: Person[]): PersonId[] {
  return people.map(({ id }) => id)
}

/** On the days of standing in, and no other. */
function deputies(state: Case, day: Day): PersonId[] {
  const deputy = deputyOn(state, day)
  return deputy ? [deputy] : []
}

/** Who must know of what happens in a unit: its leaders, and KE where it has none. */
export function leadersOrKe(people: Person[], of: Pick<Case, 'municipality' | 'unit'>, day: Day) {
  const there = { ...of, excluded: [], recused: [] }
  const led = people.filter((one) => isLeaderOf(there, actorOf(one, day)))
  const ke = people.filter((one) => isKeIn(actorOf(one, day), of.municipality))
  return led.length > 0 ? { leaders: led, ke: [] } : { leaders: [], ke }
}

/**
 * Who else sees that somebody opened sealed content, and why: the leaders and the holder of the case's own service, and where none
 * of them is anybody else, those with the role that the model names.
 */
export async function seersOf(
  reader: Reader,
  state: Case,
  opener: PersonId,
  role: Role,
  day: Day,
): Promise<PersonId[]> {
  const holder = state.holder && !state.holderLeft ? await reader.people.get(state.holder) : null
  const isTheirs = holder?.active === true && worksInside(state, actorOf(holder, day), day)
  const near = [...idsOf(await leaders(reader, state, day)), ...(isTheirs ? [holder.id] : [])]
  const others = (list: PersonId[]) => [...new Set(list)].filter((id) => id !== opener && !isOut(state, id))
  const found = others(near)
  return found.length > 0 ? found : others(idsOf(await reader.people.withRole(state.municipality, role)))
}

/**
 * The unit's leaders, and KE where there is none but the one who made the open proposal, or who has leave: it may be decided still
 * by whoever does so on leave, and waits for nobody's return.
 */
export async function deciders(reader: Reader, state: Case, day: Day): Promise<Person[]> {
  return decidersAmong(await choiceIn(reader, state), state, day)
}

/**
 * As `deciders`, of each of many cases of one municipality: what the directory says of a unit is read once for all of its cases.
 * Throws for a case that was not among them.
 */
export async function decidersOfEach(reader: Reader, states: Case[], day: Day): Promise<(state: Case) => Person[]> {
  const known = new Map<UnitCode, Choice>()
  for (const state of states) if (!known.has(state.unit)) known.set(state.unit, await choiceIn(reader, state))
  return (state) => {
    const choice = known.get(state.unit)
    if (!choice) throw new Error(`who decides in ${state.id} was not asked`)
    return decidersAmong(choice, state, day)
  }
}

type Home = Pick<Case, 'municipality' | 'unit'>
/** Among whom those are who decide in the cases of a unit: who may lead there, and whoever is of KE. */
type Choice = { staff: Person[]; ke: Person[] }

async function choiceIn(reader: Reader, home: Home): Promise<Choice> {
  return { staff: await staffOf(reader, home), ke: await reader.people.withRole(home.municipality, 'ke') }
}

/** Remembered of lists that nobody can change, as those of the store, which are others once the directory is written. */
function decidersAmong({ staff, ke }: Choice, state: Case, day: Day): Person[] {
  return (Object.isFrozen(staff) && Object.isFrozen(ke) ? decidersLately : decidersIn)(state, staff, ke, day)
}

const decidersLately = lately(decidersIn)

function decidersIn(state: Case, staff: Person[], ke: Person[], day: Day): Person[] {
  const proposer = openProposal(state)?.by
  const able = leadersAmong(staff, state, day).filter(
    ({ id }) => !isOut(state, id) && !isAway(state, id) && id !== proposer,
  )
  if (able.some(({ id }) => !leaveOf(state, id))) return able
  return [...able, ...keAmong(ke, state, day).filter(({ id }) => able.every((one) => one.id !== id))]
}

/** Who can see to it that a unit gets a leader, where it has none: by whom the case says can be reached. */
async function forUnled(reader: Reader, state: Case, day: Day): Promise<Person[]> {
  switch (state.decides) {
    case 'unit':
      return []
    case 'ke':
      return keOf(reader, state, day)
    case 'nobody':
      return keepers(reader, state)
  }
}

/** The leaders of the case's unit on a day who can have a part in it, and whoever leads there on that day in the place of one. */
export async function leaders(reader: Reader, state: Case, day: Day): Promise<Person[]> {
  return (await everyLeader(reader, state, day)).filter(({ id }) => !isOut(state, id))
}

/** As `leaders`, with those who can have no part in it. */
export async function everyLeader(reader: Reader, state: Case, day: Day): Promise<Person[]> {
  return leadersAmong(await staffOf(reader, state), state, day)
}

function leadersAmong(staff: Person[], state: Case, day: Day): Person[] {
  return staff.filter((one) => isLeaderOf(state, actorOf(one, day)))
}

/** Who works in a unit, and whoever leads there on some days in the place of its leader. */
async function staffOf(reader: Reader, { municipality, unit }: Home): Promise<Person[]> {
  const there = await reader.people.ofUnit(municipality, unit)
  const standIns = await reader.standIns.in(municipality, unit)
  // The very list of the store, by which it is known again.
  if (standIns.length === 0) return there
  const staff = new Map(there.map((one) => [one.id, one]))
  for (const { person } of standIns) {
    const one = await reader.people.get(person)
    if (one?.active) staff.set(one.id, one)
  }
  return [...staff.values()]
}

/** Who waits for a unit that nobody leads, and who can see to it that somebody does; nobody, where somebody leads it. */
async function waitingFor(reader: Reader, state: Case, unit: UnitCode, day: Day): Promise<PersonId[]> {
  if ((await leaders(reader, { ...state, unit }, day)).length > 0) return []
  const holding = await holderOrLeaders(reader, state, day)
  return [...new Set([...holding, ...deputies(state, day), ...idsOf(await keepers(reader, state))])]
}

/** Whoever runs the model in the municipality; where there is none, whoever keeps its directory. */
async function keepers(reader: Reader, { municipality }: Case): Promise<Person[]> {
  const coordinators = await reader.people.withRole(municipality, 'coordinator')
  return coordinators.length > 0 ? coordinators : reader.people.withRole(municipality, 'administrator')
}

/** As `leaders`, in the coordinating unit. */
export async function keOf(reader: Reader, state: Case, day: Day): Promise<Person[]> {
  return keAmong(await reader.people.withRole(state.municipality, 'ke'), state, day)
}

function keAmong(people: Person[], state: Case, day: Day): Person[] {
  return people.filter((one) => isKeIn(actorOf(one, day), state.municipality) && !isOut(state, one.id))
}
