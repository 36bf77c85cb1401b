/**
 * Transitions (barnehage to school, school to school): the day is set, and the leader of the unit that receives says yes to it, never
 * whoever gives. On the day unit, leader and holder move together, once the family lets that unit in; a meeting that nobody held keeps no
 * child where it is no more. Source: the BTI model's transitions.
 */
import type { Case, Event } from './case.ts'
import { covers } from './consent.ts'
import { type Context, changed, type Decision, happened, type Somebody, today } from './decision.ts'
import { isOut } from './exclusion.ts'
import type { Day, Instant, PersonId, Recipient, ServiceCode, TransitionId, UnitCode, WordId } from './ids.ts'
import { isReceiver } from './leading.ts'
import { openProposal } from './level.ts'
import { type Audience, type Notice, refresh, refreshAllDue, tell, told } from './notice.ts'
import type { Policy } from './policy.ts'
import { holderOf, isInside } from './post.ts'
import { type Place, recipientOf } from './recipient.ts'
import { refuse } from './refusal.ts'
import { whyNoPart } from './somebody.ts'

export type Transition = {
  id: TransitionId
  day: Day
  to: ServiceCode
  /** Where in it: null while that is not known, not there of a time when it was not asked. */
  unit?: UnitCode | null
  datedAt: Instant
  status: 'planned' | 'received' | 'called-off'
  /** What the leader there has said to it, and who is to hold the log from then on; not there before. */
  answer?: { how: 'accepted' | 'declined'; at: Instant; holder: PersonId | null }
  /** Why they said no. */
  declined?: WordId | null
  /** The day on which those who give and those who receive have met, and who did. */
  met?: Day
  tookPart?: WordId
  /** Why nothing comes of it. */
  calledOff?: WordId
}

type Receiving = { day: Day; to: ServiceCode; unit?: UnitCode | null }

export type TransitionCommand =
  | ({ type: 'transition.plan'; transition: TransitionId } & Receiving)
  /** By the leader of the unit that receives. `holder`: who is to hold the log from that day on; null: said later. */
  | { type: 'transition.receive'; transition: TransitionId; holder: Somebody | null }
  | { type: 'transition.decline'; transition: TransitionId; reason: WordId }
  /** By those who give: that both have met. */
  | { type: 'transition.meet'; transition: TransitionId; day: Day; tookPart: WordId }
  /** By those who planned it: another day or unit is planned anew. */
  | { type: 'transition.call-off'; transition: TransitionId; reason: WordId }
  /** By the bot, once its day has come. */
  | { type: 'transition.move'; transition: TransitionId }

export type TransitionEvent =
  | ({ type: 'transition.planned'; transition: TransitionId } & Receiving)
  | { type: 'transition.accepted'; transition: TransitionId; holder: PersonId | null }
  | { type: 'transition.declined'; transition: TransitionId; reason: WordId }
  | { type: 'transition.met'; transition: TransitionId; day: Day; tookPart: WordId }
  | { type: 'transition.called-off'; transition: TransitionId; reason: WordId }
  /** The case is there from now on. `unit` is null of a time when the case stayed where it was, too. */
  | { type: 'transition.received'; transition: TransitionId; unit: UnitCode | null }

/**
 * The last day on which somebody receives it in time: so many days ahead; of one that was planned later than that some working days
 * from then, and at the latest on the day itself.
 */
export function receiveBy(
  { day, datedAt }: Pick<Transition, 'day' | 'datedAt'>,
  { policy: { deadlines }, calendar }: Pick<Context, 'policy' | 'calendar'>,
): Day {
  const notice = calendar.addDays(day, -deadlines.transitionNoticeDays)
  const soon = calendar.addWorkingDays(calendar.dayOf(datedAt), deadlines.transitionShortNoticeWorkingDays)
  const [by = day] = [day, notice > soon ? notice : soon].sort()
  return by
}

/** What can be missing of a transition, in the order in which it is needed. */
export const lacks = ['unit', 'consent', 'acceptance', 'meeting'] as const
export type Lack = (typeof lacks)[number]

type Asks = Pick<Policy, 'transitionMeeting'>

/** What a planned transition lacks on a day; nothing of one that is over. */
export function lackingIn(state: Case, transition: Transition, day: Day, { transitionMeeting }: Asks): Lack[] {
  if (transition.status !== 'planned') return []
  const to = receiverOf(transition)
  const without: Record<Lack, boolean> = {
    unit: to === null,
    consent: to === null || !covers(state, to, null, day),
    acceptance: transition.answer?.how !== 'accepted',
    meeting: transitionMeeting && !transition.met,
  }
  return lacks.filter((one) => without[one])
}

/** Whether one that is planned has all without which nobody moves. */
function isReady(state: Case, transition: Transition, day: Day): boolean {
  return lackingIn(state, transition, day, { transitionMeeting: false }).length === 0
}

/** The unit that receives, as the family lets it in; null while it is not known. */
export function receiverOf({ to, unit }: Pick<Transition, 'to' | 'unit'>): Recipient | null {
  return unit ? recipientOf({ service: to, unit }) : null
}

/** When each that is ready moves: as people come to work on its day, or the next working day; at once where that is over. */
export function movesIn(state: Case, now: Instant, { calendar, policy }: Pick<Context, 'calendar' | 'policy'>) {
  const today = calendar.dayOf(now)
  return state.transitions
    .filter((one) => isReady(state, one, one.day > today ? one.day : today))
    .filter(({ status }) => status === 'planned' && state.status === 'open')
    .map(({ id, day }) => ({ at: calendar.at(calendar.workingDayFrom(day), policy.workingHours.from), transition: id }))
}

export function decideTransition(state: Case, command: TransitionCommand, context: Context): Decision {
  if (state.level === 0) return refuse('not-a-log')
  if (command.type === 'transition.plan') {
    return whyNotPlanned(state, command, context) ?? happened({ ...command, type: 'transition.planned' })
  }
  const transition = state.transitions.find(({ id }) => id === command.transition)
  if (!transition) return refuse('not-found')
  if (command.type === 'transition.call-off') return callOff(transition, command)
  if (command.type === 'transition.meet') return meet(transition, command, context)
  if (command.type === 'transition.move') {
    const isComing = transition.status !== 'planned' || transition.day > today(context)
    return isComing || !isReady(state, transition, today(context))
      ? happened()
      : happened(...moving(state, transition, context.now))
  }
  return answer(state, transition, command, context)
}

/** Refuses a service there is none of, the unit in which the case is, and days that are past or when the child is too old for the log. */
function whyNotPlanned(state: Case, { to, unit, day }: Receiving, context: Context) {
  const isOwn = to === state.service && unit === state.unit
  if (!context.policy.services.includes(to) || isOwn) return refuse('service-unknown', { field: 'to' })
  if (day < today(context)) return refuse('day-past', { field: 'day' })
  const last = lastDay(state, context)
  return last !== null && day > last ? refuse('day-too-far', { field: 'day', day: last }) : null
}

/** The last day on which whoever it is about is young enough; null where that is not known, or nothing ends with it. */
function lastDay({ born, targetGroup }: Case, { policy, calendar }: Context): Day | null {
  if (!born || targetGroup === 'pregnant' || targetGroup === 'parents') return null
  return calendar.addDays(calendar.addMonths(`${born}-01`, 12 * policy.ageLimit), -1)
}

function meet(
  { id, status, met }: Transition,
  { day, tookPart }: Extract<TransitionCommand, { type: 'transition.meet' }>,
  context: Context,
) {
  if (status !== 'planned' || met) return refuse('already-done')
  if (day > today(context)) return refuse('day-future', { field: 'day' })
  return happened({ type: 'transition.met', transition: id, day, tookPart })
}

/** What has come is moved by nobody any more. */
function callOff({ id, status }: Transition, { reason }: Extract<TransitionCommand, { type: 'transition.call-off' }>) {
  if (status !== 'planned') return refuse('already-done')
  return happened({ type: 'transition.called-off', transition: id, reason })
}

type Answering = Extract<TransitionCommand, { type: 'transition.receive' | 'transition.decline' }>

/** Only a leader of the unit that receives answers; what they have said they can say otherwise until the day. */
function answer(state: Case, transition: Transition, command: Answering, context: Context): Decision {
  const { actor } = context
  const { id, to, unit, status } = transition
  if (status !== 'planned') return refuse('already-done')
  if (actor.kind !== 'staff' || !isReceiver(state, actor, transition))
    return refuse('not-permitted', { may: ['receiver'] })
  if (command.type === 'transition.decline') {
    if (transition.answer?.how === 'declined') return refuse('already-done')
    return happened({ type: 'transition.declined', transition: id, reason: command.reason })
  }
  if (transition.answer?.how === 'accepted') return refuse('already-done')
  const { holder } = command
  const unfit = holder && whyNoPart(state, holder, 'person')
  if (unfit) return unfit
  if (holder && (holder.service !== to || holder.unit !== unit)) return refuse('not-of-unit', { field: 'person' })
  const accepted: Event = { type: 'transition.accepted', transition: id, holder: holder?.person ?? null }
  const after = evolveTransition(state, accepted, context.now)
  const known = after.transitions.find((one) => one.id === id) ?? transition
  const isNow = transition.day <= today(context) && isReady(after, known, today(context))
  return happened(accepted, ...(isNow ? moving(after, known, context.now) : []))
}

/** It is there from now on, with whoever is to hold it; the parts of those of the unit it comes from are over. */
function moving(state: Case, transition: Transition, now: Instant): Event[] {
  const { id, to, unit = null } = transition
  const received = { type: 'transition.received', transition: id, unit } as const
  const there = evolveTransition(state, received, now)
  const comesFrom = (part: Place) =>
    isInside(state, part) && !isInside(there, { ...part, unit: part.unit ?? state.unit })
  const named = transition.answer?.holder ?? null
  const holder = named && !isOut(state, named) ? named : null
  const { handOver, deputy, participants } = state
  const held = state.holderLeft ? null : holderOf(state)
  const leaving = participants.filter((part) => comesFrom(part) && part.person !== holder)
  const stays = participants.some((part) => part.service === state.service && !leaving.includes(part))
  return [
    received,
    ...(handOver && (holder || comesFrom(handOver))
      ? [{ type: 'baton.cancelled', handOver: handOver.id } as const]
      : []),
    ...(deputy && (holder || comesFrom(deputy)) ? [{ type: 'baton.deputy-ended' } as const] : []),
    ...(holder ? [{ type: 'baton.named', to: holder, service: to, unit } as const] : []),
    ...(!holder && held && comesFrom(held) ? [{ type: 'baton.left', person: held.person } as const] : []),
    ...leaving.map(({ person }) => ({ type: 'participant.removed', person }) as const),
    ...(to === state.service || stays ? [] : [{ type: 'participant.service-left', service: state.service } as const]),
  ]
}

export function evolveTransition(state: Case, event: TransitionEvent, at: Instant): Case {
  const now = (change: Partial<Transition>) => changed(state.transitions, event.transition, change)
  switch (event.type) {
    case 'transition.planned': {
      const { type: _, transition: id, ...rest } = event
      return { ...state, transitions: [...state.transitions, { id, ...rest, datedAt: at, status: 'planned' }] }
    }
    case 'transition.accepted':
      return { ...state, transitions: now({ answer: { how: 'accepted', at, holder: event.holder }, declined: null }) }
    case 'transition.declined': {
      const answer = { how: 'declined', at, holder: null } as const
      return { ...state, transitions: now({ answer, declined: event.reason }) }
    }
    case 'transition.met':
      return { ...state, transitions: now({ met: event.day, tookPart: event.tookPart }) }
    case 'transition.called-off':
      return { ...state, transitions: now({ status: 'called-off', calledOff: event.reason }) }
    case 'transition.received': {
      const transitions = now({ status: 'received' })
      const to = transitions.find(({ id }) => id === event.transition)?.to
      return moved({ ...state, transitions }, to ?? state.service, event.unit)
    }
  }
}

/** Its home is there. Whose part ends with that is told by events of their own. */
function moved(state: Case, service: ServiceCode, unit: UnitCode | null): Case {
  if (unit === null || (service === state.service && unit === state.unit)) return state
  return { ...state, service, unit, hasMoved: true, services: [...new Set([...state.services, service])] }
}

const givers: Audience[] = ['holder', 'deputy', 'leaders']

/** The leader there is asked, and those who asked hear what they said; that it has come is told on both sides. Called off, nobody asks. */
export function noticesOfTransition(event: TransitionEvent, before: Case | null, after: Case): Notice[] {
  const subject = event.transition
  switch (event.type) {
    case 'transition.planned':
      return after.transitions.filter(({ id }) => id === subject).flatMap(asked)
    case 'transition.accepted':
      return [refresh({ card: 'receiving', subject }), told({ line: 'transition-accepted', subject: '' }, givers)]
    case 'transition.declined':
      return [refresh({ card: 'receiving', subject }), told({ line: 'transition-declined', subject: '' }, givers)]
    case 'transition.called-off':
      return [refresh({ card: 'receiving', subject })]
    case 'transition.met':
      return []
    case 'transition.received': {
      if (!before || (after.unit === before.unit && after.service === before.service)) return []
      const proposal = openProposal(after)
      return [
        refresh({ card: 'receiving', subject }),
        told({ line: 'case-moved', subject: '' }, ['leaders', 'holder', 'deputy']),
        told({ line: 'case-moved-on', subject: '' }, [{ leadersOf: before.unit }]),
        ...(proposal ? [refresh({ card: 'proposal', subject: proposal.id })] : []),
        ...(proposal ? [tell({ card: 'proposal', subject: proposal.id }, ['deciders'])] : []),
        ...refreshAllDue(after),
      ]
    }
  }
}

/**
 * The question to the leaders of the unit that receives: what it knows of the case is its reference and the day. Where it has none, those
 * who wait for them are told that nobody can answer. Nothing once it has answered.
 */
export function asked({ id: subject, unit, status, answer }: Transition): Notice[] {
  if (!unit || status !== 'planned' || answer) return []
  return [
    tell({ card: 'receiving', subject }, [{ leadersOf: unit }]),
    told({ line: 'receiver-unled', subject: '' }, [{ unledOf: unit }]),
  ]
}
