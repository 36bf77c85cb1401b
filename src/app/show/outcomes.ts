/**
 * What came of each entry of a log, beside who did it and what was typed: approved or rejected, with which effect, on which day, who of
 * the family answered what. Whether the entry itself is for the reader is judged before. Reads no word.
 */
import type { Fact } from '../../../cards/card.ts'
import type { Recorded } from '../../../cards/parts/plan-items.ts'
import type { Case } from '../../core/case.ts'
import type { Consent } from '../../core/consent.ts'
import type { SayingKind } from '../../core/family-saying.ts'
import type { Day, MeetingId, ProposalId, Recipient, Time, TopicCode } from '../../core/ids.ts'
import { type Meeting, movedTo } from '../../core/meeting.ts'
import type { Step } from '../../core/policy.ts'
import {
  breachFacts,
  custodyTold,
  leftTold,
  levelWithin,
  named,
  type Opened,
  presentIn,
  recipientNames,
  recipientsWithin,
  seesNoes,
  signerName,
  topicNames,
  topicsWithin,
  type Viewer,
} from '../see/index.ts'
import { closingFacts } from './closing-facts.ts'

/** `how` chooses between the sentences of an entry that can end or be meant in several ways; empty where there is one. */
export type Outcome = {
  how: '' | 'approved' | 'rejected' | 'reached' | 'dropped' | 'moved' | SayingKind
  facts: Fact[]
}

export async function outcomeOf(viewer: Viewer, opened: Opened, event: Recorded): Promise<Outcome> {
  const one = tellings[event.type]
  // Each is found under the type of its own event.
  return { how: howOf(event, opened.case), facts: one ? await one(event as never, { viewer, opened }) : [] }
}

function howOf(event: Recorded, { meetings }: Case): Outcome['how'] {
  if (event.type === 'level.decided') return event.approve ? 'approved' : 'rejected'
  if (event.type === 'goal.finished') return event.reached ? 'reached' : 'dropped'
  if (event.type === 'family.said') return event.kind
  if (event.type === 'meeting.cancelled') return movedFrom(meetings, event.meeting).to ? 'moved' : ''
  return ''
}

type Where = { viewer: Viewer; opened: Opened }
type Telling<E> = (event: E, where: Where) => Fact[] | Promise<Fact[]>

const tellings: { [E in Recorded as E['type']]?: Telling<E> } = {
  'level.proposed': ({ proposal }, where) => move(proposal, where),
  'level.decided': ({ proposal, meetingDay }, where) => [
    ...move(proposal, where),
    ...onDay(where, 'fact.meeting', meetingDay),
  ],
  'measure.added': ({ evaluationDay }, where) => onDay(where, 'fact.evaluation', evaluationDay),
  'measure.postponed': ({ day }, where) => onDay(where, 'fact.evaluation', day),
  'measure.evaluated': evaluated,
  'goal.evaluated': ({ effect, outcome }, { viewer: { say }, opened }) =>
    opened.access.sealed
      ? []
      : [
          { label: say('field.goal.evaluate.effect'), value: say(`goal.effect.${effect}`) },
          { label: say('fact.goes-on'), value: say(`goal.outcome.${outcome}`) },
        ],
  'evaluation.child-heard': ({ askedBy, askedOn }, where) => [
    { label: where.viewer.say('field.askedBy'), value: where.viewer.say(`asker.${askedBy}`) },
    ...onDay(where, 'field.askedOn', askedOn),
  ],
  'evaluation.concluded': ({ outcome, nextDay }, where) => [
    { label: where.viewer.say('fact.goes-on'), value: where.viewer.say(`evaluation.outcome.${outcome}`) },
    ...onDay(where, 'field.evaluation.conclude.nextDay', nextDay),
  ],
  'follow-up.added': ({ day }, where) => onDay(where, 'fact.due', day),
  'follow-up.postponed': ({ day }, where) => onDay(where, 'fact.due', day),
  'meeting.set': ({ day, time }, where) => [...onDay(where, 'fact.meeting-day', day), ...atTime(where, time)],
  'meeting.changed': ({ time }, where) => atTime(where, time),
  'meeting.held': async ({ day, present, topic }, where) => [
    ...onDay(where, 'fact.meeting-day', day),
    ...(await there(where, { present, topic })),
  ],
  'meeting.corrected': ({ present, topic }, where) => there(where, { present, topic }),
  'meeting.cancelled': ({ meeting }, where) => {
    const { from, to } = movedFrom(where.opened.case.meetings, meeting)
    return [...onDay(where, 'fact.meeting-day', from), ...onDay(where, 'fact.moved-to', to)]
  },
  'breach.ended': ({ key, day }, { viewer, opened }) => {
    const ended = opened.case.breaches.find((one) => one.key === key && one.until === day)
    return ended ? breachFacts(viewer, opened.case, ended) : []
  },
  'step.skipped': ofStep,
  'step.resumed': ofStep,
  'transition.planned': ({ day }, where) => onDay(where, 'field.day', day),
  'transition.met': ({ day }, where) => onDay(where, 'fact.meeting-day', day),
  'case.closed': (event, where) => [...closing(event.reason, where), ...closingFacts(where.viewer, event)],
  'consent.requested': asked,
  'consent.signers-named': (event, { viewer, opened }) =>
    isWhole(opened)
      ? [...custodyTold(viewer, opened.case.targetGroup, event), ...leftTold(viewer, opened.case, event)]
      : [],
  'consent.signed': signed,
  'consent.refused': refused,
  'consent.withdrawn': takenBack,
}

function ofStep({ step }: { step: Step }, { viewer }: Where): Fact[] {
  return [{ label: viewer.say('fact.step'), value: named(viewer, viewer.model.names.steps, step) }]
}

function onDay({ viewer: { say } }: Where, label: DayLabel, day: Day | null): Fact[] {
  return day === null ? [] : [{ label: say(label), value: say.day(day) }]
}

function atTime({ viewer: { say } }: Where, time: Time | null | undefined): Fact[] {
  return time ? [{ label: say('field.time'), value: say.time(time) }] : []
}

async function there({ viewer, opened }: Where, minutes: Parameters<typeof presentIn>[2]): Promise<Fact[]> {
  const names = await presentIn(viewer, opened, minutes)
  return names.length > 0 ? [{ label: viewer.say('fact.present'), value: viewer.say.list(names) }] : []
}

type DayLabel =
  | ('fact.meeting' | 'fact.meeting-day' | 'fact.moved-to' | 'fact.evaluation' | 'fact.due' | 'field.day')
  | ('field.askedOn' | 'field.evaluation.conclude.nextDay')

function movedFrom(meetings: Meeting[], id: MeetingId) {
  const meeting = meetings.find((one) => one.id === id)
  return { from: meeting?.day ?? null, to: (meeting && movedTo({ meetings }, meeting)?.day) ?? null }
}

function move(id: ProposalId, { viewer, opened }: Where): Fact[] {
  const proposal = opened.case.proposals.find((one) => one.id === id)
  if (!proposal) return []
  const levels = { from: levelWithin(viewer, proposal.from), to: levelWithin(viewer, proposal.to) }
  return [{ label: viewer.say('fact.level'), value: viewer.say('fact.move.value', levels) }]
}

/** How it went with a measure is content, though no word: it is closed with the words. */
function evaluated({ effect, outcome, evaluationDay }: Of<'measure.evaluated'>, where: Where): Fact[] {
  const { say } = where.viewer
  if (where.opened.access.sealed) return []
  return [
    { label: say('fact.effect'), value: say(`effect.${effect}`) },
    { label: say('fact.goes-on'), value: say(`outcome.${outcome}`) },
    ...(outcome === 'continue' ? onDay(where, 'fact.evaluation', evaluationDay) : []),
  ]
}

/** Of how a wondering ends the case's own card tells those who may know: it may be that a report was made. */
function closing(reason: string, { viewer }: Where): Fact[] {
  if (reason === 'no-concern' || reason === 'reported') return []
  return [{ label: viewer.say('fact.closed'), value: named(viewer, viewer.model.names.closeReasons, reason) }]
}

type Of<T extends Recorded['type']> = Extract<Recorded, { type: T }>

/** Whoever reads all of the case, and may know of what the family says no to. */
function seesAnswers({ viewer, opened }: Where): boolean {
  return isWhole(opened) && seesNoes(viewer, opened.case)
}

function isWhole({ access }: Opened): boolean {
  return access.topics === 'all'
}

async function asked(event: Of<'consent.requested'>, where: Where): Promise<Fact[]> {
  const { viewer, opened } = where
  if (!isWhole(opened)) return []
  const custody = custodyTold(viewer, opened.case.targetGroup, event)
  return seesAnswers(where) ? [...custody, ...(await about(event, where))] : custody
}

async function signed(event: Of<'consent.signed'>, where: Where): Promise<Fact[]> {
  if (!seesAnswers(where)) return []
  const { say } = where.viewer
  const answers = event.signers.map((signer) => ({
    label: signerName(where.viewer, where.opened.case, signer),
    value: say('signed.as', { evidence: event.evidence }),
  }))
  return [...answers, ...(await about(event, where))]
}

async function about(
  { services, topics }: { services: Recipient[]; topics: TopicCode[] },
  { viewer, opened }: Where,
): Promise<Fact[]> {
  const { say } = viewer
  return [
    { label: say('field.services'), value: say.list(await recipientNames(viewer, opened.case, services)) },
    ...(topics.length > 0 ? [{ label: say('fact.topics'), value: say.list(topicNames(viewer, topics)) }] : []),
  ]
}

async function refused({ consent, services, ...no }: Of<'consent.refused'>, where: Where): Promise<Fact[]> {
  const { viewer, opened } = where
  if (!seesAnswers(where)) return []
  const { say } = viewer
  // Of a time when a no was to the whole question.
  const all = services.length > 0 ? services : noesTo(opened.case.consents, consent)
  const names = say.list(await recipientsWithin(viewer, opened.case, all))
  return [
    {
      label: signerName(viewer, opened.case, no.signer),
      value: say('said.no', { ...said(viewer, no), services: names }),
    },
  ]
}

function noesTo(consents: Consent[], id: string): Recipient[] {
  return consents.find((one) => one.id === id)?.services ?? []
}

async function takenBack(event: Of<'consent.withdrawn'>, where: Where): Promise<Fact[]> {
  const { viewer, opened } = where
  const { signer, scope, service, topic } = event
  if (!seesAnswers(where) || !signer) return []
  const { say } = viewer
  const names = topic
    ? topicsWithin(viewer, [topic])
    : await recipientsWithin(viewer, opened.case, service ? [service] : [])
  const value = say('said.back', { ...said(viewer, event), scope, what: names[0] ?? '' })
  return [{ label: signerName(viewer, opened.case, signer), value }]
}

function said({ say }: Viewer, { how, day }: { how: string | null; day: Day | null }) {
  return { how: how ?? 'none', day: day ? say.day(day) : 'none' }
}
