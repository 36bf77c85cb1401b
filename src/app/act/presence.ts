/**
 * Who stands in a case and is not there for it, and who leads, by the directory as it is now: looked at with every command in the
 * case, and whenever the directory or a way to somebody changes. What follows is the core's to say.
 */
import { type Away, waitedFor } from '../../core/away.ts'
import type { Case } from '../../core/case.ts'
import { covers } from '../../core/consent.ts'
import type { Post, Staff } from '../../core/decision.ts'
import { isOut } from '../../core/exclusion.ts'
import type { CaseId, Day, PersonId } from '../../core/ids.ts'
import type { LeaveNow } from '../../core/leave.ts'
import { openProposal } from '../../core/level.ts'
import { type Candidates, unmannedSince } from '../../core/manning.ts'
import { rolesIn } from '../../core/permission.ts'
import { holderOf, isInside, partsOf, postOf, postsIn, worksWithCases } from '../../core/post.ts'
import type { PresenceCommand } from '../../core/presence.ts'
import { recipientOf } from '../../core/recipient.ts'
import type { Person, Tx } from '../../ports.ts'
import { type Acting, actorOf, municipalityOf, todayIn } from '../app.ts'
import { everyLeader, keOf } from '../audience.ts'
import { hasHome } from './hours.ts'

/** What the case is told of its people. Whoever has leave leads nobody meanwhile, nor decides as KE: whoever is next does. */
export async function presenceIn(tx: Tx, app: Acting, state: Case): Promise<PresenceCommand> {
  const led = await everyLeader(tx, state, todayIn(app, state))
  const reached = await reachable(tx, app, led)
  const { away, leaves } = await awayFrom(tx, app, state)
  const silent = led
    .filter((one) => !reached.includes(one) && !isOut(state, one.id))
    .map(({ id: person }): Away => ({ person, why: 'silent' }))
  const ke = await reachable(tx, app, await keOf(tx, state, todayIn(app, state)))
  const onLeave = await leavesOf(tx, app, state, led)
  const back = backWithHour(app, state, reached, onLeave)
  const isBack = ({ person }: LeaveNow) => back.includes(person)
  const gone = [...onLeave, ...(await leavesOf(tx, app, state, ke))].filter((one) => !isBack(one))
  const there = ({ id }: Person) => !gone.some(({ person }) => person === id)
  return {
    type: 'presence.note',
    away: [...new Map([...silent, ...away].map((one) => [one.person, one])).values()],
    leaders: reached.filter(there).map(({ id }) => id),
    ke: ke.filter(there).map(({ id }) => id),
    contacts: await candidatesFor(tx, app, { ...state, away }),
    leaves: [...new Map([...onLeave, ...leaves].map((one) => [one.person, one])).values()].filter(
      (one) => !isBack(one),
    ),
  }
}

/**
 * Who of the leaders has no working day left of their leave, where nobody else could decide since whoever led meanwhile does so no
 * more: what is the unit's falls to KE neither at night, nor at the weekend, nor in the moment in which both are over. What is KE's
 * stays KE's until the hour in which people are at work.
 */
function backWithHour(app: Acting, state: Case, reached: Person[], onLeave: LeaveNow[]): PersonId[] {
  const open = openProposal(state)
  const isAway = (id: PersonId) => onLeave.some(({ person }) => person === id)
  const isDecided = reached.some(({ id }) => !isAway(id) && !isOut(state, id) && id !== open?.by)
  if (isDecided || state.decides !== 'unit' || open?.toKe) return []
  const next = municipalityOf(app, state.municipality).calendar.workingDayFrom(todayIn(app, state))
  return onLeave.filter(({ until }) => until < next).map(({ person }) => person)
}

/** Who of them has leave that has begun. */
async function leavesOf(tx: Tx, app: Acting, state: Case, people: Person[]): Promise<LeaveNow[]> {
  const found = await Promise.all(people.map(({ id }) => tx.people.get(id)))
  return found.flatMap((one) => leaveNow(app, one, todayIn(app, state)) ?? [])
}

/** It is over with the hour in which people are at work again, and not at midnight: until then it stands in the store. */
function leaveNow(app: Acting, person: Person | null, today: Day): LeaveNow | null {
  const leave = person?.leave
  const goesOn = person && leave?.looked && (today <= leave.until || hasHome(app, person))
  return goesOn ? { person: person.id, until: leave.until } : null
}

/** Who is gone or can't be reached, and who has leave that has begun. */
async function awayFrom(tx: Tx, app: Acting, state: Case): Promise<{ away: Away[]; leaves: LeaveNow[] }> {
  const away: Away[] = []
  const leaves: LeaveNow[] = []
  const today = todayIn(app, state)
  for (const person of waitedFor(state)) {
    const found = await tx.people.get(person)
    const leave = leaveNow(app, found, today)
    if (leave) leaves.push(leave)
    if (!found || hasGone(app, state, found)) away.push({ person, why: 'left' })
    else if (!(await isReachable(tx, app, person))) away.push({ person, why: 'silent' })
  }
  return { away, leaves }
}

/** Whether somebody has left, works elsewhere than where their part rests, or has no role any more that sees cases. */
function hasGone(app: Acting, state: Case, person: Person): boolean {
  if (!person.active) return true
  const actor = actorOf(person, todayIn(app, state))
  const parts = restingOn(state, person.id)
  const posts =
    parts.length > 0 ? parts.flatMap((part) => postOf(state, actor, part) ?? []) : postsIn(actor, state.municipality)
  return !posts.some(worksWithCases) || (person.id === state.holder && !mayHold(app, state, actor))
}

/** A wondering rests on the post in which somebody wondered. */
function restingOn(state: Case, person: PersonId) {
  const { owner, level, service, unit } = state
  return owner === person && level === 0 ? [{ person, service, unit }] : partsOf(state, person)
}

/** A consent that merely ran out makes no holder go: it is renewed. */
function mayHold(app: Acting, state: Case, actor: Staff): boolean {
  const part = holderOf(state)
  const post = part && postOf(state, actor, part)
  if (!post) return false
  const day = todayIn(app, state)
  // Where the unit was not kept, whoever is of the case's service is near it.
  const isNear = part.unit === null ? post.service === state.service : isInside(state, post)
  return !isNear || rolesIn(state, actor, day).includes('holder') || state.holderLeft !== null
}

/** Whether anything can be sent to them, in a channel there is. */
export async function isReachable(tx: Tx, { channels }: Acting, person: PersonId): Promise<boolean> {
  const accounts = await tx.people.accountsOf(person)
  return accounts.some(({ channel, unreachable }) => !unreachable && channels.has(channel))
}

async function reachable(tx: Tx, app: Acting, people: Person[]): Promise<Person[]> {
  const found: Person[] = []
  for (const one of people) if (await isReachable(tx, app, one.id)) found.push(one)
  return found
}

/** Whom to ask in each service that has nobody, of its units that are let in: contacts, and leaders where there are none. */
async function candidatesFor(tx: Tx, app: Acting, state: Case): Promise<Candidates[]> {
  const found: Candidates[] = []
  const day = todayIn(app, state)
  for (const service of Object.keys(unmannedSince(state, app.clock.now()))) {
    const staff = await reachable(tx, app, await tx.people.ofServices(state.municipality, [service]))
    const isAsked = (post: Post) => post.service === service && covers(state, recipientOf(post), null, day)
    const having = (role: 'contact' | 'leader') =>
      staff.filter(({ posts }) =>
        postsIn({ posts }, state.municipality).some((post) => isAsked(post) && post.roles.includes(role)),
      )
    const contacts = having('contact')
    const people = (contacts.length > 0 ? contacts : having('leader')).map(({ id }) => id)
    found.push({ service, people })
  }
  return found
}

/** The open cases a change of somebody may touch: those they stand in, those of units they lead, those with KE. */
export async function casesWith(tx: Tx, { id, posts, standsIn = [] }: Person): Promise<CaseId[]> {
  const stored = [...(await tx.cases.of(id, 'open'))]
  for (const { municipality, unit } of standsIn) stored.push(...(await tx.cases.ofUnit(municipality, unit, 'open')))
  for (const { municipality, unit, roles } of posts) {
    if (roles.includes('leader')) stored.push(...(await tx.cases.ofUnit(municipality, unit, 'open')))
    if (roles.includes('ke')) stored.push(...(await tx.cases.broughtToKe(municipality, 'open')))
  }
  return [...new Set(stored.map((one) => one.case.id))]
}
