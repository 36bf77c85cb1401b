/** The events of goals, measures, follow-ups and steps, and of the evaluations in which they are looked at, as they stand in a journal. */
import { z } from 'zod'
import { askers, evaluationOutcomes } from '../core/evaluation.ts'
import { goalOutcomes } from '../core/goal.ts'
import { effects, measureOutcomes } from '../core/measure.ts'
import { allSteps } from '../core/policy.ts'
import { code, day, event, id, responsible, word, wordOrNone, yes } from './event-fields.ts'

export const plan = [
  event('goal.set', { goal: id('goal'), text: word, topic: code }),
  event('goal.finished', { goal: id('goal'), reached: yes }),
  event('goal.evaluated', { goal: id('goal'), effect: z.enum(effects), outcome: z.enum(goalOutcomes) }),
  event('measure.added', {
    measure: id('measure'),
    text: word,
    topic: code,
    arena: code.nullable(),
    responsible,
    evaluationDay: day,
    decision: id('decision').optional(),
  }),
  event('measure.evaluated', {
    measure: id('measure'),
    effect: z.enum(effects),
    evaluationDay: day,
    outcome: z.enum(measureOutcomes),
    note: wordOrNone,
    childView: wordOrNone,
  }),
  event('measure.postponed', { measure: id('measure'), day, reason: wordOrNone }),
  event('measure.reassigned', { measure: id('measure'), from: responsible, to: responsible }),
  event('follow-up.added', {
    followUp: id('followup'),
    text: word,
    topic: code,
    responsible,
    day,
    decision: id('decision').optional(),
  }),
  event('follow-up.done', { followUp: id('followup') }),
  event('follow-up.postponed', { followUp: id('followup'), day, reason: wordOrNone }),
  event('follow-up.reassigned', { followUp: id('followup'), from: responsible, to: responsible }),
  event('step.skipped', { step: z.enum(allSteps), reason: word }),
  event('step.resumed', { step: z.enum(allSteps) }),
] as const

export const evaluation = [
  event('evaluation.child-heard', {
    evaluation: id('evaluation'),
    askedBy: z.enum([...askers, 'nobody']),
    askedOn: day.nullable(),
    topic: code.nullable(),
    childView: wordOrNone,
    childWhy: wordOrNone,
    viewStands: z.literal(true).optional(),
  }),
  event('evaluation.parents-heard', { evaluation: id('evaluation'), topic: code, parentsView: word }),
  event('evaluation.staff-heard', {
    evaluation: id('evaluation'),
    topic: code,
    staffView: word,
    reflection: wordOrNone,
  }),
  event('evaluation.concluded', {
    evaluation: id('evaluation'),
    outcome: z.enum(evaluationOutcomes),
    nextDay: day.nullable(),
  }),
] as const
