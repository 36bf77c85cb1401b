/** Draws a proposal to move a level for one reader: to decide, or how it ended. Opens the case: checked and logged. */
import type { Offer } from '../../../cards/parts/offer.ts'
import { proposal as card } from '../../../cards/proposal.ts'
import type { Case } from '../../core/case.ts'
import type { Day, ProposalId, WordId } from '../../core/ids.ts'
import { asksForIndividualPlan, decideBy, isForKe, missingConsent, type Proposal } from '../../core/level.ts'
import { nextMeeting } from '../../core/meeting.ts'
import { mayDecide, seesOutlineAlone } from '../../core/permission.ts'
import { may, offer, seeCase, show } from '../actions/index.ts'
import { deciders, keOf } from '../audience.ts'
import { levelName, nameOf, type Opened, openCase, serviceNames, toReader, type Viewer } from '../see/index.ts'
import { type MaybeDrawn, noAccess, nothingToSay } from './drawn.ts'

export async function drawProposal(viewer: Viewer, state: Case, subject: ProposalId): Promise<MaybeDrawn> {
  const proposal = state.proposals.find(({ id }) => id === subject)
  if (!proposal) return nothingToSay
  const opened = await openCase(viewer, state, 'proposal')
  if (!opened) return noAccess
  const { policy, calendar, today, person, say } = viewer
  const { status } = proposal
  const open = status === 'open'
  const outline = seesOutlineAlone(opened.access)
  // What does not fall to KE is nothing they know of.
  if (outline && !isForKe(proposal, viewer)) return noAccess
  const missing = missingConsent(state, proposal, policy, today)
  const { topics } = opened.access
  const words = await opened.words(topics === 'all' || topics.length > 0 ? wordsOf(proposal) : [])
  const outcome = open ? null : await outcomeOf(viewer, proposal, words, outline)
  const made = calendar.dayOf(proposal.at)
  const args = {
    ref: state.ref,
    from: levelName(viewer, proposal.from),
    to: levelName(viewer, proposal.to),
    day: made,
    outcome,
    by: outline ? say('outline.proposer') : await nameOf(viewer, proposal.by),
    own: proposal.by === person.id,
    reason: words.get(proposal.reason) ?? null,
    services: outline ? [] : serviceNames(viewer, proposal.services),
    missing: serviceNames(viewer, missing),
    deadline: decideBy(proposal, viewer),
    deciders: outline ? [] : await decidersOf(viewer, state, proposal),
    outline: outline ? { holds: missing.length === 0, meeting: meetingDay(state) } : null,
    offers: offersFor(viewer, opened, proposal, missing.length > 0),
  }
  return { card: card(args, say), settled: !open }
}

function wordsOf({ reason, decision }: Proposal): (WordId | null)[] {
  return [reason, decision?.reason ?? null, decision?.view ?? null, decision?.without ?? null]
}

/** The day of the meeting that it is decided after: the one that is set, or the last that was held. */
function meetingDay(state: Case): Day | null {
  const held = state.meetings.filter(({ status }) => status === 'held').map(({ day }) => day)
  return nextMeeting(state)?.day ?? held.sort().at(-1) ?? null
}

/** Those who may decide now, by name: KE among them once the unit has let it stand too long. */
async function decidersOf(viewer: Viewer, state: Case, proposal: Proposal): Promise<string[]> {
  const ke = isForKe(proposal, viewer) ? await keOf(viewer.reader, state) : []
  const able = [...(await deciders(viewer.reader, state)), ...ke].filter(({ id }) => id !== proposal.by)
  return [...new Map(able.map(({ id, name }) => [id, name])).values()]
}

async function outcomeOf(viewer: Viewer, proposal: Proposal, words: Map<string, string>, outline: boolean) {
  const { status, decision } = proposal
  if (status === 'withdrawn' || status === 'lapsed' || status === 'cancelled') return { status }
  if (!decision || status === 'open') return null
  const { meetingDay, childTookPart, parentsTookPart, childAsked, reason, view, without } = decision
  const isOwn = decision.by === viewer.person.id
  return {
    status,
    meetingDay,
    childTookPart,
    parentsTookPart,
    childAsked,
    by: outline && !isOwn ? viewer.say('role.leader') : await toReader(viewer)(decision.by),
    individualPlan:
      status === 'approved' && asksForIndividualPlan(viewer.policy, proposal)
        ? (decision.individualPlan ?? false)
        : null,
    day: viewer.calendar.dayOf(decision.at),
    reason: words.get(reason) ?? null,
    view: view ? (words.get(view) ?? null) : null,
    without: without ? (words.get(without) ?? null) : null,
  }
}

/** The card of a proposal that is over offers none of them, and one that lacks a consent offers no approval. */
function offersFor(viewer: Viewer, { case: state }: Opened, made: Proposal, isMissing: boolean): Offer[] {
  const { id: proposal, by } = made
  const data = { case: state.id, proposal, back: `proposal|${proposal}` }
  const see = seeCase(state)
  if (by === viewer.person.id) return [offer('level.withdraw', data), ...consents(viewer, state, isMissing), see]
  if (!mayDecide(state, made, viewer)) return [...consents(viewer, state, isMissing), see]
  const approve = offer('level.decide', { ...data, approve: 'yes' }, 'primary')
  const reject = offer('level.decide', { ...data, approve: 'no' })
  return [approve, reject, ...consents(viewer, state, isMissing), see]
}

function consents(viewer: Viewer, state: Case, isMissing: boolean): Offer[] {
  return isMissing && may(state, viewer, 'consent.request') ? [show('show.consents', { case: state.id })] : []
}
