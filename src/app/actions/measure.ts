/** Measures: what is done, by whom, until when, how it went; a later day, and somebody else to answer for it. */
import type { Case } from '../../core/case.ts'
import { isWritable } from '../../core/consent.ts'
import { latestEvaluation, latestMeasureMove, type Measure, measureOutcomes } from '../../core/measure.ts'
import { action, type Facts } from './action.ts'
import { begunOf, ofDecision } from './decided.ts'
import {
  type At,
  type ByForm,
  choiceOf,
  day,
  dayIfAny,
  type Env,
  type Field,
  idOf,
  long,
  oneOf,
  oneOfFound,
  type Read,
} from './field.ts'
import { keepsWords, keptIfAny } from './kept.ts'
import { hadBefore, laterDay, newResponsible, responsible, topic, usualEvaluation, whyLater } from './planned.ts'
import { inCase, ownNames } from './sources.ts'
import { isKept } from './stands.ts'

const arenas = inCase('empty.arenas', ({ viewer }) => ownNames(viewer, viewer.model.names.arenas))

function arenaOf(code: string, { arenas: known }: Env): Read<string> {
  return known.includes(code) ? { value: code } : { fault: { code: 'not-a-choice' } }
}

const anArena = choiceOf(arenas, arenaOf, { asked: ({ state }) => !state?.shielded })

/** Where an address is secret nothing is asked; what a form that stood open carries all the same, the core leaves out. */
const arena: Field<string | null> = {
  ...anArena,
  read: (text, env) => (env.isShielded && !text ? { value: null } : anArena.read(text, env)),
}

const outcomes = {
  continue: 'outcome.continue',
  changed: 'outcome.changed',
  done: 'outcome.done',
  stopped: 'outcome.stopped',
} as const

/** Without a log in force a measure can only be ended. */
const possibleOutcomes = inCase('empty.outcomes', (at) => {
  const able = keepsWords(at) ? measureOutcomes : (['done', 'stopped'] as const)
  return able.map((value) => ({ value, label: at.viewer.say(outcomes[value]) }))
})

function named({ measures }: Case, { measure }: Record<string, string>) {
  return measures.find(({ id }) => id === measure)
}

/** On which days something may be evaluated. */
export function untilEvaluation({ viewer }: At) {
  return { min: viewer.today, max: latestEvaluation(viewer) }
}

function latestMoveOf({ viewer, state, data }: At) {
  const moved = state && named(state, data)
  return moved ? latestMeasureMove(moved, viewer) : null
}

/** How many evaluations there are when the form is opened. */
const known: ByForm<number | null> = {
  fill: ({ state, data }) => String((state && named(state, data)?.evaluations.length) ?? ''),
  read: (text) => ({ value: text && /^\d{1,4}$/.test(text) ? Number(text) : null }),
}

/** That it was evaluated before, when, and with which effect, which is content and closed with it. */
function factsOfEvaluation(at: At) {
  const { viewer, state, data } = at
  const last = state && keepsWords(at) ? named(state, data)?.evaluations.at(-1) : undefined
  if (!last) return []
  const { say, calendar } = viewer
  const value = say('plan.evaluated', { day: say.day(calendar.dayOf(last.at)), effect: say(`effect.${last.effect}`) })
  return [{ label: say('fact.evaluated-before'), value }]
}

/** When it is to be evaluated as it stands. */
function factsOfDay({ viewer, state, data }: At): Facts {
  const measure = state && named(state, data)
  return measure ? [{ label: viewer.say('fact.evaluation'), value: viewer.say.day(measure.evaluationDay) }] : []
}

const isActive = ({ status }: Measure) => status === 'active'

export const measure = {
  'measure.add': action('measure.add')({
    carries: { decision: ofDecision },
    asks: {
      text: long(1000, {
        label: 'field.measure.add.text',
        hint: 'hint.measure',
        usual: ({ data }) => data.prefill ?? '',
      }),
      topic,
      arena,
      responsible,
      evaluationDay: day({ usual: usualEvaluation, days: untilEvaluation }),
    },
    form: { intro: 'intro.measure.add', begins: begunOf('measure.add') },
    offered: [{ rank: 130, when: isKept }],
    command: ({ text, ...read }, { ids, word }) => ({ measure: ids.next('measure'), text: word(text), ...read }),
  }),
  'measure.evaluate': action('measure.evaluate')({
    carries: { measure: idOf('measure'), known },
    asks: {
      effect: oneOf({ good: 'effect.good', some: 'effect.some', none: 'effect.none' }),
      outcome: oneOfFound(outcomes, possibleOutcomes),
      evaluationDay: dayIfAny({
        label: 'field.measure.evaluate.evaluationDay',
        hint: 'hint.evaluationDay',
        days: untilEvaluation,
        asked: keepsWords,
      }),
      note: keptIfAny(1000),
      childView: keptIfAny(1000, { hint: 'hint.childView' }),
    },
    form: {
      intro: 'intro.measure.evaluate',
      facts: factsOfEvaluation,
      leadsTo: ({ outcome, back = '' }) =>
        outcome === 'changed' ? { form: 'measure.add', said: 'done.measure.changed', data: { back } } : null,
    },
    on: { item: 'measure', when: isActive },
    command: ({ note, childView, ...read }, { wordOr }) => {
      return { ...read, note: wordOr(note), childView: wordOr(childView) }
    },
  }),
  'measure.postpone': action('measure.postpone')({
    carries: { measure: idOf('measure') },
    asks: { day: laterDay(latestMoveOf), reason: whyLater },
    form: { intro: 'intro.measure.postpone', submit: 'submit.move', facts: factsOfDay },
    on: { item: 'measure', when: isActive },
    command: ({ reason, ...read }, { word }) => ({ ...read, reason: word(reason) }),
  }),
  'measure.reassign': action('measure.reassign')({
    carries: { measure: idOf('measure'), had: hadBefore(named) },
    asks: { responsible: newResponsible(named) },
    form: { intro: 'intro.reassign', submit: 'submit.reassign' },
    on: {
      item: 'measure',
      when: (one, { today }, state) => isActive(one) && isWritable(state, today, one.topic),
    },
    command: ({ responsible, ...read }) => ({ ...read, to: responsible }),
  }),
}
