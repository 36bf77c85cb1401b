/** The baton: offering it, answering, naming a holder, and a deputy for some days. */
import type { Case } from '../../core/case.ts'
import { lacksHolder } from '../../core/post.ts'
import { action } from './action.ts'
import { somebody } from './chosen.ts'
import { day, idOf, longIfAny } from './field.ts'
import { fromToday } from './planned.ts'
import { bearers, deputies } from './sources.ts'
import { isLog } from './stands.ts'

const bearer = somebody(bearers, { label: 'field.baton.person' })

function ofHandOver({ handOver }: Case): Record<string, string> {
  return { handOver: handOver?.id ?? '' }
}

export const baton = {
  'baton.offer': action('baton.offer')({
    asks: { person: bearer },
    form: { intro: 'intro.baton.offer', submit: 'submit.offer' },
    offered: [{ rank: 220, when: (state) => isLog(state) && !state.handOver }],
    command: ({ person }, { ids }) => ({ handOver: ids.next('handover'), to: person }),
  }),
  'baton.accept': action('baton.accept')({
    carries: { handOver: idOf('handover') },
    offered: [{ rank: 10, when: ({ handOver }, { person }) => handOver?.to === person.id, data: ofHandOver }],
    command: (read) => read,
  }),
  'baton.decline': action('baton.decline')({
    carries: { handOver: idOf('handover') },
    asks: { reason: longIfAny(500, { hint: 'hint.no-child' }) },
    form: { intro: 'intro.baton.decline', submit: 'submit.decline' },
    offered: [{ rank: 20, when: ({ handOver }, { person }) => handOver?.to === person.id, data: ofHandOver }],
    command: ({ handOver, reason }, { wordOr }) => ({ handOver, reason: wordOr(reason) }),
  }),
  'baton.withdraw': action('baton.withdraw')({
    carries: { handOver: idOf('handover') },
    offered: [{ rank: 230, when: ({ handOver }) => handOver !== null, data: ofHandOver }],
    command: (read) => read,
  }),
  'baton.name': action('baton.name')({
    asks: { person: bearer },
    form: { intro: 'intro.baton.name' },
    offered: [{ rank: 30, when: (state, { today }) => lacksHolder(state, today) }],
    command: ({ person }) => ({ to: person }),
  }),
  'baton.deputize': action('baton.deputize')({
    asks: {
      person: somebody(deputies, { label: 'field.baton.deputize.person' }),
      from: day({ usual: ({ viewer }) => viewer.today }),
      until: day({ days: fromToday }),
    },
    form: { intro: 'intro.baton.deputize' },
    offered: [{ rank: 240, when: isLog }],
    command: ({ person, from, until }) => ({ to: person, from, until }),
  }),
  'baton.end-deputy': action('baton.end-deputy')({
    offered: [{ rank: 250, when: ({ deputy }, { today }) => deputy !== null && deputy.until >= today }],
    command: () => ({}),
  }),
}
