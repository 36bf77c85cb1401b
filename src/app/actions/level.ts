/** What people press and type about moving between levels, as commands. */
import { entry, idOf, paragraph } from './entry.ts'

export const level = {
  'level.propose': entry(
    ({ code, codes, words }) => ({ to: code, services: codes, reason: words(paragraph) }),
    ({ to, services, reason }, { ids, word, otherLeaders }) => {
      return {
        type: 'level.propose',
        proposal: ids.next('proposal'),
        to: Number(to),
        services,
        reason: word(reason),
        toKe: otherLeaders === 0,
      }
    },
  ),
  'level.withdraw': entry(
    () => ({ proposal: idOf('proposal') }),
    ({ proposal }) => ({ type: 'level.withdraw', proposal }),
  ),
  'level.decide': entry(
    ({ oneOf, day, words, wordsOrNone, tick }) => ({
      ...{ proposal: idOf('proposal'), approve: oneOf(['yes', 'no']), meetingDay: day, reason: words(paragraph) },
      ...{ childTookPart: tick, parentsTookPart: tick, individualPlan: tick, view: wordsOrNone(paragraph) },
    }),
    ({ proposal, approve, reason, view, ...read }, { word, wordOr }) => ({
      ...{ type: 'level.decide', proposal, approve: approve === 'yes' },
      ...{ reason: word(reason), view: wordOr(view), ...read },
    }),
  ),
}
