/**
 * The baton (stafettpinne): who holds it, the offer to hand it over, the deputy. From level 1 the log is never without a
 * holder: the one who has it keeps it until a successor has accepted. Source: the BTI model's stafettholder.
 */
import { hasLeft } from './away.ts'
import type { Case } from './case.ts'
import { type Context, type Decision, happened, type Somebody, today } from './decision.ts'
import type { Day, HandOverId, Instant, PersonId, ServiceCode, WordId } from './ids.ts'
import { leaveOf } from './leave.ts'
import { hasRoomFor } from './level.ts'
import { type Audience, line, type Notice, refresh, tell, told } from './notice.ts'
import { isLetIn, lacksHolder, type Part, postOf } from './post.ts'
import { type Place, recipientOf } from './recipient.ts'
import { type RefusedField, refuse } from './refusal.ts'
import { whyNoPart } from './somebody.ts'

/** `back`: whoever it is for is back, since it was offered, from leave of which that was the last day; `at` is when that was seen. */
export type HandOver = {
  id: HandOverId
  to: PersonId
  by: PersonId
  at: Instant
  back?: { after: Day; at: Instant }
} & Place
export type Deputy = Part & { from: Day; until: Day }

export type BatonCommand =
  | { type: 'baton.offer'; handOver: HandOverId; to: Somebody }
  | { type: 'baton.accept'; handOver: HandOverId }
  | { type: 'baton.decline'; handOver: HandOverId; reason: WordId | null }
  | { type: 'baton.withdraw'; handOver: HandOverId }
  /** Only when nobody holds it who may take part: otherwise a new holder is offered the baton. */
  | { type: 'baton.name'; to: Somebody }
  | { type: 'baton.deputize'; to: Somebody; from: Day; until: Day }
  | { type: 'baton.end-deputy' }

export type BatonEvent =
  | ({ type: 'baton.offered'; handOver: HandOverId; to: PersonId; by: PersonId } & Place)
  | { type: 'baton.accepted'; handOver: HandOverId; from: PersonId | null }
  | { type: 'baton.declined'; handOver: HandOverId; by: PersonId; reason: WordId | null }
  | { type: 'baton.withdrawn'; handOver: HandOverId }
  | { type: 'baton.cancelled'; handOver: HandOverId }
  | ({ type: 'baton.named'; to: PersonId } & Place)
  | ({ type: 'baton.deputized'; from: Day; until: Day } & Part)
  | { type: 'baton.deputy-ended' }
  /** Of whoever has left, and whoever can have no part any more; why, the entry beside it says. */
  | { type: 'baton.left'; person: PersonId }

/** The last day on which an offer is answered in time, as days count in its case: nobody else can, so that it waits out leave. */
export function answerBy(
  state: Pick<Case, 'service' | 'leave'>,
  offered: Waiting,
  times: Pick<Context, 'policy' | 'calendar'>,
): Day {
  const { policy, calendar } = times
  const from = askedOn(state, offered, calendar)
  return calendar.in(state.service).addWorkingDays(from, policy.deadlines.handOverAnswerWorkingDays)
}

/** From when whoever it is for can answer an offer: it was made, or it is their first day back since. */
function askedOn(state: Pick<Case, 'leave'>, { to, at, back }: Waiting, calendar: Context['calendar']): Day {
  const leave = leaveOf(state, to)
  if (leave) return calendar.addDays(leave.until, 1)
  if (!back) return calendar.dayOf(at)
  const [first, seen] = [calendar.addDays(back.after, 1), calendar.dayOf(back.at)]
  return first < seen ? first : seen
}

type Waiting = Pick<HandOver, 'to' | 'at' | 'back'>

/** The open offer once these have leave and no others: for whoever was away until now it waits anew. */
export function withBack(before: Case, leave: Case['leave'], at: Instant): Case['handOver'] {
  const { handOver } = before
  const over = handOver && leaveOf(before, handOver.to)
  return over && !leaveOf({ leave }, handOver.to) ? { ...handOver, back: { after: over.until, at } } : handOver
}

export function decideBaton(state: Case, command: BatonCommand, context: Context): Decision {
  if (state.level === 0) return refuse('not-a-log')
  switch (command.type) {
    case 'baton.offer':
      return offer(state, command, context)
    case 'baton.accept':
    case 'baton.decline':
    case 'baton.withdraw':
      return reply(state, command, context)
    case 'baton.name': {
      if (!lacksHolder(state, today(context))) return refuse('already-held')
      const { person, service, unit } = command.to
      const open = state.handOver
      const named = { type: 'baton.named', to: person, service, unit } as const
      return (
        whyUnfit(state, command.to, context) ??
        whyNoRoom(state, service, context) ??
        (open ? happened({ type: 'baton.cancelled', handOver: open.id }, named) : happened(named))
      )
    }
    case 'baton.deputize': {
      const unfit = whyUnfit(state, command.to, context)
      if (unfit) return unfit
      const { from, until } = command
      if (until < from) return refuse('days-reversed', { field: 'until' })
      if (until < today(context)) return refuse('day-past', { field: 'until' })
      const { person, service, unit } = command.to
      return happened({ type: 'baton.deputized', person, service, unit, from, until })
    }
    case 'baton.end-deputy':
      return state.deputy ? happened({ type: 'baton.deputy-ended' }) : refuse('already-done')
  }
}

function offer(state: Case, command: Extract<BatonCommand, { type: 'baton.offer' }>, context: Context): Decision {
  const { actor } = context
  if (actor.kind === 'system') return refuse('not-permitted')
  if (state.handOver) return refuse('already-open')
  const { person: to, service, unit } = command.to
  const unfit = whyUnfit(state, command.to, context) ?? whyNoRoom(state, service, context)
  if (unfit) return unfit
  return happened({ type: 'baton.offered', handOver: command.handOver, to, service, unit, by: actor.person })
}

/** Nobody gets the baton, or stands in for it, whose unit the family has not let in. */
export function whyUnfit(state: Case, to: Somebody, context: Context, field: RefusedField = 'person') {
  const noPart = whyNoPart(state, to, field)
  if (noPart) return noPart
  if (to.person === state.holder && !state.holderLeft) return refuse('same-person', { field })
  if (!isLetIn(state, to, today(context))) {
    return refuse('consent-missing', { field, services: [recipientOf(to)] })
  }
  return null
}

/** Whoever holds the baton brings their service in: a level that has no room for it needs another holder, or a higher level. */
export function whyNoRoom(state: Case, service: ServiceCode, { policy }: Context, field: RefusedField = 'person') {
  return hasRoomFor(state, service, policy) ? null : refuse('no-room', { field })
}

type Reply = Extract<BatonCommand, { type: 'baton.accept' | 'baton.decline' | 'baton.withdraw' }>

function reply(state: Case, command: Reply, context: Context): Decision {
  const { handOver } = state
  const { actor } = context
  if (!handOver || handOver.id !== command.handOver) return refuse('already-answered')
  if (command.type === 'baton.withdraw') return happened({ type: 'baton.withdrawn', handOver: handOver.id })
  if (handOver.to !== actor.person) return refuse('not-permitted', { may: ['offered'] })
  if (command.type === 'baton.decline') {
    return happened({ type: 'baton.declined', handOver: handOver.id, by: handOver.to, reason: command.reason })
  }
  const post = actor.kind === 'staff' ? postOf(state, actor, handOver) : null
  if (!post) return refuse('not-permitted')
  if (!isLetIn(state, post, today(context))) {
    return refuse('consent-missing', { services: [recipientOf(post)] })
  }
  const full = whyNoRoom(state, handOver.service, context)
  if (full) return full
  return happened({ type: 'baton.accepted', handOver: handOver.id, from: state.holder })
}

export function evolveBaton(state: Case, event: BatonEvent, at: Instant): Case {
  switch (event.type) {
    case 'baton.offered': {
      const { handOver: id, to, service, unit, by } = event
      return { ...state, handOver: { id, to, service, unit, by, at } }
    }
    case 'baton.accepted':
      return state.handOver ? withHolder(state, { ...state.handOver, person: state.handOver.to }) : state
    case 'baton.declined':
    case 'baton.withdrawn':
    case 'baton.cancelled':
      return { ...state, handOver: null }
    case 'baton.named':
      return withHolder(state, { ...event, person: event.to })
    case 'baton.deputized': {
      const { person, service, unit, from, until } = event
      return { ...state, deputy: { person, service, unit, from, until } }
    }
    case 'baton.deputy-ended':
      return { ...state, deputy: null }
    case 'baton.left':
      return { ...state, holderLeft: at }
  }
}

/**
 * The one who had the baton stays in the case as a participant, and the service of the new one takes part; a deputy
 * stood in for a person, and ends with them.
 */
function withHolder(state: Case, { person: holder, service, unit }: Part): Case {
  const part = { person: holder, service, unit }
  const isKnown = state.participants.some(({ person }) => person === holder)
  const known = state.participants.map((one) => (one.person === holder ? part : one))
  const participants = isKnown ? known : [...known, part]
  const services = [...new Set([...state.services, service])]
  const held = { holder, holderService: service, holderUnit: unit, holderLeft: null }
  return { ...state, ...held, participants, services, handOver: null, deputy: null }
}

export function noticesOfBaton(event: BatonEvent, before: Case | null, after: Case): Notice[] {
  switch (event.type) {
    case 'baton.offered':
      return [tell({ card: 'hand-over', subject: event.handOver }, [{ person: event.to }])]
    case 'baton.accepted': {
      const earlier: Audience[] = event.from ? [{ person: event.from }] : []
      return [refresh({ card: 'hand-over', subject: event.handOver }), ...newHolder([...earlier, 'leaders'])]
    }
    case 'baton.declined': {
      const declined = told({ line: 'hand-over-declined', subject: event.by }, ['holder', 'deputy', 'leaders'])
      return [refresh({ card: 'hand-over', subject: event.handOver }), declined]
    }
    case 'baton.withdrawn':
    case 'baton.cancelled': {
      const withdrawn = told({ line: 'hand-over-withdrawn', subject: '' }, ['holder'])
      return [refresh({ card: 'hand-over', subject: event.handOver }), withdrawn]
    }
    case 'baton.named':
      return newHolder(['holder', 'participants'])
    case 'baton.left':
      // Whoever takes a closed case up again sees it then.
      return after.status === 'open' ? [told({ line: 'holder-left', subject: '' }, ['leaders', 'deciders'])] : []
    case 'baton.deputized':
      return [told({ line: 'deputy-named', subject: '' }, [{ person: event.person }, 'holder'])]
    case 'baton.deputy-ended':
      return before?.deputy ? deputyEnded(before.deputy.person, before) : []
  }
}

/** Of one who has left, `presence.noted` tells; once they stand in nothing more, the case does not know that they have. */
function deputyEnded(subject: PersonId, before: Case): Notice[] {
  return hasLeft(before, subject) ? [] : [told({ line: 'deputy-ended', subject }, [{ person: subject }, 'holder'])]
}

function newHolder(audience: Audience[]): Notice[] {
  return [line({ line: 'holder-changed', subject: '' }), told({ line: 'holder-changed', subject: '' }, audience)]
}
