/**
 * Who is told what after an entry. An audience is a role in the case, never an address; a notice carries ids and codes,
 * never words. Nobody is told of what they did themselves: the delivery leaves the actor out.
 */
import type { Case, Entry, Event } from './case.ts'
import { due } from './deadline.ts'
import type { PersonId } from './ids.ts'
import { line, ofBaton, ofLevel, refresh, told } from './notice-of-moves.ts'
import type { Calendar, Policy } from './policy.ts'

export type Audience =
  | 'owner'
  | 'holder'
  | 'deputy'
  | 'participants'
  | 'leaders'
  | 'deciders'
  | 'ke'
  | { person: PersonId }

/** Cards that are sent rather than asked for; each can be drawn again from the case as it then is. */
export const sentCards = [
  'thread-root',
  'thread-line',
  'told',
  'proposal',
  'hand-over',
  'anonymous-question',
  'reminder',
  'breach',
  'consent-withdrawn',
] as const
export type SentCard = (typeof sentCards)[number]

/** One sentence each, in the thread or to a person: `line.<code>` in `src/wording/`. */
export const lines = [
  'log-opened',
  'log-on-paper',
  'log-digital',
  'consent-changed',
  'proposal-made',
  'proposal-approved',
  'proposal-rejected',
  'proposal-withdrawn',
  'proposal-lapsed',
  'proposal-cancelled',
  'holder-changed',
  'holder-left',
  'hand-over-declined',
  'hand-over-withdrawn',
  'deputy-named',
  'question-answered',
  'task-given',
  'participant-added',
  'participant-removed',
  'meeting-set',
  'meeting-cancelled',
  'case-closed',
  'case-reopened',
  'note-added',
  'not-reached',
  'thread-lost',
] as const
export type Line = (typeof lines)[number]

export type Notice =
  | {
      kind: 'tell'
      card: Exclude<SentCard, 'told' | 'thread-root' | 'thread-line'>
      subject: string
      audience: Audience[]
    }
  | { kind: 'tell'; card: 'told'; line: Line; subject: string; audience: Audience[] }
  /** Opens the thread of the case, if it has a place for one. */
  | { kind: 'thread' }
  | { kind: 'line'; line: Line; subject: string }
  /** Draws a card again wherever it stands. */
  | { kind: 'refresh'; card: SentCard; subject: string }

/** What follows from one entry. `before` and `after` are the case around it. */
export function notify(
  before: Case | null,
  after: Case,
  entry: Entry,
  times: { policy: Policy; calendar: Calendar },
): Notice[] {
  const notices = of(entry.event, before, after)
  if (!before || after.level === 0) return [...notices, ...settled(before, after, entry, times)]
  const changed = entry.event.type.startsWith('reminder.')
    ? []
    : [{ kind: 'refresh', card: 'thread-root', subject: '' } as const]
  return [...notices, ...settled(before, after, entry, times), ...changed]
}

/** Reminders that were said and are no longer due: their cards lose their buttons. */
function settled(
  before: Case | null,
  after: Case,
  { at }: Entry,
  times: { policy: Policy; calendar: Calendar },
): Notice[] {
  if (!before) return []
  const open = new Set(due(after, at, times).map(({ key }) => key))
  const gone = due(before, at, times).filter(({ key }) => !open.has(key) && before.reminded[key])
  return gone.flatMap(({ key: subject }) => [refresh('reminder', subject), refresh('breach', subject)])
}

function of(event: Event, before: Case | null, after: Case): Notice[] {
  switch (event.type) {
    case 'concern.asked':
      return [{ kind: 'tell', card: 'anonymous-question', subject: event.question, audience: [{ person: event.to }] }]
    case 'concern.answered':
      return [told('question-answered', event.question, ['owner']), refresh('anonymous-question', event.question)]
    case 'case.opened':
      return [
        { kind: 'thread' },
        told(event.mode === 'paper' ? 'log-on-paper' : 'log-opened', '', ['owner', 'leaders']),
      ]
    case 'log.opened':
      return [line('log-digital')]
    case 'log.closed':
      return [line('log-on-paper')]
    case 'consent.given':
    case 'consent.refused':
      return after.proposals.filter(({ status }) => status === 'open').map(({ id }) => refresh('proposal', id))
    case 'consent.withdrawn': {
      const audience: Audience[] = ['holder', 'deputy', 'leaders', 'participants']
      const tell: Notice = { kind: 'tell', card: 'consent-withdrawn', subject: '', audience }
      return [tell, line('consent-changed'), ...everySubject(after)]
    }
    case 'level.proposed':
    case 'level.withdrawn':
    case 'level.lapsed':
    case 'level.cancelled':
    case 'level.decided':
      return ofLevel(event, after)
    case 'baton.offered':
    case 'baton.accepted':
    case 'baton.declined':
    case 'baton.withdrawn':
    case 'baton.cancelled':
    case 'baton.named':
    case 'baton.left':
    case 'baton.deputized':
      return ofBaton(event, after)
    case 'participant.added':
    case 'participant.removed':
    case 'participant.service-left':
      return ofParticipant(event, before, after)
    case 'case.closed':
    case 'case.reopened':
      return after.level === 0 ? questions(after) : ofEnding(event, after)
    case 'measure.added':
    case 'follow-up.added': {
      const { responsible } = event
      const subject = event.type === 'measure.added' ? event.measure : event.followUp
      return responsible.kind === 'person' ? [told('task-given', subject, [{ person: responsible.person }])] : []
    }
    case 'note.added':
    case 'note.corrected':
      return [line('note-added', event.note)]
    case 'meeting.set':
      return [line('meeting-set', event.meeting)]
    case 'meeting.cancelled':
      return event.reason ? [line('meeting-cancelled', event.meeting)] : []
    case 'reminder.sent':
      return ofReminder(event)
    case 'reminder.postponed':
      return [refresh('reminder', event.key), refresh('breach', event.key)]
    default:
      return []
  }
}

type Of<T extends Event['type']> = Extract<Event, { type: T }>

function ofParticipant(
  event: Of<'participant.added' | 'participant.removed' | 'participant.service-left'>,
  before: Case | null,
  after: Case,
): Notice[] {
  if (event.type === 'participant.added') return [told('participant-added', '', [{ person: event.person }])]
  const isGone = ({ person, service }: Case['participants'][number]) =>
    event.type === 'participant.removed' ? person === event.person : service === event.service
  const audience = (before?.participants ?? []).filter(isGone).map(({ person }) => ({ person }))
  return audience.length > 0 ? [told('participant-removed', '', audience), ...everySubject(after)] : []
}

function ofEnding(event: Of<'case.closed' | 'case.reopened'>, after: Case): Notice[] {
  const everybody: Audience[] = ['holder', 'participants', 'leaders']
  return event.type === 'case.closed'
    ? [line('case-closed'), told('case-closed', '', everybody), ...everySubject(after), ...questions(after)]
    : [line('case-reopened'), told('case-reopened', '', everybody)]
}

function ofReminder({ key: subject, ball, rungs }: Extract<Event, { type: 'reminder.sent' }>): Notice[] {
  const audience: Audience[] =
    ball.role === 'person'
      ? [{ person: ball.person }]
      : ball.role === 'leader'
        ? ['deciders']
        : ball.role === 'owner'
          ? ['owner']
          : ['holder', 'deputy']
  const notices: Notice[] = [{ kind: 'tell', card: 'reminder', subject, audience }]
  if (rungs.includes('leader') && ball.role !== 'leader')
    notices.push({ kind: 'tell', card: 'breach', subject, audience: ['leaders'] })
  if (rungs.includes('ke')) notices.push({ kind: 'tell', card: 'breach', subject, audience: ['ke'] })
  return notices
}

/** Nobody is to answer what nobody waits for any more. */
function questions({ concern }: Case): Notice[] {
  return concern.questions.filter(({ answer }) => !answer).map(({ id }) => refresh('anonymous-question', id))
}

/** Every reminder that stands somewhere: it is over, or who may read what of it has changed. */
function everySubject(after: Case): Notice[] {
  return Object.keys(after.reminded).flatMap((key) => [refresh('reminder', key), refresh('breach', key)])
}
