/**
 * What can be told, and to whom. An audience is a role in the case, never an address; a notice carries ids and codes,
 * never words, and each line and card says what it is about. Who is told what is said by the topic of each event.
 */

import type { Case } from './case.ts'
import { type DueKey, isDueKey } from './due-key.ts'
import type {
  FollowUpId,
  HandOverId,
  MeasureId,
  MeetingId,
  NoteId,
  OpeningId,
  PersonId,
  ProposalId,
  QuestionId,
  ServiceCode,
  TransitionId,
  UnitCode,
} from './ids.ts'
import type { Rung } from './ladder.ts'

export type Audience =
  | 'owner'
  | 'holder'
  | 'deputy'
  | 'participants'
  | 'leaders'
  | 'deciders'
  | 'ke'
  /** KE, where the unit has no leader who can see to it; the keepers, where nobody is KE either. */
  | 'ke-unled'
  /** Who can see to it that there is a leader: by the reference alone. */
  | 'keepers'
  | { person: PersonId }
  /** Whoever leads a unit, be the case there or not. */
  | { leadersOf: UnitCode }
  /** Where nobody leads a unit: who planned with it, and the keepers. */
  | { unledOf: UnitCode }

/** One sentence each, in the thread or to a person: `line.<code>` in `src/wording/`; and what it is about. */
const lineSubjects = {
  'log-opened': 'none',
  'log-on-paper': 'none',
  'log-digital': 'none',
  'consent-changed': 'none',
  'consent-narrowed': 'none',
  'leader-look': 'none',
  'proposal-made': 'proposal',
  'proposal-approved': 'proposal',
  'proposal-approved-partly': 'proposal',
  'proposal-rejected': 'proposal',
  'proposal-withdrawn': 'proposal',
  'proposal-lapsed': 'proposal',
  'proposal-cancelled': 'proposal',
  'proposal-ready': 'proposal',
  'proposal-stuck': 'proposal',
  'holder-changed': 'none',
  'holder-left': 'none',
  'holder-silent': 'none',
  'holder-on-leave': 'none',
  'holder-on-leave-alone': 'none',
  'owner-gone': 'none',
  'owner-changed': 'none',
  'deputy-gone': 'none',
  'duty-moved': 'none',
  'falls-to-ke': 'none',
  'back-with-unit': 'none',
  'nobody-decides': 'none',
  'nobody-leads': 'none',
  'hand-over-declined': 'person',
  'hand-over-withdrawn': 'none',
  'deputy-named': 'none',
  'deputy-ended': 'person',
  'advice-given': 'none',
  'somebody-recused': 'none',
  'question-answered': 'question',
  'question-gone': 'question',
  'task-given': 'task',
  'task-taken': 'task',
  'participant-added': 'none',
  'participant-removed': 'none',
  'service-without-contact': 'none',
  'services-gone': 'none',
  'meeting-set': 'meeting',
  'meeting-changed': 'meeting',
  'meeting-soon': 'meeting',
  'meeting-moved': 'meeting',
  'meeting-cancelled': 'meeting',
  'case-moved': 'none',
  'case-moved-on': 'none',
  'transition-accepted': 'none',
  'transition-declined': 'none',
  'receiver-unled': 'none',
  'closing-awaits': 'none',
  'case-closed': 'none',
  'case-reopened': 'none',
  'note-added': 'note',
  'not-reached': 'person',
  'not-folded': 'person',
  'staff-left': 'none',
  'staff-left-no-leader': 'none',
  'thread-lost': 'none',
  'thread-missed': 'none',
  'family-wrote': 'none',
  'family-answered': 'none',
  'family-asked-end': 'none',
  'answer-aside': 'none',
} as const satisfies Record<string, keyof Subjects>

/** Cards that are sent rather than asked for; each can be drawn again from the case as it then is. */
const cardSubjects = {
  'thread-root': 'none',
  proposal: 'proposal',
  'hand-over': 'handOver',
  'anonymous-question': 'question',
  'who-comes': 'service',
  receiving: 'transition',
  reminder: 'due',
  breach: 'due',
  'consent-withdrawn': 'none',
  'content-opened': 'opening',
  'family-arrived': 'person',
} as const satisfies Record<string, keyof Subjects>

/** The cards that say a line: one to a person, one in a thread. */
const lineCards = ['told', 'thread-line'] as const

/** A service as what a card is about: its code, so that it is told from an id. */
export type AboutService = `service_${ServiceCode}`

type Subjects = {
  none: ''
  person: PersonId
  proposal: ProposalId
  handOver: HandOverId
  question: QuestionId
  task: MeasureId | FollowUpId
  meeting: MeetingId
  note: NoteId
  opening: OpeningId
  service: AboutService
  transition: TransitionId
  due: DueKey
}

export type Line = keyof typeof lineSubjects
export type LineAbout = { [L in Line]: { line: L; subject: Subjects[(typeof lineSubjects)[L]] } }[Line]

type Drawn = keyof typeof cardSubjects
export type CardAbout = { [C in Drawn]: { card: C; subject: Subjects[(typeof cardSubjects)[C]] } }[Drawn]

/** The rungs whose people have a digest of what is due. */
type Digested = Exclude<Rung, 'keepers'>

type DueAbout = Extract<CardAbout, { card: 'reminder' | 'breach' }>

export type SentCard = Drawn | (typeof lineCards)[number]

/** One card that was sent or is to be: what an outbox row, or a message that stands somewhere, shows. */
export type Sent = (CardAbout & { line: null }) | { [C in LineCard]: { card: C } & LineAbout }[LineCard]
type LineCard = (typeof lineCards)[number]

export type Notice =
  | ({ kind: 'tell'; audience: Audience[] } & Exclude<CardAbout, { card: 'thread-root' }>)
  | ({ kind: 'tell'; card: 'told'; audience: Audience[] } & LineAbout)
  /** Opens the thread of the case, if it has a place for one. */
  | { kind: 'thread' }
  /** Stands in their digest, or comes as that card to whoever wants each by itself. `news`: it is worth a digest of its own. */
  | ({ kind: 'digest'; rung: Digested; news: boolean; audience: Audience[] } & DueAbout)
  | ({ kind: 'line' } & LineAbout)
  /** Draws a card again wherever it stands. */
  | ({ kind: 'refresh' } & CardAbout)

export const lines: Line[] = Object.keys(lineSubjects).filter(isLine)
export const sentCards: SentCard[] = [...Object.keys(cardSubjects).filter(isDrawn), ...lineCards]

export function tell(about: Exclude<CardAbout, { card: 'thread-root' }>, audience: Audience[]): Notice {
  return { kind: 'tell', ...about, audience }
}

export function told(about: LineAbout, audience: Audience[]): Notice {
  return { kind: 'tell', card: 'told', ...about, audience }
}

export function inDigest(about: DueAbout, rung: Digested, news: boolean, audience: Audience[]): Notice {
  return { kind: 'digest', ...about, rung, news, audience }
}

export function line(about: LineAbout): Notice {
  return { kind: 'line', ...about }
}

export function refresh(about: CardAbout): Notice {
  return { kind: 'refresh', ...about }
}

const ofPresence: Line[] = [
  ...([
    'holder-silent',
    'holder-on-leave',
    'holder-on-leave-alone',
    'owner-gone',
    'deputy-gone',
    'duty-moved',
    'falls-to-ke',
  ] as const),
  ...(['nobody-decides', 'nobody-leads', 'proposal-stuck', 'question-gone', 'service-without-contact'] as const),
]

/** Whether a line tells that somebody is not there: of no use to somebody else who is not there either. */
export function isOfPresence(line: Line | null): boolean {
  return line !== null && ofPresence.includes(line)
}

/** Whether it tells who bears a case meanwhile: true of many cases at once, and over with the leave. */
export function isOfLeave(line: Line | null): line is 'holder-on-leave' | 'holder-on-leave-alone' {
  return line === 'holder-on-leave' || line === 'holder-on-leave-alone'
}

/** What is due stands in two cards: that of whoever acts, and that of whoever is told that nobody did. */
export function refreshDue(subject: DueKey): Notice[] {
  return [refresh({ card: 'reminder', subject }), refresh({ card: 'breach', subject })]
}

/** Every reminder that stands somewhere: it is over, or who may read what of it has changed. */
export function refreshAllDue({ reminded }: Pick<Case, 'reminded'>): Notice[] {
  return Object.keys(reminded).filter(isDueKey).flatMap(refreshDue)
}

/** Whoever is asked to receive sees whether anybody asks still. */
export function refreshReceiving({ transitions }: Pick<Case, 'transitions'>): Notice[] {
  return transitions
    .filter(({ status }) => status === 'planned')
    .map(({ id }) => refresh({ card: 'receiving', subject: id }))
}

/** Nobody is to answer what nobody waits for any more. */
export function refreshQuestions({ concern }: Case): Notice[] {
  const open = concern.questions.filter(({ answer }) => !answer)
  return open.map(({ id: subject }) => refresh({ card: 'anonymous-question', subject }))
}

/** What a database gives back, as what was sent; null for what no such thing is. */
export function readSent(card: string, code: string | null, subject: string): Sent | null {
  const one = { card, line: code, subject }
  return isCardSent(one) || isLineSent(one) ? one : null
}

type Raw = { card: string; line: string | null; subject: string }

function isCardSent(one: Raw): one is CardAbout & { line: null } {
  return one.line === null && isDrawn(one.card) && isAbout(cardSubjects[one.card], one.subject)
}

function isLineSent(one: Raw): one is { card: (typeof lineCards)[number] } & LineAbout {
  const says = lineCards.some((card) => card === one.card)
  return says && one.line !== null && isLine(one.line) && isAbout(lineSubjects[one.line], one.subject)
}

function isLine(code: string): code is Line {
  return Object.hasOwn(lineSubjects, code)
}

function isDrawn(card: string): card is Drawn {
  return Object.hasOwn(cardSubjects, card)
}

/** How the id of each kind begins. */
const idOf: Record<Exclude<keyof Subjects, 'none' | 'due'>, string[]> = {
  person: ['person_'],
  proposal: ['proposal_'],
  handOver: ['handover_'],
  question: ['question_'],
  task: ['measure_', 'followup_'],
  meeting: ['meeting_'],
  note: ['note_'],
  opening: ['opening_'],
  service: ['service_'],
  transition: ['transition_'],
}

function isAbout(kind: keyof Subjects, subject: string): boolean {
  if (kind === 'none') return subject === ''
  return kind === 'due' ? isDueKey(subject) : idOf[kind].some((start) => subject.startsWith(start))
}
