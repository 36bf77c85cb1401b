/**
 * The family is asked: what can be asked for, who must sign, and which questions are then over.
 * Source: the municipality's model (signers, duration) and the BTI model's consent checkpoints.
 */
import type { Case, Event } from './case.ts'
import { type Consent, isAsked, wasGiven } from './consent.ts'
import { afterwards, answerNo, isOnPaperAlone, record, unknownIn } from './consent-answer.ts'
import { isKnown } from './consent-change.ts'
import type { ConsentCommand, ConsentEvent, FamilyTold } from './consent-said.ts'
import { familyTold, named, nameSigners, whyNotNamed } from './consent-signers.ts'
import { type Context, type Decision, happened, today } from './decision.ts'
import type { ConsentId, ServiceCode } from './ids.ts'
import type { Checkpoint, Policy } from './policy.ts'
import { isToNarrow, names, serviceOf } from './recipient.ts'
import { refuse } from './refusal.ts'
import { ageOf, isForOthers, type Question, questionsFor } from './signers.ts'
import { widened } from './widening.ts'
import { decideWithdrawal } from './withdrawal.ts'

export function decideConsent(state: Case, command: ConsentCommand, context: Context): Decision {
  switch (command.type) {
    case 'consent.request':
      return request(state, command, context)
    case 'consent.name-signers':
      return nameSigners(state, command, context)
    case 'consent.record':
      return record(state, command, context)
    case 'consent.refuse':
      return answerNo(state, command, context)
    case 'consent.withdraw':
      return decideWithdrawal(state, command, context)
    case 'consent.narrow':
      return narrow(state, command)
  }
}

type Command<T extends ConsentCommand['type']> = Extract<ConsentCommand, { type: T }>

function request(state: Case, command: Command<'consent.request'>, context: Context): Decision {
  const { policy } = context
  if (state.level === 0 && state.concern.outcome !== 'level') return refuse('not-a-log')
  const unknown = unknownIn(command, policy)
  if (unknown) return unknown
  if (command.services.length === 0) return refuse('service-unknown', { field: 'services' })
  const read = familyTold(state, command, context)
  if ('refusal' in read) return read
  const wrong = whyNotNamed(state, read.told, null, context)
  if (wrong) return wrong
  const isNews = state.signersNamed !== null && !isKnown(state, read.told)
  const said = isNews ? named(state, read.told, null, context) : []
  const age = ageOf(read.told.born, today(context), context)
  const facts = { ...read.told, targetGroup: state.targetGroup }
  const questions = questionsFor(policy, facts, age, [...new Set(command.services)])
  if (!questions) return refuse('signer-unknown', { field: 'born' })
  const over = questionsOver(afterwards(state, said, context), command.services, context)
  return happened(
    ...said,
    ...over,
    ...questions.map((one, i) => asked(state, command, { ...one, ...read.told }, i, policy)),
  )
}

/** Each has an id of its own: those who answer for a service answer for it alone. */
function asked(
  state: Case,
  command: Command<'consent.request'>,
  about: Question & FamilyTold,
  index: number,
  policy: Policy,
): ConsentEvent {
  const { consent, topics } = command
  const { services, required, ages, alone, born, minor, guardians, care } = about
  const id: ConsentId = index === 0 ? consent : `${consent}-${index + 1}`
  const told = { born, minor, guardians, care }
  const event = {
    type: 'consent.requested',
    consent: id,
    checkpoint: checkpointOf(state, command, services, policy),
    services,
    topics,
    required,
    ages,
    ...told,
  } as const
  return alone ? { ...event, alone } : event
}

/** What the family has never been asked about can't be renewed, and what would open the log is asked in order to. */
function checkpointOf(
  state: Case,
  { checkpoint: asked, topics }: Command<'consent.request'>,
  services: ServiceCode[],
  policy: Policy,
): Checkpoint {
  if (asked !== 'renewal' && asked !== 'join') return asked
  if (isOnPaperAlone(state, policy) && services.includes(state.service)) return 'open'
  if (asked === 'join' || services.some((service) => !wasGiven(state, service))) return 'join'
  const isWider = Object.values(widened(state, { services, topics })).some(({ length }) => length > 0)
  return isWider ? 'wider' : 'renewal'
}

/** What was asked about these services of those who are no longer the ones to answer. */
function questionsOver(state: Case, services: ServiceCode[], context: Context): ConsentEvent[] {
  const day = today(context)
  const isAbout = (one: Consent) => one.services.some((to) => services.includes(serviceOf(to)))
  return state.consents
    .filter((one) => isAsked(one) && isAbout(one) && isForOthers(state, one, day, context))
    .map(({ id: consent }) => ({ type: 'consent.cancelled', consent }))
}

/** For whom each counts, of those it can have been meant for, once. */
function narrow(state: Case, { consents }: Command<'consent.narrow'>): Decision {
  const events = consents.flatMap(({ consent: id, recipients, isLess }): Event[] => {
    const consent = state.consents.find((one) => one.id === id && isToNarrow(one))
    if (!consent) return []
    const meant = [...new Set(recipients)].filter((one) => names(consent.services, one))
    return [{ type: 'consent.narrowed', consent: id, recipients: meant, isLess }]
  })
  return happened(...events)
}
