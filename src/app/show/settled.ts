/** What became of something due that is due no more, as far as the case says it in neutral words, and what comes next in the case. */
import type { Settlement } from '../../../cards/parts/settlement.ts'
import { calledIn } from '../../core/called.ts'
import type { Case } from '../../core/case.ts'
import { due } from '../../core/deadline.ts'
import { type DueKey, readDueKey } from '../../core/due-key.ts'
import { openEvaluation } from '../../core/evaluation.ts'
import type { Day } from '../../core/ids.ts'
import { movedTo } from '../../core/meeting.ts'
import type { Signal } from '../../core/policy.ts'
import { nextDay } from '../../core/step.ts'
import type { Transition } from '../../core/transition.ts'
import type { Key } from '../../wording/index.ts'
import { mayKnowOfDue, seesOutline, type Viewer } from '../see/index.ts'
import { comesNext } from './comes-next.ts'

/** To whoever sees no more of the case than that it was brought to them, nothing but that it is settled. */
export function settlementOf(viewer: Viewer, state: Case, key: DueKey): Settlement {
  if (seesOutline(viewer, state)) return { done: null, next: null }
  const { now, policy, calendar, today } = viewer
  const known = due(state, now, { policy, calendar }).filter((one) => mayKnowOfDue(viewer, state, one.key))
  const { signal, subject, day } = readDueKey(key)
  const moved = known.find((one) => one.signal === signal && (one.subject ?? '') === subject && one.day > day)
  const next = comesNext(viewer, state, known)
  return {
    done: doneOf(state, signal, subject, moved?.day ?? null, today),
    next: next ? { signal: calledIn(state, next), day: next.day, asOf: today } : null,
  }
}

function doneOf(state: Case, signal: Signal, subject: string, moved: Day | null, today: Day): Settlement['done'] {
  if (state.status === 'closed') return { what: 'settled.case-closed', day: null }
  if (moved) return { what: 'settled.moved', day: moved }
  const what = outcomes[signal](state, subject)
  if (what === 'settled.planned') {
    const day = nextDay(state, today)
    return day ? { what, day } : null
  }
  if (what === 'settled.meeting-moved') return { what, day: movedDay(state, subject) }
  return what && { what, day: null }
}

function movedDay(state: Case, subject: string): Day | null {
  const meeting = state.meetings.find(({ id }) => id === subject)
  return (meeting && movedTo(state, meeting)?.day) ?? null
}

function receivedOf(one: Transition | undefined): Key | null {
  if (one?.status === 'called-off') return 'settled.called-off'
  return one?.status === 'received' || one?.answer?.how === 'accepted' ? 'settled.received' : null
}

/** Null where the case does not say by what it was settled, or that is not for everybody to read. */
const outcomes: Record<Signal, (state: Case, subject: string) => Key | null> = {
  'concern-undecided': ({ concern }) => (concern.outcome ? 'settled.decided' : null),
  'family-talk': ({ concern }) => (concern.talkHeld ? 'settled.talked' : null),
  'consent-unanswered': () => 'settled.answered',
  'consent-expiring': () => 'settled.consent',
  'consent-expired': () => 'settled.consent',
  'consent-withdrawn': () => 'settled.consent',
  'consent-anew': () => 'settled.consent',
  'signer-age': () => 'settled.consent',
  'no-holder': ({ holder }) => (holder ? 'settled.holder' : null),
  'handover-unanswered': () => 'settled.answered',
  'service-unmanned': () => null,
  'no-service': () => null,
  'holder-inactive': () => 'settled.written',
  'proposal-unasked': ({ proposals }, subject) =>
    proposals.some(({ id, status }) => id === subject && status === 'open') ? null : 'settled.proposal',
  'proposal-undecided': () => 'settled.proposal',
  'first-meeting': () => 'settled.planned',
  'nothing-planned': () => 'settled.planned',
  'meeting-due': (state, subject) => {
    if (movedDay(state, subject)) return 'settled.meeting-moved'
    const status = state.meetings.find(({ id }) => id === subject)?.status
    return status === 'held' ? 'settled.held' : status === 'cancelled' ? 'settled.cancelled' : null
  },
  'measure-due': ({ measures }, subject) =>
    measures.some(({ id, status }) => id === subject && status !== 'active') ? 'settled.measure' : null,
  'evaluation-due': (state) => (openEvaluation(state) ? null : 'settled.evaluated'),
  'follow-up-due': ({ followUps }, subject) =>
    followUps.some(({ id, status }) => id === subject && status === 'done') ? 'settled.followed-up' : null,
  'transition-unreceived': ({ transitions }, subject) => receivedOf(transitions.find(({ id }) => id === subject)),
  'past-age-limit': () => null,
  'family-arrived': () => 'settled.family-known',
  'family-asks': () => 'settled.family-heard',
}
