/**
 * A case's life: opened on paper when the family does not want a digital log, who takes part, a secret address, a report of
 * concern that was made, closed with a reason, reopened. Source: the BTI model; the duty to report needs no consent at any level.
 */
import { whyNoRoom, whyUnfit } from './baton.ts'
import type { Case, Event } from './case.ts'
import { type CloseCommand, type ClosedEvent, close, closed } from './closing.ts'
import { coversOwn } from './consent.ts'
import { type Context, type Decision, happened, type Somebody, type Staff, today } from './decision.ts'
import { isOut } from './exclusion.ts'
import type { Day, Instant, PersonId, ServiceCode, UnitCode, WordId } from './ids.ts'
import { levelAlone } from './level.ts'
import { line, type Notice, refreshAllDue, refreshQuestions, refreshReceiving, told } from './notice.ts'
import { addParticipant, noticesOfLeaving, removeParticipant } from './participant.ts'
import { partsEnded, partsWithoutPost } from './parts-ended.ts'
import { rolesIn } from './permission.ts'
import { isInside, type Part } from './post.ts'
import { recipientOf } from './recipient.ts'
import { noticesOfRecusal, type RecusalCommand, type RecusalEvent, recuse, recused } from './recusal.ts'
import { refuse } from './refusal.ts'
import { noticesOfReport, recordReport } from './report.ts'
import { noticesOfUnsealing, type SealCommand, type SealEvent, unseal, unsealed } from './seal.ts'
import { whyOut } from './somebody.ts'
import { asked } from './transition.ts'

/** `none` before the log opens; `paper` when deadlines and holder are followed but no content is kept. */
export type Mode = 'none' | 'digital' | 'paper'

export type LifecycleCommand =
  /**
   * Opens the case without a digital log, or goes on without one after the family withdrew its consent. `holder`: who is
   * to hold a case that is opened; null: the one who wondered.
   */
  | { type: 'case.open-on-paper'; holder: Somebody | null }
  | CloseCommand
  | { type: 'case.reopen'; reason: WordId }
  /** Whether somebody in the case has a secret address: one command, so that its button does not tell. */
  | { type: 'case.shield'; shielded: boolean }
  | { type: 'participant.add'; to: Somebody }
  | { type: 'participant.remove'; person: PersonId }
  /** The directory says which posts somebody has now: what rests on none they have is over. */
  | { type: 'participant.leave'; who: Staff }
  /** KE says what it thinks would help; of the family it knows nothing. */
  | { type: 'case.advise'; text: WordId }
  | RecusalCommand
  | SealCommand
  /** That a report of concern was made, when and by whom: never what it said. */
  | { type: 'report.record'; day: Day }

export type LifecycleEvent =
  | {
      type: 'case.opened'
      level: number
      mode: Mode
      holder: PersonId
      holderService: ServiceCode
      holderUnit: UnitCode | null
    }
  | { type: 'log.opened' }
  | { type: 'log.closed' }
  | ClosedEvent
  | { type: 'case.reopened'; reason: WordId }
  | { type: 'case.shielded' }
  | { type: 'case.unshielded' }
  | ({ type: 'participant.added' } & Part)
  | { type: 'participant.removed'; person: PersonId }
  | { type: 'participant.service-left'; service: ServiceCode }
  | { type: 'case.advised'; text: WordId }
  | RecusalEvent
  | SealEvent
  | { type: 'report.recorded'; day: Day; by: PersonId }

export function decideLifecycle(state: Case, command: LifecycleCommand, context: Context): Decision {
  switch (command.type) {
    case 'case.open-on-paper':
      return openOnPaper(state, command.holder, context)
    case 'case.close':
      return close(state, command, context)
    case 'case.reopen':
      return happened({ type: 'case.reopened', reason: command.reason }, ...partsEnded(reopened(state, context.now)))
    case 'case.shield':
      if (command.shielded === (state.shielded ?? false)) return refuse('already-done', { field: 'shielded' })
      return happened({ type: command.shielded ? 'case.shielded' : 'case.unshielded' })
    case 'case.advise':
      return happened({ type: 'case.advised', text: command.text })
    case 'case.recuse':
      return recuse(state, context)
    case 'case.unseal':
      return unseal(state, command, rolesIn(state, context.actor, today(context)), context)
    case 'participant.add':
      return addParticipant(state, command.to, context)
    case 'participant.remove':
      return removeParticipant(state, command.person)
    case 'participant.leave':
      return happened(...partsWithoutPost(state, command.who))
    case 'report.record':
      return recordReport(command.day, context)
  }
}

/** Work goes on inside the one service when a family says no to the log: a refusal is respected, not an ending. */
function openOnPaper(state: Case, holder: Somebody | null, context: Context): Decision {
  const { policy } = context
  if (state.level > 0) {
    const shared = coversOwn(state, null, today(context))
    return state.mode === 'digital' && !shared ? happened({ type: 'log.closed' }) : refuse('already-done')
  }
  if (state.concern.outcome !== 'level') return refuse('not-a-log')
  const level = levelAlone(policy, state.concern.level ?? state.level)
  return openAt(state, level, 'paper', holder, context)
}

type Opened = Extract<LifecycleEvent, { type: 'case.opened' }>

function heldByOwner({ owner: holder, service: holderService, unit: holderUnit }: Case, level: number, mode: Mode) {
  return { type: 'case.opened', level, mode, holder, holderService, holderUnit } satisfies Opened
}

/** As `openAt`, where nobody else is asked for: of an owner who can have no part in it, the leader is to name another at once. */
export function openForOwner(state: Case, level: number, mode: Mode, { now }: Context): Event[] {
  const event = heldByOwner(state, level, mode)
  return [event, ...partsEnded(opened(state, event, now))]
}

/**
 * Opens a case at a level with whoever is to hold it; null: the one who wondered. Refuses somebody who has left, whose
 * service the family has not let in, or for whose service the level has no room; on paper only the own unit is in.
 */
export function openAt(
  state: Case,
  level: number,
  mode: 'paper' | 'digital',
  holder: Somebody | null,
  context: Context,
): Decision {
  const byOwner = heldByOwner(state, level, mode)
  if (!holder) return whyOut(state, state.owner, 'holder') ?? happened(byOwner)
  const { person, service, unit } = holder
  const unfit = whyUnfit(state, holder, context, 'holder')
  if (unfit) return unfit
  if (mode === 'paper' && !isInside(state, holder)) {
    return refuse('consent-missing', { field: 'holder', services: [recipientOf(holder)] })
  }
  const full = whyNoRoom(opened(state, byOwner, context.now), service, context, 'holder')
  return full ?? happened({ ...byOwner, holder: person, holderService: service, holderUnit: unit })
}

export function evolveLifecycle(state: Case, event: LifecycleEvent, at: Instant, by: PersonId | 'system'): Case {
  switch (event.type) {
    case 'case.opened':
      return opened(state, event, at)
    case 'log.opened':
      return { ...state, mode: 'digital', wasDigital: true }
    case 'log.closed':
      return { ...state, mode: 'paper' }
    case 'case.closed':
      return closed(state, event, at, by)
    case 'case.reopened':
      return reopened(state, at)
    case 'case.shielded':
    case 'case.unshielded':
      return { ...state, shielded: event.type === 'case.shielded' }
    case 'case.advised':
      return { ...state, advice: [...state.advice, { at, by, text: event.text }] }
    case 'case.recused':
      return recused(state, event)
    case 'case.unsealed':
      return unsealed(state, event, at, by)
    case 'participant.added': {
      const { person, service, unit } = event
      const services = [...new Set([...state.services, service])]
      return { ...state, services, participants: [...state.participants, { person, service, unit }] }
    }
    case 'participant.removed':
      return { ...state, participants: state.participants.filter(({ person }) => person !== event.person) }
    case 'participant.service-left': {
      const participants = state.participants.filter(({ service }) => service !== event.service)
      return { ...state, participants, services: state.services.filter((service) => service !== event.service) }
    }
    case 'report.recorded':
      return { ...state, reports: [...state.reports, { day: event.day, by: event.by }] }
  }
}

function opened(state: Case, event: Opened, at: Instant): Case {
  const { level, mode, holder, holderService, holderUnit } = event
  // Others take part from the beginning only where the family has let them all in.
  const joining = mode === 'digital' && level === state.concern.level ? state.concern.services : []
  const services = [...new Set([state.service, ...joining, holderService])]
  // The one who wondered goes on taking part, whoever holds it.
  const { owner: person, service, unit } = state
  const owner = holder === person || isOut(state, person) ? [] : [{ person, service, unit }]
  const participants = [{ person: holder, service: holderService, unit: holderUnit }, ...owner]
  return {
    ...state,
    level,
    mode,
    wasDigital: state.wasDigital || mode === 'digital',
    holder,
    holderService,
    holderUnit,
    services,
    participants,
    skipped: [],
    levelSince: at,
    logSince: state.logSince ?? at,
    movedUpAt: at,
  }
}

/** A case that is looked at again gets its time again, and at level 0 to decide anew. */
function reopened(state: Case, at: Instant): Case {
  const before = { ...state.concern, since: at }
  const concern = state.level > 0 ? before : { ...before, outcome: null, level: null, services: [] }
  return { ...state, status: 'open', closed: null, skipped: [], concern }
}

export function noticesOfLifecycle(event: LifecycleEvent, before: Case | null, after: Case): Notice[] {
  switch (event.type) {
    case 'case.opened': {
      const how = { line: event.mode === 'paper' ? 'log-on-paper' : 'log-opened', subject: '' } as const
      const opened: Notice[] = [{ kind: 'thread' }, told(how, ['owner', 'leaders'])]
      if (event.holder === after.owner) return opened
      return [...opened, told({ line: 'holder-changed', subject: '' }, ['holder', 'owner'])]
    }
    case 'log.opened':
      return [line({ line: 'log-digital', subject: '' })]
    case 'log.closed':
      return [line({ line: 'log-on-paper', subject: '' })]
    case 'case.closed':
    case 'case.reopened':
      return ending(event.type, after)
    case 'case.advised': {
      const keeper = after.level === 0 ? 'owner' : 'holder'
      return [told({ line: 'advice-given', subject: '' }, ['leaders', 'deputy', keeper])]
    }
    case 'case.recused':
      return noticesOfRecusal(after)
    case 'case.unsealed':
      return noticesOfUnsealing(event)
    case 'participant.added':
      return [told({ line: 'participant-added', subject: '' }, [{ person: event.person }])]
    case 'participant.removed':
      return noticesOfLeaving(before, after, ({ person }) => person === event.person)
    case 'participant.service-left':
      return noticesOfLeaving(before, after, ({ service }) => service === event.service)
    case 'case.shielded':
    case 'case.unshielded':
      return []
    case 'report.recorded':
      return noticesOfReport()
  }
}

/** A wondering is its owner's and their leader's alone, also when it ends. */
function ending(type: 'case.closed' | 'case.reopened', after: Case): Notice[] {
  if (after.level === 0) return refreshQuestions(after)
  const what = { line: type === 'case.closed' ? 'case-closed' : 'case-reopened', subject: '' } as const
  const notices = [line(what), told(what, ['holder', 'participants', 'leaders'])]
  if (type === 'case.reopened') return [...notices, ...after.transitions.flatMap(asked)]
  return [...notices, ...refreshAllDue(after), ...refreshQuestions(after), ...refreshReceiving(after)]
}
