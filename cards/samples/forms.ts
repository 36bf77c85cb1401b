/** A sample of every form, and of one that was filled in wrongly. */

import { actions, drawForm, type Filling, type FormName, isFormName } from '../../src/app/actions/index.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Choice } from '../card.ts'
import { whichDays } from '../parts/field.ts'
import { refusalSentence } from '../parts/refused.ts'
import { custody, data, holder, leader, nurse, personal, ref, type Sample, type Words, within } from './fjordvik.ts'

type Choices = Record<string, Choice[]>

/** The choices the app would give, by field. */
function choicesFor(name: FormName, say: Say, words: Words): Choices {
  const { topics, arena } = words
  const services = servicesIn(words)
  const levelChoices = levelsIn(words, String)
  const signers = (['guardian-1', 'guardian-2'] as const).map((value) => ({ value, label: say(`signer.${value}`) }))
  const topic = topics.map((label, index) => ({ value: index === 0 ? 'wellbeing' : 'learning', label }))
  const what = [
    { value: 'whole', label: say('withdraw.whole') },
    ...refusableIn(say, words).map(({ value, label }) => ({
      value: `service:${value}`,
      label: say('withdraw.service', { service: within(label) }),
    })),
    { value: 'topic:learning', label: say('withdraw.topic', { topic: within(topics[1]) }) },
  ]
  const responsible = [
    { value: 'person:person_1', label: holder },
    { value: 'home', label: say('responsible.home') },
  ]
  const arenas = [{ value: 'school', label: arena }]
  const of = {
    services,
    service: services,
    person: people,
    excludedStaff: people,
    signer: signers,
    signedBy: signers,
    to: levelChoices,
  }
  return { ...of, topic, topics: topic, what, responsible, arena: arenas, ...ownChoices(say, words)[name] }
}

/** Those of one form alone. */
function ownChoices(say: Say, words: Words): Partial<Record<FormName, Choices>> {
  const outcomes = levelsIn(words, (level) => `level:${level}`)
  const concluding = [
    { value: 'close', label: say('outcome.close') },
    ...outcomes.map(({ value, label }) => ({ value, label: say('outcome.level', { level: within(label) }) })),
    { value: 'report', label: say('outcome.report') },
  ]
  const evaluated = (['continue', 'changed', 'done', 'stopped'] as const).map((value) => {
    return { value, label: say(`outcome.${value}`) }
  })
  return {
    'meeting.hold': { present: presentIn(say) },
    'meeting.correct': { present: presentIn(say) },
    'meeting.set': { agenda: agendaIn(say, words) },
    'meeting.change': { agenda: agendaIn(say, words) },
    'transition.plan': { to: servicesIn(words) },
    'consent.record': { services: [...schoolsIn(say, words), { value: 'ppt/ppt', label: words.adviser }] },
    'consent.refuse': { services: refusableIn(say, words) },
    'concern.conclude': { outcome: concluding },
    'case.close': {
      reason: [{ value: 'goal-reached', label: words.reason }],
      thanked: [{ value: 'family', label: say('thanked.family') }, ...servicesIn(words)],
    },
    'breach.explain': {
      cause: [{ value: 'awaits-family', label: words.cause }],
      remedy: [{ value: 'new-day', label: words.remedy }],
    },
    'measure.evaluate': { outcome: evaluated },
    'evaluation.conclude': { outcome: concludedIn(say) },
    'case.open-on-paper': { holder: people },
    'note.add': { case: [{ value: 'case_sample', label: ref }] },
    'family.shut-out': { member: ofFamily(say) },
    'family.let-in': { member: ofFamily(say) },
    'family.release': { member: ofFamily(say), text: textsIn(say) },
    'family.clear': { text: textsIn(say) },
  }
}

function concludedIn(say: Say): Choice[] {
  const all = ['continue', 'change', 'up', 'down', 'close'] as const
  return all.map((value) => ({ value, label: say(`evaluation.outcome.${value}`) }))
}

function agendaIn(say: Say, { goal, measure }: Words): Choice[] {
  return [
    { value: 'goal_1', label: say('agenda.goal', { text: goal }), typed: true },
    { value: 'measure_1', label: say('agenda.measure', { text: measure }), typed: true },
  ]
}

function presentIn(say: Say): Choice[] {
  const child = { value: 'child', label: say('present.child', { group: 'child' }) }
  return [child, ...ofFamily(say), ...people]
}

function ofFamily(say: Say): Choice[] {
  return (['guardian-1', 'guardian-2'] as const).map((value) => ({ value, label: say(`signer.${value}`) }))
}

function textsIn(say: Say): Choice[] {
  const day = say.day('2026-11-12')
  return [
    { value: 'meeting_1', label: say('family.text.minutes', { day }) },
    { value: 'note_1', label: say('family.text.note', { day, by: nurse }) },
    { value: 'concern', label: say('family.text.concern') },
  ]
}

const people = [holder, leader, nurse].map((label, index) => ({ value: `person_${index + 1}`, label }))

function servicesIn({ school, health, adviser }: Words): Choice[] {
  return [
    { value: 'skole', label: school },
    { value: 'skolehelsetjeneste', label: health },
    { value: 'ppt', label: adviser },
  ]
}

/** As they are told apart where a service has several units. */
function schoolsIn(say: Say, { school: service }: Words): Choice[] {
  return ['Bjørkelia', 'Strandheim'].map((unit, at) => {
    return { value: `skole/${at}`, label: say('recipient.unit', { service, unit }) }
  })
}

function refusableIn(say: Say, words: Words): Choice[] {
  const all = { value: 'skole', label: say('recipient.all', { service: words.school }) }
  return [all, ...schoolsIn(say, words), { value: 'ppt', label: words.adviser }]
}

function levelsIn({ levels }: Words, value: (level: number) => string): Choice[] {
  return levels.slice(1).map((label, index) => ({ value: value(index + 1), label }))
}

function empty(name: FormName, say: Say, words: Words): Filling {
  const alone = name === 'concern.register' || name === 'concern.answer'
  return {
    data,
    ref: alone ? null : ref,
    values: {},
    errors: {},
    choices: choicesFor(name, say, words),
    facts: factsFor(name, say, words),
    ...(name.startsWith('consent.') ? { omit: ['minor'] } : {}),
    readers: readersFor(name, say, words),
    readersOf: (id, chosen) => (id === 'childWhy' ? say('readers.bearers') : chosen),
    ...(name === 'concern.register' ? { questions: words.support } : {}),
    ...(name === 'step.skip' ? { intro: 'intro.step.skip' as const } : {}),
    ...(name === 'evaluation.hear-staff' ? { questions: [words.reflection] } : {}),
    days: daysFor(name),
  }
}

/** Which days can be chosen in it, as the app would find them. */
function daysFor(name: FormName): NonNullable<Filling['days']> {
  const moved = { min: '2026-11-24', max: '2026-12-28' }
  switch (name) {
    case 'meeting.set':
      return { day: { min: moved.min } }
    case 'measure.add':
      return { evaluationDay: evaluated }
    case 'measure.postpone':
    case 'follow-up.postpone':
    case 'meeting.postpone':
      return { day: moved }
    case 'reminder.postpone':
      return { until: { min: '2026-11-25', max: '2026-12-22' } }
    default:
      return {}
  }
}

/** Who reads what is typed into it, as the app would say it. */
function readersFor(name: FormName, say: Say, { school, adviser }: Words): string {
  if (name === 'case.unseal') return say('readers.opening')
  if (name.startsWith('consent.')) return say('readers.consent')
  if (name === 'concern.ask') return say('readers.question')
  if (name === 'concern.answer') return say('readers.answer')
  if (name.startsWith('concern.')) return say('readers.wondering')
  if (name.startsWith('case.') || name.startsWith('family.') || isOfAll(name)) return say('readers.bearers')
  return say('readers.topic', {
    all: within(school),
    some: within(adviser),
    who: name.startsWith('level.') ? 'decided' : 'topic',
  })
}

function isOfAll(name: FormName): boolean {
  const all: FormName[] = ['baton.decline', 'meeting.cancel', 'meeting.postpone', 'step.skip']
  return all.includes(name)
}

/** What it is about, as the app would find it. */
function factsFor(name: FormName, say: Say, { measure, followUp, steps, asks }: Words): Filling['facts'] {
  const now = { label: say('fact.responsible-now'), value: nurse }
  switch (name) {
    case 'consent.name-signers':
      return custody(say)
    case 'meeting.hold':
      return agendaBefore(say, measure)
    case 'measure.evaluate':
    case 'measure.postpone':
    case 'measure.reassign':
      return [{ label: say('field.measure.add.text'), value: measure, typed: true }, now]
    case 'evaluation.hear-parents':
      return [{ label: say('fact.family-said', familyDay(say)), value: measure, typed: true }]
    case 'case.close': {
      const still = [say('open.goals', { count: 1 }), say('open.measures', { count: 2 })]
      return [{ label: say('fact.still-open'), value: say.list(still) }]
    }
    case 'evaluation.conclude':
      return [{ label: say('fact.unheard'), value: say('evaluation.part.staff') }]
    case 'breach.explain':
      return [{ label: say('fact.breach'), value: breachOver(say) }]
    case 'reminder.postpone': {
      const hears = say('fact.hears.from', { day: say.dayInSentence('2026-12-04') })
      const stands = [
        { label: say('fact.due'), value: say.dayInSentence('2026-11-27') },
        { label: say('fact.leader-hears'), value: hears },
      ]
      return [{ label: say('field.measure.add.text'), value: measure, typed: true }, now, ...stands]
    }
    case 'step.skip':
      return [{ label: steps[2], value: asks[1] }]
    case 'follow-up.postpone':
    case 'follow-up.reassign':
      return [{ label: say('fact.follow-up'), value: followUp, typed: true }, now]
  }
  return []
}

function agendaBefore(say: Say, measure: string): Filling['facts'] {
  const day = { label: say('fact.planned-day'), value: say.day('2026-11-24') }
  return [day, { label: say('field.agenda'), value: say('agenda.measure', { text: measure }), typed: true }]
}

function familyDay(say: Say) {
  return { who: say('signer.guardian-1'), day: say.day('2026-11-23') }
}

/** As the app says it of one that is over. */
function breachOver(say: Say): string {
  const days = { from: say.dayInSentence('2026-11-16'), until: say.dayInSentence('2026-11-19') }
  return say('fact.breach.days', { how: 'done', what: say('signal.measure-due.title'), ...days })
}

/** As it is shown before what it folds is opened. */
function atFirst(name: FormName, say: Say, words: Words): Filling {
  const filling = empty(name, say, words)
  if (name === 'meeting.set')
    return { ...filling, fold: 'shut', omit: ['place', 'agenda', 'topic', 'purpose', 'points', 'others'] }
  if (name === 'meeting.correct') return { ...filling, omit: ['topic'], values: minutedIn(words) }
  if (name !== 'consent.record') return filling
  const folded = ['language', 'textVersion', 'childAsked', 'childView', 'excludedStaff', 'excludedPersons']
  return { ...filling, fold: 'needed', omit: [...folded, 'from', 'until'] }
}

function minutedIn({ minutes, followUp, voice }: Words) {
  return { present: 'child,person_1', minutes, decisions: followUp, childView: voice, others: 'no' }
}

/** The days of `measure.add`, and what is said of one that has passed. */
const evaluated = { min: '2026-11-24', max: '2027-02-16' }

function wrongDay(say: Say): string {
  return refusalSentence({ code: 'day-past', may: [], services: [], day: null, which: whichDays(evaluated, say) }, say)
}

function wrong(say: Say, words: Words): Filling {
  const { measure } = words
  return {
    ...empty('measure.add', say, words),
    values: { text: measure, topic: 'wellbeing', arena: 'school', responsible: 'home', evaluationDay: '2026-11-01' },
    errors: { evaluationDay: wrongDay(say) },
  }
}

export const formSamples: Sample[] = [
  ...Object.keys(actions)
    .filter(isFormName)
    .map((name) => personal('form', name, (say, words) => drawForm(name, atFirst(name, say, words), say))),
  personal('form', 'consent.record.second', (say, words) => {
    const filling = atFirst('consent.record', say, words)
    return drawForm('consent.record', { ...filling, values: { purpose: words.measure }, fold: 'shut' }, say)
  }),
  personal('form', 'meeting.set.open', (say, words) => {
    const filling = { ...empty('meeting.set', say, words), values: { agenda: 'goal_1,measure_1' } }
    return drawForm('meeting.set', { ...filling, fold: 'open' }, say)
  }),
  personal('form', 'level.decide.no', (say, words) =>
    drawForm(
      'level.decide',
      {
        ...empty('level.decide', say, words),
        data: { ...data, approve: 'no' },
        omit: ['meetingDay', 'parentsTookPart', 'childTookPart', 'childAsked', 'view', 'without', 'individualPlan'],
      },
      say,
    ),
  ),
  personal('form', 'consent.request.pregnant', (say, words) =>
    drawForm('consent.request', { ...empty('consent.request', say, words), omit: ['guardians', 'care'] }, say),
  ),
  personal('form', 'consent.record.opening', (say, words) => {
    const filling = empty('consent.record', say, words)
    const holder = filling.choices.person ?? []
    return drawForm('consent.record', { ...filling, fold: 'open', choices: { ...filling.choices, holder } }, say)
  }),
  personal('form', 'concern.register.posts', (say, words) => {
    const filling = empty('concern.register', say, words)
    const post = ['Fjordvik skole', 'Solbakken'].map((unit) => ({ value: unit, label: `${words.health} (${unit})` }))
    return drawForm('concern.register', { ...filling, choices: { ...filling.choices, post } }, say)
  }),
  personal('form', 'participant.remove.nobody', (say, words) => {
    const filling = empty('participant.remove', say, words)
    return drawForm('participant.remove', { ...filling, choices: { person: [] } }, say)
  }),
  personal('form', 'baton.deputize.nobody', (say, words) => {
    const filling = empty('baton.deputize', say, words)
    return drawForm('baton.deputize', { ...filling, choices: { person: [] } }, say)
  }),
  personal('form', 'measure.add.shielded', (say, words) =>
    drawForm('measure.add', { ...empty('measure.add', say, words), isShielded: true, omit: ['arena'] }, say),
  ),
  personal('form', 'measure.add.wrong', (say, words) => drawForm('measure.add', wrong(say, words), say)),
]
