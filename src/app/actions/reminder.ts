/** Reminders: quiet until a day, with a reason; the day of the thing itself stands. */
import type { Case } from '../../core/case.ts'
import { climbOf } from '../../core/climb.ts'
import { type Due, due, dutyOf } from '../../core/deadline.ts'
import { hearsFrom } from '../../core/ladder.ts'
import { mayKnowOfDue, type Viewer } from '../see/index.ts'
import { action, type Facts } from './action.ts'
import { type At, carriedCode, day } from './field.ts'
import { whyLater } from './planned.ts'

/** What stands, whatever day is chosen: the day of the thing itself, and from when whoever it is brought to next is told. */
function standing({ viewer, state, data }: At): Facts {
  const { now, say } = viewer
  const found = state && dutyOf(due(state, now, viewer), data.key ?? '', viewer)
  if (!state || !found || !mayKnowOfDue(viewer, state, found.key)) return []
  const { next } = climbOf(state, found, now, viewer)
  const stands = { label: say('fact.due'), value: say.dayInSentence(found.day) }
  return next
    ? [stands, { label: say(`fact.${next.rung}-hears`), value: heardFrom(viewer, state, found, next.rung) }]
    : [stands]
}

/** Not before the day that is chosen; where its own has come by then, with the first reminder after that. */
function heardFrom(viewer: Viewer, state: Case, one: Due, rung: Parameters<typeof hearsFrom>[2]): string {
  const { say, calendar, today } = viewer
  const from = hearsFrom(state, one, rung, viewer)
  const hasCome = from <= calendar.addDays(today, 1)
  return hasCome ? say('fact.hears.again') : say('fact.hears.from', { day: say.dayInSentence(from) })
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
