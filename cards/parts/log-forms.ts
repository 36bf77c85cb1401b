/** The forms of the log: plan, meetings, notes, transitions, participants, and the case's own life. */
import { choice, date, type Form, find, lines, type Option } from './field.ts'

const effect: Option[] = [
  { value: 'good', label: 'effect.good' },
  { value: 'some', label: 'effect.some' },
  { value: 'none', label: 'effect.none' },
]
const outcome: Option[] = [
  { value: 'continue', label: 'outcome.continue' },
  { value: 'done', label: 'outcome.done' },
  { value: 'stopped', label: 'outcome.stopped' },
]
const postponed = [date('day', { label: 'field.new-day' }), lines('reason', 500, { hint: 'hint.postpone' })]
const childView = lines('childView', 1000, { required: false, hint: 'hint.childView' })

export const logForms = {
  'goal.set': {
    intro: 'intro.goal.set',
    fields: [lines('text', 1000, { label: 'field.goal.set.text', hint: 'hint.goal' }), choice('topic')],
  },
  'measure.add': {
    intro: 'intro.measure.add',
    fields: [
      lines('text', 1000, { label: 'field.measure.add.text', hint: 'hint.measure' }),
      choice('topic'),
      choice('arena'),
      choice('responsible'),
      date('evaluationDay'),
    ],
  },
  'measure.evaluate': {
    intro: 'intro.measure.evaluate',
    fields: [
      choice('effect', { options: effect }),
      choice('outcome', { options: outcome }),
      date('evaluationDay', {
        label: 'field.measure.evaluate.evaluationDay',
        required: false,
        hint: 'hint.evaluationDay',
      }),
      lines('note', 1000, { required: false }),
      childView,
    ],
  },
  'measure.postpone': { submit: 'submit.postpone', fields: postponed },
  'follow-up.add': {
    fields: [
      lines('text', 1000, { label: 'field.follow-up.add.text', hint: 'hint.follow-up' }),
      choice('topic'),
      choice('responsible'),
      date('day', { label: 'field.deadline' }),
    ],
  },
  'follow-up.postpone': { submit: 'submit.postpone', fields: postponed },
  'meeting.set': { intro: 'intro.meeting.set', fields: [date('day')] },
  'meeting.hold': {
    fields: [
      date('day', { hint: 'hint.past-day' }),
      lines('minutes', 3000, { hint: 'hint.minutes', required: false }),
      childView,
    ],
  },
  'meeting.cancel': { intro: 'intro.meeting.cancel', fields: [lines('reason', 500)] },
  'note.add': {
    fields: [choice('case', { onlyWithChoices: true }), choice('topic'), lines('text', 3000, { hint: 'hint.note' })],
  },
  'note.correct': { intro: 'intro.note.correct', fields: [lines('text', 3000)] },
  'transition.plan': {
    intro: 'intro.transition.plan',
    fields: [choice('to', { label: 'field.transition.plan.to' }), date('day', { label: 'field.transition.plan.day' })],
  },
  'case.close': {
    intro: 'intro.case.close',
    submit: 'submit.close',
    fields: [choice('reason', { label: 'field.case.close.reason' }), lines('summary', 2000, { required: false })],
  },
  'case.reopen': { submit: 'submit.reopen', fields: [lines('reason', 1000)] },
  'participant.add': { intro: 'intro.participant.add', fields: [choice('person'), find] },
  'participant.remove': { intro: 'intro.participant.remove', submit: 'submit.remove', fields: [choice('person')] },
  'report.record': {
    intro: 'intro.report.record',
    fields: [date('day', { label: 'field.report.record.day', hint: 'hint.past-day' })],
  },
  'reminder.postpone': {
    intro: 'intro.reminder.postpone',
    submit: 'submit.postpone',
    fields: [
      date('until', { label: 'field.reminder.postpone.until' }),
      lines('reason', 500, { hint: 'hint.postpone' }),
    ],
  },
} satisfies Record<string, Form>
