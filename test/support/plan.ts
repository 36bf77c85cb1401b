/** Goals, measures and follow-ups as somebody would ask for them, for tests of what each of them refuses. */
import type { Command } from '../../src/core/case.ts'
import type { FollowUpCommand } from '../../src/core/follow-up.ts'
import type { MeasureCommand } from '../../src/core/measure.ts'

type Measure<T extends MeasureCommand['type']> = Extract<MeasureCommand, { type: T }>

export const goal = { type: 'goal.set', goal: 'goal_1', text: 'word_goal', topic: 'learning' } as const
export const add = (more: Partial<Measure<'measure.add'>> = {}): Command => ({
  ...{ type: 'measure.add', measure: 'measure_1', text: 'word_measure', topic: 'learning', arena: 'school' },
  ...{ responsible: { kind: 'home' }, evaluationDay: '2026-09-21', ...more },
})
export const evaluate = (more: Partial<Measure<'measure.evaluate'>> = {}): Command => ({
  ...{
    type: 'measure.evaluate',
    measure: 'measure_1',
    effect: 'some',
    outcome: 'continue',
    evaluationDay: '2026-10-19',
  },
  ...{ note: 'word_note', childView: 'word_view', ...more },
})
export const followUp = (more: Partial<Extract<FollowUpCommand, { type: 'follow-up.add' }>> = {}): Command => ({
  ...{
    type: 'follow-up.add',
    followUp: 'followup_1',
    text: 'word_text',
    topic: 'family',
    responsible: { kind: 'home' },
  },
  ...{ day: '2026-08-28', ...more },
})
