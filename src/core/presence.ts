/**
 * What the directory says of those who stand in a case: who is not there for it, and who leads. What waited for somebody who is
 * gone goes on to whoever is next, in the entry that says so. Source: every duty has a person who can be reached, or somebody who
 * is told that it has none.
 */
import { type Away, hasLeft } from './away.ts'
import type { Case, Event } from './case.ts'
import { waitsForLeader } from './deadline.ts'
import { type Context, type Decision, happened, today } from './decision.ts'
import { isOut } from './exclusion.ts'
import type { PersonId, ProposalId } from './ids.ts'
import { openProposal } from './level.ts'
import { asksOf, type Candidates, unmannedSince } from './manning.ts'
import { type Audience, type Notice, refresh, tell, told } from './notice.ts'

/** Who sees to what waits for a leader: the unit's own, KE where it has none who can, or nobody. */
export type Deciding = 'unit' | 'ke' | 'nobody'

/** As the directory is now. `leaders` and `ke` are those who can be reached. */
export type PresenceCommand = {
  type: 'presence.note'
  away: Away[]
  leaders: PersonId[]
  ke: PersonId[]
  contacts: Candidates[]
}

/**
 * `proposal`: the one that is open, where nobody of the unit is left to decide it, so that KE does; `stuck` where KE can't either.
 */
export type PresenceEvent = {
  type: 'presence.noted'
  away: Away[]
  decides: Deciding
  proposal: ProposalId | null
  stuck: ProposalId | null
}

/** No event where nothing is other than the case knows. */
export function decidePresence(state: Case, command: PresenceCommand, context: Context): Decision {
  if (state.status === 'closed') return happened()
  const away = command.away.toSorted((a, b) => (a.person < b.person ? -1 : 1))
  const leaders = command.leaders.filter((one) => !isOut(state, one))
  const ke = command.ke.filter((one) => !isOut(state, one))
  const isSame = JSON.stringify(away) === JSON.stringify(state.away)
  const falls =
    leaders.length === 0 && (state.decides !== 'unit' || waitsForLeader({ ...state, away }, context.now, context))
  const decides = !falls ? 'unit' : ke.length > 0 ? 'ke' : 'nobody'
  const open = openProposal(state)
  const alone = open !== null && leaders.every((one) => one === open.by) ? open : null
  const proposal = alone && !alone.toKe && ke.length > 0 ? alone.id : null
  const stuck = alone && ke.length === 0 ? alone.id : null
  const noted = { type: 'presence.noted', away, decides, proposal, stuck } as const
  const isNews = !isSame || decides !== state.decides || proposal !== null || stuck !== state.stuck
  const after = isNews ? evolvePresence(state, noted) : state
  const asked = asksOf({ ...after, unmanned: unmannedSince(after, context.now) }, command.contacts, today(context))
  return happened(...(isNews ? [noted, ...partsOver(after)] : []), ...asked)
}

/** What ends with whoever has left; what could not be said to somebody is said once they can be reached. */
function partsOver(state: Case): Event[] {
  const { handOver, deputy, holder, holderLeft } = state
  const events: Event[] = []
  if (handOver && hasLeft(state, handOver.to)) events.push({ type: 'baton.cancelled', handOver: handOver.id })
  if (deputy && hasLeft(state, deputy.person)) events.push({ type: 'baton.deputy-ended' })
  if (holder && !holderLeft && hasLeft(state, holder)) events.push({ type: 'baton.left', person: holder })
  return events
}

export function evolvePresence(state: Case, { away, decides, proposal, stuck }: PresenceEvent): Case {
  const falls = decides !== 'unit'
  const proposals = state.proposals.map((one) => (one.id === proposal ? { ...one, toKe: true } : one))
  const raisedToKe = state.raisedToKe || decides === 'ke' || proposal !== null
  return { ...state, away, decides, stuck, proposals, fallsToKe: falls, raisedToKe }
}

/** Where a duty goes on to somebody by name or role, `notify` tells them; here is said what else has changed. */
export function noticesOfPresence({ decides, proposal, stuck }: PresenceEvent, before: Case, after: Case): Notice[] {
  const gone = after.away
    .map(({ person }) => person)
    .filter((person) => !before.away.some((one) => one.person === person))
  const open = openProposal(after)
  const falls = decides === 'ke' && before.decides !== 'ke'
  return [
    ...gone.flatMap((person) => noticesOfOne(before, after, person)),
    ...(falls && proposal === null && !isToldOf(after, gone)
      ? [told({ line: 'falls-to-ke', subject: '' }, ['ke'])]
      : []),
    ...(decides === 'nobody' && before.decides !== 'nobody'
      ? [
          told({ line: 'nobody-decides', subject: '' }, everybody),
          told({ line: 'nobody-leads', subject: '' }, ['keepers']),
        ]
      : []),
    ...(stuck && stuck !== before.stuck ? nobodyDecides(stuck) : []),
    ...(proposal ? [tell({ card: 'proposal', subject: proposal }, ['ke'])] : []),
    // Who can decide stands on it.
    ...(open && after.away !== before.away ? [refresh({ card: 'proposal', subject: open.id })] : []),
  ]
}

/** The next of the ladder after those in the case. */
const next: Audience[] = ['leaders', 'deciders']
const everybody: Audience[] = ['holder', 'deputy', 'owner', 'participants']

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
    ...(after.decides === 'unit' ? [told({ line: 'staff-left-no-leader', subject: '' }, ['ke-unled'])] : []),
  ]
}
