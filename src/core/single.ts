/**
 * Which sentences come by themselves however much else somebody was told that day: they were asked for, or decide whether a child
 * has somebody who follows up. All others may wait for the digest. A new line says which it is, or it does not compile.
 */
import type { Line } from './notice.ts'

const single: Record<Line, boolean> = {
  'log-opened': false,
  'log-on-paper': false,
  'log-digital': false,
  'consent-changed': false,
  'consent-narrowed': true,
  'leader-look': true,
  'proposal-made': false,
  'proposal-approved': true,
  'proposal-approved-partly': true,
  'proposal-rejected': true,
  'proposal-withdrawn': false,
  'proposal-lapsed': true,
  'proposal-cancelled': true,
  'proposal-stuck': true,
  'holder-changed': true,
  'holder-left': true,
  'holder-silent': true,
  'owner-gone': true,
  'owner-changed': true,
  'deputy-gone': true,
  'duty-moved': false,
  'falls-to-ke': false,
  'back-with-unit': false,
  'nobody-decides': false,
  'nobody-leads': false,
  'hand-over-declined': true,
  'hand-over-withdrawn': true,
  'deputy-named': true,
  'deputy-ended': true,
  'advice-given': true,
  'somebody-recused': false,
  'question-answered': true,
  'question-gone': true,
  'task-given': false,
  'task-taken': false,
  'participant-added': false,
  'participant-removed': true,
  'service-without-contact': false,
  'services-gone': false,
  'meeting-set': true,
  'meeting-moved': true,
  'meeting-cancelled': true,
  'case-moved': false,
  'case-closed': false,
  'case-reopened': false,
  'note-added': false,
  'not-reached': true,
  'not-folded': true,
  'staff-left': false,
  'staff-left-no-leader': false,
  'thread-lost': true,
  'thread-missed': true,
}

export function isSingle(line: Line): boolean {
  return single[line]
}
