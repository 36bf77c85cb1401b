/**
 * What saying that something is due does: the bot's own commands in a case with their moments, what a reminder that was said or put off
 * changes, and whom it tells, up the ladder holder (and deputy) → leader → KE. Source: the municipality's reminder ladder.
 */
import { nextBreach } from './breach.ts'
import { isOfferedTo } from './called.ts'
import type { Case } from './case.ts'
import { nextFor, onItsDay, type Reminder } from './coming.ts'
import { type Ball, due, dueThen, dutyOf, timesIn } from './deadline.ts'
import { type Context, type Decision, happened, today } from './decision.ts'
import { type DueKey, readDueKey } from './due-key.ts'
import type { Day, Instant, MeetingId, ProposalId, TransitionId, WordId } from './ids.ts'
import { type Rung, startOf } from './ladder.ts'
import { openProposal } from './level.ts'
import { contactOf } from './manning.ts'
import { nearIn } from './meeting-near.ts'
import {
  type Audience,
  type CardAbout,
  inDigest,
  type Notice,
  readSent,
  refresh,
  refreshDue,
  tell,
  told,
} from './notice.ts'
import type { Calendar, Policy, Signal } from './policy.ts'
import { lapsesOn } from './proposal-time.ts'
import { mayPutOff, puttingOff } from './put-off.ts'
import { refuse } from './refusal.ts'
import { asked, movesIn } from './transition.ts'

export type ReminderCommand =
  | { type: 'reminder.send'; key: string; occurrence: number }
  | { type: 'reminder.postpone'; key: string; until: Day; reason: WordId | null }

export type ReminderEvent =
  | { type: 'reminder.sent'; key: DueKey; signal: Signal; occurrence: number; rungs: Rung[]; day: Day; ball: Ball }
  | { type: 'reminder.postponed'; key: DueKey; until: Day; reason: WordId | null }

/**
 * How a thing due was last said: the day it counted from and which reminder it was, how many there have been, whom it had been
 * brought to by then, and with whom it lay.
 */
export type Said = { from: Day; occurrence: number; times: number; rungs: Rung[]; ball: Ball }

type Times = { policy: Policy; calendar: Calendar }

/**
 * The next reminder for each thing due, with the moment it is to be said. Of several missed ones only the newest is
 * left, so that a night of downtime does not turn into a stream.
 */
export function reminders(state: Case, now: Instant, given: Times): Reminder[] {
  const times = timesIn(state, given)
  return due(state, now, times).map((one) => nextFor(state, one, now, times))
}

/** What the bot itself does in a case, and when: reminders, breaches that begin, proposals that lapse because nobody decided them. */
export type Agenda = { at: Instant; command: SystemCommand }
export type SystemCommand =
  | Extract<ReminderCommand, { type: 'reminder.send' }>
  | { type: 'level.lapse'; proposal: ProposalId }
  | { type: 'breach.note' }
  | { type: 'transition.move'; transition: TransitionId }
  | { type: 'meeting.remind'; meeting: MeetingId }

/** Soonest first; what has come is what stands at or before `now`. */
export function agenda(state: Case, now: Instant, given: Times): Agenda[] {
  const times = timesIn(state, given)
  const waiting = reminders(state, now, times)
  const coming = comingWithDay(state, waiting, now, times, null)
  return [...ofToday(state, waiting, now, times), ...coming.map(asAgenda)].sort(byMoment)
}

/** The first moment of `agenda`: days after that need not be looked at. Null where there is nothing. */
export function nextMoment(state: Case, now: Instant, given: Times): Instant | null {
  const times = timesIn(state, given)
  const waiting = reminders(state, now, times)
  const [first] = ofToday(state, waiting, now, times).sort(byMoment)
  const coming = comingWithDay(state, waiting, now, times, first?.at ?? null)
  return [...(first ? [first] : []), ...coming].sort(byMoment)[0]?.at ?? null
}

function byMoment(a: { at: Instant }, b: { at: Instant }): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0
}

function asAgenda({ at, occurrence, due: { key } }: Reminder): Agenda {
  return { at, command: { type: 'reminder.send', key, occurrence } }
}

function ofToday(state: Case, waiting: Reminder[], now: Instant, times: Times): Agenda[] {
  const list = waiting.map(asAgenda)
  for (const { at, transition } of movesIn(state, now, times))
    list.push({ at, command: { type: 'transition.move', transition } })
  for (const { at, meeting } of nearIn(state, now, times))
    list.push({ at, command: { type: 'meeting.remind', meeting } })
  const breach = nextBreach(
    state,
    waiting.map((one) => one.due),
    times,
  )
  if (breach) list.push({ at: breach, command: { type: 'breach.note' } })
  const proposal = state.status === 'open' ? openProposal(state) : null
  if (proposal) {
    const { calendar, policy } = times
    list.push({
      at: calendar.at(lapsesOn(state, proposal, times), policy.workingHours.from),
      command: { type: 'level.lapse', proposal: proposal.id },
    })
  }
  return list
}

/**
 * What nobody does makes due: with the day on which a consent runs out, or others must give it, more is than waits today. Of days
 * that begin before a moment, where one is given: nothing that comes with a day is said before it.
 */
function comingWithDay(
  state: Case,
  waiting: Reminder[],
  now: Instant,
  times: Times,
  before: Instant | null,
): Reminder[] {
  const { calendar } = times
  const given = state.consents.filter(({ status }) => status === 'given')
  const ends = given.flatMap(({ until, holds }) => {
    const days = [until && calendar.addDays(until, 1), holds.to].filter((day) => day !== null)
    return days.sort().slice(0, 1)
  })
  const known = new Set(waiting.map(({ due: { key } }) => key))
  return [...new Set(ends)]
    .filter((day) => day > calendar.dayOf(now))
    .map((day) => calendar.at(day, '00:00'))
    .filter((then) => before === null || then < before)
    .flatMap((then) => {
      const news = dueThen(state, then, times).filter(({ key }) => !known.has(key))
      return news.map((one) => nextFor(state, one, then, times))
    })
}

export function decideReminder(state: Case, command: ReminderCommand, context: Context): Decision {
  switch (command.type) {
    case 'reminder.send':
      return send(state, command, context)
    case 'reminder.postpone':
      return postpone(state, command, context)
  }
}

type Of<T extends ReminderCommand['type']> = Extract<ReminderCommand, { type: T }>

/** A reminder that is no longer due, or was said already, is nothing to say: no refusal, no event. */
function send(state: Case, command: Of<'reminder.send'>, { now, policy, calendar }: Context): Decision {
  const next = reminders(state, now, { policy, calendar }).find(({ due: { key } }) => key === command.key)
  if (!next || next.occurrence !== command.occurrence || next.at > now) return happened()
  const { key, signal, ball } = next.due
  const { occurrence, rungs } = next
  return happened({ type: 'reminder.sent', key, signal, occurrence, rungs, day: startOf(state, next.due), ball })
}

function postpone(state: Case, command: Of<'reminder.postpone'>, context: Context): Decision {
  const { now, policy, calendar } = context
  const { until, reason } = command
  const found = dutyOf(due(state, now, { policy, calendar }), command.key, { policy, calendar })
  if (!found) return refuse('already-done')
  if (!mayPutOff(state, found, context.actor, today(context)))
    return refuse('not-permitted', { may: puttingOff(state, found) })
  if (until <= today(context)) return refuse('day-past', { field: 'until' })
  const last = calendar.addDays(today(context), policy.deadlines.postponeMaxDays)
  if (until > last) return refuse('day-too-far', { field: 'until', day: last })
  return happened({ type: 'reminder.postponed', key: found.key, until, reason })
}

export function evolveReminder(state: Case, event: ReminderEvent): Case {
  switch (event.type) {
    case 'reminder.postponed':
      return { ...state, postponed: { ...state.postponed, [event.key]: event.until } }
    case 'reminder.sent': {
      const { key, day: from, occurrence, rungs, ball } = event
      const times = (state.reminded[key]?.times ?? 0) + 1
      const reminded = { ...state.reminded, [key]: { from, occurrence, times, rungs, ball } }
      const raised = rungs.includes('ke') ? [...new Set([...state.raised, key])] : state.raised
      return { ...state, reminded, raised }
    }
  }
}

/**
 * What is single comes to whoever acts as a card of its own; all else stands in the digests of those it is for, and a digest comes
 * the sooner for what is new. Source: `reminders` of the municipality's policy.
 */
export function noticesOfReminder(
  event: ReminderEvent,
  before: Case | null,
  after: Case,
  { reminders: { single } }: Policy,
): Notice[] {
  switch (event.type) {
    case 'reminder.postponed':
      return [...refreshDue(event.key), ...asking(event.key).map(refresh)]
    case 'reminder.sent': {
      const { key: subject, signal, ball, rungs } = event
      const said = before?.reminded[subject]
      const climbs = (rung: Rung) => !said?.rungs.includes(rung)
      const mine = responsibleFor(ball)
      const notices: Notice[] = [
        single.includes(signal)
          ? tell(ownCard(event, after), mine)
          : inDigest({ card: 'reminder', subject }, 'responsible', isNews(said, event), mine),
      ]
      if (rungs.includes('leader') && ball.role !== 'leader')
        notices.push(inDigest({ card: 'breach', subject }, 'leader', climbs('leader'), ['leaders']))
      notices.push(...receivers(event, after))
      if (rungs.includes('ke')) notices.push(inDigest({ card: 'breach', subject }, 'ke', climbs('ke'), ['ke']))
      if (rungs.includes('keepers') && climbs('keepers'))
        notices.push(told({ line: 'nobody-leads', subject: '' }, ['keepers']))
      return notices
    }
  }
}

/** Whoever is to receive is asked once more as often as those who give are reminded. */
function receivers({ key }: Event<'reminder.sent'>, { transitions }: Case): Notice[] {
  const { signal, subject } = readDueKey(key)
  return signal === 'transition-unreceived' ? transitions.filter(({ id }) => id === subject).flatMap(asked) : []
}

/** Said for the first time, to them or since it was put off, and for the first time after its day has passed. */
function isNews(said: Said | undefined, { day, occurrence, ball }: Event<'reminder.sent'>): boolean {
  if (!said || said.from !== day || JSON.stringify(said.ball) !== JSON.stringify(ball)) return true
  return occurrence > onItsDay && said.occurrence <= onItsDay
}

type Event<T extends ReminderEvent['type']> = Extract<ReminderEvent, { type: T }>

type OwnCard = Exclude<CardAbout, { card: 'thread-root' }>

/** What asks for the same by a card of its own comes as that: the duty then stands in one card, however often it is said. */
function ownCard({ key, ball }: Event<'reminder.sent'>, state: Case): OwnCard {
  const { signal, subject } = readDueKey(key)
  const isTheirs =
    signal === 'proposal-undecided' ||
    signal === 'family-arrived' ||
    (signal === 'handover-unanswered' && isOfferedTo(state, ball)) ||
    (signal === 'service-unmanned' && ball.role === 'person' && contactOf(state, subject) === ball.person)
  const [own] = isTheirs ? asking(key) : []
  return own ?? { card: 'reminder', subject: key }
}

/** Every card by which somebody may be told of a duty. */
export function cardsOf(subject: DueKey): OwnCard[] {
  return [{ card: 'reminder', subject }, { card: 'breach', subject }, ...asking(subject)]
}

/** The card by which whoever must act is asked, where the duty has one of its own. */
function asking(key: DueKey): OwnCard[] {
  const { signal, subject } = readDueKey(key)
  const own =
    signal === 'proposal-undecided'
      ? readSent('proposal', null, subject)
      : signal === 'handover-unanswered'
        ? readSent('hand-over', null, subject)
        : signal === 'service-unmanned'
          ? readSent('who-comes', null, `service_${subject}`)
          : signal === 'family-arrived'
            ? readSent('family-arrived', null, subject)
            : null
  if (own?.line !== null || own.card === 'thread-root') return []
  const { line: _, ...about } = own
  return [about]
}

/** Whoever a ball lies with. */
export function responsibleFor(ball: Ball): Audience[] {
  switch (ball.role) {
    case 'person':
      return [{ person: ball.person }]
    case 'leader':
      return ['deciders']
    case 'owner':
      return ['owner']
    case 'holder':
      return ['holder']
  }
}
