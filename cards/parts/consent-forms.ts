/** The forms of consent: what is asked, what the family answered, what they took back. */
import { choice, choices, date, type Form, line, lines, type Option, tick } from './field.ts'

const guardians: Option[] = [
  { value: '1', label: 'guardians.1' },
  { value: '2', label: 'guardians.2' },
]
const care: Option[] = [
  { value: 'guardians', label: 'care.guardians' },
  { value: 'child-protection', label: 'care.child-protection' },
]
const evidence: Option[] = [
  { value: 'written', label: 'evidence.written' },
  { value: 'oral', label: 'evidence.oral' },
  { value: 'digital', label: 'evidence.digital' },
]

export const consentForms = {
  'consent.request': {
    intro: 'intro.consent.request',
    submit: 'submit.ask',
    fields: [
      choices('services', { label: 'field.consent.request.services' }),
      choices('topics'),
      line('born', 7, { required: false, hint: 'hint.born' }),
      choice('guardians', { options: guardians }),
      choice('care', { options: care }),
    ],
  },
  'consent.record': {
    intro: 'intro.consent.record',
    fields: [
      choices('signedBy'),
      choice('evidence', { options: evidence }),
      choices('services', { label: 'field.consent.record.services' }),
      choices('topics'),
      date('from', { label: 'field.consent.record.from' }),
      date('until', { label: 'field.consent.record.until' }),
      lines('purpose', 1000, { hint: 'hint.purpose' }),
      line('excludedPersons', 120, { required: false, hint: 'hint.excludedPersons' }),
      line('language', 40),
      line('textVersion', 40, { hint: 'hint.textVersion' }),
      tick('childAsked'),
      lines('childView', 1000, { required: false, hint: 'hint.childView' }),
    ],
  },
  'consent.refuse': {
    intro: 'intro.consent.refuse',
    fields: [choice('signer'), lines('reason', 1000, { label: 'field.family-reason', required: false })],
  },
  'consent.withdraw': {
    intro: 'intro.consent.withdraw',
    submit: 'submit.withdraw',
    fields: [choice('what'), lines('reason', 1000, { label: 'field.family-reason', required: false })],
  },
} satisfies Record<string, Form>
