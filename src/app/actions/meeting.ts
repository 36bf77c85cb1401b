/** Meetings: when the next is and how it is called, what was said there and when they meet again, and calling one off. */
import type { Case } from '../../core/case.ts'
import { latestMove } from '../../core/later.ts'
import { nextMeeting } from '../../core/meeting.ts'
import { action, type Facts } from './action.ts'
import { aboutOthers, isAboutOthers } from './family.ts'
import { type At, type ByForm, day, dayIfAny, idIfAny, idOf, long } from './field.ts'
import { asksOfCall, calledNow, callingOf, factsOfCall, time } from './invitation.ts'
import { keepsWords, keptIfAny } from './kept.ts'
import { laterDay, topicOfWords, untilPlanned, whyLater } from './planned.ts'
import { isAboutAdults, isLog } from './stands.ts'

function ofNext(state: Case): Record<string, string> {
  return { meeting: nextMeeting(state)?.id ?? '' }
}

function named({ state, data }: At) {
  return state?.meetings.find(({ id }) => id === data.meeting)
}

/**
 * The day for which it was set, from when that has come until a working day has gone by. Before that nothing says when it was, and
 * after it whoever writes says on which day they met, since a day that is late can be another.
 */
function heldOn(at: At): string {
  const { viewer, state } = at
  const planned = named(at)?.day
  if (!state || planned === undefined || planned > viewer.today) return ''
  const calendar = viewer.calendar.in(state.service)
  return viewer.today <= calendar.addWorkingDays(calendar.workingDayFrom(planned), 1) ? planned : ''
}

/** For which day it is set now, be it the one that is moved by setting another. */
function factsOfPlanned(at: At): Facts {
  const { viewer, state } = at
  const planned = named(at) ?? (state && nextMeeting(state))
  return planned ? [{ label: viewer.say('fact.planned-day'), value: viewer.say.day(planned.day) }] : []
}

/** And how it is called now, where another changed that meanwhile, so that what was typed stands beside it. */
async function factsOfChanged(at: At): Promise<Facts> {
  return [...factsOfPlanned(at), ...(at.data.stale ? await factsOfCall(at) : [])]
}

/** Whether another day is set already: then it is not asked for in passing. */
function isNextSet({ state, data }: At): boolean {
  return state?.meetings.some(({ id, status }) => id !== data.meeting && status === 'set') ?? false
}

function latestMoveOf(at: At) {
  const moved = named(at)
  return moved ? latestMove(moved.day, at.viewer) : null
}

/** How often it was changed when the form is opened. */
const known: ByForm<number | null> = {
  fill: (at) => String(named(at)?.changes ?? 0),
  read: (text) => ({ value: text && /^\d{1,4}$/.test(text) ? Number(text) : null }),
}

export const meeting = {
  'meeting.set': action('meeting.set')({
    carries: {
      moves: { ...idIfAny('meeting'), fill: ({ state }: At) => (state && nextMeeting(state)?.id) ?? 'none' },
    },
    asks: { day: day({ days: untilPlanned }), time, ...asksOfCall({ folded: true }) },
    form: { intro: 'intro.meeting.set', facts: factsOfPlanned, more: 'submit.more-of-meeting' },
    offered: [
      // The next date is always set, so that setting it comes before everything else that can be planned.
      { rank: 120, when: (state) => isLog(state) && nextMeeting(state) === null },
    ],
    command: ({ moves, day, ...typed }, env) => {
      return { meeting: env.ids.next('meeting'), moves, day, ...callingOf(typed, env) }
    },
  }),
  'meeting.postpone': action('meeting.postpone')({
    carries: { meeting: idOf('meeting') },
    asks: { day: laterDay(latestMoveOf), time, reason: whyLater },
    form: { intro: 'intro.meeting.postpone', submit: 'submit.move', facts: factsOfPlanned },
    offered: [{ rank: 190, when: (state) => isLog(state) && nextMeeting(state) !== null, data: ofNext }],
    on: { item: 'meeting', when: ({ status }) => status === 'set' },
    command: ({ reason, ...read }, { ids, word }) => ({ ...read, next: ids.next('meeting'), reason: word(reason) }),
  }),
  'meeting.change': action('meeting.change')({
    carries: { meeting: idOf('meeting'), known },
    asks: { time, ...asksOfCall({ folded: false }) },
    form: { intro: 'intro.meeting.change', facts: factsOfChanged, begins: calledNow },
    offered: [{ rank: 192, when: (state) => isLog(state) && nextMeeting(state) !== null, data: ofNext }],
    on: { item: 'meeting', when: ({ status }) => status === 'set' },
    command: ({ meeting, known, ...typed }, env) => ({ meeting, known, ...callingOf(typed, env) }),
  }),
  'meeting.hold': action('meeting.hold')({
    carries: { meeting: idOf('meeting') },
    asks: {
      day: day({
        hint: 'hint.past-day',
        usual: heldOn,
        days: ({ viewer }) => ({ max: viewer.today }),
      }),
      nextDay: dayIfAny({ hint: 'hint.nextDay', days: untilPlanned, asked: (at) => !isNextSet(at) }),
      topic: topicOfWords(),
      minutes: keptIfAny(3000, { hint: 'hint.minutes', usual: ({ data }) => data.prefill ?? '' }),
      childView: keptIfAny(1000, { hint: 'hint.childView', asked: (at) => !isAboutAdults(at) }),
      others: aboutOthers({ label: 'field.meeting.others', asked: keepsWords, optional: () => true }),
    },
    form: { facts: factsOfPlanned },
    offered: [
      { rank: 140, when: (state, { today }) => (nextMeeting(state)?.day ?? '9') <= today, data: ofNext },
      // It happens that one is held before its day.
      { rank: 195, when: (state, { today }) => (nextMeeting(state)?.day ?? today) > today, data: ofNext },
    ],
    on: { item: 'meeting', when: ({ status, day }, { today }) => status === 'set' && day <= today },
    command: ({ topic, minutes, childView, nextDay, others, ...read }, { ids, wordOr }) => {
      const isWritten = minutes !== null || childView !== null
      const said = { topic: isWritten ? topic : null, minutes: wordOr(minutes), childView: wordOr(childView) }
      const aboutOthers = minutes === null ? null : isAboutOthers(others)
      const next = nextDay === null ? null : { meeting: ids.next('meeting'), day: nextDay }
      return { ...read, ...said, aboutOthers, next }
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
