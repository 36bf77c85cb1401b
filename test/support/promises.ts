/** What must hold after every event and every step of a case, whatever happened. Each promise throws with its name. */

import { isDeepStrictEqual } from 'node:util'
import type { Case, Command, Entry } from '../../src/core/case.ts'
import { covers } from '../../src/core/consent.ts'
import { type Ball, type Due, due } from '../../src/core/deadline.ts'
import type { Actor } from '../../src/core/decision.ts'
import type { Day, Instant, PersonId, ProposalId, Recipient, ServiceCode } from '../../src/core/ids.ts'
import { isBroughtToKe } from '../../src/core/ke.ts'
import { rolesIn } from '../../src/core/permission.ts'
import type { Calendar, Policy } from '../../src/core/policy.ts'
import { accessTo } from '../../src/core/reading.ts'
import { agenda, nextMoment } from '../../src/core/reminder.ts'
import type { Family } from './family.ts'
import { people, units } from './sample.ts'

export type Watched = {
  family: Family
  decided: Set<ProposalId>
  /** Whether the case has come to another unit than the one in which it began. */
  hasMoved: boolean
  /** Whether it is still the time when a family could name services alone: who joins then is judged by whom that counts for. */
  isOld: boolean
  /** Whether it began in that time: somebody who was offered it then may be of a unit for which that did not count. */
  wasOld: boolean
  policy: Policy
  calendar: Calendar
}

/** Who may bring anything about, told without the table of permissions. */
export function mayHaveActed(before: Case | null, actor: Actor, day: Day): void {
  promise('nobody acts in a case of another municipality', !before || worksIn(actor, before))
  promise('an administrator without a part in the case does nothing', actor.person !== people.administrator.person)
  promise('whoever acts has a part in the case', !before || hasPart(before, actor, day))
}

/** Whom the family excluded, no answer lifts that was not shown them. */
export function afterAnswer(before: Case | null, command: Command, after: Case | null): void {
  if (command.type !== 'consent.record') return
  const unseen = (before?.excluded ?? []).filter(({ person }) => !command.excludedShown.includes(person))
  const stays = (person: PersonId) => after?.excluded.some((one) => one.person === person) ?? false
  promise(
    'nobody comes back by an answer that was not shown them',
    unseen.every(({ person }) => stays(person)),
  )
}

/** What one event may do. */
export function afterEvent(before: Case | null, after: Case, entry: Entry, watched: Watched): void {
  const day = watched.calendar.dayOf(entry.at)
  if (entry.event.type === 'transition.received' && before && unitOf(before) !== unitOf(after)) watched.hasMoved = true
  promise('only ids, codes, numbers and dates are in the log', wordless(entry))
  promise('no proposal is decided twice or by its proposer', decidedOnce(after, entry, watched.decided))
  promise(
    'the family has agreed to every service that joins',
    watched.isOld || joinedWithConsent(before, after, day, watched),
  )
  // Where a case has moved, its new service is its own, and the one it came from stays as long as the family lets it.
  const joins = after.services.some((service) => service !== after.service && !before?.services.includes(service))
  promise('no service joins a level that has no room for it', !before || !joins || hasRoom(after, watched.policy))
}

/** Of those who must sign nobody is left out by the way. `was` and `is` are they, by service, before and after somebody told of them. */
export function afterTold(before: Case | null, { event, by }: Entry, was: string[], is: string[]): void {
  if (!before?.signersNamed || was.every((one) => is.includes(one))) return
  const leads = Object.values(people).some((one) => one.person === by && leadsUnit(one, before))
  const why = event.type === 'consent.signers-named' ? event.reason : null
  promise('fewer sign, or others, only where the leader says why', leads && why !== null)
}

function leadsUnit(actor: Actor, { unit }: Case): boolean {
  return actor.kind === 'staff' && actor.posts.some((post) => post.unit === unit && post.roles.includes('leader'))
}

/** What a case is whenever somebody looks at it. */
export function afterStep(state: Case, now: Instant, watched: Watched): void {
  const { policy, calendar } = watched
  const day = calendar.dayOf(now)
  const level1 = state.status === 'open' && state.level > 0
  promise('an open case from level 1 has a holder', !level1 || state.holder !== null)
  promise('what is covered is what the family said', sameWord(state, day, watched))
  promise(
    'nobody reads what is not covered',
    Object.values(people).every((one) => readsOnlyCovered(state, one, day, watched)),
  )
  promise(
    'whoever the family excluded has no part',
    Object.values(people).every((one) => !watched.family.excludes(one.person) || isOut(state, one, day, watched)),
  )
  const list = due(state, now, watched)
  promise('nobody stands in it to whom the family has said no', watched.wasOld || standsInvited(state, watched))
  promise(
    'the ball lies with nobody whom the family does not let in',
    // But for who comes from a service: that is for whoever is asked to say, whatever else they are in the case.
    watched.wasOld ||
      list.every(({ ball, signal }) => signal === 'service-unmanned' || isLetIn(state, ball, day, watched)),
  )
  promise(
    'the leader has it that nobody holds it who is let in',
    watched.wasOld || !isHolderOut(state, day, watched) || list.some(isNobodyHolding),
  )
  promise(
    'the ball lies with nobody whom the family excluded',
    list.every(({ ball }) => !watched.family.excludes(withWhom(state, ball))),
  )
  promise(
    'nothing is late at the moment it arises, nor due before it',
    list.every(({ day: by, lateFrom, since }) => lateFrom > calendar.dayOf(since) && by >= calendar.dayOf(since)),
  )
  promise('every obligation has its own key', new Set(list.map(({ key }) => key)).size === list.length)
  promise('an open case always has somebody with the ball', (state.status === 'open') === list.length > 0)
  promise(
    'the ball lies with somebody who takes part',
    list.every(({ ball }) => ball.role !== 'person' || takesPart(state, ball.person)),
  )
  promise(
    'the ball lies with nobody who is not there for it',
    list.every(({ ball }) => !state.away.some(({ person }) => person === withWhom(state, ball))),
  )
  promise(
    'the ball lies with the holder only while there is one',
    list.every(({ ball }) => ball.role !== 'holder' || !state.holderLeft),
  )
  const agended = agenda(state, now, watched)
  promise(
    'the bot is back by the first of what it has to do',
    nextMoment(state, now, watched) === (agended[0]?.at ?? null),
  )
  for (const { at } of agended) {
    const on = calendar.dayOf(at)
    const within = at >= calendar.at(on, policy.workingHours.from) && at < calendar.at(on, policy.workingHours.to)
    promise('the bot writes on working days within working hours', calendar.isWorkingDay(on) && within)
  }
}

function promise(what: string, kept: boolean): void {
  if (!kept) throw new Error(`broken promise: ${what}`)
}

/** The unit of a service stands behind a slash. */
const wordlike = /^[a-z0-9][A-Za-z0-9_.:-]*(\/[a-z0-9-]+)?$/
const ref = /^[A-Z]{2,4}-\d+$/

function wordless(value: unknown): boolean {
  if (typeof value === 'string') return value === '' || wordlike.test(value) || ref.test(value)
  if (Array.isArray(value)) return value.every(wordless)
  if (typeof value !== 'object' || value === null) return value === null || ['number', 'boolean'].includes(typeof value)
  return Object.values(value).every(wordless)
}

function worksIn(actor: Actor, { municipality }: Case): boolean {
  if (actor.kind !== 'staff') return actor.municipality === municipality
  return actor.posts.some((post) => post.municipality === municipality)
}

/** Whether somebody stands in the case at all, told without the table of permissions. */
function hasPart(state: Case, actor: Actor, day: Day): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'family')
    return state.family.some(({ id, status, shutOut }) => id === actor.person && status === 'confirmed' && !shutOut)
  const { person, posts } = actor
  const there = posts.filter(({ municipality }) => municipality === state.municipality)
  if (state.recused.includes(person)) return false
  const { deputy, handOver, participants, concern, contacts } = state
  const stands = [
    state.holder,
    handOver?.to,
    ...participants.map((one) => one.person),
    ...concern.questions.map(({ to }) => to),
    ...contacts.map((one) => one.person),
  ]
  const standsIn = deputy?.person === person && deputy.from <= day && day <= deputy.until
  const ownsIt = state.owner === person && state.level === 0
  const leads = there.some(
    ({ unit, roles }) =>
      (roles.includes('leader') && unit === state.unit) || (roles.includes('ke') && isBroughtToKe(state)),
  )
  const coming = state.status === 'open' ? state.transitions.filter(({ status }) => status === 'planned') : []
  const receives = there.some(({ unit, roles }) => roles.includes('leader') && coming.some((one) => one.unit === unit))
  return stands.includes(person) || standsIn || ownsIt || leads || receives
}

function decidedOnce(after: Case, { event }: Entry, decided: Set<ProposalId>): boolean {
  if (event.type !== 'level.decided') return true
  const first = !decided.has(event.proposal)
  decided.add(event.proposal)
  return first && after.proposals.some(({ id, by }) => id === event.proposal && by !== event.by)
}

function joinedWithConsent(before: Case | null, after: Case, day: Day, watched: Watched): boolean {
  const { family, policy } = watched
  if (after.mode !== 'digital' && after.level < policy.logOpensAtLevel) return true
  const fresh = (service: ServiceCode) => service !== after.service && !before?.services.includes(service)
  const takesOver =
    after.holder === before?.holder ? [] : [unitOf({ service: after.holderService, unit: after.holderUnit })]
  const there = (before?.participants ?? []).map(unitOf)
  const came = [...after.participants.map(unitOf), ...takesOver].filter((one) => !there.includes(one))
  const opens = after.mode === 'digital' && before?.mode !== 'digital'
  const joined = [...after.services.filter(fresh), ...came.filter((one) => !isHome(after, one, watched))]
  return [...joined, ...(opens ? [unitOf(after)] : [])].every((one) => family.allows(one, null, day))
}

function unitOf({ service, unit }: { service: ServiceCode; unit: string | null }): Recipient {
  return unit === null ? service : `${service}/${unit}`
}

/** Where it began, or where the family has ever let it come: those there need not be let in. */
function isHome(state: Case, one: Recipient, { hasMoved, family }: Watched): boolean {
  return one === unitOf(state) && (!hasMoved || family.hasLet(one))
}

/** A help service that holds the baton keeps it, also when the case moves down to a level without room for it. */
function hasRoom({ level, services, service, holderService }: Case, policy: Policy): boolean {
  const allowed = policy.levels.find(({ number }) => number === level)?.maxHelpServices ?? null
  const helpers = services.filter((one) => one !== service && one !== holderService)
  return allowed === null || level === 0 || helpers.length <= allowed
}

function sameWord(state: Case, day: Day, { family, policy }: Watched): boolean {
  return ['skole', 'ppt', 'skolehelsetjeneste', 'bup', ...units].every((one) =>
    [null, ...policy.topics].every((topic) => covers(state, one, topic, day) === family.allows(one, topic, day)),
  )
}

function readsOnlyCovered(state: Case, actor: Actor, day: Day, watched: Watched): boolean {
  const { family, policy } = watched
  const access = accessTo(state, actor, day, policy.topics)
  if (!access) return true
  const [post] = actor.kind === 'staff' ? actor.posts : []
  if (!post || !worksIn(actor, state) || !hasPart(state, actor, day)) return false
  const isInside = isHome(state, unitOf(post), watched)
  if (state.status === 'closed' && !isInside) return false
  if (access.topics === 'all') return isInside
  const allowed = policy.topics.filter((topic) => family.allows(unitOf(post), topic, day))
  return isDeepStrictEqual(access.topics, allowed)
}

function isOut(state: Case, actor: Actor, day: Day, { policy }: Watched): boolean {
  const { holder, holderLeft, deputy, handOver, participants } = state
  const { person } = actor
  const stands: (string | null | undefined)[] = [
    holderLeft ? null : holder,
    deputy?.person,
    handOver?.to,
    ...participants.map((one) => one.person),
  ]
  return (
    !stands.includes(person) &&
    rolesIn(state, actor, day).length === 0 &&
    accessTo(state, actor, day, policy.topics) === null
  )
}

type Place = { service: string; unit: string | null }

function places({ holder, holderLeft, holderService, holderUnit, deputy, handOver, participants }: Case): Place[] {
  const held = holder && !holderLeft ? [{ service: holderService, unit: holderUnit }] : []
  return [...held, ...[deputy, handOver].filter((one) => one !== null), ...participants]
}

function standsInvited(state: Case, watched: Watched): boolean {
  if (state.status === 'closed' || state.level === 0) return true
  return places(state).every((one) => isHome(state, unitOf(one), watched) || watched.family.invites(unitOf(one)))
}

function isOpenTo(state: Case, place: Place, day: Day, watched: Watched): boolean {
  return isHome(state, unitOf(place), watched) || watched.family.allows(unitOf(place), null, day)
}

function isHolderOut(state: Case, day: Day, watched: Watched): boolean {
  const { holder, holderLeft, holderService: service, holderUnit: unit } = state
  if (state.status === 'closed' || state.level === 0) return false
  return holder !== null && (holderLeft !== null || !isOpenTo(state, { service, unit }, day, watched))
}

function isNobodyHolding({ signal, ball }: Due): boolean {
  return signal === 'no-holder' && ball.role === 'leader'
}

/** By one of their parts. */
function isLetIn(state: Case, ball: Ball, day: Day, watched: Watched): boolean {
  if (ball.role === 'holder') return !isHolderOut(state, day, watched)
  if (ball.role !== 'person') return true
  const { deputy, handOver, participants } = state
  const offered = handOver && { ...handOver, person: handOver.to }
  const parts = [deputy, offered, ...participants].filter((one) => one?.person === ball.person)
  return parts.length === 0 || parts.some((one) => one && isOpenTo(state, one, day, watched))
}

function withWhom(state: Case, ball: Ball): PersonId | null {
  if (ball.role === 'person') return ball.person
  if (ball.role === 'leader') return null
  return ball.role === 'owner' ? state.owner : state.holder
}

/** Or is asked who comes from a service: that is theirs to say. */
function takesPart({ participants, handOver, deputy, contacts }: Case, person: string): boolean {
  const others = [handOver?.to, deputy?.person, ...contacts.map((one) => one.person)]
  return others.some((one) => one === person) || participants.some((one) => one.person === person)
}
