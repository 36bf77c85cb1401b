/** What can be done about each thing due, straight from its reminder: act, move its day where people chose one, or let reminders wait. */
import type { CommandAction, Offer, Query } from '../../../cards/parts/offer.ts'
import { calledIn } from '../../core/called.ts'
import type { Case } from '../../core/case.ts'
import { isWritable } from '../../core/consent.ts'
import type { Due } from '../../core/deadline.ts'
import type { Checkpoint, Signal } from '../../core/policy.ts'
import { mayPutOff } from '../../core/put-off.ts'
import { isForOthers } from '../../core/signers.ts'
import { lackingIn } from '../../core/transition.ts'
import { canTake, isAction, isHeldBack, isThere, may, type Names, offer, offerOf } from '../actions/index.ts'
import { seesOutline, type Viewer } from '../see/index.ts'

/** `subject` is the name under which the id of what is due goes along: each name that the button must carry. */
type Act = { [A in CommandAction | Query]: { action: A } & SubjectOf<Names<A>> & CheckpointOf<A> }[
  | CommandAction
  | Query]
type SubjectOf<N extends string> = [N] extends [never] ? { subject?: undefined } : { subject: N }
/** A consent can say at which checkpoint it is asked for. */
type CheckpointOf<A> = A extends 'consent.request' ? { checkpoint: Checkpoint } : { checkpoint?: undefined }

/** Asking the family again, and why: the form and the record say at which checkpoint it was. */
function askAgain(checkpoint: Checkpoint): Act[] {
  return [{ action: 'consent.request', checkpoint }, { action: 'show.consents' }]
}

/** A way that is chosen can be chosen otherwise, as long as the family is not asked. */
const askFirst: Act[] = [{ action: 'consent.request', checkpoint: 'open' }]

const acts: Record<Signal, Act[]> = {
  'concern-undecided': [{ action: 'concern.conclude' }],
  'family-talk': [{ action: 'concern.talk' }, { action: 'show.report-help' }],
  'consent-unanswered': [
    { action: 'consent.record', subject: 'consent' },
    { action: 'consent.refuse', subject: 'consent' },
  ],
  'consent-expiring': askAgain('renewal'),
  'consent-expired': askAgain('renewal'),
  'consent-withdrawn': [{ action: 'show.consents' }],
  'consent-anew': askAgain('renewal'),
  'signer-age': askAgain('age'),
  'no-holder': [{ action: 'baton.name' }],
  'handover-unanswered': [
    { action: 'baton.accept', subject: 'handOver' },
    { action: 'baton.decline', subject: 'handOver' },
    { action: 'baton.withdraw', subject: 'handOver' },
  ],
  'service-unmanned': [{ action: 'service.man', subject: 'service' }, { action: 'participant.add' }],
  'no-service': [{ action: 'level.propose' }, { action: 'participant.add' }],
  'holder-inactive': [{ action: 'note.add' }],
  'proposal-unasked': [
    { action: 'consent.request', checkpoint: 'level' },
    { action: 'show.proposal', subject: 'proposal' },
  ],
  'proposal-undecided': [{ action: 'show.proposal', subject: 'proposal' }],
  'first-meeting': [{ action: 'meeting.set' }],
  'nothing-planned': [{ action: 'meeting.set' }],
  'meeting-due': [
    { action: 'meeting.hold', subject: 'meeting' },
    { action: 'meeting.postpone', subject: 'meeting' },
    { action: 'meeting.cancel', subject: 'meeting' },
  ],
  'measure-due': [
    { action: 'measure.evaluate', subject: 'measure' },
    { action: 'measure.postpone', subject: 'measure' },
    { action: 'measure.reassign', subject: 'measure' },
    { action: 'show.evaluation' },
  ],
  'evaluation-due': [{ action: 'show.evaluation' }],
  'follow-up-due': [
    { action: 'follow-up.done', subject: 'followUp' },
    { action: 'follow-up.postpone', subject: 'followUp' },
    { action: 'follow-up.reassign', subject: 'followUp' },
  ],
  'transition-unreceived': [
    { action: 'consent.request', checkpoint: 'transition' },
    { action: 'transition.meet', subject: 'transition' },
  ],
  'past-age-limit': [{ action: 'case.close' }],
  'family-arrived': [
    { action: 'family.confirm', subject: 'member' },
    { action: 'family.refuse', subject: 'member' },
  ],
  // What is asked for is read first: it is said to be seen to where it stands.
  'family-asks': [{ action: 'show.family' }],
}

/** Offers only what the viewer may do; the first is the one that settles it. */
export function remindOffers(viewer: Viewer, state: Case, one: Due, card: 'reminder' | 'breach'): Offer[] {
  const { signal, subject, key } = one
  const data = { case: state.id, back: `${card}|${key}` }
  const isUnasked = calledIn(state, one) === 'consent-unasked'
  const isQuiet = signal === 'holder-inactive' && !isWritable(state, viewer.today)
  const fitting = isQuiet
    ? acts['nothing-planned']
    : isOver(viewer, state, signal, subject)
      ? askAgain('age')
      : isUnasked
        ? [...askFirst, ...acts[signal]]
        : acts[signal].filter(({ action }) => isOfUse(viewer, state, one, action))
  const able = fitting.filter(({ action }) =>
    isAction(action) ? may(state, viewer, action) : isShownTo(viewer, state, action),
  )
  const ways = (able.length > 0 ? able : instead.filter(({ action }) => may(state, viewer, action)))
    .map((act) => ({ ...act, carried: carriedBy(act, data, subject) }))
    .filter(({ action, carried }) => {
      return !isAction(action) || (isThere(state, viewer, action, carried) && canTake(state, viewer, action, carried))
    })
  const offers = ways.map((act, index) => {
    const { carried } = act
    const made = offerOf(act.action, state, carried)
    return index === 0 && able.length > 0 && !isHeldBack(state, made) && !isMoving(made)
      ? offerOf(act.action, state, carried, 'primary')
      : made
  })
  const quieten = mayPutOff(state, one, viewer.actor, viewer.today)
    ? [offer('reminder.postpone', { ...data, key })]
    : []
  // To move the day and to let it stand are two ways to have more time: they stand side by side.
  const moves = offers.findIndex(isMoving)
  return moves < 0 ? [...offers, ...quieten] : offers.toSpliced(moves + 1, 0, ...quieten)
}

/** Whether it is of use: of a transition the family is asked only for a consent that is missing. */
function isOfUse({ today, policy }: Viewer, state: Case, { signal, subject }: Due, action: Act['action']): boolean {
  if (signal !== 'transition-unreceived' || action !== 'consent.request') return true
  const transition = state.transitions.find(({ id }) => id === subject)
  return !transition || lackingIn(state, transition, today, policy).some((one) => one === 'consent' || one === 'unit')
}

function isShownTo(viewer: Viewer, state: Case, query: Query): boolean {
  if (query === 'show.evaluation') return may(state, viewer, 'evaluation.conclude') && !seesOutline(viewer, state)
  return query !== 'show.consents' || !seesOutline(viewer, state)
}

/** What whoever can do nothing of what settles it may still do for those who can. */
const instead = [{ action: 'case.advise' }] satisfies Act[]

const moving = ['measure.postpone', 'follow-up.postpone', 'meeting.postpone'] satisfies CommandAction[]

/** What settles nothing, so that it never stands out, also where nothing can be settled yet. */
function isMoving({ action }: Offer): boolean {
  return moving.some((one) => one === action)
}

/** Whether what was asked is asked of others by now. */
function isOver(viewer: Viewer, state: Case, signal: Signal, subject: string | null): boolean {
  const question = signal === 'consent-unanswered' ? state.consents.find(({ id }) => id === subject) : undefined
  return question !== undefined && isForOthers(state, question, viewer.today, viewer)
}

function carriedBy({ subject: key, checkpoint }: Act, data: Record<string, string>, subject: string | null) {
  const carried: Record<string, string> = { ...data }
  if (key && subject) carried[key] = subject
  if (checkpoint) carried.checkpoint = checkpoint
  return carried
}
