/** Samples of the cards around a case: help, lists, answers. */
import { anonymousQuestion } from '../anonymous-question.ts'
import { caseHere } from '../case-here.ts'
import { deleteYours } from '../delete-yours.ts'
import { dutyToReport } from '../duty-to-report.ts'
import { folded } from '../folded.ts'
import { help } from '../help.ts'
import { newConcernStart } from '../new-concern-start.ts'
import { personalNumber } from '../personal-number.ts'
import { refusal } from '../refusal.ts'
import { unknown } from '../unknown.ts'
import { holder, leader, open, personal, press, ref, shared } from './fjordvik.ts'

export const conversationSamples = [
  personal('help', 'known', (say) => help({ known: true, name: holder, notice: null }, say)),
  personal('help', 'paired', (say) => help({ known: true, name: holder, notice: say('pair.done') }, say)),
  shared('help', 'all', (say) => help({ known: true, name: null, notice: null }, say)),
  personal('help', 'stranger', (say) =>
    help(
      {
        known: false,
        ids: [
          { what: 'account', value: '00000000-0000-4000-8000-000000000001' },
          { what: 'organisation', value: '00000000-0000-4000-9000-000000000001' },
        ],
      },
      say,
    ),
  ),
  shared('new-concern-start', '', (say) =>
    newConcernStart(
      { offers: [{ ...open('concern.register'), style: 'primary' }, press('show.here', { form: 'concern.register' })] },
      say,
    ),
  ),
  personal('delete-yours', '', (say) => deleteYours({ offers: [open('concern.register'), press('show.help')] }, say)),
  personal('folded', 'again', (say) => folded({ ref, offers: [open('show.case')] }, say)),
  personal('folded', 'ended', (say) => folded({ ref, offers: [] }, say)),
  shared('case-here', '', (say) =>
    caseHere({ ref, said: null, offers: [open('show.case'), press('show.here'), press('follow.here')] }, say),
  ),
  shared('case-here', 'followed', (say) => caseHere({ ref, said: say('message.follows'), offers: [] }, say)),
  personal('anonymous-question', 'asked', (say, words) =>
    anonymousQuestion(
      {
        question: words.question,
        answer: null,
        offers: [open('concern.answer', { question: 'question_sample' })],
      },
      say,
    ),
  ),
  personal('anonymous-question', 'answered', (say, words) =>
    anonymousQuestion({ question: words.question, answer: words.answer, offers: [] }, say),
  ),
  personal('duty-to-report', '', (say, { where, phones, law }) => dutyToReport({ where, phones, law }, say)),
  personal('refusal', 'not-permitted', (say, words) =>
    refusal(
      {
        ref,
        refused: { code: 'not-permitted', may: [leader], services: [], day: null },
        kept: [{ label: say('field.level.decide.reason'), words: words.why }],
        offers: [press('show.case')],
      },
      say,
    ),
  ),
  personal('refusal', 'not-found', (say) =>
    refusal(
      {
        ref: null,
        refused: { code: 'not-found', may: [], services: [], day: null },
        kept: [],
        offers: [press('show.mine')],
      },
      say,
    ),
  ),
  personal('unknown', 'command', (say, words) =>
    unknown({ said: words.said, what: 'command', suggestions: [{ offer: press('show.mine'), ref: null }] }, say),
  ),
  personal('unknown', 'reference', (say, words) =>
    unknown({ said: words.said, what: 'reference', suggestions: [{ offer: press('show.case'), ref }] }, say),
  ),
  personal('personal-number', '', (say) => personalNumber({ ref: null, offers: [press('show.mine')] }, say)),
]
