/** A sample of every form, and of one that was filled in wrongly. */

import { actions, drawForm, type Filling, type FormName, isFormName } from '../../src/app/actions/index.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Choice } from '../card.ts'
import { data, holder, leader, nurse, personal, ref, type Sample, type Words } from './fjordvik.ts'

/** The choices the app would give, by field. */
function choicesFor(name: FormName, say: Say, words: Words): Record<string, Choice[]> {
  const { levels, school, health, adviser, topics, arena, reason } = words
  const services = [
    { value: 'skole', label: school },
    { value: 'skolehelsetjeneste', label: health },
    { value: 'ppt', label: adviser },
  ]
  const levelChoices = levels.slice(1).map((label, index) => ({ value: String(index + 1), label }))
  const outcomes = levelChoices.map(({ value, label }) => ({
    value: `level:${value}`,
    label: say('outcome.level', { level: label }),
  }))
  const signers = (['guardian-1', 'guardian-2'] as const).map((value) => ({ value, label: say(`signer.${value}`) }))
  const people = [holder, leader, nurse].map((label, index) => ({ value: `person_${index + 1}`, label }))
  const shared = { services, service: services, person: people, signer: signers, signedBy: signers }
  const topic = topics.map((label, index) => ({ value: index === 0 ? 'wellbeing' : 'learning', label }))
  const what = [
    { value: 'whole', label: say('withdraw.whole') },
    { value: 'service:ppt', label: say('withdraw.service', { service: adviser }) },
    { value: 'topic:learning', label: say('withdraw.topic', { topic: topics[1] }) },
  ]
  const responsible = [
    { value: 'person:person_1', label: holder },
    { value: 'home', label: say('responsible.home') },
  ]
  const arenas = [{ value: 'school', label: arena }]
  const concluding = [
    { value: 'close', label: say('outcome.close') },
    ...outcomes,
    { value: 'report', label: say('outcome.report') },
  ]
  const evaluated = (['continue', 'done', 'stopped'] as const).map((value) => ({ value, label: say(`outcome.${value}`) }))
  return {
    ...{ ...shared, topic, topics: topic, what, responsible, arena: arenas },
    ...(name === 'transition.plan' ? { to: services } : { to: levelChoices }),
    ...(name === 'concern.conclude' ? { outcome: concluding } : {}),
    ...(name === 'case.close' ? { reason: [{ value: 'goal-reached', label: reason }] } : {}),
    ...(name === 'measure.evaluate' ? { outcome: evaluated } : {}),
    ...(name === 'case.open-on-paper' ? { holder: people } : {}),
    ...(name === 'note.add' ? { case: [{ value: 'case_sample', label: ref }] } : {}),
  }
}

function empty(name: FormName, say: Say, words: Words): Filling {
  const alone = name === 'concern.register' || name === 'concern.answer'
  return {
    ...{ data, ref: alone ? null : ref, values: {}, errors: {}, choices: choicesFor(name, say, words) },
    ...(name === 'concern.register' ? { questions: words.support } : {}),
    ...(name === 'meeting.set' ? { days: { day: { min: '2026-11-24' } } } : {}),
  }
}

function wrong(say: Say, words: Words): Filling {
  const { measure } = words
  return {
    ...empty('measure.add', say, words),
    values: { text: measure, topic: 'wellbeing', arena: 'school', responsible: 'home', evaluationDay: '2026-11-01' },
    errors: { evaluationDay: say('refusal.day-past') },
  }
}

export const formSamples: Sample[] = [
  ...Object.keys(actions)
    .filter(isFormName)
    .map((name) => personal('form', name, (say, words) => drawForm(name, empty(name, say, words), say))),
  personal('form', 'level.decide.no', (say, words) =>
    drawForm('level.decide', { ...empty('level.decide', say, words), data: { ...data, approve: 'no' } }, say),
  ),
  personal('form', 'consent.record.opening', (say, words) => {
    const filling = empty('consent.record', say, words)
    const holder = filling.choices.person ?? []
    return drawForm('consent.record', { ...filling, choices: { ...filling.choices, holder } }, say)
  }),
  personal('form', 'participant.remove.nobody', (say, words) => {
    const filling = empty('participant.remove', say, words)
    return drawForm('participant.remove', { ...filling, choices: { person: [] } }, say)
  }),
  personal('form', 'measure.add.wrong', (say, words) => drawForm('measure.add', wrong(say, words), say)),
]
