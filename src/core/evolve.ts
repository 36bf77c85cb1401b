/** `evolve`: the case after an entry of its log, put together from the topics. The row of a case is the fold of its log. */
import { withAskedUntil } from './asked-until.ts'
import { awayStill } from './away.ts'
import { evolveBaton } from './baton.ts'
import { evolveBreach } from './breach.ts'
import type { Case, Entry, Event } from './case.ts'
import { type Concern, evolveConcern } from './concern.ts'
import { evolveConsent } from './consent-change.ts'
import { evaluationDue, evolveEvaluation } from './evaluation.ts'
import { evolveFamily } from './family.ts'
import { memberIn } from './family-member.ts'
import { evolveFollowUp } from './follow-up.ts'
import { evolveGoal } from './goal.ts'
import type { Instant, PersonId } from './ids.ts'
import { isBroughtToKe } from './ke.ts'
import { evolveLevel } from './level.ts'
import { evolveLifecycle } from './lifecycle.ts'
import { aloneSince, evolveManning, unmannedSince } from './manning.ts'
import { evolveMeasure } from './measure.ts'
import { evolveMeeting } from './meeting.ts'
import { evolveNote } from './note.ts'
import { evolveNudge } from './nudge.ts'
import { partsEver } from './post.ts'
import { evolvePresence } from './presence.ts'
import { evolveReminder } from './reminder.ts'
import { tellsOfReport } from './report.ts'
import { sealedAnew } from './seal.ts'
import { evolveStep } from './skip.ts'
import { isOf, never } from './topic.ts'
import { evolveTransition } from './transition.ts'

/** The case after an entry. The first entry of a case is `concern.registered` and needs no case before it. */
export function evolve(state: Case | null, entry: Entry): Case {
  const { at, by, event } = entry
  if (event.type === 'concern.registered') return registered(event, at)
  if (!state) throw new Error(`the first entry of a case can't be ${event.type}`)
  const after = evolveTopic(state, event, at, by)
  // That a report was made shows in no day that others are told of; that somebody reads, is reminded, says why, or goes past a step, follows nothing up,
  // nor does what the family says by itself.
  const isUntouching = untouching.includes(event.type) || tellsOfReport(event.type)
  const isTouching = by !== 'system' && !isUntouching && !memberIn(state, by)
  const touched = isTouching ? { ...after, lastEntryAt: at } : after
  return since(touched, at)
}

const untouching: Event['type'][] = [
  ...(['case.unsealed', 'breach.explained', 'nudge.sent'] as const),
  ...(['step.skipped', 'step.resumed'] as const),
]

/** Since when it lacks what it should have. */
function since(state: Case, at: Instant): Case {
  const unmanned = unmannedSince(state, at)
  const contacts = state.contacts.filter(({ service }) => service in unmanned)
  const away = awayStill(state)
  const lacks = { unplannedSince: unplannedSince(state, at), aloneSince: aloneSince(state, at) }
  const knownToKe = state.knownToKe || isBroughtToKe(state)
  return { ...state, ...lacks, away, unmanned, contacts, knownToKe, partsEver: partsEver(state) }
}

/** The case as its log tells it. */
export function fold(entries: Entry[]): Case | null {
  return entries.reduce<Case | null>(evolve, null)
}

function evolveTopic(
  state: Case,
  event: Exclude<Event, { type: 'concern.registered' }>,
  at: Instant,
  by: PersonId | 'system',
): Case {
  if (isOf('concern', event)) return evolveConcern(state, event, at)
  if (isOf('consent', event)) return sealedAnew(withAskedUntil(evolveConsent(state, event, at, by), at), event)
  if (isOf('level', event)) return evolveLevel(state, event, at)
  if (isOf('baton', event)) return evolveBaton(state, event, at)
  if (isOf('goal', event)) return evolveGoal(state, event, at, by)
  if (isOf('measure', event)) return evolveMeasure(state, event, at, by)
  if (isOf('follow-up', event)) return evolveFollowUp(state, event, at, by)
  if (isOf('meeting', event)) return evolveMeeting(state, event, at, by)
  if (isOf('note', event)) return evolveNote(state, event, at)
  if (isOf('evaluation', event)) return evolveEvaluation(state, event, at, by)
  if (isOf('transition', event)) return evolveTransition(state, event, at)
  if (isOf('lifecycle', event)) return evolveLifecycle(state, event, at, by)
  if (isOf('presence', event)) return evolvePresence(state, event, at)
  if (isOf('manning', event)) return evolveManning(state, event)
  if (isOf('reminder', event)) return evolveReminder(state, event)
  if (isOf('breach', event)) return evolveBreach(state, event)
  if (isOf('nudge', event)) return evolveNudge(state, event)
  if (isOf('step', event)) return evolveStep(state, event, at, by)
  if (isOf('family', event)) return evolveFamily(state, event, at, by)
  return never(event)
}

function registered(event: Extract<Event, { type: 'concern.registered' }>, at: Instant): Case {
  const { case: id, municipality, ref, unit, service, targetGroup, owner, about, seen, environment, children } = event
  const concern: Concern = {
    seen,
    environment,
    since: at,
    talkHeld: null,
    ...(children ? { children } : {}),
    questions: [],
    outcome: null,
    level: null,
    services: [],
  }
  const from = { id, municipality, ref, unit, service, targetGroup, owner, about, concern }
  const since = { levelSince: at, openedAt: at, lastEntryAt: at }
  return { ...nothingYet, ...from, ...since, holderService: service, holderUnit: unit, services: [service] }
}

/** A case in which nothing has happened but that somebody wondered. */
const nothingYet = {
  status: 'open',
  mode: 'none',
  wasDigital: false,
  born: null,
  minor: null,
  guardians: 2,
  care: 'guardians',
  signersNamed: null,
  level: 0,
  skipped: [],
  logSince: null,
  movedUpAt: null,
  unplannedSince: null,
  holder: null,
  holderLeft: null,
  deputy: null,
  handOver: null,
  participants: [],
  partsEver: [],
  unmanned: {},
  contacts: [],
  aloneSince: null,
  consents: [],
  openings: [],
  excluded: [],
  recused: [],
  decides: 'unit',
  stuck: null,
  away: [],
  leave: null,
  advice: [],
  erased: false,
  proposals: [],
  goals: [],
  measures: [],
  followUps: [],
  meetings: [],
  notes: [],
  evaluations: [],
  transitions: [],
  family: [],
  sayings: [],
  reports: [],
  postponed: {},
  reminded: {},
  nudged: {},
  raised: [],
  breaches: [],
  knownToKe: false,
  hasMoved: false,
  closed: null,
} satisfies Partial<Case>

function unplannedSince(state: Case, at: Instant): Instant | null {
  if (state.level === 0 || state.status === 'closed') return null
  const planned =
    state.meetings.some(({ status }) => status === 'set') ||
    state.measures.some(({ status }) => status === 'active') ||
    state.followUps.some(({ status }) => status === 'due') ||
    evaluationDue(state) !== null
  return planned ? null : (state.unplannedSince ?? at)
}
