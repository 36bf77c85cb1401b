/** Ways in which people act on what is due, and what is then due of it: for the tables of every signal. */
import type { Event } from '../../src/core/case.ts'
import type { Day } from '../../src/core/ids.ts'
import { at, type Story } from './given.ts'
import { type PersonName, people, startDay } from './sample.ts'

export const ways = ['early', 'late', 'twice', 'undone', 'reopened', 'in another order'] as const
export type Way = (typeof ways)[number]

/** A case, the day on which it is looked at, and what is due then of that signal: by when and with whom, or nothing. */
export type Look = [Story, Day, null | [Day, 'owner' | 'holder' | 'leader' | PersonName]]

/** Each way, or why there is none. */
export type Ways = Record<Way, Look[] | string>

const closed: Event = { type: 'case.closed', reason: 'other', summary: null }
const reopened: Event = { type: 'case.reopened', reason: 'word_r' }

/** Closed on a Monday, and taken up again on Saturday 3 October; fourteen days from then is a Saturday too. */
export const closedAndReopened = [at('2026-08-24', closed), at('2026-10-03', reopened)]
export const reopenedOn = (from: Day, until: Day) => [at(from, closed), at(until, reopened)]

/** The move that `proposed` asks for, decided by the head of the unit. */
export function decided(approve = true, leftOut: string[] = []): Event {
  return {
    ...{ type: 'level.decided', by: people.head.person, proposal: 'proposal_1', approve, meetingDay: startDay },
    ...{ reason: 'word_r', topic: null, leftOut, view: null, without: null },
    ...{ childTookPart: true, childAsked: true, parentsTookPart: true },
  }
}

/** A meeting is minuted. */
export function held(day: Day, id = '1'): Event {
  return {
    ...{ type: 'meeting.held', meeting: `meeting_${id}`, day },
    ...{ topic: null, minutes: 'word_m', childView: null },
  }
}

export function calledOff(id = '1'): Event {
  return { type: 'meeting.cancelled', meeting: `meeting_${id}`, reason: 'word_r' }
}
