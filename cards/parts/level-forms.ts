/** The forms of levels and of the baton: proposing, deciding, handing over. */
import { choice, choices, date, type Form, find, lines, tick } from './field.ts'

export const levelForms = {
  'level.propose': {
    intro: 'intro.level.propose',
    submit: 'submit.propose',
    fields: [
      choice('to'),
      choices('services', { label: 'field.level.propose.services', required: false, hint: 'hint.joining' }),
      lines('reason', 1000, { label: 'field.level.propose.reason', hint: 'hint.level.propose.reason' }),
    ],
  },
  'level.decide': {
    intro: 'intro.level.decide',
    submit: 'submit.approve',
    fields: [
      date('meetingDay', { hint: 'hint.past-day' }),
      tick('parentsTookPart'),
      tick('childTookPart'),
      tick('individualPlan'),
      lines('view', 1000, { required: false, hint: 'hint.view' }),
      lines('reason', 1000, { label: 'field.level.decide.reason' }),
    ],
  },
  'baton.offer': {
    intro: 'intro.baton.offer',
    submit: 'submit.offer',
    fields: [choice('person', { label: 'field.baton.person' }), find],
  },
  'baton.decline': {
    intro: 'intro.baton.decline',
    submit: 'submit.decline',
    fields: [lines('reason', 500, { required: false })],
  },
  'baton.name': { intro: 'intro.baton.name', fields: [choice('person', { label: 'field.baton.person' }), find] },
  'baton.deputize': {
    intro: 'intro.baton.deputize',
    fields: [choice('person', { label: 'field.baton.deputize.person' }), find, date('from'), date('until')],
  },
} satisfies Record<string, Form>
