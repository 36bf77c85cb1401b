/** Goals: what those in the case want to reach. */
import { action } from './action.ts'
import { carriedOneOf, idOf, long } from './field.ts'
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
}
