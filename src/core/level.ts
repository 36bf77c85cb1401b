/**
 * Moving between levels: anybody in the case proposes, a leader who is not the proposer decides, after a meeting with
 * the family. A move up needs a consent in force for every service it brings in. Source: the BTI model's levels.
 */
import type { Case, Event } from './case.ts'
import { coversOwn, uncovered } from './consent.ts'
import { type Context, changed, type Decision, happened, today } from './decision.ts'
import type { Day, Instant, PersonId, ProposalId, ServiceCode, TopicCode, WordId } from './ids.ts'
import { whyLacking, whyNotLeftOut } from './left-out.ts'
import { type Audience, line, type Notice, refresh, tell, told } from './notice.ts'
import type { Policy } from './policy.ts'
import { refuse } from './refusal.ts'

export type Proposal = {
  id: ProposalId
  by: PersonId
  at: Instant
  from: number
  to: number
  /** The services that join with the move, besides those already in the case. */
  services: ServiceCode[]
  /** Null where no words are kept. Whose it may be to read, where that was asked. */
  reason: WordId | null
  topic: TopicCode | null
  /** No leader of the unit but the proposer can be reached, so that KE decides it. */
  toKe: boolean
  status: 'open' | 'approved' | 'rejected' | 'withdrawn' | 'lapsed' | 'cancelled'
  decision: LevelDecision | null
}

export type LevelDecision = {
  by: PersonId
  at: Instant
  /** That of the meeting it was decided in; null where it was rejected without one. */
  meetingDay: Day | null
  reason: WordId | null
  topic: TopicCode | null
  /** Those of the proposed services without which it was approved, because the family had said no to them. */
  leftOut: ServiceCode[]
  childTookPart: boolean
  parentsTookPart: boolean
  /** Whether the right to an individual plan, coordinator or barnekoordinator has been considered, where the level asks. */
  individualPlan?: boolean
  view: WordId | null
  /** Whether the child was asked for its view, with the meeting or apart from it; null where that was not asked yet. */
  childAsked: boolean | null
  /** Why it was approved without the family, or without the child having been asked. */
  without: WordId | null
}

type Decided = { proposal: ProposalId; approve: boolean } & Omit<LevelDecision, 'by' | 'at'>

export type LevelCommand =
  | {
      type: 'level.propose'
      proposal: ProposalId
      to: number
      services: ServiceCode[]
      topic: TopicCode | null
      reason: WordId | null
    }
  | { type: 'level.withdraw'; proposal: ProposalId }
  | ({ type: 'level.decide' } & Decided)
  | { type: 'level.lapse'; proposal: ProposalId }

type Decide = Extract<LevelCommand, { type: 'level.decide' }>

export type LevelEvent =
  | {
      type: 'level.proposed'
      proposal: ProposalId
      by: PersonId
      /** Said by whoever proposed until version 6: since then `presence.noted` says it. */
      toKe?: boolean
      to: number
      services: ServiceCode[]
      topic: TopicCode | null
      reason: WordId | null
    }
  | { type: 'level.withdrawn'; proposal: ProposalId }
  | ({ type: 'level.decided'; by: PersonId } & Decided)
  | { type: 'level.lapsed'; proposal: ProposalId }
  | { type: 'level.cancelled'; proposal: ProposalId }

/**
 * The services a proposal needs consent for and does not have: shown on the card before anybody can approve. A family
 * that wants no digital log still gets help from other services: on paper only those that join need its consent.
 */
export function missingConsent(
  state: Case,
  proposal: Pick<Proposal, 'to' | 'services'>,
  policy: Policy,
  day: Day,
): ServiceCode[] {
  if (proposal.to < policy.logOpensAtLevel) return []
  const joining = proposal.services.filter((service) => service !== state.service)
  return uncovered(state, state.mode === 'paper' ? joining : [state.service, ...joining], day)
}

/** Whether a move up to the proposed level asks for the right to an individual plan. */
export function asksForIndividualPlan({ levels }: Policy, { from, to }: Pick<Proposal, 'from' | 'to'>): boolean {
  return to > from && levels.some(({ number, asksForIndividualPlan: asks }) => number === to && asks === true)
}

export function openProposal(state: Case): Proposal | null {
  return state.proposals.find(({ status }) => status === 'open') ?? null
}

export function decideLevel(state: Case, command: LevelCommand, context: Context): Decision {
  if (state.level === 0) return refuse('not-a-log')
  if (command.type === 'level.propose') return propose(state, command, context)
  const proposal = state.proposals.find(({ id }) => id === command.proposal)
  if (!proposal) return refuse('not-found')
  if (proposal.status !== 'open') return refuse('already-decided')
  switch (command.type) {
    case 'level.withdraw':
      if (proposal.by !== context.actor.person) return refuse('not-permitted', { may: ['proposer'] })
      return happened({ type: 'level.withdrawn', proposal: proposal.id })
    case 'level.lapse':
      return happened({ type: 'level.lapsed', proposal: proposal.id })
    case 'level.decide':
      return settle(state, proposal, command, context)
  }
}

function propose(
  state: Case,
  command: Extract<LevelCommand, { type: 'level.propose' }>,
  { actor, policy }: Context,
): Decision {
  if (actor.kind === 'system') return refuse('not-permitted')
  if (openProposal(state)) return refuse('already-open')
  const level = policy.levels.find(({ number }) => number === command.to && number > 0)
  if (!level) return refuse('unknown-level', { field: 'to' })
  if (command.to === state.level) return refuse('unchanged-level', { field: 'to' })
  const services = [...new Set(command.services)].filter((service) => service !== state.service)
  const unknown = services.filter((service) => !policy.services.includes(service))
  if (unknown.length > 0) return refuse('service-unknown', { field: 'services', services: unknown })
  const together = new Set([...services, ...(command.to > state.level ? helpServices(state) : [])])
  if (level.maxHelpServices !== null && together.size > level.maxHelpServices) {
    return refuse('too-many-services', { field: 'services' })
  }
  const { type: _, ...proposed } = command
  return happened({ ...proposed, type: 'level.proposed', by: actor.person, services })
}

/** The next level up or down at which there is a log; null where there is none. */
export function levelBeside({ level }: Case, { levels }: Policy, way: 'up' | 'down'): number | null {
  const numbers = levels.map(({ number }) => number).filter((number) => number > 0)
  const found = way === 'up' ? numbers.find((one) => one > level) : numbers.findLast((one) => one < level)
  return found ?? null
}

/** The highest level that a service can follow alone, and no higher than `most`. */
export function levelAlone({ levels }: Policy, most: number): number {
  const [first = most, ...rest] = levels
    .filter(({ number }) => number > 0 && number <= most)
    .filter(({ maxHelpServices }, index) => index === 0 || maxHelpServices === 0)
    .map(({ number }) => number)
  return rest.at(-1) ?? first
}

/** Whether a service takes part, or may join at the level the case is at. */
export function hasRoomFor(state: Case, service: ServiceCode, policy: Policy): boolean {
  if (state.services.includes(service)) return true
  const allowed = policy.levels.find(({ number }) => number === state.level)?.maxHelpServices ?? null
  return allowed === null || helpServices(state).length < allowed
}

/** The services that take part besides the case's own. */
function helpServices(state: Case): ServiceCode[] {
  return [...new Set(state.services)].filter((service) => service !== state.service)
}

function settle(state: Case, proposal: Proposal, command: Decide, context: Context): Decision {
  const { actor, policy } = context
  if (actor.kind === 'system') return refuse('not-permitted', { may: ['leader'] })
  if (proposal.by === actor.person) return refuse('own-proposal', { may: ['leader', 'ke'] })
  const unsaid = whyNotMet(command, context) ?? whyWithout(state, command)
  if (unsaid) return unsaid
  const { type: _, ...rest } = command
  const leftOut = command.approve ? [...new Set(command.leftOut)] : []
  const decided: Event = { type: 'level.decided', by: actor.person, ...rest, leftOut }
  if (!command.approve) return happened(decided)
  const services = proposal.services.filter((service) => !leftOut.includes(service))
  const missing = missingConsent(state, { to: proposal.to, services }, policy, today(context))
  const lacking = whyLacking(state, missing) ?? whyNotLeftOut(state, proposal, leftOut, policy)
  if (lacking) return lacking
  const opens = state.mode === 'paper' && proposal.to >= policy.logOpensAtLevel
  const log: Event[] = opens && coversOwn(state, null, today(context)) ? [{ type: 'log.opened' }] : []
  return happened(decided, ...log, ...leaving(state, proposal.to, services, policy))
}

/** A move is approved in a meeting; to reject it none need be held. */
function whyNotMet({ approve, meetingDay }: Decide, context: Context) {
  if (meetingDay === null) return approve ? refuse('meeting-day-missing', { field: 'meetingDay' }) : null
  return meetingDay > today(context) ? refuse('day-future', { field: 'meetingDay' }) : null
}

/** A move that is approved without the family, or without the child's view, is one for which there is a reason. */
function whyWithout({ targetGroup }: Case, command: Decide) {
  const { approve, parentsTookPart, childTookPart, childAsked, without } = command
  const isAboutChild = targetGroup === 'child' || targetGroup === 'youth'
  const isHeard = childTookPart || childAsked === true || !isAboutChild
  return !approve || (parentsTookPart && isHeard) || without ? null : refuse('without-missing', { field: 'without' })
}

/** A level that allows fewer services than take part ends the part of those the proposal does not name, and what was offered them. */
function leaving(state: Case, to: number, named: ServiceCode[], policy: Policy): Event[] {
  const allowed = policy.levels.find(({ number }) => number === to)?.maxHelpServices ?? null
  if (to > state.level || allowed === null) return []
  const gone = helpServices(state).filter((service) => !named.includes(service) && service !== state.holderService)
  const { handOver, deputy } = state
  return [
    ...(handOver && gone.includes(handOver.service)
      ? [{ type: 'baton.cancelled', handOver: handOver.id } as const]
      : []),
    ...(deputy && gone.includes(deputy.service) ? [{ type: 'baton.deputy-ended' } as const] : []),
    ...gone.map((service) => ({ type: 'participant.service-left', service }) as const),
  ]
}

const closedBy = { 'level.withdrawn': 'withdrawn', 'level.lapsed': 'lapsed', 'level.cancelled': 'cancelled' } as const

export function evolveLevel(state: Case, event: LevelEvent, at: Instant): Case {
  if (event.type === 'level.proposed') {
    const { proposal: id, by, to, services, topic, reason, toKe = false } = event
    const made: Proposal = {
      id,
      by,
      at,
      from: state.level,
      to,
      services,
      topic,
      reason,
      toKe,
      status: 'open',
      decision: null,
    }
    return { ...state, proposals: [...state.proposals, made] }
  }
  if (event.type !== 'level.decided') {
    return { ...state, proposals: changed(state.proposals, event.proposal, { status: closedBy[event.type] }) }
  }
  const { type: _, proposal: id, approve, ...decision } = event
  const status = approve ? 'approved' : 'rejected'
  const proposals = changed(state.proposals, id, { status, decision: { ...decision, at } })
  const proposal = state.proposals.find((one) => one.id === id)
  if (!approve || !proposal) return { ...state, proposals }
  const joining = proposal.services.filter((service) => !decision.leftOut.includes(service))
  const services = [...new Set([...state.services, ...joining])]
  return {
    ...state,
    proposals,
    services,
    level: proposal.to,
    skipped: [],
    levelSince: at,
    movedUpAt: proposal.to > state.level ? at : null,
  }
}

export function noticesOfLevel(event: LevelEvent, after: Case): Notice[] {
  const { proposal: subject } = event
  const card = refresh({ card: 'proposal', subject })
  const proposer = after.proposals.find(({ id }) => id === subject)?.by
  const people: Audience[] = proposer ? ['holder', 'deputy', { person: proposer }] : ['holder', 'deputy']
  switch (event.type) {
    case 'level.proposed': {
      const made = { line: 'proposal-made', subject } as const
      return [tell({ card: 'proposal', subject }, ['deciders']), line(made), told(made, ['holder', 'deputy'])]
    }
    case 'level.decided': {
      const approved = event.leftOut.length > 0 ? 'proposal-approved-partly' : 'proposal-approved'
      const outcome = { line: event.approve ? approved : 'proposal-rejected', subject } as const
      return [card, line(outcome), told(outcome, [...people, 'leaders'])]
    }
    case 'level.withdrawn':
      return [card, line({ line: 'proposal-withdrawn', subject })]
    case 'level.lapsed': {
      const lapsed = { line: 'proposal-lapsed', subject } as const
      return [card, line(lapsed), told(lapsed, [...people, 'leaders'])]
    }
    case 'level.cancelled': {
      const cancelled = { line: 'proposal-cancelled', subject } as const
      return [card, line(cancelled), told(cancelled, people)]
    }
  }
}
