/** `evolve`: the case after an entry of its log, put together from the topics. The row of a case is the fold of its log. */
import { evolveBaton } from './baton.ts'
import type { Case, Entry, Event } from './case.ts'
import { type Concern, evolveConcern } from './concern.ts'
import { evolveConsent } from './consent-change.ts'
import type { Instant, PersonId } from './ids.ts'
import { evolveLevel } from './level.ts'
import { evolveLifecycle } from './lifecycle.ts'
import { evolveMeeting } from './meeting.ts'
import { evolveNote } from './note.ts'
import { evolvePlan } from './plan.ts'
import { evolveReminder } from './reminder.ts'
import { evolveTransition } from './transition.ts'

/** The case after an entry. The first entry of a case is `concern.registered` and needs no case before it. */
export function evolve(state: Case | null, entry: Entry): Case {
  const { at, by, event } = entry
  if (event.type === 'concern.registered') return registered(event, at)
  if (!state) throw new Error(`the first entry of a case can't be ${event.type}`)
  const after = evolveTopic(state, event, at, by)
  const touched = by === 'system' ? after : { ...after, lastEntryAt: at }
  return { ...touched, unplannedSince: unplannedSince(touched, at) }
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
  switch (event.type) {
    case 'concern.talked':
    case 'concern.asked':
    case 'concern.answered':
    case 'concern.concluded':
      return evolveConcern(state, event, at)
    case 'consent.requested':
    case 'consent.signed':
    case 'consent.given':
    case 'consent.refused':
    case 'consent.cancelled':
    case 'consent.withdrawn':
      return evolveConsent(state, event, at)
    case 'level.proposed':
    case 'level.withdrawn':
    case 'level.decided':
    case 'level.lapsed':
    case 'level.cancelled':
      return evolveLevel(state, event, at)
    case 'baton.offered':
    case 'baton.accepted':
    case 'baton.declined':
    case 'baton.withdrawn':
    case 'baton.cancelled':
    case 'baton.named':
    case 'baton.deputized':
    case 'baton.deputy-ended':
    case 'baton.left':
      return evolveBaton(state, event, at)
    case 'goal.set':
    case 'goal.finished':
    case 'measure.added':
    case 'measure.evaluated':
    case 'measure.postponed':
    case 'follow-up.added':
    case 'follow-up.done':
    case 'follow-up.postponed':
      return evolvePlan(state, event, at)
    case 'meeting.set':
    case 'meeting.held':
    case 'meeting.cancelled':
      return evolveMeeting(state, event, at)
    case 'note.added':
    case 'note.corrected':
      return evolveNote(state, event, at)
    case 'transition.planned':
    case 'transition.received':
      return evolveTransition(state, event, at)
    case 'case.opened':
    case 'log.opened':
    case 'log.closed':
    case 'case.closed':
    case 'case.reopened':
    case 'participant.added':
    case 'participant.removed':
    case 'participant.service-left':
    case 'report.recorded':
      return evolveLifecycle(state, event, at, by)
    case 'reminder.sent':
    case 'reminder.postponed':
      return evolveReminder(state, event)
    default:
      return never(event)
  }
}

function registered(event: Extract<Event, { type: 'concern.registered' }>, at: Instant): Case {
  const { case: id, municipality, ref, unit, service, targetGroup, owner, about, seen, environment } = event
  const concern: Concern = {
    seen,
    environment,
    since: at,
    talkHeld: null,
    questions: [],
    outcome: null,
    level: null,
    services: [],
  }
  return {
    ...{ id, municipality, ref, unit, service, targetGroup, owner, about, concern, status: 'open', mode: 'none' },
    ...{
      born: null,
      guardians: 2,
      care: 'guardians',
      level: 0,
      levelSince: at,
      movedUpAt: null,
      openedAt: at,
      lastEntryAt: at,
    },
    ...{ unplannedSince: null, holder: null, holderService: service, holderLeft: null, deputy: null, handOver: null },
    ...{ services: [service], participants: [], consents: [], proposals: [], goals: [], measures: [], followUps: [] },
    ...{
      meetings: [],
      notes: [],
      transitions: [],
      reports: [],
      postponed: {},
      reminded: {},
      raisedToKe: false,
      closed: null,
    },
  }
}

function unplannedSince(state: Case, at: Instant): Instant | null {
  if (state.level === 0 || state.status === 'closed') return null
  const planned =
    state.meetings.some(({ status }) => status === 'set') ||
    state.measures.some(({ status }) => status === 'active') ||
    state.followUps.some(({ status }) => status === 'due')
  return planned ? null : (state.unplannedSince ?? at)
}

function never(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`)
}
