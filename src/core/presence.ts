/**
 * What the directory says of those who stand in a case: who is not there for it, and who leads. What waited for somebody who is
 * gone goes on to whoever is next, in the entry that says so. Source: every duty has a person who can be reached, or somebody who
 * is told that it has none.
 */
import { type Away, hasLeft } from './away.ts'
import { bearerOn } from './ball.ts'
import { withBack } from './baton.ts'
import type { Case } from './case.ts'
import { due } from './deadline.ts'
import { type Context, type Decision, happened, today } from './decision.ts'
import type { DueKey } from './due-key.ts'
import { isOut } from './exclusion.ts'
import type { Instant, PersonId, ProposalId } from './ids.ts'
import { bearerOf, type LeaveNow, leaveOf, type OnLeave } from './leave.ts'
import { openProposal } from './level.ts'
import { asksOf, type Candidates, unmannedSince } from './manning.ts'
import { type Audience, type Notice, refresh, tell, told } from './notice.ts'
import { partsEndedWhere } from './parts-ended.ts'

/** Who sees to what waits or will wait for a leader: the unit's own, KE where it has none who can, or nobody. */
export type Deciding = 'unit' | 'ke' | 'nobody'

/** As the directory is now. `leaders` and `ke` are those who can be reached, also who can have no part in this case. */
export type PresenceCommand = {
  type: 'presence.note'
  away: Away[]
  leaders: PersonId[]
  ke: PersonId[]
  contacts: Candidates[]
  /** Those of the case who have leave now. */
  leaves?: LeaveNow[]
}

export type PresenceEvent = {
  type: 'presence.noted'
  /** Everybody of the case who is not there for it: those whom the last entry named and this one does not are back. */
  away: Away[]
  /** Who sees to what waits for a leader from now on. */
  decides: Deciding
  /** The open proposal that goes to KE with this entry, since no leader who can be reached may decide it; null where none newly does. */
  proposal: ProposalId | null
  /** A proposal that was KE's, and lies with a leader again; null where none newly does. */
  back: ProposalId | null
  /** The open proposal that neither a leader nor KE can decide, from now until an entry says otherwise; null where there is none. */
  stuck: ProposalId | null
  /** What the ladder had brought to KE, and is not due any more. */
  settled: DueKey[]
  /** Who has leave from now until an entry says otherwise, and who bears the case meanwhile; not there where nobody has. */
  leave?: OnLeave
}

/** No event where nothing is other than the case knows. The one place that says whether something is KE's to see to. */
export function decidePresence(state: Case, command: PresenceCommand, context: Context): Decision {
  const away = inOrder(command.away)
  const leave = leaveIn({ ...state, away }, command, context)
  const told = withKe({ ...state, away, leave }, command, context)
  const noted = { type: 'presence.noted', away, ...told, ...(leave ? { leave } : {}) } as const
  const isSame = JSON.stringify([away, leave]) === JSON.stringify([state.away, state.leave])
  const { decides, proposal, back, stuck, settled } = noted
  const isMoved = decides !== state.decides || stuck !== state.stuck || proposal !== null || back !== null
  const isNews = !isSame || isMoved || settled.length > 0
  const after = isNews ? evolvePresence(state, noted, context.now) : state
  const asked = asksOf({ ...after, unmanned: unmannedSince(after, context.now) }, command.contacts, today(context))
  // Whoever has left stands in it no more: coming back gives them nothing until somebody adds them again.
  const ended = partsEndedWhere(after, ({ person }) => hasLeft(after, person))
  return happened(...(isNews ? [noted] : []), ...ended, ...asked)
}

function inOrder<T extends { person: PersonId }>(people: T[]): T[] {
  return people.toSorted((a, b) => (a.person < b.person ? -1 : 1))
}

function leaveIn(state: Case, { leaves = [] }: PresenceCommand, context: Context): OnLeave | null {
  if (leaves.length === 0) return null
  const people = inOrder(leaves).map(({ person, until }) => ({ person, until }))
  return { people, bears: bearerOn({ ...state, leave: { people, bears: 'holder' } }, today(context)) }
}

/** What falls to KE, and what no longer does. */
function withKe(
  state: Case,
  command: PresenceCommand,
  context: Context,
): Omit<PresenceEvent, 'type' | 'away' | 'leave'> {
  const leaders = command.leaders.filter((one) => !isOut(state, one))
  const ke = command.ke.filter((one) => !isOut(state, one))
  const open = openProposal(state)
  const alone = open !== null && leaders.every((one) => one === open.by) ? open : null
  const isDue = new Set(state.raised.length > 0 ? due(state, context.now, context).map(({ key }) => key) : [])
  // Of a wondering KE knows only as long as nobody leads its unit.
  const isBack = state.level === 0 && leaders.length > 0
  return {
    // Also where nothing waits for one yet: nobody is to find out that a case has no leader when it needs one.
    decides: leaders.length > 0 ? 'unit' : ke.length > 0 ? 'ke' : 'nobody',
    proposal: alone && !alone.toKe && ke.length > 0 ? alone.id : null,
    back: open?.toKe && !alone ? open.id : null,
    stuck: alone && ke.length === 0 ? alone.id : null,
    settled: state.raised.filter((key) => isBack || !isDue.has(key)),
  }
}

export function evolvePresence(state: Case, event: PresenceEvent, at: Instant): Case {
  const { away, decides, proposal, back, stuck, settled, leave = null } = event
  const proposals = state.proposals.map((one) =>
    one.id === proposal || one.id === back ? { ...one, toKe: one.id === proposal } : one,
  )
  const raised = state.raised.filter((key) => !settled.includes(key))
  const handOver = withBack(state, leave, at)
  return { ...state, away, leave, decides, stuck, proposals, raised, handOver }
}

/** Where a duty goes on to somebody by name or role, `notify` tells them; here is said what else has changed. */
export function noticesOfPresence({ decides, proposal, stuck }: PresenceEvent, before: Case, after: Case): Notice[] {
  const gone = after.away
    .map(({ person }) => person)
    .filter((person) => !before.away.some((one) => one.person === person))
  const open = openProposal(after)
  const falls = decides === 'ke' && before.decides !== 'ke'
  const isKeTold = proposal !== null || isToldOf(after, gone)
  return [
    ...gone.flatMap((person) => noticesOfOne(before, after, person)),
    ...borneBy(before, after),
    ...(falls ? fallsToKe(after, isKeTold ? [] : ['ke']) : []),
    ...(decides === 'nobody' && before.decides !== 'nobody'
      ? [
          told({ line: 'nobody-decides', subject: '' }, everybody),
          told({ line: 'nobody-leads', subject: '' }, ['keepers']),
        ]
      : []),
    ...(stuck && stuck !== before.stuck ? nobodyDecides(stuck) : []),
    ...(proposal ? [tell({ card: 'proposal', subject: proposal }, ['ke'])] : []),
    ...(before.decides === 'ke' && decides === 'unit' ? [told({ line: 'back-with-unit', subject: '' }, ['ke'])] : []),
    ...waitingAnew(before, after),
    // Who can decide stands on it.
    ...(open && after.away !== before.away ? [refresh({ card: 'proposal', subject: open.id })] : []),
  ]
}

/** The next of the ladder after those in the case. */
const next: Audience[] = ['leaders', 'deciders']
const everybody: Audience[] = ['holder', 'deputy', 'owner', 'participants']

/** Whoever bears it from now on while its holder has leave; that the holder is back everybody sees. */
function borneBy(before: Case, after: Case): Notice[] {
  const bears = bearerOf(after)
  if (bears === bearerOf(before)) return []
  if (bears === 'deputy') return [told({ line: 'holder-on-leave', subject: '' }, ['deputy'])]
  return bears === 'nobody' ? [told({ line: 'holder-on-leave-alone', subject: '' }, next)] : []
}

/** Until when an offer of the baton is to be answered stands on it. */
function waitingAnew(before: Case, { handOver, leave }: Case): Notice[] {
  const isOther = handOver && leaveOf(before, handOver.to)?.until !== leaveOf({ leave }, handOver.to)?.until
  return isOther ? [refresh({ card: 'hand-over', subject: handOver.id })] : []
}

/** Told to those who go on in the case, and to KE. */
function fallsToKe({ level }: Case, ke: Audience[]): Notice[] {
  const bearing: Audience[] = level === 0 ? ['owner'] : ['holder', 'deputy']
  return [told({ line: 'falls-to-ke', subject: '' }, [...ke, ...bearing])]
}

/** Whether they learn of whoever held it, or wondered, that they must be replaced: what falls to them stands in that. */
function isToldOf({ owner, holder, level }: Case, gone: PersonId[]): boolean {
  return gone.some((person) => person === (level === 0 ? owner : holder))
}

/** Those who are left in it, and who can see to it that somebody decides again. */
function nobodyDecides(subject: ProposalId): Notice[] {
  return [
    told({ line: 'proposal-stuck', subject }, ['leaders', ...everybody]),
    told({ line: 'nobody-leads', subject: '' }, ['keepers']),
  ]
}

function noticesOfOne(before: Case, after: Case, person: PersonId): Notice[] {
  const { owner, holder, holderLeft, deputy, level, participants } = after
  const left = hasLeft(after, person)
  const notices: Notice[] = []
  if (level === 0) return owner === person ? [told({ line: 'owner-gone', subject: '' }, next)] : notices
  // Of a holder who has left `baton.left` tells.
  if (person === holder && !holderLeft)
    return left ? notices : [...notices, told({ line: 'holder-silent', subject: '' }, ['deputy', ...next])]
  if (before.deputy?.person === person || deputy?.person === person)
    notices.push(told({ line: 'deputy-gone', subject: '' }, ['holder', ...next]))
  if (!left || !participants.some((one) => one.person === person)) return notices
  return [
    ...notices,
    told({ line: 'staff-left', subject: '' }, ['leaders']),
    // Of a case that falls to them now KE learns with that.
    ...(after.decides === before.decides && after.decides !== 'nobody'
      ? [told({ line: 'staff-left-no-leader', subject: '' }, ['ke-unled'])]
      : []),
  ]
}
