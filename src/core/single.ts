/**
 * How each sentence comes to somebody. A new line says how, or it does not compile. Source: the model's limit of messages on a day.
 */
import type { Line } from './notice.ts'

/**
 * `alone`, however much else they were told that day: it was asked for, or decides whether a child has somebody who follows up. `room`:
 * as long as there is some, and else in the digest. `list`: what is true of many cases at once comes of all of them in one digest.
 */
const comes: Record<Line, 'alone' | 'room' | 'list'> = {
  'log-opened': 'room',
  'log-on-paper': 'room',
  'log-digital': 'room',
  'consent-changed': 'room',
  'consent-narrowed': 'alone',
  'leader-look': 'alone',
  'proposal-made': 'room',
  'proposal-approved': 'alone',
  'proposal-approved-partly': 'alone',
  'proposal-rejected': 'alone',
  'proposal-withdrawn': 'room',
  'proposal-lapsed': 'alone',
  'proposal-cancelled': 'alone',
  'proposal-ready': 'alone',
  'proposal-stuck': 'alone',
  'holder-changed': 'alone',
  'holder-left': 'alone',
  'holder-silent': 'alone',
  'holder-on-leave': 'list',
  'holder-on-leave-alone': 'list',
  'owner-gone': 'alone',
  'owner-changed': 'alone',
  'deputy-gone': 'alone',
  'duty-moved': 'room',
  'falls-to-ke': 'list',
  'back-with-unit': 'list',
  'nobody-decides': 'list',
  'nobody-leads': 'list',
  'hand-over-declined': 'alone',
  'hand-over-withdrawn': 'alone',
  'deputy-named': 'alone',
  'deputy-ended': 'alone',
  'advice-given': 'alone',
  'somebody-recused': 'room',
  'question-answered': 'alone',
  'question-gone': 'alone',
  'task-given': 'room',
  'task-taken': 'room',
  'participant-added': 'room',
  'participant-removed': 'alone',
  'service-without-contact': 'room',
  'services-gone': 'room',
  'meeting-set': 'alone',
  'meeting-changed': 'room',
  'meeting-soon': 'alone',
  'meeting-moved': 'alone',
  'meeting-cancelled': 'alone',
  'case-moved': 'room',
  'case-moved-on': 'room',
  'transition-accepted': 'room',
  'transition-declined': 'room',
  'receiver-unled': 'room',
  'closing-awaits': 'alone',
  'case-closed': 'room',
  'case-reopened': 'room',
  'note-added': 'room',
  'not-reached': 'alone',
  'not-folded': 'alone',
  'staff-left': 'list',
  'staff-left-no-leader': 'list',
  'thread-lost': 'alone',
  'thread-missed': 'alone',
  'family-wrote': 'alone',
  'family-answered': 'alone',
  'family-asked-end': 'alone',
  'answer-aside': 'alone',
}

export function isSingle(line: Line): boolean {
  return comes[line] === 'alone'
}

/** Whether it comes of all cases in one list, to whoever has lists. */
export function isListed(line: Line): boolean {
  return comes[line] === 'list'
}
