/**
 * `notify`: who is told what after an entry, put together from the topics. Nobody is told of what they did themselves:
 * the delivery leaves the actor out.
 */
import { noticesOfBaton } from './baton.ts'
import type { Case, Entry, Event } from './case.ts'
import { noticesOfConcern } from './concern.ts'
import { noticesOfConsent } from './consent-change.ts'
import { type Ball, due } from './deadline.ts'
import { noticesOfFollowUp } from './follow-up.ts'
import { noticesOfGoal } from './goal.ts'
import { noticesOfLevel } from './level.ts'
import { noticesOfLifecycle } from './lifecycle.ts'
import { noticesOfMeasure } from './measure.ts'
import { noticesOfMeeting } from './meeting.ts'
import { noticesOfNote } from './note.ts'
import { type Notice, refresh, refreshDue } from './notice.ts'
import type { Calendar, Policy } from './policy.ts'
import { noticesOfReminder } from './reminder.ts'
import { isOf, never } from './topic.ts'
import { noticesOfTransition } from './transition.ts'

/** What follows from one entry. `before` and `after` are the case around it. */
export function notify(
  before: Case | null,
  after: Case,
  entry: Entry,
  times: { policy: Policy; calendar: Calendar },
): Notice[] {
  const notices = [...noticesOf(entry.event, before, after), ...settled(before, after, entry, times)]
  if (!before || after.level === 0 || isOf('reminder', entry.event)) return notices
  return [...notices, refresh({ card: 'thread-root', subject: '' })]
}

function noticesOf(event: Event, before: Case | null, after: Case): Notice[] {
  if (isOf('concern', event)) return noticesOfConcern(event)
  if (isOf('consent', event)) return noticesOfConsent(event, before, after)
  if (isOf('level', event)) return noticesOfLevel(event, after)
  if (isOf('baton', event)) return noticesOfBaton(event)
  if (isOf('goal', event)) return noticesOfGoal(event)
  if (isOf('measure', event)) return noticesOfMeasure(event)
  if (isOf('follow-up', event)) return noticesOfFollowUp(event)
  if (isOf('meeting', event)) return noticesOfMeeting(event, after)
  if (isOf('note', event)) return noticesOfNote(event)
  if (isOf('transition', event)) return noticesOfTransition(event)
  if (isOf('lifecycle', event)) return noticesOfLifecycle(event, before, after)
  if (isOf('reminder', event)) return noticesOfReminder(event)
  return never(event)
}

/** Reminders that were said and are no longer due, or lie with somebody else now: their cards lose their buttons. */
function settled(
  before: Case | null,
  after: Case,
  { at }: Entry,
  times: { policy: Policy; calendar: Calendar },
): Notice[] {
  if (!before) return []
  const open = new Map(due(after, at, times).map(({ key, ball }) => [key, personOf(ball)]))
  const gone = due(before, at, times).filter(
    ({ key, ball }) => before.reminded[key] && open.get(key) !== personOf(ball),
  )
  return gone.flatMap(({ key }) => refreshDue(key))
}

function personOf(ball: Ball): string {
  return ball.role === 'person' ? ball.person : ball.role
}
