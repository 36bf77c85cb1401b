/** What is due of whoever holds a log, and of those who are to join it, in whichever way people act. */
import type { Event } from '../../src/core/case.ts'
import { at, by, given } from './given.ts'
import { consented, joined, measure, meeting, offered, openLog, proposed, requested, said } from './history.ts'

import { people, startDay } from './sample.ts'
import { closedAndReopened, decided, type Ways } from './ways.ts'

const log = openLog()
const together = openLog(2)
const left = (name: 'teacher' | 'colleague' = 'teacher') =>
  by('system', { type: 'baton.left', person: people[name].person })
const named = by('head', { type: 'baton.named', to: people.colleague.person, service: 'skole', unit: 'bjorkelia' })
const again = { ...offered('colleague'), handOver: 'handover_2' } as Event
const withdrawn: Event = { type: 'baton.withdrawn', handOver: 'handover_1' }
const accepted: Event = { type: 'baton.accepted', handOver: 'handover_1', from: people.teacher.person }
const asks: Event = { type: 'service.asked', service: 'ppt', person: people.ppt.person }
const gone: Event = { type: 'participant.service-left', service: 'ppt' }
const refusedToPpt: Event = {
  ...{ type: 'consent.withdrawn', scope: 'service', service: 'ppt/ppt', topic: null, reason: null, ...said },
}
const alone = proposed(2, [])
const toPpt = requested('consent_2', { services: ['ppt'] })
const noToPpt: Event = { type: 'consent.refused', consent: 'consent_2', services: ['ppt'], reason: null, ...said }
const proposedAgain = { ...alone, proposal: 'proposal_2' } as Event
const takenBack: Event = { type: 'level.withdrawn', proposal: 'proposal_1' }

export const atWork = {
  'no-holder': {
    early: [[given(log, left(), named), startDay, null]],
    late: [
      [given(log, at('2026-09-02', left())), '2026-09-10', ['2026-09-02', 'leader']],
      [given(log, at('2026-09-02', left()), at('2026-09-10', named)), '2026-09-10', null],
    ],
    twice: [
      [
        given(log, at('2026-09-02', left(), named), at('2026-09-12', left('colleague'))),
        '2026-09-12',
        ['2026-09-14', 'leader'],
      ],
    ],
    undone: 'whoever has left is named again, or somebody else',
    reopened: [[given(log, left(), closedAndReopened), '2026-10-03', ['2026-10-05', 'leader']]],
    'in another order': [[given(log, offered('colleague'), left(), at('2026-08-19', accepted)), '2026-09-10', null]],
  },
  'handover-unanswered': {
    early: [[given(log, offered('colleague'), at('2026-08-18', accepted)), '2026-08-18', null]],
    late: [
      [given(log, offered('colleague')), '2026-09-10', ['2026-08-24', 'colleague']],
      [given(log, offered('colleague'), at('2026-09-10', accepted)), '2026-09-10', null],
    ],
    twice: [
      [given(log, offered('colleague'), withdrawn, at('2026-08-22', again)), '2026-08-22', ['2026-08-28', 'colleague']],
    ],
    undone: [[given(log, offered('colleague'), withdrawn), '2026-09-10', null]],
    reopened: 'a case in which it is offered is not closed',
    'in another order': [
      [given(log, left(), at('2026-08-22', offered('colleague'))), '2026-08-22', ['2026-08-28', 'colleague']],
    ],
  },
  'service-unmanned': {
    early: [[given(together, joined('ppt')), startDay, null]],
    late: [
      [given(together), '2026-09-10', ['2026-08-24', 'leader']],
      [given(together, asks), '2026-09-10', ['2026-08-24', 'ppt']],
      [given(together, asks, at('2026-09-10', joined('ppt'))), '2026-09-10', null],
    ],
    twice: [
      [
        given(together, joined('ppt'), at('2026-09-07', { type: 'participant.removed', person: people.ppt.person })),
        '2026-09-07',
        ['2026-09-14', 'leader'],
      ],
    ],
    // Whoever is set aside does not wait: it has left, or the family does not want it; and has its days again once they do.
    undone: [
      [given(together, gone), '2026-09-10', null],
      [given(together, asks, refusedToPpt), '2026-09-10', null],
      [
        given(together, refusedToPpt, at('2026-10-01', consented(['ppt'], 'consent_2'))),
        '2026-10-01',
        ['2026-10-08', 'leader'],
      ],
    ],
    reopened: [[given(together, closedAndReopened), '2026-10-03', ['2026-10-09', 'leader']]],
    'in another order': [[given(log, proposed(), decided(true, ['ppt'])), '2026-09-10', null]],
  },
  'no-service': {
    early: [[given(together, gone, joined('nurse')), '2026-09-10', null]],
    late: [
      [given(together, at('2026-08-20', gone)), '2026-09-10', ['2026-08-27', 'holder']],
      [given(together, gone, at('2026-09-10', joined('nurse'))), '2026-09-10', null],
    ],
    twice: [[given(together, gone, joined('ppt'), at('2026-09-05', gone)), '2026-09-05', ['2026-09-11', 'holder']]],
    undone: [[given(together, gone, joined('ppt')), '2026-09-10', null]],
    reopened: [[given(together, gone, closedAndReopened), '2026-10-03', ['2026-10-09', 'holder']]],
    'in another order': [[given(together, proposed(1, []), decided(), gone), '2026-09-10', null]],
  },
  'holder-inactive': {
    early: [[given(log, at('2026-09-01', meeting())), '2026-09-01', ['2026-10-27', 'holder']]],
    late: [
      [given(log), '2026-10-20', ['2026-10-12', 'holder']],
      [given(log, at('2026-10-20', meeting('2026-10-26'))), '2026-10-20', ['2026-12-15', 'holder']],
    ],
    twice: [
      [given(log, at('2026-09-01', meeting()), at('2026-09-02', measure())), '2026-09-02', ['2026-10-28', 'holder']],
    ],
    undone: 'what was written stays written',
    reopened: [[given(log, closedAndReopened), '2026-10-03', ['2026-11-27', 'holder']]],
    'in another order': [[given(log, at('2026-09-01', by('system', asks))), '2026-09-01', ['2026-10-12', 'holder']]],
  },
  'proposal-unasked': {
    early: [[given(log, toPpt, proposed()), startDay, null]],
    late: [
      [given(log, proposed()), '2026-09-10', ['2026-08-24', 'holder']],
      [given(log, proposed(), at('2026-09-10', toPpt)), '2026-09-10', null],
    ],
    twice: [
      // What came to nothing is asked anew, and has its days from then.
      [
        given(log, proposed(), toPpt, at('2026-08-22', { type: 'consent.cancelled', consent: 'consent_2' })),
        '2026-08-22',
        ['2026-08-28', 'holder'],
      ],
    ],
    undone: [
      [given(log, proposed(), takenBack), '2026-09-10', null],
      [given(log, proposed(), toPpt, noToPpt), '2026-09-10', null],
    ],
    reopened: 'a case with an open proposal is not closed',
    'in another order': [
      [given(log, at('2026-08-20', consented(['ppt'], 'consent_2')), proposed()), '2026-09-10', null],
    ],
  },
  'proposal-undecided': {
    early: [[given(log, alone, decided(false)), startDay, null]],
    late: [
      [given(log, alone), '2026-09-10', ['2026-08-24', 'leader']],
      [given(log, alone, at('2026-09-10', decided())), '2026-09-10', null],
    ],
    twice: [[given(log, alone, takenBack, at('2026-08-22', proposedAgain)), '2026-08-22', ['2026-08-28', 'leader']]],
    // As long as a consent is missing nobody can approve: it has its days once the family has answered, be it with a no.
    undone: [
      [given(log, alone, takenBack), '2026-09-10', null],
      [given(log, proposed()), '2026-09-10', null],
      [given(log, proposed(), toPpt), '2026-09-10', null],
      [
        given(log, proposed(), at('2026-09-10', consented(['ppt'], 'consent_2'))),
        '2026-09-10',
        ['2026-09-17', 'leader'],
      ],
      [given(log, proposed(), toPpt, at('2026-09-10', noToPpt)), '2026-09-10', ['2026-09-17', 'leader']],
    ],
    reopened: 'a case with an open proposal is not closed',
    'in another order': [[given(log, meeting(), at('2026-08-22', alone)), '2026-08-22', ['2026-08-28', 'leader']]],
  },
} satisfies Record<string, Ways>
