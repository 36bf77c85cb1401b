/** Level 0: somebody wonders, asks, talks with the family, and chooses the way on. */
import { isAbsent } from '../../core/away.ts'
import type { Case } from '../../core/case.ts'
import { readQuestion } from '../see/index.ts'
import { action, type Facts } from './action.ts'
import { anonymous } from './anonymous.ts'
import { anybody, somebody } from './chosen.ts'
import { colleagues } from './colleagues.ts'
import {
  type At,
  choice,
  choices,
  day,
  dayIfAny,
  idOf,
  long,
  longIfAny,
  oneOf,
  oneOfIfAny,
  type Source,
  short,
  tick,
} from './field.ts'
import { isForAdults, ownPost } from './own-post.ts'
import { fromOwnUnit, inCase, levelChoices, serviceChoices } from './sources.ts'
import { isUndecided, isWaiting } from './stands.ts'

const anyColleague: Source = {
  empty: 'empty.colleagues',
  found: ({ viewer, state, data }, find) =>
    colleagues(viewer, {
      services: viewer.policy.services,
      partIn: state,
      fits: ({ person: { id } }) => id !== viewer.person.id,
      asPersons: true,
      find: find || data.find,
    }),
}

/** A wondering stays in the house in which it arose. */
const others = fromOwnUnit(({ person }, { owner }) => person.id !== owner)

/** Whoever wondered is not there to follow it up. */
function isOwnerless(state: Case): boolean {
  return state.level === 0 && isAbsent(state, state.owner)
}

/** Where a report was made, what is written may be asked for later. */
function isReported({ reports }: Case): boolean {
  return reports.length > 0
}

/** What is answered stands above the answer. */
async function questionIn({ viewer, state, data }: At): Promise<Facts> {
  const asked = state && data.question ? await readQuestion(viewer, state, data.question) : null
  return asked?.words ? [{ label: viewer.say('question.label'), value: asked.words, typed: true }] : []
}

/** Whether the family is to be talked with next. After a report child welfare says what the parents are told. */
function isTalkDue(state: Case): boolean {
  return isUndecided(state) && !state.concern.talkHeld && !isReported(state)
}

const outcomes = inCase('empty.levels', ({ viewer, state }) => [
  ...levelChoices(viewer, viewer.policy.concernEndsInLevels, (level) => `level:${level}`),
  { value: 'close', label: viewer.say(isReported(state) ? 'outcome.close.reported' : 'outcome.close') },
  { value: 'report', label: viewer.say('outcome.report') },
])

const otherServices = inCase('empty.services', ({ viewer, state }) =>
  serviceChoices(
    viewer,
    viewer.policy.services.filter((service) => service !== state.service),
  ),
)

export const concern = {
  'concern.register': action('concern.register')({
    asks: {
      post: ownPost,
      about: short(80, { hint: 'hint.about' }),
      seen: long(3000, { usual: ({ data }) => data.prefill ?? '' }),
      targetGroup: oneOf({
        child: 'target.child',
        youth: 'target.youth',
        pregnant: 'target.pregnant',
        parents: 'target.parents',
      }),
      environment: tick(),
      children: oneOfIfAny(
        { yes: 'children.yes', no: 'children.no', unknown: 'children.unknown' },
        {
          required: true,
          hint: 'hint.children',
          asked: (at) => isForAdults(at, 'some'),
          optional: (at) => !isForAdults(at, 'every'),
        },
      ),
      shielded: tick({ hint: 'hint.shielded' }),
    },
    form: {
      intro: 'intro.concern.register',
      submit: 'submit.register',
      beginsCase: true,
      questions: ({ model, say }) => model.names.supportQuestions.map((question) => question[say.lang]),
    },
    onCard: true,
    command: ({ post, about, seen, ...read }, { ids, word }) => {
      // Service and unit are the person's own: nobody registers a concern in the name of others.
      const { municipality, unit, service } = post
      const place = { municipality, unit, service }
      return { case: ids.next('case'), ref: '', about: word(about), seen: word(seen), ...place, ...read }
    },
  }),
  'concern.talk': action('concern.talk')({
    asks: {
      day: day({
        label: 'field.concern.talk.day',
        hint: 'hint.past-day',
        days: ({ viewer }) => ({ max: viewer.today }),
      }),
      way: oneOfIfAny(
        { meeting: 'way.meeting', telephone: 'way.telephone', writing: 'way.writing', other: 'way.other' },
        { label: 'field.concern.talk.way', required: true },
      ),
    },
    offered: [
      { rank: 40, when: (state) => isTalkDue(state) },
      { rank: 255, when: (state) => !isTalkDue(state) && !state.concern.talkHeld },
    ],
    command: (read) => read,
  }),
  'concern.ask': action('concern.ask')({
    asks: {
      person: anybody(anyColleague, { label: 'field.concern.ask.person' }),
      text: anonymous(1000, { label: 'field.concern.ask.text', hint: 'hint.anonymous' }),
    },
    form: { intro: 'intro.concern.ask', submit: 'submit.send' },
    offered: [{ rank: 60, when: isUndecided }],
    command: ({ person, text }, { ids, word }) => ({ question: ids.next('question'), to: person, text: word(text) }),
  }),
  'concern.answer': action('concern.answer')({
    carries: { question: idOf('question') },
    asks: { text: long(1000, { label: 'field.concern.answer.text', hint: 'hint.anonymous' }) },
    form: { intro: 'intro.concern.answer', submit: 'submit.send', facts: questionIn },
    onCard: true,
    command: ({ question, text }, { word }) => ({ question, text: word(text) }),
  }),
  'concern.take-over': action('concern.take-over')({
    offered: [{ rank: 15, when: (state) => isOwnerless(state) }],
    command: () => ({}),
  }),
  'concern.name': action('concern.name')({
    asks: { person: somebody(others, { label: 'field.concern.name.person' }) },
    form: { intro: 'intro.concern.name' },
    offered: [{ rank: 16, when: (state) => isOwnerless(state) }],
    command: ({ person }) => ({ to: person }),
  }),
  'concern.conclude': action('concern.conclude')({
    asks: {
      outcome: choice(outcomes, { label: 'field.concern.conclude.outcome' }),
      services: choices(otherServices, {
        label: 'field.concern.conclude.services',
        required: false,
        hint: 'hint.joining',
      }),
      reason: longIfAny(1000, { hint: 'hint.concern.conclude.reason' }),
      day: dayIfAny({
        label: 'field.report.record.day',
        hint: 'hint.concern.conclude.day',
        days: ({ viewer }) => ({ max: viewer.today }),
      }),
      written: oneOfIfAny(
        { erase: 'written.erase', keep: 'written.keep' },
        { hint: 'hint.written', usual: ({ state }) => (state && isReported(state) ? 'keep' : 'erase') },
      ),
      keepReason: longIfAny(500, { hint: 'hint.keepReason' }),
    },
    form: {
      intro: 'intro.concern.conclude',
      introIn: (state) => (isReported(state) ? 'intro.concern.conclude.reported' : null),
      submit: 'submit.conclude',
      goesOn: { submit: 'submit.conclude-ask', form: 'consent.request', said: 'done.concern.conclude' },
    },
    offered: [
      { rank: 50, when: isUndecided },
      { rank: 110, when: isWaiting },
    ],
    command: ({ outcome, services, reason, day, written, keepReason }, { wordOr }) => {
      const [kind, level] = outcome.split(':')
      const read = kind === 'close' || kind === 'report' ? kind : 'level'
      const isKept = read === 'close' && written === 'keep'
      const kept = wordOr(isKept ? keepReason : null)
      const chosen = { level: level ? Number(level) : null, services, reason: wordOr(reason) }
      return { ...chosen, outcome: read, day, written, keepReason: kept }
    },
  }),
}
