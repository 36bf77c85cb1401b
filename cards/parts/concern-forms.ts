/** The forms of level 0. */
import { choice, choices, date, type Form, find, line, lines, tick } from './field.ts'

const targetGroup = choice('targetGroup', {
  options: [
    { value: 'child', label: 'target.child' },
    { value: 'youth', label: 'target.youth' },
    { value: 'pregnant', label: 'target.pregnant' },
    { value: 'parents', label: 'target.parents' },
  ],
})

export const concernForms = {
  'concern.register': {
    intro: 'intro.concern.register',
    submit: 'submit.register',
    fields: [line('about', 80, { hint: 'hint.about' }), lines('seen', 3000), targetGroup, tick('environment')],
  },
  'concern.talk': { fields: [date('day', { label: 'field.concern.talk.day', hint: 'hint.past-day' })] },
  'concern.ask': {
    intro: 'intro.concern.ask',
    submit: 'submit.send',
    fields: [
      choice('person', { label: 'field.concern.ask.person' }),
      find,
      lines('text', 1000, { label: 'field.concern.ask.text', hint: 'hint.anonymous' }),
    ],
  },
  'concern.answer': {
    intro: 'intro.concern.answer',
    submit: 'submit.send',
    fields: [lines('text', 1000, { label: 'field.concern.answer.text', hint: 'hint.anonymous' })],
  },
  'concern.conclude': {
    intro: 'intro.concern.conclude',
    submit: 'submit.conclude',
    fields: [
      choice('outcome', { label: 'field.concern.conclude.outcome' }),
      choices('services', { label: 'field.concern.conclude.services', required: false, hint: 'hint.joining' }),
      lines('reason', 1000, { required: false }),
    ],
  },
} satisfies Record<string, Form>
