/** What can be done about each thing due, straight from its reminder: act, or put it off with a reason. */
import type { CommandAction, Offer } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import type { Due } from '../../core/deadline.ts'
import { isWritable } from '../../core/decide.ts'
import type { Checkpoint, Signal } from '../../core/policy.ts'
import { may } from '../actions/offers.ts'
import type { Viewer } from '../see/viewer.ts'

type Act = { kind: Offer['kind']; action: Offer['action']; subject?: string; checkpoint?: Checkpoint }

/** Asking the family again, and why: the form and the record say at which checkpoint it was. */
function askAgain(checkpoint: Checkpoint): Act[] {
  return [
    { kind: 'open', action: 'consent.request', checkpoint },
    { kind: 'press', action: 'show.consents' },
  ]
}

const acts: Record<Signal, Act[]> = {
  'concern-undecided': [{ kind: 'open', action: 'concern.conclude' }],
  'family-talk': [
    { kind: 'open', action: 'concern.talk' },
    { kind: 'press', action: 'show.report-help' },
  ],
  'consent-unanswered': [
    { kind: 'open', action: 'consent.record', subject: 'consent' },
    { kind: 'open', action: 'consent.refuse', subject: 'consent' },
  ],
  'consent-expiring': askAgain('renewal'),
  'consent-expired': askAgain('renewal'),
  'consent-withdrawn': [{ kind: 'press', action: 'show.consents' }],
  'signer-age': askAgain('age'),
  'no-holder': [{ kind: 'open', action: 'baton.name' }],
  'handover-unanswered': [
    { kind: 'press', action: 'baton.accept', subject: 'handOver' },
    { kind: 'open', action: 'baton.decline', subject: 'handOver' },
  ],
  'holder-inactive': [{ kind: 'open', action: 'note.add' }],
  'proposal-undecided': [{ kind: 'press', action: 'show.proposal', subject: 'proposal' }],
  'first-meeting': [{ kind: 'open', action: 'meeting.set' }],
  'nothing-planned': [{ kind: 'open', action: 'meeting.set' }],
  'meeting-due': [
    { kind: 'open', action: 'meeting.hold', subject: 'meeting' },
    { kind: 'open', action: 'meeting.cancel', subject: 'meeting' },
  ],
  'measure-due': [{ kind: 'open', action: 'measure.evaluate', subject: 'measure' }],
  'follow-up-due': [{ kind: 'press', action: 'follow-up.done', subject: 'followUp' }],
  'transition-unreceived': [
    { kind: 'press', action: 'transition.receive', subject: 'transition' },
    { kind: 'open', action: 'consent.request', checkpoint: 'transition' },
  ],
  'past-age-limit': [{ kind: 'open', action: 'case.close' }],
}

/** Offers only what the viewer may do; the first is the one that settles it. */
export function remindOffers(
  viewer: Viewer,
  state: Case,
  { signal, subject, key }: Due,
  card: 'reminder' | 'breach',
): Offer[] {
  const data = { case: state.id, from: `${card}|${key}` }
  const able = ({ action }: Act) => isQuery(action) || may(state, viewer, action)
  const fitting =
    signal === 'holder-inactive' && !isWritable(state, viewer.today) ? acts['nothing-planned'] : acts[signal]
  const offers = fitting.filter(able).map(({ kind, action, subject: name, checkpoint }, index): Offer => {
    return {
      kind,
      action,
      data: { ...data, ...(name && subject ? { [name]: subject } : {}), ...(checkpoint ? { checkpoint } : {}) },
      ...(index === 0 ? { style: 'primary' } : {}),
    }
  })
  const postpone: Offer[] = may(state, viewer, 'reminder.postpone')
    ? [{ kind: 'open', action: 'reminder.postpone', data: { ...data, key } }]
    : []
  return [...offers, ...postpone]
}

function isQuery(action: Offer['action']): action is Exclude<Offer['action'], CommandAction> {
  return action.startsWith('show.')
}
