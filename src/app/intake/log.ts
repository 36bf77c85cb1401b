/** What people press and type about meetings, notes, transitions, participants and the case's life, as commands. */
import { entry, idOf, line, paragraph } from './entry.ts'

export const log = {
  'meeting.set': entry(
    ({ day }) => ({ day }),
    ({ day }, { ids }) => ({ type: 'meeting.set', meeting: ids.next('meeting'), day }),
  ),
  'meeting.hold': entry(
    ({ day, wordsOrNone }) => ({
      meeting: idOf('meeting'),
      day,
      minutes: wordsOrNone(paragraph),
      childView: wordsOrNone(paragraph),
    }),
    ({ minutes, childView, ...read }, { wordOr }) => ({
      type: 'meeting.hold',
      ...read,
      minutes: wordOr(minutes),
      childView: wordOr(childView),
    }),
  ),
  'meeting.cancel': entry(
    ({ words }) => ({ meeting: idOf('meeting'), reason: words(paragraph) }),
    ({ meeting, reason }, { word }) => ({ type: 'meeting.cancel', meeting, reason: word(reason) }),
  ),
  'note.add': entry(
    ({ code, words }) => ({ topic: code, text: words(paragraph) }),
    ({ topic, text }, { ids, word }) => ({ type: 'note.add', note: ids.next('note'), topic, text: word(text) }),
  ),
  'note.correct': entry(
    ({ words }) => ({ note: idOf('note'), text: words(paragraph) }),
    ({ note, text }, { word }) => ({ type: 'note.correct', note, text: word(text) }),
  ),
  'transition.plan': entry(
    ({ code, day }) => ({ to: code, day }),
    (read, { ids }) => ({ type: 'transition.plan', transition: ids.next('transition'), ...read }),
  ),
  'transition.receive': entry(
    () => ({ transition: idOf('transition') }),
    (read) => ({ type: 'transition.receive', ...read }),
  ),
  'case.open-on-paper': entry(
    () => ({}),
    () => ({ type: 'case.open-on-paper', holder: null }),
  ),
  'case.close': entry(
    ({ closeReason, wordsOrNone }) => ({ reason: closeReason, summary: wordsOrNone(paragraph) }),
    ({ reason, summary }, { wordOr }) => ({ type: 'case.close', reason, summary: wordOr(summary) }),
  ),
  'case.reopen': entry(
    ({ words }) => ({ reason: words(paragraph) }),
    ({ reason }, { word }) => ({ type: 'case.reopen', reason: word(reason) }),
  ),
  'participant.add': entry(
    ({ somebody, wordsOrNone }) => ({ person: somebody, find: wordsOrNone(line) }),
    ({ person }) => ({ type: 'participant.add', to: person }),
  ),
  'participant.remove': entry(
    ({ somebody }) => ({ person: somebody }),
    ({ person: { person } }) => ({ type: 'participant.remove', person }),
  ),
  'report.record': entry(
    ({ day }) => ({ day }),
    (read) => ({ type: 'report.record', ...read }),
  ),
  'reminder.postpone': entry(
    ({ day, words, code }) => ({ key: code, until: day, reason: words(paragraph) }),
    ({ reason, ...read }, { word }) => ({ type: 'reminder.postpone', ...read, reason: word(reason) }),
  ),
}
