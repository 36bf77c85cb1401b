/** The minutes of a meeting: who was there, what was said and decided, when they meet again; and put right by whoever wrote them. */
import { linesOf } from '../../../cards/parts/called.ts'
import type { Case } from '../../core/case.ts'
import { isWritable } from '../../core/consent.ts'
import { nextMeeting } from '../../core/meeting.ts'
import {
  type Attendee,
  attendeesIn,
  type Decided,
  familyIn,
  familyThere,
  revisionOf,
  staffIn,
} from '../../core/minutes.ts'
import { opensTopic } from '../../core/reading.ts'
import { familyCalled, nameOf, openCase } from '../see/index.ts'
import { action, type Facts } from './action.ts'
import { aboutOthers, isAboutOthers } from './family.ts'
import {
  type At,
  type ByForm,
  choices,
  day,
  dayIfAny,
  type Env,
  type Field,
  fits,
  idOf,
  listOf,
  type Read,
  reading,
  shortIfAny,
} from './field.ts'
import { factsOfCall, othersSaid } from './invitation.ts'
import { keepsWords, keptIfAny } from './kept.ts'
import { topicOfWords, untilPlanned } from './planned.ts'
import { inCase } from './sources.ts'
import { isAboutAdults } from './stands.ts'

/** The meeting that a button or form is about. */
export function named({ state, data }: At) {
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
export function factsOfPlanned(at: At): Facts {
  const { viewer, state } = at
  const planned = named(at) ?? (state && nextMeeting(state))
  return planned ? [{ label: viewer.say('fact.planned-day'), value: viewer.say.day(planned.day) }] : []
}

/** And what was to be talked about, against which it is written. */
async function factsOfAgenda(at: At): Promise<Facts> {
  return [...factsOfPlanned(at), ...(await factsOfCall(at, 'meeting.hold'))]
}

/** Whether another day is set already: then it is not asked for in passing. */
function isNextSet({ state, data }: At): boolean {
  return state?.meetings.some(({ id, status }) => id !== data.meeting && status === 'set') ?? false
}

/** Nobody is taken to have been there. */
const attendees = inCase('empty.let-in', async ({ viewer, state }) => {
  const family = familyIn(state).map((value) => ({ value, label: familyCalled(viewer, state, value) }))
  const staff = staffIn(state, viewer.person.id).map(async (value) => ({ value, label: await nameOf(viewer, value) }))
  return [...family, ...(await Promise.all(staff))]
})

const isAttendee = (code: string): code is Attendee =>
  code.startsWith('person_') || familyThere.some((one) => one === code)

const present: Field<Attendee[]> = {
  ...choices(attendees, { required: false, asked: keepsWords }),
  read: (text = '') => {
    const read = listOf(text)
    return 'value' in read ? { value: read.value.filter(isAttendee) } : read
  },
}

/** Characters of all that was decided, and of one line of it: what a measure or a follow-up can be called. */
const longestDecisions = 3000
const longestLine = 1000

const decisions: Field<string[]> = {
  ...keptIfAny(longestDecisions, { hint: 'hint.decisions' }),
  ...reading(fits(longestDecisions), (text): Read<string[]> => {
    const lines = linesOf(text)
    const isLong = lines.some(({ length }) => length > longestLine)
    return isLong ? { fault: { code: 'too-long', max: longestLine } } : { value: lines }
  }),
}

const written = {
  minutes: keptIfAny(3000, { hint: 'hint.minutes', usual: ({ data }) => data.prefill ?? '' }),
  decisions,
  childView: keptIfAny(1000, { hint: 'hint.childView', asked: (at) => !isAboutAdults(at) }),
  others: aboutOthers({ label: 'field.meeting.others', asked: keepsWords, optional: () => true }),
}

type Typed = {
  topic: string | null
  minutes: string | null
  decisions: string[]
  childView: string | null
  others: 'yes' | 'no' | null
}

function saidOf({ topic, minutes, decisions, childView, others }: Typed, { ids, word, wordOr }: Env) {
  const isForFamily = minutes !== null || decisions.length > 0
  return {
    topic: isForFamily || childView !== null ? topic : null,
    minutes: wordOr(minutes),
    decisions: decisions.map((text): Decided => ({ id: ids.next('decision'), text: word(text) })),
    childView: wordOr(childView),
    aboutOthers: isForFamily ? isAboutOthers(others) : null,
  }
}

/** How often it was corrected, and how much of it has become something, when the form is opened. */
const known: ByForm<number | null> = {
  fill: (at) => String(revisionOf(named(at) ?? {})),
  read: (text) => ({ value: text && /^\d{1,4}$/.test(text) ? Number(text) : null }),
}

/** As they stand, for whoever wrote them: but for the decisions that have become something, which stay. */
async function minutedNow(at: At): Promise<Record<string, string>> {
  const { viewer, state } = at
  const meeting = named(at)
  const opened = state && meeting ? await openCase(viewer, state, 'meeting.correct') : null
  if (!meeting || !opened || (meeting.topic !== null && !opensTopic(opened.access, meeting.topic))) return {}
  const { minutes, childView, decisions: all = [], present: those = [], aboutOthers: ofOthers } = meeting
  const left = all.filter(({ isTaken }) => !isTaken).map(({ text }) => text)
  const words = await opened.words([minutes, childView, ...left])
  const text = (id: typeof minutes) => (id ? (words.get(id) ?? '') : '')
  return {
    minutes: text(minutes),
    childView: text(childView),
    decisions: left.map(text).join('\n'),
    present: those.filter((one) => attendeesIn(opened.case, viewer.person.id).includes(one)).join(','),
    ...othersSaid(ofOthers),
  }
}

function isOwn({ status, minutedBy, topic }: Case['meetings'][number], person: string, today: string, state: Case) {
  return status === 'held' && minutedBy === person && isWritable(state, today, topic)
}

export const minutes = {
  'meeting.hold': action('meeting.hold')({
    carries: { meeting: idOf('meeting') },
    asks: {
      day: day({
        hint: 'hint.past-day',
        usual: heldOn,
        days: ({ viewer }) => ({ max: viewer.today }),
      }),
      present,
      topic: topicOfWords(),
      ...written,
      nextDay: dayIfAny({ hint: 'hint.nextDay', days: untilPlanned, asked: (at) => !isNextSet(at) }),
      whyNone: shortIfAny(300, { hint: 'hint.whyNone', asked: (at) => !isNextSet(at) }),
    },
    form: { facts: factsOfAgenda },
    offered: [
      { rank: 140, when: (state, { today }) => (nextMeeting(state)?.day ?? '9') <= today, data: ofNext },
      // It happens that one is held before its day.
      { rank: 195, when: (state, { today }) => (nextMeeting(state)?.day ?? today) > today, data: ofNext },
    ],
    on: { item: 'meeting', when: ({ status, day }, { today }) => status === 'set' && day <= today },
    command: ({ meeting, day, present, nextDay, whyNone, ...typed }, env) => {
      const next = nextDay === null ? null : { meeting: env.ids.next('meeting'), day: nextDay }
      return { meeting, day, present, ...saidOf(typed, env), next, whyNone: env.wordOr(whyNone) }
    },
  }),
  'meeting.correct': action('meeting.correct')({
    carries: { meeting: idOf('meeting'), known },
    asks: { present, topic: topicOfWords((at) => (named(at)?.topic ?? null) === null), ...written },
    form: { intro: 'intro.meeting.correct', begins: minutedNow },
    on: { item: 'meeting', when: (one, { person, today }, state) => isOwn(one, person.id, today, state) },
    command: ({ meeting, known, present, ...typed }, env) => ({ meeting, known, present, ...saidOf(typed, env) }),
  }),
}

export function ofNext(state: Case): Record<string, string> {
  return { meeting: nextMeeting(state)?.id ?? '' }
}
