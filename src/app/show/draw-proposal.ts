/** Draws a proposal to move a level for one reader: to decide, or how it ended. Opens the case: checked and logged. */
import type { Offer } from '../../../cards/parts/offer.ts'
import { proposal as card, type ProposalArgs } from '../../../cards/proposal.ts'
import type { Case } from '../../core/case.ts'
import type { Day, ProposalId, ServiceCode, TopicCode, WordId } from '../../core/ids.ts'
import { isStuck } from '../../core/ke.ts'
import { leavesNobody } from '../../core/left-out.ts'
import { asksForIndividualPlan, missingConsent, type Proposal } from '../../core/level.ts'
import { nextMeeting } from '../../core/meeting.ts'
import { mayDecide } from '../../core/permission.ts'
import { unaskedFor } from '../../core/proposal-consent.ts'
import { decideBy, isForKe } from '../../core/proposal-time.ts'
import { opensTopic, seesOutlineAlone } from '../../core/reading.ts'
import { meantIn } from '../../core/recipient.ts'
import { saidNo } from '../../core/said-no.ts'
import { may, offer, seeCase, show } from '../actions/index.ts'
import { deciders, keOf } from '../audience.ts'
import {
  levelWithin,
  markedToReader,
  nameOf,
  noesSeen,
  type Opened,
  openCase,
  recipientsWithin,
  serviceNames,
  servicesWithin,
  toReader,
  type Viewer,
} from '../see/index.ts'
import { type MaybeDrawn, noAccess, nothingToSay } from './drawn.ts'

export async function drawProposal(viewer: Viewer, state: Case, subject: ProposalId): Promise<MaybeDrawn> {
  const proposal = state.proposals.find(({ id }) => id === subject)
  if (!proposal) return nothingToSay
  const opened = await openCase(viewer, state, 'proposal')
  if (!opened) return noAccess
  const outline = seesOutlineAlone(opened.access)
  // What does not fall to KE is nothing they know of.
  if (outline && !isForKe(state, proposal, viewer)) return noAccess
  const args = await argsOf(viewer, opened, proposal, outline)
  return { card: card(args, viewer.say), settled: proposal.status !== 'open' }
}

async function argsOf(viewer: Viewer, opened: Opened, proposal: Proposal, outline: boolean): Promise<ProposalArgs> {
  const { case: state } = opened
  const { calendar, person, say } = viewer
  const waiting = waitingIn(viewer, state, proposal, outline)
  const words = await opened.words(outline ? ownWords(viewer, proposal) : readableOf(opened, proposal))
  const out = proposal.decision?.leftOut ?? waiting.refused
  return {
    ref: state.ref,
    from: levelWithin(viewer, proposal.from),
    to: levelWithin(viewer, proposal.to),
    day: calendar.dayOf(proposal.at),
    outcome: proposal.status === 'open' ? null : await outcomeOf(viewer, opened, proposal, words),
    by: outline ? say('outline.proposer') : await nameOf(viewer, proposal.by),
    own: proposal.by === person.id,
    reason: textOf(words, proposal.reason),
    isWritten: proposal.reason !== null,
    services: outline ? [] : serviceNames(viewer, except(proposal.services, out)),
    missing: await missingNames(viewer, state, waiting.lacking),
    refused: await missingNames(viewer, state, waiting.refused),
    goesOn: waiting.goesOn,
    deadline: decideBy(state, proposal, viewer),
    deciders: outline ? [] : await decidersOf(viewer, state, proposal),
    outline: outline ? { holds: waiting.lacking.length === 0, meeting: meetingDay(state) } : null,
    offers: offersFor(viewer, opened, proposal, waiting),
  }
}

/** Whose consent is lacking, and whom the family said no to: of that KE, which no consent covers, learns only that the conditions do not hold. */
type Waiting = { lacking: ServiceCode[]; refused: ServiceCode[]; goesOn: ProposalArgs['goesOn'] }

function waitingIn(viewer: Viewer, state: Case, proposal: Proposal, outline: boolean): Waiting {
  const { policy, today } = viewer
  const missing = missingConsent(state, proposal, policy, today)
  const known = outline ? [] : noesOf(viewer, state, proposal, missing)
  const refused = known.filter((service) => saidNo(state, meantIn(state, service)))
  const goesOn = refused.length > 0 ? wayOn(viewer, state, proposal, refused) : null
  return { lacking: except(missing, refused), refused, goesOn }
}

/** Whoever decides knows of them all, since it can go on without; to others one that is refused is lacking, as one not asked is. */
function noesOf(viewer: Viewer, state: Case, proposal: Proposal, services: ServiceCode[]): ServiceCode[] {
  return mayDecide(state, proposal, viewer) ? services : noesSeen(viewer, state, services)
}

/** Of the case's own service, its own unit is missing. */
function missingNames(viewer: Viewer, state: Case, services: ServiceCode[]): Promise<string[]> {
  const meant = services.map((service) => meantIn(state, service))
  return recipientsWithin(viewer, state, meant)
}

/** Of the topic of each; of a time when none was asked, whoever is let in. */
function readableOf({ access }: Opened, proposal: Proposal): (WordId | null)[] {
  const { reason, topic, decision } = proposal
  const readsSome = access.topics === 'all' || access.topics.length > 0
  const opens = (of: TopicCode | null) => (of === null ? readsSome : opensTopic(access, of))
  const after = decision && opens(decision.topic) ? [decision.reason, decision.view, decision.without] : []
  return [...(opens(topic) ? [reason] : []), ...after]
}

/** Whoever decided reads why they did, whatever else is closed to them. */
function ownWords({ person }: Viewer, { decision }: Proposal): (WordId | null)[] {
  return decision?.by === person.id ? [decision.reason, decision.without] : []
}

function textOf(words: Map<string, string>, id: WordId | null): string | null {
  return id ? (words.get(id) ?? null) : null
}

function except(services: ServiceCode[], out: ServiceCode[]): ServiceCode[] {
  return services.filter((service) => !out.includes(service))
}

/** Whether it can be approved without those that the family said no to; nobody goes on without the service that the case is of. */
function wayOn({ policy }: Viewer, state: Case, proposal: Proposal, refused: ServiceCode[]): ProposalArgs['goesOn'] {
  if (refused.includes(state.service)) return 'not'
  return leavesNobody(state, proposal, refused, policy) ? 'alone' : 'without'
}

/** The day of the meeting that it is decided after: the one that is set, or the last that was held. */
function meetingDay(state: Case): Day | null {
  const held = state.meetings.filter(({ status }) => status === 'held').map(({ day }) => day)
  return nextMeeting(state)?.day ?? held.sort().at(-1) ?? null
}

/** Those who may decide now, by name: KE among them once the unit has let it stand too long; nobody while none can be reached. */
async function decidersOf(viewer: Viewer, state: Case, proposal: Proposal): Promise<string[]> {
  if (isStuck(state)) return []
  const ke = isForKe(state, proposal, viewer) ? await keOf(viewer.reader, state, viewer.today) : []
  const able = [...(await deciders(viewer.reader, state, viewer.today)), ...ke].filter(({ id }) => id !== proposal.by)
  return [...new Map(able.map(({ id, name }) => [id, markedToReader(viewer, id, name)])).values()]
}

async function outcomeOf(
  viewer: Viewer,
  { case: state, access }: Opened,
  proposal: Proposal,
  words: Map<string, string>,
) {
  const outline = seesOutlineAlone(access)
  const { status, decision } = proposal
  if (status === 'withdrawn' || status === 'lapsed' || status === 'cancelled') return { status }
  if (!decision || status === 'open') return null
  const { meetingDay, childTookPart, parentsTookPart, childAsked, reason, view, without, leftOut } = decision
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
    reason: textOf(words, reason),
    isWritten: reason !== null,
    view: textOf(words, view),
    without: textOf(words, without),
    leftOut: outline ? [] : serviceNames(viewer, noesOf(viewer, state, proposal, leftOut)),
  }
}

/** The card of a proposal that is over offers none of them, and one that lacks a consent offers no approval. */
function offersFor(viewer: Viewer, { case: state }: Opened, made: Proposal, waiting: Waiting): Offer[] {
  const { id: proposal, by } = made
  const data = { case: state.id, proposal, back: `proposal|${proposal}` }
  const see = seeCase(state)
  const asks = consents(viewer, state, made, waiting)
  if (by === viewer.person.id) return [...asks, offer('level.withdraw', data), see]
  if (!mayDecide(state, made, viewer)) return [...asks, see]
  const reject = offer('level.decide', { ...data, approve: 'no' })
  return [...approving(viewer, data, waiting), reject, ...asks, see]
}

/** What is left out goes along, so that nothing else is left out than what stands on the button. */
function approving(
  viewer: Viewer,
  data: Record<'case' | 'proposal' | 'back', string>,
  { lacking, refused, goesOn }: Waiting,
): Offer[] {
  if (refused.length === 0) return [offer('level.decide', { ...data, approve: 'yes' }, 'primary')]
  if (goesOn !== 'without' || lacking.length > 0) return []
  const named = servicesWithin(viewer, refused)
  return [{ ...offer('level.decide', { ...data, approve: 'yes', leftOut: refused.join(',') }, 'primary'), named }]
}

/** Whoever waits for the family to be asked asks it from here, as long as it has not been; whoever decides sees to what is theirs. */
function consents(viewer: Viewer, state: Case, made: Proposal, { lacking }: Waiting): Offer[] {
  if (lacking.length === 0 || !may(state, viewer, 'consent.request')) return []
  const data = { case: state.id }
  const decides = made.by !== viewer.person.id && mayDecide(state, made, viewer)
  const isUnasked = !decides && unaskedFor(state, made, viewer.policy, viewer.today).length > 0
  const ask = offer('consent.request', { ...data, checkpoint: 'level', back: `proposal|${made.id}` }, 'primary')
  return [...(isUnasked ? [ask] : []), show('show.consents', data)]
}
