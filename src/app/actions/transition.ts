/** Transitions: the day a child begins somewhere else, and that somebody there has received. */
import { action } from './action.ts'
import { choice, day, idOf } from './field.ts'
import { fromToday } from './planned.ts'
import { allServices } from './sources.ts'
import { isLog } from './stands.ts'

export const transition = {
  'transition.plan': action('transition.plan')({
    asks: {
      to: choice(allServices, { label: 'field.transition.plan.to' }),
      day: day({ label: 'field.transition.plan.day', days: fromToday }),
    },
    form: { intro: 'intro.transition.plan' },
    offered: [{ rank: 290, when: isLog }],
    command: (read, { ids }) => ({ transition: ids.next('transition'), ...read }),
  }),
  'transition.receive': action('transition.receive')({
    carries: { transition: idOf('transition') },
    on: { item: 'transition', when: ({ status }) => status === 'planned' },
    command: (read) => read,
  }),
}
