/**
 * Every event as it stands in a journal, field by field. Written and read through here alone: what could not be read again
 * is not written, and the compiler holds both sides to each other. What the fields mean is the core's.
 */
import { z } from 'zod'
import type { Event } from '../core/case.ts'
import { goalsReached } from '../core/closing.ts'
import { childrenAnswers } from '../core/concern.ts'
import { familyRoles } from '../core/family-member.ts'
import { sayingKinds } from '../core/family-saying.ts'
import { checkpoints, signals, targetGroups } from '../core/policy.ts'
import { talkWays } from '../core/talk.ts'
import {
  answered,
  ball,
  code,
  codes,
  day,
  due,
  event,
  how,
  id,
  level,
  mode,
  person,
  signer,
  told,
  word,
  wordOrNone,
  yes,
} from './event-fields.ts'
import { meetings } from './meeting-events.ts'
import { evaluation, plan } from './plan-events.ts'

const concern = [
  event('concern.registered', {
    case: id('case'),
    ref: z.string(),
    municipality: code,
    unit: code,
    service: code,
    owner: person,
    about: word,
    seen: word,
    targetGroup: z.enum(targetGroups),
    environment: yes,
    children: z.enum(childrenAnswers).optional(),
  }),
  event('concern.talked', { day, way: z.enum(talkWays).nullable() }),
  event('concern.asked', { question: id('question'), to: person, text: word }),
  event('concern.answered', { question: id('question'), text: word }),
  event('concern.concluded', {
    outcome: z.enum(['close', 'level', 'report']),
    level: level.nullable(),
    services: codes,
    reason: wordOrNone,
  }),
  event('concern.owned', { owner: person, from: person }),
  event('concern.erased', {}),
  event('concern.kept', { reason: word }),
] as const

const consent = [
  event('consent.requested', {
    consent: id('consent'),
    checkpoint: z.enum(checkpoints),
    services: codes,
    topics: codes,
    required: z.array(signer),
    ages: z.strictObject({ from: z.int(), to: z.int().nullable() }),
    alone: z.literal(true).optional(),
    ...told,
  }),
  event('consent.signers-named', {
    ...told,
    reason: wordOrNone,
    left: person.or(z.literal('none')).optional(),
  }),
  event('consent.signed', {
    consent: id('consent'),
    signers: z.array(signer),
    required: z.array(signer).optional(),
    evidence: how,
    services: codes,
    topics: codes,
    purpose: wordOrNone,
    excludedStaff: z.array(person),
    excludedPersons: wordOrNone,
    from: day,
    until: day,
    textVersion: z.string(),
    language: z.string(),
    childAsked: yes,
    childView: wordOrNone,
    holder: id('person').optional(),
    namesNoUnits: z.literal(true).optional(),
  }),
  event('consent.given', { consent: id('consent') }),
  event('consent.cancelled', { consent: id('consent') }),
  event('consent.refused', {
    consent: id('consent'),
    signer,
    services: codes,
    how: how.nullable(),
    day: day.nullable(),
    reason: wordOrNone,
  }),
  event('consent.set-aside', { member: person, consents: z.array(answered) }),
  event('consent.narrowed', { consent: id('consent'), recipients: codes, isLess: yes }),
  event('consent.withdrawn', {
    scope: z.enum(['whole', 'service', 'topic']),
    service: code.nullable(),
    topic: code.nullable(),
    signer: signer.nullable(),
    how: how.nullable(),
    day: day.nullable(),
    reason: wordOrNone,
  }),
] as const

const levels = [
  event('level.proposed', {
    proposal: id('proposal'),
    by: person,
    toKe: yes.optional(),
    to: level,
    services: codes,
    topic: code.nullable(),
    reason: wordOrNone,
  }),
  event('level.withdrawn', { proposal: id('proposal') }),
  event('level.decided', {
    proposal: id('proposal'),
    by: person,
    approve: yes,
    meetingDay: day.nullable(),
    topic: code.nullable(),
    reason: wordOrNone,
    leftOut: codes,
    childTookPart: yes,
    parentsTookPart: yes,
    individualPlan: yes.optional(),
    view: wordOrNone,
    childAsked: yes.nullable(),
    without: wordOrNone,
  }),
  event('level.lapsed', { proposal: id('proposal') }),
  event('level.cancelled', { proposal: id('proposal') }),
] as const

const baton = [
  event('baton.offered', { handOver: id('handover'), to: person, service: code, unit: code.nullable(), by: person }),
  event('baton.accepted', { handOver: id('handover'), from: person.nullable() }),
  event('baton.declined', { handOver: id('handover'), by: person, reason: wordOrNone }),
  event('baton.withdrawn', { handOver: id('handover') }),
  event('baton.cancelled', { handOver: id('handover') }),
  event('baton.named', { to: person, service: code, unit: code.nullable() }),
  event('baton.deputized', { person, service: code, unit: code.nullable(), from: day, until: day }),
  event('baton.deputy-ended', {}),
  event('baton.left', { person }),
] as const

const log = [
  event('note.added', {
    note: id('note'),
    topic: code,
    text: word,
    by: person,
    aboutOthers: yes.optional(),
    bright: z.literal(true).optional(),
  }),
  event('note.corrected', { note: id('note'), text: word, aboutOthers: yes.optional() }),
  event('transition.planned', { transition: id('transition'), day, to: code, unit: code.nullable().optional() }),
  event('transition.accepted', { transition: id('transition'), holder: person.nullable() }),
  event('transition.declined', { transition: id('transition'), reason: word }),
  event('transition.met', { transition: id('transition'), day, tookPart: word }),
  event('transition.called-off', { transition: id('transition'), reason: word }),
  event('transition.received', { transition: id('transition'), unit: code.nullable() }),
  event('case.opened', { level, mode, holder: person, holderService: code, holderUnit: code.nullable() }),
  event('log.opened', {}),
  event('log.closed', {}),
  event('case.closed', {
    reason: z.string(),
    summary: wordOrNone,
    goals: z.enum(goalsReached).optional(),
    familyView: word.optional(),
    thanked: codes.optional(),
  }),
  event('case.reopened', { reason: word }),
  event('case.shielded', {}),
  event('case.unshielded', {}),
  event('case.advised', { text: word }),
  event('case.recused', { person, toKe: yes.optional() }),
  event('case.unsealed', { opening: id('opening'), until: day, reason: word, seenBy: z.array(person) }),
  event('participant.added', { person, service: code, unit: code.nullable() }),
  event('participant.removed', { person }),
  event('participant.service-left', { service: code }),
  event('presence.noted', {
    away: z.array(z.strictObject({ person, why: z.enum(['left', 'silent']) })),
    decides: z.enum(['unit', 'ke', 'nobody']),
    proposal: id('proposal').nullable(),
    back: id('proposal').nullable(),
    stuck: id('proposal').nullable(),
    settled: z.array(due),
    leave: z
      .strictObject({
        people: z.array(z.strictObject({ person, until: day })),
        bears: z.enum(['holder', 'deputy', 'nobody']),
      })
      .optional(),
  }),
  event('service.asked', { service: code, person: person.nullable() }),
  event('report.recorded', { day, by: person }),
  event('reminder.sent', {
    key: due,
    signal: z.enum(signals),
    occurrence: z.int(),
    day,
    ball,
    rungs: z.array(z.enum(['responsible', 'leader', 'ke', 'keepers'])),
  }),
  event('reminder.postponed', { key: due, until: day, reason: wordOrNone }),
  event('breach.began', { key: due, ball }),
  event('breach.ended', { key: due, day, inTime: z.literal(true).optional() }),
  event('breach.explained', { key: due, cause: code, remedy: code }),
  event('nudge.sent', { key: z.union([due, id('question')]), ball, by: person, day }),
] as const

const text = z.union([id('note'), id('meeting'), z.literal('concern')])
const family = [
  event('family.invited', {
    member: person,
    as: z.enum(familyRoles),
    signer,
    name: wordOrNone,
    until: day,
  }),
  event('family.arrived', { member: person }),
  event('family.confirmed', { member: person }),
  event('family.refused', { member: person }),
  event('family.shut-out', { member: person, reason: word }),
  event('family.let-in', { member: person, reason: word }),
  event('family.released', { member: person, text, reason: word }),
  event('family.cleared', { text }),
  event('family.said', {
    saying: id('saying'),
    by: person,
    kind: z.enum(sayingKinds),
    about: z.union([id('measure'), id('meeting')]).nullable(),
    text: wordOrNone,
  }),
  event('family.heard', { saying: id('saying') }),
] as const

const all = [
  ...concern,
  ...consent,
  ...levels,
  ...baton,
  ...plan,
  ...meetings,
  ...log,
  ...evaluation,
  ...family,
] as const
const schema = z.discriminatedUnion('type', all)
type Stored = z.infer<typeof schema>

type Whole<E> = E extends unknown ? Required<E> : never
/** `never`, so that nothing compiles, where a field stands in only one of the two, be it one that may be left out. */
type Same = [Whole<Event>] extends [Whole<Stored>] ? ([Whole<Stored>] extends [Whole<Event>] ? Event : never) : never

/** Fails where it is no event of this version. */
export function readEvent(value: unknown): z.ZodSafeParseResult<Same> {
  return schema.safeParse(value)
}

/** The same event, once it is certain that it can be read again. Throws `ZodError` where it can't: that is a fault of ours. */
export function checkedEvent(event: Event): Stored {
  schema.parse(event)
  return event
}
