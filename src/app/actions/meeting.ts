/** Meetings: the next day, what was said there and when they meet again, and calling one off. */
import type { Case } from '../../core/case.ts'
import { latestMove } from '../../core/later.ts'
import { nextMeeting } from '../../core/meeting.ts'
import { action } from './action.ts'
import { type At, day, dayIfAny, idIfAny, idOf, long } from './field.ts'
import { keptIfAny } from './kept.ts'
import { fromToday, laterDay, topicOfWords, whyLater } from './planned.ts'
import { isAboutAdults, isLog } from './stands.ts'

function ofNext(state: Case): Record<string, string> {
  return { meeting: nextMeeting(state)?.id ?? '' }
}

/** The day for which it was set, once that has come; before that nothing says when it was. */
function heldOn({ viewer, state, data }: At): string {
  const planned = state?.meetings.find(({ id }) => id === data.meeting)?.day
  return planned !== undefined && planned <= viewer.today ? planned : ''
}

/** Whether another day is set already: then it is not asked for in passing. */
function isNextSet({ state, data }: At): boolean {
  return state?.meetings.some(({ id, status }) => id !== data.meeting && status === 'set') ?? false
}

function latestMoveOf({ viewer, state, data }: At) {
  const moved = state?.meetings.find(({ id }) => id === data.meeting)
  return moved ? latestMove(moved.day, viewer) : null
}

export const meeting = {
  'meeting.set': action('meeting.set')({
    carries: {
      moves: { ...idIfAny('meeting'), fill: ({ state }: At) => (state && nextMeeting(state)?.id) ?? 'none' },
    },
    asks: { day: day({ days: fromToday }) },
    form: { intro: 'intro.meeting.set' },
    offered: [
      // The next date is always set, so that setting it comes before everything else that can be planned.
      { rank: 120, when: (state) => isLog(state) && nextMeeting(state) === null },
    ],
    command: (read, { ids }) => ({ meeting: ids.next('meeting'), ...read }),
  }),
  'meeting.postpone': action('meeting.postpone')({
    carries: { meeting: idOf('meeting') },
    asks: { day: laterDay(latestMoveOf), reason: whyLater },
    form: { intro: 'intro.meeting.postpone', submit: 'submit.move' },
    offered: [{ rank: 190, when: (state) => isLog(state) && nextMeeting(state) !== null, data: ofNext }],
    on: { item: 'meeting', when: ({ status }) => status === 'set' },
    command: ({ reason, ...read }, { ids, word }) => ({ ...read, next: ids.next('meeting'), reason: word(reason) }),
  }),
  'meeting.hold': action('meeting.hold')({
    carries: { meeting: idOf('meeting') },
    asks: {
      day: day({
        hint: 'hint.past-day',
        usual: heldOn,
        days: ({ viewer }) => ({ max: viewer.today }),
      }),
      nextDay: dayIfAny({ hint: 'hint.nextDay', days: fromToday, asked: (at) => !isNextSet(at) }),
      topic: topicOfWords(),
      minutes: keptIfAny(3000, { hint: 'hint.minutes', usual: ({ data }) => data.prefill ?? '' }),
      childView: keptIfAny(1000, { hint: 'hint.childView', asked: (at) => !isAboutAdults(at) }),
    },
    offered: [
      { rank: 140, when: (state, { today }) => (nextMeeting(state)?.day ?? '9') <= today, data: ofNext },
      // It happens that one is held before its day.
      { rank: 195, when: (state, { today }) => (nextMeeting(state)?.day ?? today) > today, data: ofNext },
    ],
    on: { item: 'meeting', when: ({ status, day }, { today }) => status === 'set' && day <= today },
    command: ({ topic, minutes, childView, nextDay, ...read }, { ids, wordOr }) => {
      const isWritten = minutes !== null || childView !== null
      const said = { topic: isWritten ? topic : null, minutes: wordOr(minutes), childView: wordOr(childView) }
      return { ...read, ...said, next: nextDay === null ? null : { meeting: ids.next('meeting'), day: nextDay } }
    },
  }),
  'meeting.cancel': action('meeting.cancel')({
    carries: { meeting: idOf('meeting') },
    asks: { reason: long(500, { hint: 'hint.no-child' }) },
    form: { intro: 'intro.meeting.cancel' },
    offered: [{ rank: 200, when: (state) => isLog(state) && nextMeeting(state) !== null, data: ofNext }],
    on: { item: 'meeting', when: ({ status }) => status === 'set' },
    command: ({ meeting, reason }, { word }) => ({ meeting, reason: word(reason) }),
  }),
}
