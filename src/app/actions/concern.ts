/** What people press and type about level 0, as commands. */
import { targetGroups } from '../../core/policy.ts'
import { entry, idOf, line, paragraph } from './entry.ts'

export const concern = {
  'concern.register': entry(
    ({ words, oneOf, tick }) => ({
      about: words(line),
      seen: words(paragraph),
      targetGroup: oneOf(targetGroups),
      environment: tick,
    }),
    ({ about, seen, ...read }, { ids, word, person }) => {
      // Service and unit are the person's own: nobody registers a concern in the name of others.
      const from = { unit: person.unit, service: person.service }
      const made = { case: ids.next('case'), ref: '', about: word(about), seen: word(seen) }
      return { type: 'concern.register', ...made, ...from, ...read }
    },
  ),
  'concern.talk': entry(
    ({ day }) => ({ day }),
    (read) => ({ type: 'concern.talk', ...read }),
  ),
  'concern.ask': entry(
    ({ somebody, words, wordsOrNone }) => ({ person: somebody, text: words(paragraph), find: wordsOrNone(line) }),
    ({ person, text }, { ids, word }) => ({
      type: 'concern.ask',
      question: ids.next('question'),
      to: person,
      text: word(text),
    }),
  ),
  'concern.answer': entry(
    ({ words }) => ({ question: idOf('question'), text: words(paragraph) }),
    ({ question, text }, { word }) => ({ type: 'concern.answer', question, text: word(text) }),
  ),
  'concern.conclude': entry(
    ({ code, codes, wordsOrNone }) => ({ outcome: code, services: codes, reason: wordsOrNone(paragraph) }),
    ({ outcome, services, reason }, { wordOr }) => {
      const [kind, level] = outcome.split(':')
      const read = kind === 'close' || kind === 'report' ? kind : 'level'
      return {
        type: 'concern.conclude',
        outcome: read,
        level: level ? Number(level) : null,
        services,
        reason: wordOr(reason),
      }
    },
  ),
}
