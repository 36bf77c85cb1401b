/**
 * `notify`: who is told what after an entry, put together from the topics. Nobody is told of what they did themselves:
 * the delivery leaves the actor out.
 */
import { isAbsent } from './away.ts'
import { noticesOfBaton } from './baton.ts'
import type { Case, Entry, Event } from './case.ts'
import { noticesOfConcern } from './concern.ts'
import { noticesOfConsent } from './consent-notices.ts'
import { type Ball, type Due, due } from './deadline.ts'
import { noticesOfEvaluation } from './evaluation.ts'
import { noticesOfFamily } from './family.ts'
import { memberIn } from './family-member.ts'
import { noticesOfFollowUp } from './follow-up.ts'
import { noticesOfGoal } from './goal.ts'
import type { Day } from './ids.ts'
import { noticesOfLevel, openProposal } from './level.ts'
import { noticesOfLifecycle } from './lifecycle.ts'
import { noticesOfManning, remarked } from './manning.ts'
import { noticesOfMeasure } from './measure.ts'
import { noticesOfMeeting } from './meeting.ts'
import { noticesOfNote } from './note.ts'
import { type Notice, refresh, refreshDue, tell, told } from './notice.ts'
import { noticesOfNudge } from './nudge.ts'
import type { Calendar, Policy } from './policy.ts'
import { lacksHolder } from './post.ts'
import { noticesOfPresence } from './presence.ts'
import { noticesOfReminder, responsibleFor } from './reminder.ts'
import { noticesOfStep } from './skip.ts'
import { isOf, never } from './topic.ts'
import { noticesOfTransition } from './transition.ts'

/** What follows from one entry. `before` and `after` are the case around it. */
export function notify(
  before: Case | null,
  after: Case,
  entry: Entry,
  times: { policy: Policy; calendar: Calendar },
): Notice[] {
  const notices = [...noticesOf(entry.event, before, after, times.policy), ...settled(before, after, entry, times)]
  if (before) {
    notices.push(...goneOn(before, after, entry, times), ...remarked(before, after, times.policy))
    notices.push(...decidable(before, after, entry, times), ...answeredByFamily(before, entry))
  }
  if (!before || after.level === 0 || isQuiet(entry.event)) return notices
  return [...notices, refresh({ card: 'thread-root', subject: '' })]
}

/** What is no news of where the case stands. */
function isQuiet(event: Event): boolean {
  return isOf('reminder', event) || isOf('nudge', event) || isOf('breach', event) || isOf('family', event)
}

/** What somebody of the family has answered or taken back by themselves, the holder hears of at once. */
function answeredByFamily(before: Case, { by, event }: Entry): Notice[] {
  const isAnswer =
    event.type === 'consent.signed' || event.type === 'consent.refused' || event.type === 'consent.withdrawn'
  if (!isAnswer || !memberIn(before, by)) return []
  return [told({ line: 'family-answered', subject: '' }, ['holder', 'deputy'])]
}

function noticesOf(event: Event, before: Case | null, after: Case, policy: Policy): Notice[] {
  if (isOf('concern', event)) return noticesOfConcern(event)
  if (isOf('consent', event)) return noticesOfConsent(event, before, after)
  if (isOf('level', event)) return noticesOfLevel(event, after)
  if (isOf('baton', event)) return noticesOfBaton(event, before, after)
  if (isOf('goal', event)) return noticesOfGoal(event)
  if (isOf('measure', event)) return noticesOfMeasure(event)
  if (isOf('follow-up', event)) return noticesOfFollowUp(event)
  if (isOf('meeting', event)) return noticesOfMeeting(event, after)
  if (isOf('note', event)) return noticesOfNote(event)
  if (isOf('evaluation', event)) return noticesOfEvaluation(event, policy)
  if (isOf('transition', event)) return noticesOfTransition(event, before, after)
  if (isOf('lifecycle', event)) return noticesOfLifecycle(event, before, after)
  if (isOf('presence', event)) return before ? noticesOfPresence(event, before, after) : []
  if (isOf('manning', event)) return noticesOfManning(event)
  if (isOf('reminder', event)) return noticesOfReminder(event, before, after, policy)
  // The ladder tells of what is late; the register only remembers it.
  if (isOf('breach', event)) return []
  if (isOf('nudge', event)) return noticesOfNudge(event)
  if (isOf('step', event)) return noticesOfStep()
  if (isOf('family', event)) return noticesOfFamily(event)
  return never(event)
}

/** Reminders that were said and are no longer due, or lie with somebody else now, or for another reason: their cards are drawn again. */
function settled(
  before: Case | null,
  after: Case,
  { at }: Entry,
  times: { policy: Policy; calendar: Calendar },
): Notice[] {
  if (!before) return []
  const said = due(before, at, times).filter(({ key }) => before.reminded[key])
  if (said.length === 0) return []
  const open = new Map(due(after, at, times).map((one) => [one.key, lyingOf(one)]))
  return said.filter((one) => open.get(one.key) !== lyingOf(one)).flatMap(({ key }) => refreshDue(key))
}

/** What changes with whom something lies without being given to them: those who have it then are told at once. */
const handing: ReadonlySet<Event['type']> = new Set<Event['type']>([
  'presence.noted',
  'case.recused',
  'participant.removed',
  'participant.service-left',
  'baton.deputy-ended',
  'consent.signed',
  'consent.given',
  'consent.refused',
  'consent.withdrawn',
  'consent.set-aside',
])

/**
 * Whoever has it since is told: of a measure or a follow-up by the card with which it can be given on, of everything else in a
 * sentence. Not where something else tells them, nor of what goes on for leave or comes back after it: the ladder says that in its time.
 */
function goneOn(
  before: Case,
  after: Case,
  { at, event }: Entry,
  times: { policy: Policy; calendar: Calendar },
): Notice[] {
  if (!handing.has(event.type)) return []
  const day = times.calendar.dayOf(at)
  const had = new Map(due(before, at, times).map((one) => [one.key, one]))
  const moved = due(after, at, times).filter(({ key, ball, instead }) => {
    const earlier = had.get(key)
    if (!earlier || personOf(earlier.ball) === personOf(ball)) return false
    // Whoever bears all that is the holder's is told so by itself; whoever is back has it in one list.
    if (event.type === 'presence.noted' && (isOfLeave(earlier) || isOfLeave({ instead }))) return false
    return !isToldOf(earlier.ball, after, day) && !isBack(earlier, ball, event)
  })
  const notices = moved.map(({ key, signal, ball }) => {
    const isTask = signal === 'measure-due' || signal === 'follow-up-due'
    return isTask
      ? tell({ card: 'reminder', subject: key }, responsibleFor(ball))
      : told({ line: 'duty-moved', subject: '' }, responsibleFor(ball))
  })
  return [...notices, ...askersLeft(before, after), ...ownerOut(before, after, event)]
}

/** That a proposal which could not be approved can be, since the family has answered, is told to those who have its card. */
function decidable(
  before: Case,
  after: Case,
  { at, event }: Entry,
  times: { policy: Policy; calendar: Calendar },
): Notice[] {
  if (!isOf('consent', event)) return []
  const waits = (state: Case) => due(state, at, times).find(({ signal }) => signal === 'proposal-undecided')
  const proposal = openProposal(after)
  const isNews = proposal !== null && waits(after) !== undefined && waits(before) === undefined
  return isNews ? [told({ line: 'proposal-ready', subject: proposal.id }, ['deciders'])] : []
}

/** Whoever asked a colleague who is not there for it now can ask another; their leader, where they are gone themselves. */
function askersLeft(before: Case, after: Case): Notice[] {
  const isOwned = after.level > 0 || !isAbsent(after, after.owner)
  const gone = after.concern.questions.filter(
    ({ to, answer }) => !answer && isAbsent(after, to) && !isAbsent(before, to),
  )
  return gone.map(({ id: subject }) =>
    told({ line: 'question-gone', subject }, isOwned ? ['owner'] : ['leaders', 'deciders']),
  )
}

/** The family does not want whoever wondered. Of one who is gone, or says so themselves, is told with that. */
function ownerOut(before: Case, after: Case, { type }: Event): Notice[] {
  const isNews = after.level === 0 && isAbsent(after, after.owner) && !isAbsent(before, after.owner)
  if (!isNews || type === 'presence.noted' || type === 'case.recused') return []
  return [told({ line: 'owner-gone', subject: '' }, ['leaders', 'deciders'])]
}

/** That whoever wondered, or holds it, is not there is told by itself. */
function isToldOf({ role }: Ball, after: Case, day: Day): boolean {
  if (role === 'owner') return isAbsent(after, after.owner)
  return role === 'holder' && (isAbsent(after, after.holder) || lacksHolder(after, day))
}

/** That it is the holder's again, since whoever stood in does no more, is told by itself. */
function isBack({ instead }: Due, ball: Ball, { type }: Event): boolean {
  return instead !== null && ball.role === 'holder' && (type === 'baton.deputy-ended' || type === 'presence.noted')
}

function isOfLeave({ instead }: Pick<Due, 'instead'>): boolean {
  return instead?.why === 'leave'
}

/** With whom it lies, and in whose place. */
function lyingOf({ ball, instead }: Due): string {
  return JSON.stringify([personOf(ball), instead])
}

function personOf(ball: Ball): string {
  return ball.role === 'person' ? ball.person : ball.role
}
