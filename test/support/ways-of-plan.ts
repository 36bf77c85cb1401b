/** What is due of meetings and of what was planned, and with age, in whichever way people act. */
import type { Event } from '../../src/core/case.ts'
import type { Day } from '../../src/core/ids.ts'
import { at, given } from './given.ts'
import {
  concluded,
  consented,
  heldAt,
  joined,
  measure,
  meeting,
  openLog,
  proposed,
  registered,
  requested,
} from './history.ts'

import { people, startDay } from './sample.ts'
import { calledOff, closedAndReopened, decided, held, reopenedOn, type Ways } from './ways.ts'

const log = openLog()
const together = openLog(2)
const evaluated = (evaluationDay: Day, outcome: 'continue' | 'done'): Event => ({
  ...{ type: 'measure.evaluated', measure: 'measure_1', effect: 'some', outcome, evaluationDay },
  ...{ note: null, childView: null },
})
const later = (day: Day): Event => ({ type: 'measure.postponed', measure: 'measure_1', day, reason: 'word_r' })
const followUp: Event = {
  ...{ type: 'follow-up.added', followUp: 'followup_1', text: 'word_t', topic: 'family', day: '2026-09-21' },
  responsible: { kind: 'person', person: people.colleague.person },
}
const done: Event = { type: 'follow-up.done', followUp: 'followup_1' }
const moved = (day: Day): Event => ({ type: 'follow-up.postponed', followUp: 'followup_1', day, reason: 'word_r' })
const planned = (day: Day, id = '1'): Event => ({
  ...{ type: 'transition.planned', transition: `transition_${id}`, day, to: 'skole' },
})
const received = (id = '1'): Event => ({ type: 'transition.received', transition: `transition_${id}`, unit: null })
const grown = (...more: Parameters<typeof given>) =>
  given(
    registered('youth'),
    concluded(),
    requested('consent_1', { born: '2004-05', required: ['self'] }),
    consented().slice(1),
    log.slice(-1),
    ...more,
  )

const heardIn = (id: string): Event => ({
  ...{ type: 'evaluation.child-heard', evaluation: `evaluation_${id}`, askedBy: 'holder', askedOn: startDay },
  ...{ topic: null, childView: null, childWhy: null },
})
const childHeard = heardIn('1')
const evaluatedUntil = (nextDay: Day | null, id = '1'): Event => ({
  ...{ type: 'evaluation.concluded', evaluation: `evaluation_${id}`, outcome: nextDay ? 'continue' : 'close', nextDay },
})

export const ofPlan = {
  'evaluation-due': {
    early: [
      [given(log, childHeard, evaluatedUntil('2026-09-21')), '2026-08-24', ['2026-09-21', 'holder']],
      [given(log, measure('1', '2026-09-21')), '2026-08-24', null],
    ],
    // One that was begun and that nobody concluded is due at once.
    late: [
      [given(log, at('2026-08-24', childHeard)), '2026-08-31', ['2026-08-24', 'holder']],
      [given(log, childHeard, evaluatedUntil('2026-09-21')), '2026-10-01', ['2026-09-21', 'holder']],
    ],
    twice: [
      [
        given(
          log,
          childHeard,
          evaluatedUntil('2026-09-21'),
          at('2026-09-21', heardIn('2')),
          at('2026-09-21', evaluatedUntil('2026-10-19', '2')),
        ),
        '2026-09-24',
        ['2026-10-19', 'holder'],
      ],
    ],
    undone: [[given(log, childHeard, evaluatedUntil(null)), '2026-10-01', null]],
    reopened: [
      [given(log, childHeard, evaluatedUntil('2026-09-21'), closedAndReopened), '2026-10-03', ['2026-10-19', 'holder']],
    ],
    'in another order': [
      [given(log, evaluatedUntil('2026-09-21'), measure('1', '2026-09-14')), '2026-08-24', ['2026-09-21', 'holder']],
    ],
  },
  'first-meeting': {
    early: [
      [given(log, meeting()), startDay, null],
      // Set before the move was approved, still ahead, and then held after it.
      [given(log, meeting('2026-09-10'), proposed(), at('2026-09-01', decided())), '2026-09-01', null],
      [
        given(
          log,
          meeting('2026-09-10'),
          proposed(),
          at('2026-09-01', decided()),
          at('2026-09-10', held('2026-09-10')),
        ),
        '2026-11-02',
        null,
      ],
      [given(log, meeting('2026-09-10'), at('2026-08-20', held('2026-08-20'))), '2026-08-20', null],
    ],
    late: [
      [given(log), '2026-09-10', ['2026-08-31', 'holder']],
      [given(log, at('2026-09-10', meeting('2026-09-17'))), '2026-09-10', null],
    ],
    twice: [[given(log, meeting(), calledOff(), meeting('2026-09-21', '2')), '2026-09-10', null]],
    undone: [
      [given(log, meeting(), at('2026-08-20', calledOff())), '2026-08-20', ['2026-08-31', 'holder']],
      [given(log, meeting('2026-09-12'), at('2026-09-12', calledOff())), '2026-09-12', ['2026-09-14', 'holder']],
    ],
    reopened: [
      [given(log, closedAndReopened), '2026-10-03', ['2026-10-19', 'holder']],
      [
        given(log, meeting('2026-08-20'), at('2026-08-20', held('2026-08-20')), closedAndReopened),
        '2026-10-03',
        ['2026-10-19', 'holder'],
      ],
      [given(together, proposed(1, []), decided(), closedAndReopened), '2026-10-03', ['2026-10-19', 'holder']],
      [given(log, closedAndReopened, at('2026-10-05', meeting('2026-10-20'))), '2026-10-05', null],
    ],
    'in another order': [
      // Minuted before the move: what was decided there is one thing, the first meeting after it another.
      [
        given(
          log,
          meeting('2026-09-01'),
          proposed(),
          at('2026-09-01T07:00:00.000Z', held('2026-09-01')),
          at('2026-09-01T09:00:00.000Z', decided()),
        ),
        '2026-09-01',
        ['2026-09-15', 'holder'],
      ],
      [
        given(
          log,
          meeting('2026-09-01'),
          proposed(),
          at('2026-09-01T07:00:00.000Z', decided()),
          at('2026-09-01T12:00:00.000Z', held('2026-09-01')),
        ),
        '2026-09-01',
        null,
      ],
      // Minuted late, of a day before the move.
      [
        given(
          log,
          meeting('2026-08-20'),
          proposed(),
          at('2026-09-01', decided()),
          at('2026-09-02', held('2026-08-20')),
        ),
        '2026-09-02',
        ['2026-09-15', 'holder'],
      ],
    ],
  },
  'nothing-planned': {
    early: [[given(log, meeting('2026-08-20'), measure(), at('2026-08-20', held('2026-08-20'))), '2026-09-10', null]],
    late: [
      [given(log, meeting('2026-08-22'), at('2026-08-22', held('2026-08-22'))), '2026-09-10', ['2026-08-24', 'holder']],
      [
        given(
          log,
          meeting('2026-08-20'),
          at('2026-08-20', held('2026-08-20')),
          at('2026-09-10', meeting('2026-09-21', '2')),
        ),
        '2026-09-10',
        null,
      ],
    ],
    twice: [
      [
        given(
          log,
          meeting(),
          at('2026-08-24', held('2026-08-24'), meeting('2026-08-31', '2')),
          at('2026-08-31', held('2026-08-31', '2')),
        ),
        '2026-08-31',
        ['2026-08-31', 'holder'],
      ],
    ],
    undone: [
      [
        given(
          log,
          meeting(),
          at('2026-08-24', held('2026-08-24'), meeting('2026-09-21', '2')),
          at('2026-09-10', calledOff('2')),
        ),
        '2026-09-10',
        ['2026-09-10', 'holder'],
      ],
    ],
    reopened: [
      [given(log, meeting('2026-08-20'), at('2026-08-20', held('2026-08-20')), closedAndReopened), '2026-10-03', null],
    ],
    'in another order': [
      [given(together, proposed(1, []), at('2026-08-22', decided())), '2026-08-22', ['2026-08-17', 'holder']],
    ],
  },
  'meeting-due': {
    early: [[given(log, meeting('2026-09-21'), at('2026-09-10', held('2026-09-10'))), '2026-09-10', null]],
    late: [
      [given(log, meeting('2026-09-03')), '2026-09-10', ['2026-09-03', 'holder']],
      [given(log, meeting('2026-09-03'), at('2026-09-10', held('2026-09-03'))), '2026-09-10', null],
    ],
    twice: [
      [
        given(log, meeting('2026-09-03'), calledOff(), meeting('2026-09-21', '2')),
        '2026-09-10',
        ['2026-09-21', 'holder'],
      ],
    ],
    undone: [[given(log, meeting('2026-09-03'), calledOff()), '2026-09-10', null]],
    reopened: [[given(log, meeting('2026-09-03'), calledOff(), closedAndReopened), '2026-10-03', null]],
    // A day that people chose stays as they chose it.
    'in another order': [[given(log, meeting('2026-09-05')), '2026-09-10', ['2026-09-05', 'holder']]],
  },
  'measure-due': {
    early: [
      [given(log, measure(), at('2026-09-10', evaluated('2026-09-21', 'done'))), '2026-09-10', null],
      [
        given(log, measure(), at('2026-09-10', evaluated('2026-10-04', 'continue'))),
        '2026-09-10',
        ['2026-10-04', 'holder'],
      ],
    ],
    late: [
      [given(log, measure()), '2026-10-01', ['2026-09-21', 'holder']],
      [given(log, measure(), at('2026-10-01', evaluated('2026-09-21', 'done'))), '2026-10-01', null],
    ],
    twice: [
      [
        given(log, measure(), evaluated('2026-10-05', 'continue'), evaluated('2026-10-12', 'continue')),
        '2026-09-10',
        ['2026-10-12', 'holder'],
      ],
    ],
    undone: [[given(log, measure(), later('2026-10-05'), later('2026-09-21')), '2026-09-10', ['2026-09-21', 'holder']]],
    reopened: [
      [given(log, measure('2026-09-21'), closedAndReopened), '2026-10-03', ['2026-10-19', 'holder']],
      [given(log, measure('2026-10-26'), closedAndReopened), '2026-10-03', ['2026-10-26', 'holder']],
    ],
    'in another order': [[given(log, later('2026-10-05'), measure()), '2026-09-10', ['2026-09-21', 'holder']]],
  },
  'follow-up-due': {
    early: [[given(log, joined('colleague'), followUp, done), '2026-09-10', null]],
    late: [
      [given(log, joined('colleague'), followUp), '2026-10-01', ['2026-09-21', 'colleague']],
      [given(log, joined('colleague'), followUp, at('2026-10-01', done)), '2026-10-01', null],
    ],
    twice: [
      [
        given(log, joined('colleague'), followUp, moved('2026-10-05'), moved('2026-10-11')),
        '2026-09-10',
        ['2026-10-11', 'colleague'],
      ],
    ],
    undone: [
      [
        given(log, joined('colleague'), followUp, moved('2026-10-05'), moved('2026-09-21')),
        '2026-09-10',
        ['2026-09-21', 'colleague'],
      ],
    ],
    reopened: [
      [given(log, joined('colleague'), followUp, closedAndReopened), '2026-10-03', ['2026-10-19', 'colleague']],
    ],
    'in another order': [[given(log, followUp, joined('colleague')), '2026-09-10', ['2026-09-21', 'colleague']]],
  },
  'transition-unreceived': {
    early: [
      [given(log, planned('2027-08-16')), startDay, ['2027-06-17', 'holder']],
      [given(log, planned('2027-08-16'), received()), '2027-07-01', null],
    ],
    // Planned for next month, or for next week: nobody is late with it at once.
    late: [
      [given(log, planned('2026-09-17')), startDay, ['2026-08-31', 'holder']],
      [given(log, planned('2026-08-21')), startDay, ['2026-08-21', 'holder']],
      [given(log, planned('2026-09-17'), at('2026-10-01', received())), '2026-10-01', null],
    ],
    twice: [
      [given(log, planned('2026-09-17'), received(), planned('2026-10-01', '2')), startDay, ['2026-08-31', 'holder']],
    ],
    undone: 'a transition that is planned takes place, or the case is closed',
    reopened: [[given(log, planned('2026-10-30'), closedAndReopened), '2026-10-03', ['2026-10-19', 'holder']]],
    'in another order': [[given(log, at('2026-08-22', planned('2026-10-01'))), '2026-08-22', ['2026-09-04', 'holder']]],
  },
  'past-age-limit': {
    early: [[grown(), startDay, ['2027-05-03', 'leader']]],
    late: [[grown(), '2027-06-01', ['2027-05-03', 'leader']]],
    twice: [[grown(closedAndReopened, closedAndReopened), '2026-10-03', ['2027-05-03', 'leader']]],
    undone: 'nobody grows younger',
    reopened: [[grown(reopenedOn('2027-04-01', '2027-10-02')), '2027-10-02', ['2027-10-18', 'leader']]],
    // Told only when the case had been open for a while.
    'in another order': [
      [
        given(
          openOnPaperOf('youth'),
          at('2026-09-12', requested('consent_1', { born: '1999-05', required: ['self'] })),
        ),
        '2026-09-12',
        ['2026-09-14', 'leader'],
      ],
    ],
  },
} satisfies Record<string, Ways>

function openOnPaperOf(group: 'youth'): Event[] {
  return [
    registered(group),
    concluded(),
    { type: 'case.opened', level: 1, mode: 'paper', holder: people.teacher.person, ...heldAt },
  ]
}
