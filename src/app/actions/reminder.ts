/** Reminders: quiet until a day, with a reason; the day of the thing itself stands. */
import { due } from '../../core/deadline.ts'
import { leaderHearsFrom } from '../../core/reminder.ts'
import { mayKnowOfDue } from '../see/index.ts'
import { action, type Facts } from './action.ts'
import { type At, carriedCode, day } from './field.ts'
import { whyLater } from './planned.ts'

/** What stands, whatever day is chosen: the day of the thing itself, and the day from which the leader is told. */
function standing({ viewer, state, data }: At): Facts {
  const { now, say } = viewer
  const found = state && due(state, now, viewer).find(({ key }) => key === data.key)
  if (!state || !found || !mayKnowOfDue(viewer, state, found.key)) return []
  const led = leaderHearsFrom(state, found, viewer)
  const hears = {
    label: say('fact.leader-hears'),
    value: say('fact.leader-hears.value', { day: say.dayInSentence(led) }),
  }
  const isLeaders = found.ball.role === 'leader'
  return [{ label: say('fact.due'), value: say.dayInSentence(found.day) }, ...(isLeaders ? [] : [hears])]
}

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
    form: { intro: 'intro.reminder.postpone', submit: 'submit.quieten', facts: standing },
    onCard: true,
    command: ({ reason, ...read }, { word }) => ({ ...read, reason: word(reason) }),
  }),
}
