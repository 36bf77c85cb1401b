/** Which entries of a log settle what a button asks for, or what was reminded of. Tables alone. */
import type { Event } from '../../core/case.ts'
import type { Signal } from '../../core/policy.ts'
import type { Action } from '../actions/index.ts'

/** What can settle what a button asks for, each with its own sentence. */
export type Ending = Extract<
  Event['type'],
  | 'concern.concluded'
  | 'concern.owned'
  | 'concern.talked'
  | `consent.${'requested' | 'signers-named' | 'given' | 'refused' | 'withdrawn' | 'cancelled'}`
  | `level.${string}`
  | `baton.${'offered' | 'accepted' | 'declined' | 'withdrawn' | 'cancelled' | 'named' | 'deputy-ended'}`
  | 'goal.finished'
  | 'evaluation.concluded'
  | `measure.${'added' | 'evaluated' | 'postponed'}`
  | `follow-up.${'added' | 'done' | 'postponed'}`
  | `meeting.${'set' | 'held' | 'cancelled'}`
  | 'note.added'
  | `transition.${'accepted' | 'declined' | 'met' | 'called-off' | 'received'}`
  | `case.${'opened' | 'closed' | 'reopened'}`
  | 'log.closed'
  | 'breach.explained'
  | `participant.${'added' | 'removed'}`
  | `step.${'skipped' | 'resumed'}`
  | `family.${'confirmed' | 'refused' | 'shut-out' | 'heard'}`
>

/** Which entries settle what an action asks for; `by` is the name under which both carry what it is about, where it is about a thing. */
export type Settled = { types: Ending[]; by?: string }

const offer: Settled = {
  types: ['baton.accepted', 'baton.declined', 'baton.withdrawn', 'baton.cancelled'],
  by: 'handOver',
}
const question: Settled = {
  types: ['consent.given', 'consent.refused', 'consent.withdrawn', 'consent.cancelled'],
  by: 'consent',
}
const proposal: Settled = {
  types: ['level.decided', 'level.withdrawn', 'level.lapsed', 'level.cancelled'],
  by: 'proposal',
}
const wayOn: Settled = { types: ['concern.concluded', 'case.opened'] }
const ownership: Settled = { types: ['concern.owned', 'case.opened'] }
const evaluated: Settled = { types: ['measure.evaluated'], by: 'measure' }
const followedUp: Settled = { types: ['follow-up.done'], by: 'followUp' }
/** A decision that has become something. */
const takenUp: Settled = { types: ['measure.added', 'follow-up.added'], by: 'decision' }
const met: Settled = { types: ['meeting.held', 'meeting.cancelled'], by: 'meeting' }
const known: Settled = { types: ['family.confirmed', 'family.refused', 'family.shut-out'], by: 'member' }
const heard: Settled = { types: ['family.heard'], by: 'saying' }
const answered: Settled = {
  types: ['transition.accepted', 'transition.declined', 'transition.called-off', 'transition.received'],
  by: 'transition',
}
const ended: Settled = { types: ['transition.called-off', 'transition.received'], by: 'transition' }
const metBefore: Settled = { types: ['transition.met', ...ended.types], by: 'transition' }
export const nothing: Settled = { types: [] }

export const settledBy: Record<Action, Settled> = {
  'concern.register': nothing,
  'concern.talk': nothing,
  'concern.ask': wayOn,
  // Whoever was asked learns nothing of the case.
  'concern.answer': nothing,
  'concern.take-over': ownership,
  'concern.name': ownership,
  'concern.conclude': wayOn,
  'consent.request': nothing,
  'consent.name-signers': { types: ['consent.signers-named'] },
  'consent.record': question,
  'consent.refuse': question,
  'consent.withdraw': { types: ['consent.withdrawn'] },
  'level.propose': { types: ['level.proposed'] },
  'level.withdraw': proposal,
  'level.decide': proposal,
  'baton.offer': { types: ['baton.offered'] },
  'baton.accept': offer,
  'baton.decline': offer,
  'baton.withdraw': offer,
  'baton.name': { types: ['baton.named', 'baton.accepted'] },
  'baton.deputize': nothing,
  'baton.end-deputy': { types: ['baton.deputy-ended'] },
  'goal.set': nothing,
  'goal.finish': { types: ['goal.finished'], by: 'goal' },
  'goal.evaluate': { types: ['goal.finished'], by: 'goal' },
  'measure.add': takenUp,
  'measure.evaluate': evaluated,
  'measure.postpone': evaluated,
  'measure.reassign': evaluated,
  'follow-up.add': takenUp,
  'follow-up.done': followedUp,
  'follow-up.postpone': followedUp,
  'follow-up.reassign': followedUp,
  'meeting.set': nothing,
  'meeting.change': met,
  'meeting.postpone': met,
  'meeting.hold': met,
  'meeting.correct': nothing,
  'meeting.cancel': met,
  'note.add': nothing,
  'note.correct': nothing,
  'evaluation.hear-child': nothing,
  'evaluation.hear-parents': nothing,
  'evaluation.hear-staff': nothing,
  'evaluation.conclude': { types: ['evaluation.concluded'] },
  'transition.plan': nothing,
  'transition.receive': answered,
  'transition.decline': answered,
  'transition.meet': metBefore,
  'transition.call-off': ended,
  'case.open-on-paper': { types: ['case.opened', 'log.closed'] },
  'case.close': nothing,
  'case.reopen': { types: ['case.reopened'] },
  // Whether an address is secret is nobody's to read in a refusal.
  'case.shield': nothing,
  'case.advise': nothing,
  'case.recuse': nothing,
  'case.unseal': nothing,
  'participant.add': nothing,
  'participant.remove': { types: ['participant.removed'], by: 'person' },
  'service.man': { types: ['participant.added'], by: 'service' },
  'report.record': nothing,
  'reminder.postpone': nothing,
  'nudge.send': nothing,
  'breach.explain': { types: ['breach.explained'], by: 'key' },
  'step.skip': { types: ['step.skipped'], by: 'step' },
  'step.resume': { types: ['step.resumed'], by: 'step' },
  'family.invite': nothing,
  'family.confirm': known,
  'family.refuse': known,
  'family.shut-out': nothing,
  'family.let-in': nothing,
  'family.release': nothing,
  'family.clear': nothing,
  'family.hear': heard,
}

/** What settles a thing that was reminded of. */
export const settles: Record<Signal, Ending[]> = {
  'concern-undecided': ['concern.concluded'],
  'family-talk': ['concern.talked'],
  'consent-unanswered': question.types,
  'consent-expiring': ['consent.requested', 'consent.given'],
  'consent-expired': ['consent.requested', 'consent.given'],
  'consent-withdrawn': ['consent.given', 'log.closed', 'case.closed'],
  'consent-anew': ['consent.requested', 'consent.given'],
  'signer-age': ['consent.requested', 'consent.given'],
  'no-holder': ['baton.named', 'baton.accepted'],
  'handover-unanswered': offer.types,
  'service-unmanned': ['participant.added'],
  'no-service': ['participant.added', 'level.decided'],
  'holder-inactive': ['note.added', 'meeting.set', 'measure.added', 'follow-up.added'],
  'proposal-unasked': ['consent.requested', ...proposal.types],
  'proposal-undecided': proposal.types,
  'first-meeting': ['meeting.set', 'meeting.held'],
  'nothing-planned': ['meeting.set', 'measure.added', 'follow-up.added'],
  'meeting-due': met.types,
  'measure-due': ['measure.evaluated', 'measure.postponed'],
  'evaluation-due': ['evaluation.concluded'],
  'follow-up-due': ['follow-up.done', 'follow-up.postponed'],
  'transition-unreceived': [...answered.types, 'transition.met'],
  'past-age-limit': ['case.closed'],
  'family-arrived': known.types,
  'family-asks': heard.types,
}
