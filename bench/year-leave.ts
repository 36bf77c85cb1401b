/** Who is away in a year, and what they say of it before they go; and how many did, and with whom their cases lay meanwhile. */
import type { Case } from '../src/core/case.ts'
import type { CaseId, Day, PersonId } from '../src/core/ids.ts'
import { type Bearer, bearerOf } from '../src/core/leave.ts'
import { comesAtOnce } from '../src/outgoing.ts'
import { colleaguesIn, doerIn, type Refusals } from './year-doer.ts'
import type { Message, Town } from './year-town.ts'

/** `isSaid`: whether they say so, and are not merely away. */
export type Leave = { person: PersonId; from: Day; until: Day; isSaid: boolean }

/**
 * How many said that they were away, how often what was a holder's came to a deputy for it, or to a leader alone, and how many messages
 * that could wait came to somebody who was away.
 */
export type Leaves = { said: number; deputy: number; alone: number; disturbed: number; bearers: Map<CaseId, Bearer> }

const onLeave = 0.2
const namesDeputy = 0.5
const saysSo = 0.8

export function createLeaves(): Leaves {
  return { said: 0, deputy: 0, alone: 0, disturbed: 0, bearers: new Map() }
}

/** Some of all are away for some days, of those from a day on. */
export function leavesOf({ people, dice, calendar }: Town, from: Day, days: number): Leave[] {
  return [...people.keys()].flatMap((person): Leave[] => {
    if (!dice.isLucky(onLeave)) return []
    const first = calendar.workingDayFrom(calendar.addDays(from, dice.below(days)))
    const until = calendar.addWorkingDays(first, dice.between(4, 15))
    return [{ person, from: first, until, isSaid: dice.isLucky(saysSo) }]
  })
}

type Around = { town: Town; life: { leaves: Leave[] }; leaves: Leaves; refusals: Refusals; today: Day }

/** Whoever is away from tomorrow on mostly says so, and who stands in. */
export async function goAway({ town, life, leaves, refusals, today }: Around): Promise<void> {
  const tomorrow = town.calendar.addWorkingDays(today, 1)
  for (const one of life.leaves.filter(({ from }) => from === tomorrow)) {
    const { person, from, until } = one
    if (one.isSaid && (await isSaid(town, one))) leaves.said += 1
    for (const { id, holder, unit, status } of town.eye.cases.values()) {
      if (holder !== person || status === 'closed' || !town.dice.isLucky(namesDeputy)) continue
      const to = town.dice.one(colleaguesIn(town, unit, [person]))
      if (to) await doerIn(town, id, person, refusals).does({ type: 'baton.deputize', to, from, until })
    }
  }
}

/** In their own chat, as anybody would; whether it is kept. */
async function isSaid(town: Town, { person, from, until }: Leave): Promise<boolean> {
  const [account] = await town.read((tx) => tx.people.accountsOf(person))
  if (account) await town.press(account, 'set.leave', {}, { from, until })
  return town.read(async (tx) => (await tx.people.get(person))?.leave !== undefined)
}

/** A message that came to somebody. */
export function noteMessage(leaves: Leaves, all: Leave[], { person, about }: Message, today: Day): void {
  const isAway = isOnLeave(
    all.filter((one) => one.isSaid),
    person,
    today,
  )
  if (isAway && !comesAtOnce(about.card)) leaves.disturbed += 1
}

/** A case as it is now: with whom what is its holder's lies. */
export function noteBearer(leaves: Leaves, state: Case): void {
  const [before, bears] = [leaves.bearers.get(state.id) ?? 'holder', bearerOf(state)]
  leaves.bearers.set(state.id, bears)
  if (bears === before) return
  if (bears === 'deputy') leaves.deputy += 1
  if (bears === 'nobody') leaves.alone += 1
}

export function isOnLeave(leaves: Leave[], person: PersonId, day: Day): boolean {
  return leaves.some((one) => one.person === person && one.from <= day && day <= one.until)
}
