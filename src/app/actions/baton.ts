/** What people press and type about the baton, as commands. */
import { entry, idOf, line, paragraph } from './entry.ts'

export const baton = {
  'baton.offer': entry(
    ({ somebody, wordsOrNone }) => ({ person: somebody, find: wordsOrNone(line) }),
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
    ({ somebody, wordsOrNone }) => ({ person: somebody, find: wordsOrNone(line) }),
    ({ person }) => ({ type: 'baton.name', to: person }),
  ),
  'baton.deputize': entry(
    ({ somebody, day, wordsOrNone }) => ({ person: somebody, from: day, until: day, find: wordsOrNone(line) }),
    ({ person, from, until }) => ({ type: 'baton.deputize', to: person, from, until }),
  ),
  'baton.end-deputy': entry(
    () => ({}),
    () => ({ type: 'baton.end-deputy' }),
  ),
}
