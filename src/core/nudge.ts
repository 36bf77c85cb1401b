/**
 * What somebody in a case waits for from others, and reminding them of it: the same asked once more, seldom enough to be no stream.
 * Source: the municipality's model (`nudgeAfterWorkingDays`).
 */
import { isAbsent } from './away.ts'
import { isOfferedTo } from './called.ts'
import type { Case } from './case.ts'
import { isAnswerable } from './concern.ts'
import { type Ball, type Due, due, dutyOf, overdue } from './deadline.ts'
import { type Actor, type Context, type Decision, happened, today } from './decision.ts'
import { type DueKey, readDueKey } from './due-key.ts'
import type { Day, HandOverId, Instant, PersonId, ProposalId, QuestionId } from './ids.ts'
import { leaveOf } from './leave.ts'
import { openProposal } from './level.ts'
import { type Notice, tell } from './notice.ts'
import { type CaseRole, rolesIn } from './permission.ts'
import type { Calendar, Policy, Signal } from './policy.ts'
import { refuse } from './refusal.ts'
import { responsibleFor } from './reminder.ts'

/** What is due and lies with others once it was asked of them; a question has no deadline. */
const asked = {
  'consent-unanswered': 'consent',
  'handover-unanswered': 'hand-over',
  'proposal-unasked': 'proposal',
  'proposal-undecided': 'proposal',
  'service-unmanned': 'service',
  'measure-due': 'measure',
  'follow-up-due': 'follow-up',
} as const satisfies Partial<Record<Signal, string>>
export type AwaitedThing = (typeof asked)[keyof typeof asked] | 'question'

/**
 * `since`: when it was asked, or the day a measure or follow-up was due. `ball` is null where the family is asked, whom nobody writes
 * to; `by`: whoever asked, and null where that is whoever holds the case.
 */
export type Awaited = {
  what: AwaitedThing
  key: DueKey | QuestionId
  since: Day
  ball: Ball | null
  by: PersonId | null
}

export type NudgeCommand = { type: 'nudge.send'; key: string }
/** `by` reminded whoever had the ball on that day. */
export type NudgeEvent = { type: 'nudge.sent'; key: DueKey | QuestionId; ball: Ball; by: PersonId; day: Day }

type Times = { policy: Policy; calendar: Calendar }

/** What was asked of the same alike, the first first: it is told apart by nothing that its line may say. */
export type Alike = [Awaited, ...Awaited[]]

/** What waits for an answer from somebody else than this person, and is theirs to wait for. */
export function awaitedBy(state: Case, actor: Actor, now: Instant, times: Times): Awaited[] {
  return awaited(state, now, times).filter((one) => isTheirs(state, one, actor, times.calendar.dayOf(now)))
}

/** What waits, together where the same is asked of the same. */
export function together(list: Awaited[]): Alike[] {
  const groups: Alike[] = []
  for (const one of list.toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))) {
    const group = groups.find(([first]) => isAlike(first, one))
    if (group) group.push(one)
    else groups.push([one])
  }
  return groups
}

/** A question is put to each alone, who is named nowhere. */
function isAlike(one: Awaited, other: Awaited): boolean {
  if (one.what !== other.what) return false
  return one.what === 'question' || isSameBall(one.ball, other.ball)
}

function isSameBall(one: Ball | null, other: Ball | null): boolean {
  if (one?.role !== 'person' || other?.role !== 'person') return one?.role === other?.role
  return one.person === other.person
}

/** From which day somebody may be reminded of it (again). */
export function nudgeableFrom({ nudged }: Case, { key, since }: Awaited, { policy, calendar }: Times): Day {
  return calendar.addWorkingDays(nudged[key]?.day ?? since, policy.reminders.nudgeAfterWorkingDays)
}

/** Of several that are alike the one to remind of first: nobody has yet, though one could, and else the first that can be. */
export function nextToNudge(state: Case, alike: Alike, day: Day, times: Times): Awaited {
  const order = (one: Awaited) => {
    const from = nudgeableFrom(state, one, times)
    return `${from > day || state.nudged[one.key] ? 1 : 0} ${from}`
  }
  return alike.reduce((first, one) => (order(one) < order(first) ? one : first))
}

/** The last day on which whoever has it has leave: until then they are not reminded. Null for whoever has none, and for a role. */
export function awayUntil(state: Pick<Case, 'leave'>, { ball }: Pick<Awaited, 'ball'>): Day | null {
  return ball?.role === 'person' ? (leaveOf(state, ball.person)?.until ?? null) : null
}

/** Whether somebody asked on that day for the reminder of that key, so that it comes whatever else does. */
export function isNudged({ nudged }: Pick<Case, 'nudged'>, key: string, day: Day): boolean {
  return nudged[key]?.day === day
}

function awaited(state: Case, now: Instant, times: Times): Awaited[] {
  if (state.status !== 'open') return []
  const day = times.calendar.dayOf(now)
  const duties = due(state, now, times).flatMap((one) => awaitedIn(state, one, day, times))
  return [...questions(state, day, times), ...duties]
}

/** Of a colleague who is not there for it, whoever asked has been told. */
function questions(state: Case, day: Day, { calendar }: Times): Awaited[] {
  if (!isAnswerable(state, day)) return []
  const open = state.concern.questions.filter(({ to, answer }) => !answer && !isAbsent(state, to))
  return open.map(({ id: key, to: person, askedAt }): Awaited => {
    return { what: 'question', key, since: calendar.dayOf(askedAt), ball: { role: 'person', person }, by: state.owner }
  })
}

function awaitedIn(state: Case, one: Due, day: Day, { calendar }: Times): Awaited[] {
  const { key, signal, ball } = one
  const what = isAsked(signal) ? asked[signal] : null
  const since = calendar.dayOf(one.since)
  switch (what) {
    case null:
      return []
    // From its day on it waits for whoever asked, to ask again.
    case 'consent':
      return overdue([one], day).length > 0 ? [] : [{ what, key, since, ball: null, by: null }]
    case 'hand-over':
      return isOfferedTo(state, ball) ? [{ what, key, since, ball, by: state.handOver?.by ?? null }] : []
    case 'proposal':
      return [{ what, key, since, ball, by: openProposal(state)?.by ?? null }]
    case 'service':
      return [{ what, key, since, ball, by: null }]
    case 'measure':
    case 'follow-up':
      return ball.role === 'person' && one.day <= day ? [{ what, key, since: one.day, ball, by: null }] : []
  }
}

function isAsked(signal: Signal): signal is keyof typeof asked {
  return Object.hasOwn(asked, signal)
}

/** Whoever asked, and whoever holds the case; of what lies with themselves nobody waits for others. */
function isTheirs(state: Case, { what, ball, by }: Awaited, actor: Actor, day: Day): boolean {
  if (ball?.role === 'person' && ball.person === actor.person) return false
  const roles = rolesIn(state, actor, day)
  // A question stays with whoever asked it, also once somebody else holds the case.
  const holds = what !== 'question' && roles.some((role) => holding.includes(role))
  return holds || (by !== null && by === actor.person && roles.some((role) => asking.includes(role)))
}

const holding: CaseRole[] = ['owner', 'holder', 'deputy']
/** Those who can have asked it, as long as they are in the case. */
const asking: CaseRole[] = [...holding, 'proposer', 'leader']

/**
 * Refuses what nobody waits for any more, what somebody else waits for, what lies with somebody who has leave, and what was asked so
 * lately that it needs no reminding.
 */
export function decideNudge(state: Case, command: NudgeCommand, context: Context): Decision {
  const { actor, now } = context
  const day = today(context)
  // The day by which it is to be answered may be another since it was offered to be reminded of.
  const named = isQuestion(command.key) ? null : dutyOf(due(state, now, context), command.key, context)
  const one = awaited(state, now, context).find(({ key }) => key === (named?.key ?? command.key))
  if (!one?.ball) return refuse('already-done')
  if (actor.kind !== 'staff' || !isTheirs(state, one, actor, day))
    return refuse('not-permitted', { may: [one.what === 'question' ? 'owner' : 'holder'] })
  const away = awayUntil(state, one)
  if (away) return refuse('on-leave', { day: away })
  const from = nudgeableFrom(state, one, context)
  const last = state.nudged[one.key]
  if (day < from && last) return refuse('nudged-lately', { day: from, who: { kind: 'person', person: last.by } })
  if (day < from) return refuse('asked-lately', { day: from })
  return happened({ type: 'nudge.sent', key: one.key, ball: one.ball, by: actor.person, day })
}

export function evolveNudge(state: Case, { key, by, day }: NudgeEvent): Case {
  return { ...state, nudged: { ...state.nudged, [key]: { by, day } } }
}

/** The card that asked it, once more: it says no more than it did, and of an anonymous question not who asks. */
export function noticesOfNudge({ key, ball }: NudgeEvent): Notice[] {
  const audience = responsibleFor(ball)
  if (isQuestion(key)) return [tell({ card: 'anonymous-question', subject: key }, audience)]
  const { signal, subject } = readDueKey(key)
  if (isHandOver(subject)) return [tell({ card: 'hand-over', subject }, audience)]
  if (isProposal(subject)) return [tell({ card: 'proposal', subject }, audience)]
  if (signal === 'service-unmanned' && ball.role === 'person')
    return [tell({ card: 'who-comes', subject: `service_${subject}` }, audience)]
  return [tell({ card: 'reminder', subject: key }, audience)]
}

function isQuestion(key: string): key is QuestionId {
  return key.startsWith('question_')
}

function isHandOver(subject: string): subject is HandOverId {
  return subject.startsWith('handover_')
}

function isProposal(subject: string): subject is ProposalId {
  return subject.startsWith('proposal_')
}
