/** What is due of a family's answers, and at level 0, in whichever way people act. */
import type { Event } from '../../src/core/case.ts'
import type { ConsentId, Day } from '../../src/core/ids.ts'
import { at, byMember, given } from './given.ts'
import {
  arrived,
  concluded,
  consented,
  invited,
  known,
  openLog,
  openOnPaper,
  registered,
  requested,
  said,
  wrote,
} from './history.ts'
import { people, startDay } from './sample.ts'
import { closedAndReopened, reopenedOn, type Ways } from './ways.ts'

const log = openLog()
const talked: Event = { type: 'concern.talked', day: startDay, way: 'meeting' }
const report: Event = { type: 'report.recorded', day: startDay, by: people.teacher.person }
const onPaper: Event = { type: 'log.closed' }
const calledOff: Event = { type: 'consent.cancelled', consent: 'consent_2' }
const no = (consent: ConsentId): Event => ({
  ...{ type: 'consent.refused', consent, services: ['skole'], reason: null, ...said },
})
const whole: Event = { type: 'consent.withdrawn', scope: 'whole', service: null, topic: null, reason: null, ...said }
const renewed = (on: Day, until: Day, id: ConsentId = 'consent_2') =>
  at(on, consented(['skole'], id, { from: on, until }))
const young = (answered: Day = startDay) =>
  given(
    registered('youth'),
    concluded(),
    requested('consent_1', { born: '2012-02' }),
    at(answered, consented().slice(1), log.slice(-1)),
  )
const renewedYoung = [
  requested('consent_2', { born: '2012-02' }),
  consented(['skole'], 'consent_2', { from: '2027-01-15', until: '2028-01-15' }).slice(1),
]
const askedYoung: Event[] = [requested('consent_2', { born: '2012-02', required: ['guardian-1', 'young-person'] })]

const mother = 'person_mother'
const refusedAtDoor: Event = { type: 'family.refused', member: mother }
const shutOut: Event = { type: 'family.shut-out', member: mother, reason: 'word_r' }
const letIn: Event = { type: 'family.let-in', member: mother, reason: 'word_r' }
/** She has answered about PPT on her page; it turns out that it was not she. */
const ppt = [
  requested('consent_2', { services: ['ppt'], checkpoint: 'join' }),
  known(mother),
  byMember(mother, ...consented(['ppt'], 'consent_2').slice(1)),
]
const askedPpt = requested('consent_3', { services: ['ppt'] })
const calledOffPpt: Event = { type: 'consent.cancelled', consent: 'consent_3' }
const setAside: Event = {
  ...{ type: 'consent.set-aside', member: mother, consents: [{ consent: 'consent_2', becomes: 'over' }] },
}
const asksEnd = wrote(mother, { kind: 'end' })
const heard: Event = { type: 'family.heard', saying: 'saying_1' }

export const withFamily = {
  'concern-undecided': {
    early: [[given(registered(), at('2026-08-18', concluded(), requested())), '2026-08-18', null]],
    late: [
      [given(registered()), '2026-09-04', ['2026-08-31', 'owner']],
      [given(registered(), at('2026-09-04', concluded(), requested())), '2026-09-04', null],
    ],
    twice: [[given(registered(), concluded(), at('2026-08-20', concluded(2))), '2026-08-20', ['2026-08-31', 'owner']]],
    // The family's no is what makes it wait again: not the day on which somebody wondered.
    undone: [
      [
        given(registered(), concluded(), requested(), at('2026-09-10', no('consent_1'))),
        '2026-09-10',
        ['2026-09-10', 'owner'],
      ],
      [
        given(registered(), concluded(), requested(), at('2026-08-19', no('consent_1'))),
        '2026-08-19',
        ['2026-08-31', 'owner'],
      ],
    ],
    reopened: [[given(registered(), closedAndReopened), '2026-10-03', ['2026-10-19', 'owner']]],
    'in another order': [[given(registered(), report, talked), '2026-08-18', ['2026-08-31', 'owner']]],
  },
  'family-talk': {
    early: [[given(registered(), talked), '2026-08-18', null]],
    late: [
      [given(registered()), '2026-09-04', ['2026-08-31', 'owner']],
      [given(registered(), at('2026-09-04', talked)), '2026-09-04', null],
    ],
    twice: [[given(registered(), talked, at('2026-09-04', talked)), '2026-09-04', null]],
    undone: 'a talk that was held stays held',
    reopened: [
      [given(registered(), closedAndReopened), '2026-10-03', ['2026-10-19', 'owner']],
      [given(registered(), talked, closedAndReopened), '2026-10-03', null],
    ],
    'in another order': [
      [given(registered(), concluded()), '2026-09-04', null],
      [given(registered(), report), '2026-09-04', null],
    ],
  },
  'consent-unanswered': {
    early: [[given(log), '2026-09-04', null]],
    late: [
      [given(registered(), concluded(), requested()), '2026-09-04', ['2026-08-24', 'owner']],
      [given(registered(), concluded(), requested(), at('2026-09-04', consented().slice(1))), '2026-09-04', null],
    ],
    twice: [
      [
        given(log, requested('consent_2'), at('2026-08-22', calledOff, requested('consent_3'))),
        '2026-08-24',
        ['2026-08-31', 'holder'],
      ],
    ],
    undone: [[given(log, requested('consent_2'), calledOff), '2026-09-04', null]],
    reopened: [
      [
        given(log, requested('consent_2', { services: ['ppt'] }), closedAndReopened),
        '2026-10-03',
        ['2026-10-19', 'holder'],
      ],
    ],
    'in another order': [[given(openOnPaper(), at('2026-08-20', requested())), '2026-08-20', ['2026-08-27', 'holder']]],
  },
  'consent-expiring': {
    early: [[given(log, renewed('2026-12-01', '2027-12-01')), '2026-12-01', ['2027-11-01', 'holder']]],
    late: [
      [given(log), '2027-08-10', ['2027-07-19', 'holder']],
      [given(log, renewed('2027-08-10', '2028-08-10')), '2027-08-10', ['2028-07-11', 'holder']],
    ],
    twice: [
      [
        given(log, renewed('2026-12-01', '2027-12-01'), renewed('2027-01-04', '2028-01-04', 'consent_3')),
        '2027-01-04',
        ['2027-12-06', 'holder'],
      ],
    ],
    undone: [
      [
        given(log, at('2027-07-30', requested('consent_2')), at('2027-08-09', calledOff)),
        '2027-08-09',
        ['2027-08-09', 'holder'],
      ],
    ],
    reopened: [[given(log, reopenedOn('2026-09-01', '2027-08-07')), '2027-08-07', ['2027-08-09', 'holder']]],
    'in another order': [
      [given(log, requested('consent_2')), startDay, null],
      // Given for three weeks, it is not to be renewed at once.
      [given(openLog(1, [], { until: '2026-09-07' })), startDay, ['2026-08-24', 'holder']],
      [given(openLog(1, [], { until: '2026-08-20' })), startDay, ['2026-08-20', 'holder']],
    ],
  },
  'consent-expired': {
    early: [[given(log, renewed('2027-08-10', '2028-08-10')), '2027-09-01', null]],
    late: [
      [given(log), '2027-09-01', ['2027-08-18', 'holder']],
      [given(log, renewed('2027-09-01', '2028-08-10')), '2027-09-01', null],
    ],
    twice: [
      [
        given(log, renewed('2027-08-10', '2028-08-10'), renewed('2027-08-11', '2028-08-11', 'consent_3')),
        '2027-09-01',
        null,
      ],
    ],
    undone: [
      [
        given(log, at('2027-08-16', requested('consent_2')), at('2027-09-10', calledOff)),
        '2027-09-10',
        ['2027-09-10', 'holder'],
      ],
    ],
    reopened: [[given(log, reopenedOn('2027-01-11', '2027-10-02')), '2027-10-02', ['2027-10-18', 'holder']]],
    'in another order': [[given(log, onPaper), '2027-09-01', null]],
  },
  'consent-withdrawn': {
    early: [[given(log, at('2026-09-02', whole, onPaper)), '2026-09-02', null]],
    late: [
      [given(log, at('2026-09-02', whole)), '2026-09-10', ['2026-09-02', 'holder']],
      [given(log, at('2026-09-02', whole), at('2026-09-10', onPaper)), '2026-09-10', null],
    ],
    twice: [[given(log, at('2026-09-02', whole), at('2026-09-07', whole)), '2026-09-10', ['2026-09-02', 'holder']]],
    // They were asked again meanwhile, so that nothing waited.
    undone: [
      [
        given(
          log,
          at('2026-09-02', whole),
          at('2026-09-03', requested('consent_2')),
          at('2026-09-21', no('consent_2')),
        ),
        '2026-09-21',
        ['2026-09-21', 'holder'],
      ],
    ],
    reopened: [
      [given(log, at('2026-08-20', whole), closedAndReopened), '2026-10-03', ['2026-10-19', 'holder']],
      [given(log, closedAndReopened, at('2026-10-08', whole)), '2026-10-08', ['2026-10-08', 'holder']],
    ],
    'in another order': [
      [
        given(log, closedAndReopened.slice(0, 1), at('2026-09-02', whole), closedAndReopened.slice(1)),
        '2026-10-03',
        ['2026-10-19', 'holder'],
      ],
    ],
  },
  'consent-anew': {
    early: [[given(log, ppt, at('2026-09-02', setAside), at('2026-09-03', askedPpt)), '2026-09-03', null]],
    late: [
      [given(log, ppt, at('2026-09-02', setAside)), '2026-09-10', ['2026-09-02', 'holder']],
      [given(log, ppt, at('2026-09-02', setAside), at('2026-09-10', askedPpt)), '2026-09-10', null],
    ],
    twice: [
      [given(log, ppt, at('2026-09-02', setAside), at('2026-09-07', shutOut)), '2026-09-10', ['2026-09-02', 'holder']],
    ],
    undone: [
      [
        given(log, ppt, at('2026-09-02', setAside), at('2026-09-03', askedPpt), at('2026-09-21', calledOffPpt)),
        '2026-09-21',
        ['2026-09-02', 'holder'],
      ],
    ],
    reopened: [
      [given(log, ppt, at('2026-08-20', setAside), closedAndReopened), '2026-10-03', ['2026-10-19', 'holder']],
    ],
    'in another order': [
      [given(log, ppt, at('2026-09-02', setAside, consented(['ppt'], 'consent_3'))), '2026-09-02', null],
      [given(openOnPaper(), ppt, at('2026-09-02', setAside)), '2026-09-02', ['2026-09-02', 'holder']],
    ],
  },
  'signer-age': {
    early: [[given(young(), at('2027-01-15', renewedYoung)), '2027-01-15', ['2027-02-01', 'holder']]],
    late: [
      [young(), '2027-02-10', ['2027-02-01', 'holder']],
      [given(young(), at('2027-02-10', askedYoung)), '2027-02-10', null],
    ],
    twice: [
      [given(young(), at('2027-02-10', askedYoung), at('2027-02-11', calledOff, askedYoung)), '2027-02-11', null],
    ],
    undone: [
      [
        given(young(), at('2027-01-20', askedYoung), at('2027-02-12', calledOff)),
        '2027-02-12',
        ['2027-02-12', 'holder'],
      ],
    ],
    reopened: [[given(young(), reopenedOn('2027-01-11', '2027-03-06')), '2027-03-06', ['2027-03-22', 'holder']]],
    'in another order': [[young('2027-02-03'), '2027-02-03', ['2027-02-03', 'holder']]],
  },
  // Signed in with a code: in three working days somebody says whether it was they.
  'family-arrived': {
    early: [
      [given(log, invited()), startDay, null],
      [given(log, arrived()), startDay, ['2026-08-20', 'holder']],
      [given(log, known()), startDay, null],
    ],
    late: [
      [given(log, arrived()), '2026-09-04', ['2026-08-20', 'holder']],
      [given(log, arrived(), at('2026-09-04', refusedAtDoor)), '2026-09-04', null],
    ],
    twice: [[given(log, arrived(), refusedAtDoor, arrived('person_new')), startDay, ['2026-08-20', 'holder']]],
    undone: [
      [given(log, arrived(), shutOut), startDay, null],
      [given(log, arrived(), shutOut, letIn), startDay, ['2026-08-20', 'holder']],
    ],
    reopened: [[given(log, arrived(), closedAndReopened), '2026-10-03', ['2026-10-19', 'holder']]],
    'in another order': [[given(log, at('2026-08-22', arrived())), '2026-08-22', ['2026-08-26', 'holder']]],
  },
  // Asked for on the family's page: in seven working days somebody has seen to it. A note and a view are read.
  'family-asks': {
    early: [
      [given(log, known(), wrote(), wrote(mother, { kind: 'view', about: 'meeting_1' })), startDay, null],
      [given(log, known(), asksEnd), startDay, ['2026-08-26', 'holder']],
      [given(log, known(), wrote(mother, { kind: 'correction' })), startDay, ['2026-08-26', 'holder']],
    ],
    late: [
      [given(log, known(), asksEnd), '2026-09-04', ['2026-08-26', 'holder']],
      [given(log, known(), asksEnd, at('2026-09-04', heard)), '2026-09-04', null],
    ],
    twice: [
      [
        given(log, known(), asksEnd, heard, at('2026-08-18', wrote(mother, { kind: 'end', saying: 'saying_2' }))),
        '2026-08-18',
        ['2026-08-27', 'holder'],
      ],
    ],
    undone: 'what somebody has asked for stays asked for',
    reopened: [[given(log, known(), asksEnd, closedAndReopened), '2026-10-03', ['2026-10-19', 'holder']]],
    'in another order': [[given(log, known(), asksEnd, shutOut), startDay, ['2026-08-26', 'holder']]],
  },
} satisfies Record<string, Ways>
