/** Reminders: putting one off, with a reason. */
import { action } from './action.ts'
import { carriedCode, day } from './field.ts'
import { whyLater } from './planned.ts'

export const reminder = {
  'reminder.postpone': action('reminder.postpone')({
    carries: { key: carriedCode },
    asks: {
      until: day({
        label: 'field.reminder.postpone.until',
        days: ({ viewer: { calendar, today, policy } }) => ({
          min: calendar.addDays(today, 1),
          max: calendar.addDays(today, policy.deadlines.postponeMaxDays),
        }),
      }),
      reason: whyLater,
    },
    form: { intro: 'intro.reminder.postpone', submit: 'submit.postpone' },
    onCard: true,
    command: ({ reason, ...read }, { word }) => ({ ...read, reason: word(reason) }),
  }),
}
