/** Reminders: quiet until a day, with a reason; the day of the thing itself stands. */
import { calledIn } from '../../core/called.ts'
import type { Case } from '../../core/case.ts'
import { climbOf } from '../../core/climb.ts'
import { type Due, due, dutyOf, overdue } from '../../core/deadline.ts'
import { hearsFrom, quietUntil } from '../../core/ladder.ts'
import { mayPutOff } from '../../core/put-off.ts'
import { thingDue } from '../../core/thing.ts'
import { mayKnowOfDue, seesOutline, type Viewer } from '../see/index.ts'
import { action, type Facts } from './action.ts'
import { type At, carriedCode, day } from './field.ts'
import { whyLater } from './planned.ts'

/** What stands, whatever day is chosen: what it is, the day of the thing itself, and from when whoever it is brought to next is told. */
function standing({ viewer, state, data }: At): Facts {
  const { now, say } = viewer
  const found = state && dutyOf(due(state, now, viewer), data.key ?? '', viewer)
  if (!state || !found || !mayKnowOfDue(viewer, state, found.key)) return []
  const { next } = climbOf(state, found, now, viewer)
  // What has a text of its own is named by that already.
  const what = { label: say('fact.concerns'), value: say(`signal.${calledIn(state, found)}.title`) }
  const which = thingDue(state, found.key) ? [] : [what]
  const stands = [...which, { label: say('fact.due'), value: say.dayInSentence(found.day) }]
  return next
    ? [...stands, { label: say(`fact.${next.rung}-hears`), value: heardFrom(viewer, state, found, next.rung) }]
    : stands
}

/** Not before the day that is chosen; where its own has come by then, with the first reminder after that. */
function heardFrom(viewer: Viewer, state: Case, one: Due, rung: Parameters<typeof hearsFrom>[2]): string {
  const { say, calendar, today } = viewer
  const from = hearsFrom(state, one, rung, viewer)
  const hasCome = from <= calendar.addDays(today, 1)
  return hasCome ? say('fact.hears.again') : say('fact.hears.from', { day: say.dayInSentence(from) })
}

/** What has been late the longest, of what the viewer may put off and nobody has; nothing to whoever sees the outline alone. */
function latestIn(state: Case, viewer: Viewer): Due | undefined {
  if (seesOutline(viewer, state)) return undefined
  const late = overdue(due(state, viewer.now, viewer), viewer.today)
  return late.find(
    (one) =>
      mayKnowOfDue(viewer, state, one.key) &&
      quietUntil(state, one, viewer.today, viewer) === null &&
      mayPutOff(state, one, viewer.actor, viewer.today),
  )
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
    offered: [
      {
        rank: 235,
        when: (state, viewer) => latestIn(state, viewer) !== undefined,
        data: (state, viewer) => ({ key: latestIn(state, viewer)?.key ?? '' }),
      },
    ],
    onCard: true,
    command: ({ reason, ...read }, { word }) => ({ ...read, reason: word(reason) }),
  }),
}
