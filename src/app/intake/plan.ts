/** What people press and type about goals, measures and follow-ups, as commands. */
import type { PersonId } from '../../core/ids.ts'
import type { Responsible } from '../../core/responsible.ts'
import type { Fields } from '../fields.ts'
import { entry, idOf, paragraph } from './entry.ts'

/** `person:…`, `service:…` or `home`, as the choice of a form carries it. */
const responsible = ({ code }: Fields) =>
  code.transform((text, context): Responsible => {
    const [kind, which = ''] = text.split(':')
    if (kind === 'person' && isPerson(which)) return { kind, person: which }
    if (kind === 'service') return { kind, service: which }
    if (text !== 'home') context.addIssue({ code: 'custom', message: 'not-a-choice' })
    return { kind: 'home' }
  })

function isPerson(id: string): id is PersonId {
  return id.startsWith('person_')
}

export const plan = {
  'goal.set': entry(
    ({ words, code }) => ({ text: words(paragraph), topic: code }),
    ({ text, topic }, { ids, word }) => ({ type: 'goal.set', goal: ids.next('goal'), text: word(text), topic }),
  ),
  'goal.finish': entry(
    ({ oneOf }) => ({ goal: idOf('goal'), reached: oneOf(['yes', 'no']) }),
    ({ goal, reached }) => ({ type: 'goal.finish', goal, reached: reached === 'yes' }),
  ),
  'measure.add': entry(
    (fields) => ({
      text: fields.words(paragraph),
      topic: fields.code,
      arena: fields.arena,
      responsible: responsible(fields),
      evaluationDay: fields.day,
    }),
    ({ text, ...read }, { ids, word }) => {
      return { type: 'measure.add', measure: ids.next('measure'), text: word(text), ...read }
    },
  ),
  'measure.evaluate': entry(
    ({ oneOf, dayOrNone, wordsOrNone }) => ({
      ...{
        measure: idOf('measure'),
        effect: oneOf(['good', 'some', 'none']),
        outcome: oneOf(['continue', 'done', 'stopped']),
      },
      ...{ evaluationDay: dayOrNone, note: wordsOrNone(paragraph), childView: wordsOrNone(paragraph) },
    }),
    ({ note, childView, ...read }, { wordOr }) => ({
      type: 'measure.evaluate',
      ...read,
      note: wordOr(note),
      childView: wordOr(childView),
    }),
  ),
  'measure.postpone': entry(
    ({ day, words }) => ({ measure: idOf('measure'), day, reason: words(paragraph) }),
    ({ reason, ...read }, { word }) => ({ type: 'measure.postpone', ...read, reason: word(reason) }),
  ),
  'measure.reassign': entry(
    (fields) => ({ measure: idOf('measure'), responsible: responsible(fields) }),
    ({ measure, responsible: to }) => ({ type: 'measure.reassign', measure, to }),
  ),
  'follow-up.add': entry(
    (fields) => ({
      text: fields.words(paragraph),
      topic: fields.code,
      responsible: responsible(fields),
      day: fields.day,
    }),
    ({ text, ...read }, { ids, word }) => {
      return { type: 'follow-up.add', followUp: ids.next('followup'), text: word(text), ...read }
    },
  ),
  'follow-up.done': entry(
    () => ({ followUp: idOf('followup') }),
    (read) => ({ type: 'follow-up.done', ...read }),
  ),
  'follow-up.postpone': entry(
    ({ day, words }) => ({ followUp: idOf('followup'), day, reason: words(paragraph) }),
    ({ reason, ...read }, { word }) => ({ type: 'follow-up.postpone', ...read, reason: word(reason) }),
  ),
  'follow-up.reassign': entry(
    (fields) => ({ followUp: idOf('followup'), responsible: responsible(fields) }),
    ({ followUp, responsible: to }) => ({ type: 'follow-up.reassign', followUp, to }),
  ),
}
