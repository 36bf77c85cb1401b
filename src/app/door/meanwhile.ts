/**
 * What has happened since a button was made, where that is why it can't be done: what, when and by whom, for whoever may know it,
 * as the history says. Reads no word; changes nothing.
 */
import type { Told } from '../../../cards/parts/refused.ts'
import type { Case, Entry, Event } from '../../core/case.ts'
import { isDueKey, readDueKey } from '../../core/due-key.ts'
import { isCalledOff } from '../../core/meeting.ts'
import type { Signal } from '../../core/policy.ts'
import { isAt } from '../../core/post.ts'
import { mayKnow, thingAmong } from '../../core/thing.ts'
import { type Action, idIn } from '../actions/index.ts'
import {
  isOutOf,
  mayKnowOfDue,
  mayRead,
  nameOf,
  seesAnswer,
  seesFamily,
  seesOutline,
  type Viewer,
} from '../see/index.ts'
import type { Pressed } from './pressed.ts'

/** What can settle what a button asks for, each with its own sentence. */
type Ending = Extract<
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
  | `family.${'confirmed' | 'refused' | 'shut-out' | 'heard'}`
>

/** Which entries settle what an action asks for; `by` is the name under which both carry what it is about, where it is about a thing. */
type Settled = { types: Ending[]; by?: string }

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
const met: Settled = { types: ['meeting.held', 'meeting.cancelled'], by: 'meeting' }
const known: Settled = { types: ['family.confirmed', 'family.refused', 'family.shut-out'], by: 'member' }
const heard: Settled = { types: ['family.heard'], by: 'saying' }
const answered: Settled = {
  types: ['transition.accepted', 'transition.declined', 'transition.called-off', 'transition.received'],
  by: 'transition',
}
const ended: Settled = { types: ['transition.called-off', 'transition.received'], by: 'transition' }
const metBefore: Settled = { types: ['transition.met', ...ended.types], by: 'transition' }
const nothing: Settled = { types: [] }

const settledBy: Record<Action, Settled> = {
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
  'measure.add': nothing,
  'measure.evaluate': evaluated,
  'measure.postpone': evaluated,
  'measure.reassign': evaluated,
  'follow-up.add': nothing,
  'follow-up.done': followedUp,
  'follow-up.postpone': followedUp,
  'follow-up.reassign': followedUp,
  'meeting.set': nothing,
  'meeting.change': met,
  'meeting.postpone': met,
  'meeting.hold': met,
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
const settles: Record<Signal, Ending[]> = {
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

/** The refusals that a state which has moved on can be the reason of. */
const lateCodes = new Set<string>([
  ...['already-concluded', 'already-decided', 'already-answered', 'already-done', 'already-ended', 'already-open'],
  ...['already-held', 'not-a-concern', 'consent-not-open', 'not-permitted', 'not-found', 'case-closed', 'case-open'],
])

/**
 * Says what settled what a button asks for, since it was made; null where nothing did that the presser may know of. Whoever is
 * only asked or offered something, and in a place of several everybody, is told what and when, and not by whom.
 */
export async function toldMeanwhile(viewer: Viewer, request: Pressed, code: string, state: Case): Promise<Told | null> {
  if (!lateCodes.has(code) || isOutOf(viewer, state)) return null
  const entries = await viewer.reader.cases.entries(state.id)
  const found = entries.findLast(
    (entry) => isIt(state, request, code, entry) && isTheirs(viewer, state, request, entry),
  )
  if (!found) return null
  return sentenceOf(viewer, found, request.personal && mayRead(viewer, state) && !seesOutline(viewer, state))
}

/** That somebody's part in the case has ended, where they had one; null where they had none that they know of. */
export async function toldGone(viewer: Viewer, request: Pressed, state: Case): Promise<Told | null> {
  if (isOutOf(viewer, state) || !isAt(viewer.actor, state.municipality)) return null
  const entries = await viewer.reader.cases.entries(state.id)
  const own = offeredTo(viewer, request, entries)
  if (own) return sentenceOf(viewer, own, false)
  return entries.some((entry) => gavePart(entry, viewer.person.id))
    ? { text: viewer.say('late.gone'), discreet: true }
    : null
}

function isIt(state: Case, { action, data, fields }: Pressed, code: string, { event }: Entry): boolean {
  if (code === 'case-closed') return event.type === 'case.closed'
  const { key = '' } = data
  if (action === 'reminder.postpone' || (action === 'nudge.send' && isDueKey(key))) return isOfDue(key, event)
  const { types, by } = settledBy[action as Action] ?? nothing
  if (!types.some((type) => type === event.type)) return false
  if (event.type === 'measure.evaluated' && event.outcome === 'continue') return false
  if (event.type === 'level.proposed')
    return state.proposals.some(({ id, status }) => id === event.proposal && status === 'open')
  if (event.type === 'baton.offered') return state.handOver?.id === event.handOver
  return by === undefined || fieldOf(event, by) === idIn(data[by] ?? fields[by] ?? '')
}

/** Under which names an entry carries what it is about. */
const nameable = [
  ...['consent', 'handOver', 'service', 'proposal', 'meeting', 'measure', 'followUp', 'transition'],
  ...['member', 'saying'],
]

function isOfDue(key: string, event: Event): boolean {
  const { signal, subject } = readDueKey(key)
  if (!settles[signal].some((type) => type === event.type)) return false
  const about = nameable.map((name) => fieldOf(event, name)).filter((id) => id !== undefined)
  return subject === '' || about.length === 0 || about.includes(subject)
}

function fieldOf(event: Event, name: string): unknown {
  return Object.entries(event).find(([key]) => key === name)?.[1]
}

/** Whether the presser may know of it, as of an entry of the history; of the thing they were asked about themselves they may. */
function isTheirs(viewer: Viewer, state: Case, { action }: Pressed, entry: Entry): boolean {
  const { event } = entry
  if (!mayRead(viewer, state))
    return action.startsWith('baton.') || action.startsWith('transition.') || action === 'service.man'
  if (seesOutline(viewer, state)) return event.type.startsWith('level.') || event.type.startsWith('case.')
  if (event.type.startsWith('family.') && !seesFamily(viewer, state)) return false
  if (event.type === 'breach.explained' && !mayKnowOfDue(viewer, state, event.key)) return false
  const topic = thingAmong(state, Object.values(event))?.topic ?? null
  const isOpen = topic === null || mayKnow(state, topic, viewer.actor, viewer.today, viewer.policy.topics)
  return isOpen && seesAnswer(viewer, state, entry)
}

/** What became of the baton that the presser was offered, or of the service they were asked about: that was theirs to answer. */
function offeredTo({ person }: Viewer, { action, data }: Pressed, entries: Entry[]): Entry | null {
  const { types, by } = settledBy[action as Action] ?? nothing
  if (by !== 'handOver' && by !== 'service') return null
  const isAsked = entries.some(({ event }) => {
    const to = event.type === 'baton.offered' ? event.to : event.type === 'service.asked' ? event.person : null
    return to === person.id && fieldOf(event, by) === data[by]
  })
  const ends = ({ event }: Entry) => types.some((type) => type === event.type) && fieldOf(event, by) === data[by]
  return isAsked ? (entries.findLast(ends) ?? null) : null
}

/** Whether an entry let somebody into the case. */
function gavePart({ by, event }: Entry, person: string): boolean {
  switch (event.type) {
    case 'concern.registered':
    case 'concern.owned':
      return event.owner === person
    case 'case.opened':
      return event.holder === person
    case 'baton.named':
      return event.to === person
    case 'baton.accepted':
      return by === person
    case 'baton.deputized':
    case 'participant.added':
      return event.person === person
    default:
      return false
  }
}

async function sentenceOf(viewer: Viewer, { at, by, event }: Entry, isNamed: boolean): Promise<Told> {
  const { say, calendar, person } = viewer
  const you = by === person.id
  const name = by !== 'system' && isNamed && !you ? await nameOf(viewer, by) : 'none'
  const text = say(`late.${event.type as Ending}`, {
    day: say.dayInSentence(calendar.dayOf(at)),
    by: say('late.by', { by: name, you: String(you) }),
    yes: String(event.type === 'level.decided' && event.approve),
    off: String(event.type === 'meeting.cancelled' && isCalledOff(event)),
  })
  return { text, discreet: !event.type.startsWith('consent.') }
}
