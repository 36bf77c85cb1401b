/** Which commands write content, told without the table: none of them is kept on paper, nor without the family's consent. */
import { expect, it } from 'vitest'
import type { Command } from '../../src/core/case.ts'
import { isWritable } from '../../src/core/decide.ts'
import { writesContent } from '../../src/core/permission.ts'
import { given, refused } from '../support/given.ts'
import { consented, measure, openLog, openOnPaper } from '../support/history.ts'
import { add, evaluate, followUp, goal } from '../support/plan.ts'
import { people, startDay } from '../support/sample.ts'

const home = { kind: 'home' } as const
const content: Command[] = [
  goal,
  add(),
  evaluate(),
  { type: 'measure.reassign', measure: 'measure_1', to: home },
  followUp(),
  { type: 'follow-up.reassign', followUp: 'followup_1', to: home },
  { type: 'note.add', note: 'note_1', topic: 'family', text: 'word_n' },
  { type: 'note.correct', note: 'note_2', text: 'word_n' },
]
const log = given(openLog(2), measure(), {
  ...{ type: 'note.added', note: 'note_2', topic: 'family', text: 'word_n', by: people.teacher.person },
})
const withdrawn = log.and({ type: 'consent.withdraw', scope: 'whole', service: null, topic: null, reason: null })
const paper = withdrawn.and({ type: 'case.open-on-paper', holder: null })

it.each(content.map((one) => [one.type, one] as const))('%s is content', (_, command) => {
  expect(withdrawn.when(command)).toEqual(refused('consent-missing', { services: ['skole'] }))
  expect(paper.when(command)).toEqual(refused('paper-mode'))
})

it('may be written where the log is digital and the family agrees, and nowhere else', () => {
  const agreed = given(openOnPaper(), consented())
  expect([log, withdrawn, paper, agreed].map(({ state }) => isWritable(state, startDay))).toEqual([
    ...[true, false, false, false],
  ])
})

it('no other command is said to be content', () => {
  const said = Object.entries(writesContent).flatMap(([type, is]) => (is ? [type] : []))
  expect(new Set(said)).toEqual(new Set(content.map(({ type }) => type)))
})
