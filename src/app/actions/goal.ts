/** Goals: what those in the case want to reach. */

import { isWritable } from '../../core/consent.ts'
import { action } from './action.ts'
import { carriedOneOf, idOf, long, oneOf } from './field.ts'
import { topic } from './planned.ts'
import { isKept } from './stands.ts'

export const goal = {
  'goal.set': action('goal.set')({
    asks: { text: long(1000, { label: 'field.goal.set.text', hint: 'hint.goal' }), topic },
    form: { intro: 'intro.goal.set' },
    offered: [{ rank: 170, when: isKept }],
    command: ({ text, topic }, { ids, word }) => ({ goal: ids.next('goal'), text: word(text), topic }),
  }),
  'goal.finish': action('goal.finish')({
    carries: { goal: idOf('goal'), reached: carriedOneOf(['yes', 'no']) },
    on: {
      item: 'goal',
      when: ({ status }) => status === 'open',
      each: [{ reached: 'yes' }, { reached: 'no' }],
    },
    command: ({ goal, reached }) => ({ goal, reached: reached === 'yes' }),
  }),
  'goal.evaluate': action('goal.evaluate')({
    carries: { goal: idOf('goal') },
    asks: {
      effect: oneOf(
        { good: 'goal.effect.good', some: 'goal.effect.some', none: 'goal.effect.none' },
        { label: 'field.goal.evaluate.effect' },
      ),
      outcome: oneOf({
        continue: 'goal.outcome.continue',
        changed: 'goal.outcome.changed',
        reached: 'goal.outcome.reached',
        dropped: 'goal.outcome.dropped',
      }),
    },
    form: {
      intro: 'intro.goal.evaluate',
      leadsTo: ({ outcome, back = '' }) =>
        outcome === 'changed' ? { form: 'goal.set', said: 'done.goal.changed', data: { back } } : null,
    },
    on: {
      item: 'goal',
      when: ({ status, topic }, { today }, state) => status === 'open' && isWritable(state, today, topic),
    },
    command: (read) => read,
  }),
}
