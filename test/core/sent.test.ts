/** What a database gives back of what was sent: every card and line with what it is about, and nothing else. */
import { describe, expect, it } from 'vitest'
import { dueKey, isDueKey, readDueKey } from '../../src/core/due-key.ts'
import { isOfLeave, lines, readSent, sentCards } from '../../src/core/notice.ts'

const due = 'measure-due:measure_1:2026-09-21'

/** As rows have been written from the beginning: by line, what each is about. */
const aboutLines: [string[], string][] = [
  [
    [
      'log-opened',
      'log-on-paper',
      'log-digital',
      'consent-changed',
      'consent-narrowed',
      'case-moved',
      'case-closed',
      'case-reopened',
    ],
    '',
  ],
  [['holder-changed', 'holder-left', 'hand-over-withdrawn', 'deputy-named', 'thread-lost', 'thread-missed'], ''],
  [['participant-added', 'participant-removed', 'staff-left', 'staff-left-no-leader'], ''],
  [['leader-look', 'advice-given', 'somebody-recused'], ''],
  [['transition-accepted', 'transition-declined', 'receiver-unled', 'case-moved-on'], ''],
  [['closing-awaits'], ''],
  [['proposal-made', 'proposal-approved', 'proposal-approved-partly', 'proposal-rejected'], 'proposal_1'],
  [['proposal-withdrawn', 'proposal-lapsed', 'proposal-cancelled', 'proposal-ready', 'proposal-stuck'], 'proposal_1'],
  [['hand-over-declined', 'deputy-ended', 'not-reached', 'not-folded'], 'person_1'],
  [['question-answered', 'question-gone'], 'question_1'],
  [['holder-silent', 'owner-gone', 'owner-changed', 'deputy-gone', 'duty-moved', 'falls-to-ke', 'nobody-decides'], ''],
  [['back-with-unit'], ''],
  [['nobody-leads', 'holder-on-leave', 'holder-on-leave-alone'], ''],
  [['service-without-contact', 'services-gone'], ''],
  [['task-given', 'task-taken'], 'measure_1'],
  [['task-given', 'task-taken'], 'followup_1'],
  [['meeting-set', 'meeting-changed', 'meeting-soon', 'meeting-moved', 'meeting-cancelled'], 'meeting_1'],
  [['note-added'], 'note_1'],
  [['family-wrote', 'family-answered', 'family-asked-end', 'answer-aside'], ''],
]
const aboutCards: [string, string][] = [
  ['thread-root', ''],
  ['consent-withdrawn', ''],
  ['content-opened', 'opening_1'],
  ['proposal', 'proposal_1'],
  ['hand-over', 'handover_1'],
  ['anonymous-question', 'question_1'],
  ['who-comes', 'service_ppt'],
  ['receiving', 'transition_1'],
  ['reminder', due],
  ['breach', 'no-holder::2026-08-17'],
  ['family-arrived', 'person_1'],
]
const subjects = [
  '',
  'nothing',
  due,
  ...['proposal_1', 'handover_1', 'question_1', 'person_1', 'opening_1'],
  'measure_1',
  'note_1',
  'transition_1',
]
const kindOf = (subject: string) => (isDueKey(subject) ? 'due' : subject.split('_')[0])

describe('the key of something due', () => {
  it('is a signal, what it is about, and a day; nothing else is one', () => {
    for (const key of [dueKey('measure-due', 'measure_1', '2026-09-21'), dueKey('no-holder', null, '2026-08-17')])
      expect(isDueKey(key), key).toBe(true)
    const wrong = [
      'measure-late:measure_1:2026-09-21',
      'measure-due:measure_1:',
      'measure-due:measure_1',
      'measure-due',
    ]
    for (const key of [...wrong, `${due}T07`, 'measure-due:measure_1:12026-09-21', `${due}:`, ''])
      expect(isDueKey(key), key).toBe(false)
  })

  it('says which signal and which day', () => {
    expect(readDueKey(dueKey('measure-due', 'measure_1', '2026-09-21'))).toEqual({
      signal: 'measure-due',
      subject: 'measure_1',
      day: '2026-09-21',
    })
    expect(readDueKey(dueKey('no-holder', null, '2026-08-17'))).toEqual({
      signal: 'no-holder',
      subject: '',
      day: '2026-08-17',
    })
  })
})

describe('what was sent', () => {
  it.each(aboutLines)('%s is read with what it is about, in a thread and to a person', (codes, subject) => {
    for (const line of codes) {
      for (const card of ['told', 'thread-line']) expect(readSent(card, line, subject)).toEqual({ card, line, subject })
      const taken = aboutLines.filter(([all]) => all.includes(line)).map(([, one]) => kindOf(one))
      for (const wrong of subjects.filter((one) => !taken.includes(kindOf(one))))
        expect(readSent('told', line, wrong), `${line} ${wrong}`).toBe(null)
    }
  })

  it.each(aboutCards)('%s is read with what it is about', (card, subject) => {
    expect(readSent(card, null, subject)).toEqual({ card, line: null, subject })
    for (const wrong of subjects.filter((one) => kindOf(one) !== kindOf(subject)))
      expect(readSent(card, null, wrong), wrong).toBe(null)
    expect(readSent(card, 'log-opened', subject)).toBe(null)
  })

  it('leaves out no line and no card', () => {
    expect(new Set(aboutLines.flatMap(([codes]) => codes))).toEqual(new Set(lines))
    expect(new Set([...aboutCards.map(([card]) => card), 'told', 'thread-line'])).toEqual(new Set(sentCards))
  })

  it('is nothing where no such card or line is', () => {
    expect(readSent('case-summary', null, '')).toBe(null)
    expect(readSent('toString', null, '')).toBe(null)
    expect(readSent('told', null, '')).toBe(null)
    expect(readSent('told', 'no-line', '')).toBe(null)
    expect(readSent('told', 'toString', '')).toBe(null)
  })
})

it.each([
  ['measure-due:measure_1:2026-09-21', true],
  ['no-holder::2026-08-17', true],
  ['no:such:key', false],
  ['measure-due:measure_1', false],
  ['measure-due:measure_1:soon', false],
  ['measure-due:measure_1:2026-09-21:more', false],
])('%s is the key of something due: %s', (text, is) => {
  expect(isDueKey(text)).toBe(is)
})

it('of what is told, who bears a case meanwhile is over with the leave, and nothing else', () => {
  expect(lines.filter(isOfLeave)).toEqual(['holder-on-leave', 'holder-on-leave-alone'])
  expect(isOfLeave(null)).toBe(false)
})
