/** Whom each entry of a log tells of beside who did it, so that it can be said by name or by what they are. Reads nothing. */
import type { Recorded } from '../../../cards/parts/plan-items.ts'
import type { PersonId } from '../../core/ids.ts'
import type { Responsible } from '../../core/responsible.ts'

type Whom = { [E in Recorded as E['type']]: ((event: E) => Responsible[]) | 'nobody' }
const toPerson = ({ to }: { to: PersonId }): Responsible[] => [{ kind: 'person', person: to }]
const ofPerson = ({ person }: { person: PersonId }): Responsible[] => [{ kind: 'person', person }]
const given = ({ to, from }: { to: Responsible; from: Responsible }): Responsible[] => [to, from]

/** Whom the sentence of each entry names: who it went to, and whom it was taken from. */
const whom: Whom = {
  'baton.offered': toPerson,
  'baton.accepted': 'nobody',
  'baton.declined': 'nobody',
  'baton.withdrawn': 'nobody',
  'baton.cancelled': 'nobody',
  'baton.named': toPerson,
  'baton.deputized': ofPerson,
  'baton.deputy-ended': 'nobody',
  'baton.left': 'nobody',
  'concern.registered': 'nobody',
  'concern.talked': 'nobody',
  'concern.asked': 'nobody',
  'concern.answered': 'nobody',
  'concern.owned': ({ owner }) => ofPerson({ person: owner }),
  'concern.concluded': 'nobody',
  'concern.erased': 'nobody',
  'concern.kept': 'nobody',
  'consent.requested': 'nobody',
  'consent.signers-named': 'nobody',
  'consent.signed': 'nobody',
  'consent.given': 'nobody',
  'consent.cancelled': 'nobody',
  'consent.narrowed': 'nobody',
  'consent.refused': 'nobody',
  'consent.withdrawn': 'nobody',
  'follow-up.added': 'nobody',
  'follow-up.done': 'nobody',
  'follow-up.postponed': 'nobody',
  'follow-up.reassigned': given,
  'goal.set': 'nobody',
  'goal.finished': 'nobody',
  'goal.evaluated': 'nobody',
  'level.proposed': 'nobody',
  'level.withdrawn': 'nobody',
  'level.decided': 'nobody',
  'level.lapsed': 'nobody',
  'level.cancelled': 'nobody',
  'case.opened': ({ holder }) => ofPerson({ person: holder }),
  'log.opened': 'nobody',
  'log.closed': 'nobody',
  'case.closed': 'nobody',
  'case.reopened': 'nobody',
  'case.shielded': 'nobody',
  'case.unshielded': 'nobody',
  'case.advised': 'nobody',
  'case.recused': ofPerson,
  'case.unsealed': 'nobody',
  'participant.added': ofPerson,
  'participant.removed': ofPerson,
  'participant.service-left': ({ service }) => [{ kind: 'service', service }],
  'service.asked': ({ service }) => [{ kind: 'service', service }],
  'report.recorded': 'nobody',
  'measure.added': 'nobody',
  'measure.evaluated': 'nobody',
  'measure.postponed': 'nobody',
  'measure.reassigned': given,
  'meeting.set': 'nobody',
  'meeting.changed': 'nobody',
  'meeting.held': 'nobody',
  'meeting.cancelled': 'nobody',
  'note.added': 'nobody',
  'note.corrected': 'nobody',
  'reminder.postponed': 'nobody',
  'breach.ended': 'nobody',
  'breach.explained': 'nobody',
  'evaluation.child-heard': 'nobody',
  'evaluation.parents-heard': 'nobody',
  'evaluation.staff-heard': 'nobody',
  'evaluation.concluded': 'nobody',
  'transition.planned': 'nobody',
  'transition.accepted': ({ holder }) => (holder ? [{ kind: 'person', person: holder }] : []),
  'transition.declined': 'nobody',
  'transition.called-off': 'nobody',
  'transition.received': 'nobody',
  'family.invited': 'nobody',
  'family.arrived': 'nobody',
  'family.confirmed': 'nobody',
  'family.refused': 'nobody',
  'family.shut-out': 'nobody',
  'family.let-in': 'nobody',
  'family.released': 'nobody',
  'family.cleared': 'nobody',
  'family.said': 'nobody',
  'family.heard': 'nobody',
}

/** Who it went to, and whom it was taken from; nobody where it names nobody. */
export function whoIn(event: Recorded): Responsible[] {
  const one = whom[event.type]
  // Each is found under the type of its own event.
  return one === 'nobody' ? [] : one(event as never)
}
