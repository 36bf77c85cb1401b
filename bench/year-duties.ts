/**
 * Follows every duty of every case from day to day: who has it, whether they were told, how far it has climbed, and when it was
 * done. Nothing here does anything.
 */
import type { Case } from '../src/core/case.ts'
import { type Ball, type Due, due } from '../src/core/deadline.ts'
import type { CaseId, Day, PersonId, ServiceCode } from '../src/core/ids.ts'
import type { Signal } from '../src/core/policy.ts'
import { dayAfterTold, dayBySelf, type How, howOf, type Kind } from './year-habits.ts'
import { isList, waitingIn } from './year-list.ts'
import type { Message, Town } from './year-town.ts'

export type Duty = {
  case: CaseId
  /** In whose weeks its days are counted. */
  service: ServiceCode
  due: Due
  /** Who has it, by name or as the leader of a unit, and since when. */
  ball: string
  ballSince: Day
  how: How
  /** The day on which it will be done; null as long as nobody thinks of it. */
  actOn: Day | null
  tries: number
  /** When whoever has it was first told, since they have it. */
  toldOn: Day | null
  climbed: 'nobody' | 'leader' | 'ke'
}

/** A duty that is over. `done`: somebody did what it was; otherwise something else has made it nothing. */
export type Ended = Duty & { endedOn: Day; done: boolean }

/** What is further away than this is nobody's yet. */
const soonDays = 21
/** So many working days after it is late, or after somebody has got it, whoever has a duty must have been told of it. */
const toldWithinWorkingDays = 5

export type Untold = { ref: string; signal: Signal; day: Day; ball: string; on: Day }

export type Duties = {
  open: Map<CaseId, Map<string, Duty>>
  ended: Ended[]
  untold: Map<string, Untold>
}

export function createDuties(): Duties {
  return { open: new Map(), ended: [], untold: new Map() }
}

type Around = { town: Town; kinds: Map<string, Kind>; today: Day }

/** What is due today in every case. `actedOn`: in which somebody has just done something. */
export function look(duties: Duties, around: Around, only?: CaseId): void {
  const { eye } = around.town
  const cases = only ? [eye.cases.get(only)] : [...eye.cases.values()]
  for (const state of cases) if (state) lookAt(duties, state, around, only !== undefined)
}

function lookAt(duties: Duties, state: Case, around: Around, acted: boolean): void {
  const { town, today } = around
  const known = duties.open.get(state.id)
  if (state.status === 'closed' && !known) return
  const { calendar, model } = town
  const last = calendar.addDays(today, soonDays)
  const found = due(state, town.now(), { policy: model.policy, calendar }).filter(({ day }) => day <= last)
  const keys = new Set<string>(found.map(({ key }) => key))
  const kept = known ?? new Map<string, Duty>()
  for (const [key, duty] of kept) {
    if (keys.has(key)) continue
    kept.delete(key)
    duties.ended.push({ ...duty, endedOn: today, done: acted })
  }
  for (const one of found) kept.set(one.key, dutyOf(state, one, kept.get(one.key), around))
  if (kept.size > 0) duties.open.set(state.id, kept)
  else duties.open.delete(state.id)
}

function dutyOf(state: Case, one: Due, known: Duty | undefined, around: Around): Duty {
  const { town, today } = around
  const ball = ballOf(state, one.ball)
  if (known?.ball === ball) {
    known.due = one
    return known
  }
  const kind = kindIn(around, ball)
  const how = howOf(kind, one.signal, town.dice)
  const calendar = town.calendar.in(state.service)
  const since = calendar.dayOf(one.since)
  const actOn = how === 'self' ? dayBySelf({ ...one, since }, today, calendar, town.dice) : null
  const climbed = known?.climbed ?? 'nobody'
  const { id, service } = state
  return { case: id, service, due: one, ball, ballSince: today, how, actOn, tries: 0, toldOn: null, climbed }
}

function kindIn({ kinds }: Around, ball: string): Kind {
  return kinds.get(ball) ?? 'usual'
}

function ballOf({ owner, holder, unit }: Case, ball: Ball): string {
  switch (ball.role) {
    case 'owner':
      return owner
    case 'holder':
      return holder ?? `leader:${unit}`
    case 'person':
      return ball.person
    case 'leader':
      return `leader:${unit}`
  }
}

/** Who has been told of what by a message. */
export async function hear(duties: Duties, message: Message, around: Around): Promise<void> {
  const { about } = message
  const cases = isList(message) ? await waitingIn(message, around.town) : about.case ? [about.case] : []
  for (const id of cases)
    for (const duty of duties.open.get(id)?.values() ?? [])
      if (isWith(duty, message.person, around.town) && tells(message, duty)) told(duty, around)
}

function told(duty: Duty, { town, today, ...around }: Around): void {
  if (duty.toldOn === null) duty.toldOn = today
  if (duty.how !== 'told' || duty.actOn !== null) return
  const calendar = town.calendar.in(duty.service)
  duty.actOn = dayAfterTold(kindIn({ town, today, ...around }, duty.ball), today, calendar, town.dice)
}

/** It has climbed: those who wait for that think of it now. */
export function climb(duties: Duties, state: Case, key: string, to: 'leader' | 'ke', { town, today }: Around): void {
  const duty = duties.open.get(state.id)?.get(key)
  if (!duty) return
  if (duty.climbed !== 'ke') duty.climbed = to
  if (duty.how !== 'late' || duty.actOn !== null) return
  const calendar = town.calendar.in(duty.service)
  duty.actOn = calendar.addWorkingDays(calendar.workingDayFrom(today), town.dice.below(5))
}

function isWith({ ball }: Duty, person: PersonId, { people }: Town): boolean {
  if (ball === person) return true
  if (!ball.startsWith('leader:')) return false
  const posts = people.get(person)?.posts ?? []
  return posts.some(
    ({ unit, roles }) => roles.includes('ke') || (roles.includes('leader') && ball.endsWith(`:${unit}`)),
  )
}

const ofCard: Record<string, Signal> = {
  proposal: 'proposal-undecided',
  'hand-over': 'handover-unanswered',
  'who-comes': 'service-unmanned',
}
/** Sentences that give somebody what lies in a case. */
const givingLines = [
  ...['duty-moved', 'falls-to-ke', 'holder-left', 'holder-silent', 'owner-gone', 'services-gone'],
  ...['holder-on-leave', 'holder-on-leave-alone'],
]

/** Whether a message tells of a duty: by its own card, in a list, or by a sentence that gives it. */
function tells(message: Message, { due: { key, signal } }: Duty): boolean {
  const { about } = message
  if (isList(message)) return true
  if (about.card === 'told') return givingLines.includes(about.line)
  return about.subject === key || ofCard[about.card] === signal
}

/** Notes every duty that whoever has it was not told of in time. */
export function judge(duties: Duties, { town, today }: Around): void {
  const { eye } = town
  for (const [id, kept] of duties.open) {
    for (const [key, duty] of kept) {
      const { day, lateFrom, signal } = duty.due
      const calendar = town.calendar.in(duty.service)
      const from = calendar.workingDayFrom(lateFrom > duty.ballSince ? lateFrom : duty.ballSince)
      if (duty.toldOn !== null || calendar.addWorkingDays(from, toldWithinWorkingDays) >= today) continue
      const ref = eye.cases.get(id)?.ref ?? id
      if (!duties.untold.has(key)) duties.untold.set(key, { ref, signal, day, ball: duty.ball, on: today })
    }
  }
}
