/**
 * Level 0: somebody wonders. Private to its owner and their leader until it has an outcome; colleagues can be asked
 * anonymously. Source: the BTI model's level 0 and its outcomes.
 */
import type { Case, Event } from './case.ts'
import { coversOwn, isAsked } from './consent.ts'
import type { ConsentEvent } from './consent-said.ts'
import { type Context, changed, type Decision, happened, type Somebody, today } from './decision.ts'
import type {
  CaseId,
  Day,
  Instant,
  MunicipalityCode,
  PersonId,
  QuestionId,
  ServiceCode,
  UnitCode,
  WordId,
} from './ids.ts'
import { openForOwner } from './lifecycle.ts'
import { type Notice, refresh, tell, told } from './notice.ts'
import { decideOwnership, noticesOfOwnership, type OwnershipCommand, type OwnershipEvent } from './ownership.ts'
import type { TargetGroup } from './policy.ts'
import { postsIn } from './post.ts'
import { refuse } from './refusal.ts'
import { recordReport } from './report.ts'
import { whyNoPart } from './somebody.ts'
import { type TalkWay, talk, talked } from './talk.ts'

export type Outcome = 'close' | 'level' | 'report'

/** Whether a grown-up has children, as services for adults must ask. */
export const childrenAnswers = ['yes', 'no', 'unknown'] as const
export type HasChildren = (typeof childrenAnswers)[number]

export type Concern = {
  seen: WordId
  /** Whether it is about the environment of a school or barnehage: the talk with the family is then due sooner. */
  environment: boolean
  talkHeld: Day | null
  /** Not there where it was recorded before the way was asked. */
  talkWay?: TalkWay
  /** There where a service for adults registered it. */
  children?: HasChildren
  /** When it was registered, or the case taken up again: no deadline of the case runs from an earlier moment. */
  since: Instant
  questions: { id: QuestionId; to: PersonId; question: WordId; answer: WordId | null; askedAt: Instant }[]
  outcome: Outcome | null
  /** The level the outcome points at, and the services it asks to join. */
  level: number | null
  services: ServiceCode[]
}

export type ConcernCommand =
  | {
      type: 'concern.register'
      case: CaseId
      ref: string
      municipality: MunicipalityCode
      unit: UnitCode
      service: ServiceCode
      about: WordId
      seen: WordId
      targetGroup: TargetGroup
      environment: boolean
      /** Asked where the service is one for adults. */
      children?: HasChildren | null
      /** Whether somebody's address is secret: an event of its own, as where that becomes known later. */
      shielded: boolean
    }
  /** `way` is null where the form that was filled in did not ask yet. */
  | { type: 'concern.talk'; day: Day; way: TalkWay | null }
  | { type: 'concern.ask'; question: QuestionId; to: Somebody; text: WordId }
  | { type: 'concern.answer'; question: QuestionId; text: WordId }
  | OwnershipCommand
  | Conclude

/** `day` is that of a report; `written` what becomes of the words where the wondering ends, and `keepReason` why they are kept. */
type Conclude = {
  type: 'concern.conclude'
  outcome: Outcome
  level: number | null
  services: ServiceCode[]
  reason: WordId | null
  day: Day | null
  written: 'erase' | 'keep' | null
  keepReason: WordId | null
}

export type ConcernEvent =
  | ({ type: 'concern.registered' } & Omit<
      Extract<ConcernCommand, { type: 'concern.register' }>,
      'type' | 'shielded' | 'children'
    > & {
        children?: HasChildren
        owner: PersonId
      })
  /** `way` is null where it was not asked yet. */
  | { type: 'concern.talked'; day: Day; way: TalkWay | null }
  | { type: 'concern.asked'; question: QuestionId; to: PersonId; text: WordId }
  | { type: 'concern.answered'; question: QuestionId; text: WordId }
  | {
      type: 'concern.concluded'
      outcome: Outcome
      level: number | null
      services: ServiceCode[]
      reason: WordId | null
    }
  | OwnershipEvent
  /** Nobody can read any more what was typed in the case. */
  | { type: 'concern.erased' }
  | { type: 'concern.kept'; reason: WordId }

type Register = Extract<ConcernCommand, { type: 'concern.register' }>

/** The only command that needs no case. Refuses a service the municipality's model does not have. */
export function registerConcern(command: Register, { actor, policy }: Context): Decision {
  if (actor.kind !== 'staff') return refuse('not-permitted')
  if (!policy.services.includes(command.service)) return refuse('service-unknown')
  const { shielded, children, ...rest } = command
  const isAsked = policy.adultServices.includes(command.service)
  if (isAsked && !children) return refuse('children-unsaid', { field: 'children' })
  const { municipality, unit, service } = command
  const isTheirs = postsIn(actor, municipality).some((one) => one.unit === unit && one.service === service)
  if (!isTheirs) return refuse('not-permitted')
  const asked = isAsked && children ? { children } : {}
  const registered = { ...rest, ...asked, type: 'concern.registered', owner: actor.person } as const
  return shielded ? happened(registered, { type: 'case.shielded' }) : happened(registered)
}

/**
 * Refuses once the case is open or the concern has ended; until then another outcome can be chosen. An answer to a question asked before is
 * always welcome, and so is that the family was talked with.
 */
export function decideConcern(state: Case, command: Exclude<ConcernCommand, Register>, context: Context): Decision {
  if (command.type === 'concern.answer') return answer(state, command, context)
  if (command.type === 'concern.talk') return talk(command, context)
  if (state.level > 0) return refuse('not-a-concern')
  switch (command.type) {
    case 'concern.ask':
      if (command.to.person === context.actor.person) return refuse('same-person', { field: 'person' })
      return whyNoPart(state, command.to, 'person') ?? asked(command)
    case 'concern.take-over':
    case 'concern.name':
      return decideOwnership(state, command, context)
    case 'concern.conclude':
      return conclude(state, command, context)
  }
}

function asked({ question, to, text }: Extract<ConcernCommand, { type: 'concern.ask' }>): Decision {
  return happened({ type: 'concern.asked', question, to: to.person, text })
}

/**
 * Whether what is asked and answered may still be written: before there is a log, and where one is kept with the family's consent.
 */
export function isAnswerable(state: Case, day: Day): boolean {
  return state.level === 0 || (state.mode === 'digital' && coversOwn(state, null, day))
}

function answer(state: Case, command: Extract<ConcernCommand, { type: 'concern.answer' }>, context: Context): Decision {
  const { actor } = context
  const question = state.concern.questions.find(({ id }) => id === command.question)
  if (!question || question.to !== actor.person) return refuse('not-found')
  if (question.answer) return refuse('already-answered')
  // Of why, whoever was asked learns nothing.
  if (!isAnswerable(state, today(context))) return refuse('question-over')
  return happened({ type: 'concern.answered', question: command.question, text: command.text })
}

/** A report is recorded, and ends nothing: whoever wondered still chooses the way on. Nothing is written about it. */
function conclude(state: Case, command: Conclude, context: Context): Decision {
  switch (command.outcome) {
    case 'report':
      return command.reason ? refuse('report-words', { field: 'reason' }) : recordReport(command.day, context)
    case 'close':
      return end(state, command)
    case 'level':
      return goOn(state, command, context)
  }
}

function end(state: Case, { reason, written, keepReason }: Conclude): Decision {
  if (!written) return refuse('written-unchosen', { field: 'written' })
  if (written === 'keep' && !keepReason) return refuse('reason-missing', { field: 'keepReason' })
  const words: Event =
    written === 'keep' && keepReason ? { type: 'concern.kept', reason: keepReason } : { type: 'concern.erased' }
  return happened(
    ...noLongerAsked(state),
    { type: 'concern.concluded', outcome: 'close', level: null, services: [], reason },
    { type: 'case.closed', reason: state.reports.length > 0 ? 'reported' : 'no-concern', summary: reason },
    words,
  )
}

function goOn(state: Case, command: Conclude, context: Context): Decision {
  const { policy } = context
  const { outcome, services, reason } = command
  const cancelled = noLongerAsked(state)
  const level = policy.levels.find(
    ({ number }) => number > 0 && number === command.level && policy.concernEndsInLevels.includes(number),
  )
  if (!level) return refuse('unknown-level', { field: 'outcome' })
  const unknown = services.filter((service) => !policy.services.includes(service))
  if (unknown.length > 0) return refuse('service-unknown', { field: 'services', services: unknown })
  const others = services.filter((service) => service !== state.service)
  if (level.maxHelpServices !== null && others.length > level.maxHelpServices) {
    return refuse('too-many-services', { field: 'services' })
  }
  if (isConcluded(state, level.number, others)) return refuse('already-concluded')
  const concluded = { type: 'concern.concluded', outcome, level: level.number, services: others, reason } as const
  // Below the level at which the log opens nothing is shared, so there is nothing to ask consent for yet.
  const isOpened = level.number < policy.logOpensAtLevel
  return happened(...cancelled, concluded, ...(isOpened ? openForOwner(state, level.number, 'paper', context) : []))
}

/** The same outcome a second time, as when the owner and their leader press at once, calls off nothing. */
function isConcluded({ concern }: Case, level: number, services: ServiceCode[]): boolean {
  const same = services.every((service) => concern.services.includes(service))
  return concern.outcome === 'level' && concern.level === level && same && services.length === concern.services.length
}

/** The family is no longer to answer what was asked for the earlier outcome. */
function noLongerAsked({ consents }: Case): ConsentEvent[] {
  return consents.filter(isAsked).map(({ id }) => ({ type: 'consent.cancelled', consent: id }))
}

export function evolveConcern(
  state: Case,
  event: Exclude<ConcernEvent, { type: 'concern.registered' }>,
  at: Instant,
): Case {
  const { concern } = state
  switch (event.type) {
    case 'concern.talked':
      return { ...state, concern: talked(concern, event) }
    case 'concern.asked': {
      const asked = { id: event.question, to: event.to, question: event.text, answer: null, askedAt: at }
      return { ...state, concern: { ...concern, questions: [...concern.questions, asked] } }
    }
    case 'concern.answered': {
      const questions = changed(concern.questions, event.question, { answer: event.text })
      return { ...state, concern: { ...concern, questions } }
    }
    case 'concern.owned':
      return { ...state, owner: event.owner }
    case 'concern.concluded': {
      const { outcome, level, services } = event
      return { ...state, concern: { ...concern, outcome, level, services } }
    }
    case 'concern.erased':
      return { ...state, erased: true }
    case 'concern.kept':
      return state
  }
}

export function noticesOfConcern(event: ConcernEvent): Notice[] {
  switch (event.type) {
    case 'concern.asked':
      return [tell({ card: 'anonymous-question', subject: event.question }, [{ person: event.to }])]
    case 'concern.answered': {
      const subject = event.question
      return [told({ line: 'question-answered', subject }, ['owner']), refresh({ card: 'anonymous-question', subject })]
    }
    case 'concern.registered':
      return [told({ line: 'leader-look', subject: '' }, ['leaders'])]
    case 'concern.owned':
      return noticesOfOwnership()
    case 'concern.talked':
    case 'concern.concluded':
    case 'concern.erased':
    case 'concern.kept':
      return []
  }
}
