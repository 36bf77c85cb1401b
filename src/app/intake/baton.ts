/** What people press and type about the baton, as commands. */
import { entry, idOf, paragraph } from './entry.ts'

export const baton = {
  'baton.offer': entry(
    ({ somebody }) => ({ person: somebody }),
    ({ person }, { ids }) => ({ type: 'baton.offer', handOver: ids.next('handover'), to: person }),
  ),
  'baton.accept': entry(
    () => ({ handOver: idOf('handover') }),
    ({ handOver }) => ({ type: 'baton.accept', handOver }),
  ),
  'baton.decline': entry(
    ({ wordsOrNone }) => ({ handOver: idOf('handover'), reason: wordsOrNone(paragraph) }),
    ({ handOver, reason }, { wordOr }) => ({ type: 'baton.decline', handOver, reason: wordOr(reason) }),
  ),
  'baton.withdraw': entry(
    () => ({ handOver: idOf('handover') }),
    ({ handOver }) => ({ type: 'baton.withdraw', handOver }),
  ),
  'baton.name': entry(
    ({ somebody }) => ({ person: somebody }),
    ({ person }) => ({ type: 'baton.name', to: person }),
  ),
  'baton.deputize': entry(
    ({ somebody, day }) => ({ person: somebody, from: day, until: day }),
    ({ person, ...read }) => ({ type: 'baton.deputize', to: person, ...read }),
  ),
  'baton.end-deputy': entry(
    () => ({}),
    () => ({ type: 'baton.end-deputy' }),
  ),
}
