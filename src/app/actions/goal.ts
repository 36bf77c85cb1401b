/** Goals: what those in the case want to reach. */
import type { Case } from '../../core/case.ts'
import { action } from './action.ts'
import { carriedOneOf, idOf, long } from './field.ts'
import { topic } from './planned.ts'
import { isKept } from './stands.ts'

/** Whether something is done in it with no goal that is open: the card says that one is missing. */
function isAimless({ goals, measures }: Case): boolean {
  return measures.some(({ status }) => status === 'active') && goals.every(({ status }) => status !== 'open')
}

export const goal = {
  'goal.set': action('goal.set')({
    asks: { text: long(1000, { label: 'field.goal.set.text', hint: 'hint.goal' }), topic },
    form: { intro: 'intro.goal.set' },
    offered: [
      { rank: 135, when: (state, viewer) => isKept(state, viewer) && isAimless(state) },
      { rank: 170, when: (state, viewer) => isKept(state, viewer) && !isAimless(state) },
    ],
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
