/** Meetings: when the next is and how it is called, moving one, and calling one off. What was said there is in `minutes.ts`. */
import { latestMove } from '../../core/later.ts'
import { nextMeeting } from '../../core/meeting.ts'
import { action, type Facts } from './action.ts'
import { type At, type ByForm, day, idIfAny, idOf, long } from './field.ts'
import { asksOfCall, calledNow, callingOf, factsOfCall, time } from './invitation.ts'
import { factsOfPlanned, named, ofNext } from './minutes.ts'
import { laterDay, untilPlanned, whyLater } from './planned.ts'
import { isLog } from './stands.ts'

/** And how it is called now, where another changed that meanwhile, so that what was typed stands beside it. */
async function factsOfChanged(at: At): Promise<Facts> {
  return [...factsOfPlanned(at), ...(at.data.stale ? await factsOfCall(at, 'meeting.change') : [])]
}

function latestMoveOf(at: At) {
  const moved = named(at)
  return moved ? latestMove(moved.day, at.viewer) : null
}

/** How often it was changed when the form is opened. */
const known: ByForm<number | null> = {
  fill: (at) => String(named(at)?.changes ?? 0),
  read: (text) => ({ value: text && /^\d{1,4}$/.test(text) ? Number(text) : null }),
}

export const meeting = {
  'meeting.set': action('meeting.set')({
    carries: {
      moves: { ...idIfAny('meeting'), fill: ({ state }: At) => (state && nextMeeting(state)?.id) ?? 'none' },
    },
    asks: { day: day({ days: untilPlanned }), time, ...asksOfCall({ folded: true }) },
    form: { intro: 'intro.meeting.set', facts: factsOfPlanned, more: 'submit.more-of-meeting' },
    offered: [
      // The next date is always set, so that setting it comes before everything else that can be planned.
      { rank: 120, when: (state) => isLog(state) && nextMeeting(state) === null },
    ],
    command: ({ moves, day, ...typed }, env) => {
      return { meeting: env.ids.next('meeting'), moves, day, ...callingOf(typed, env) }
    },
  }),
  'meeting.postpone': action('meeting.postpone')({
    carries: { meeting: idOf('meeting') },
    asks: { day: laterDay(latestMoveOf), time, reason: whyLater },
    form: { intro: 'intro.meeting.postpone', submit: 'submit.move', facts: factsOfPlanned },
    offered: [{ rank: 190, when: (state) => isLog(state) && nextMeeting(state) !== null, data: ofNext }],
    on: { item: 'meeting', when: ({ status }) => status === 'set' },
    command: ({ reason, ...read }, { ids, word }) => ({ ...read, next: ids.next('meeting'), reason: word(reason) }),
  }),
  'meeting.change': action('meeting.change')({
    carries: { meeting: idOf('meeting'), known },
    asks: { time, ...asksOfCall({ folded: false }) },
    form: { intro: 'intro.meeting.change', facts: factsOfChanged, begins: calledNow },
    offered: [{ rank: 192, when: (state) => isLog(state) && nextMeeting(state) !== null, data: ofNext }],
    on: { item: 'meeting', when: ({ status }) => status === 'set' },
    command: ({ meeting, known, ...typed }, env) => ({ meeting, known, ...callingOf(typed, env) }),
  }),
  'meeting.cancel': action('meeting.cancel')({
    carries: { meeting: idOf('meeting') },
    asks: { reason: long(500, { hint: 'hint.no-child' }) },
    form: { intro: 'intro.meeting.cancel' },
    offered: [{ rank: 200, when: (state) => isLog(state) && nextMeeting(state) !== null, data: ofNext }],
    on: { item: 'meeting', when: ({ status }) => status === 'set' },
    command: ({ meeting, reason }, { word }) => ({ meeting, reason: word(reason) }),
  }),
}
