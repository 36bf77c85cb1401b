/**
 * The register of breaches in follow-up: each duty whose day has passed, from the first working day after it until it is late no
 * more, and what those it lay with say of why. Derived from what is due; blames nobody. Source: the BTI model's oppfølgingsbrudd.
 */
import type { Case } from './case.ts'
import { type Ball, type Due, due, isLate, overdue, type Times } from './deadline.ts'
import { type Actor, type Context, type Decision, happened, today } from './decision.ts'
import { type DueKey, readDueKey } from './due-key.ts'
import type { Day, Instant } from './ids.ts'
import { rolesIn } from './permission.ts'
import type { Calendar, Policy, Signal } from './policy.ts'
import { refuse } from './refusal.ts'

/** `key` is that of the duty when it was first late; `since` is its day, `until` the day on which it was late no more. */
export type Breach = {
  key: DueKey
  signal: Signal
  since: Day
  until: Day | null
  /** With whom the ball lay when it began. */
  ball: Ball
  /** Codes of the municipality's model; null as long as nobody has said. */
  cause: string | null
  remedy: string | null
}

export type BreachCommand =
  | { type: 'breach.note' }
  /** `cause` and `remedy` are codes of the model, as they were chosen: the door knows which there are. */
  | { type: 'breach.explain'; key: string; cause: string; remedy: string }

export type BreachEvent =
  | { type: 'breach.began'; key: DueKey; ball: Ball }
  /** `inTime`: it turned out that it was done on its day, and was written down late, so that there was none. */
  | { type: 'breach.ended'; key: DueKey; day: Day; inTime?: true }
  | { type: 'breach.explained'; key: DueKey; cause: string; remedy: string }

/** Those that go on. */
export function openBreaches({ breaches }: Case): Breach[] {
  return breaches.filter(({ until }) => until === null)
}

/** Those that are over, and of which nobody has said why, oldest first. */
export function unexplained({ breaches }: Case): Breach[] {
  return breaches.filter(({ until, cause }) => until !== null && cause === null)
}

/** Whether what was late was never done: nobody decided a proposal before it was over. */
export function fellAway(
  { proposals }: Pick<Case, 'proposals'>,
  { key, signal }: Pick<Breach, 'key' | 'signal'>,
): boolean {
  const { subject } = readDueKey(key)
  const proposal = signal === 'proposal-undecided' ? proposals.find(({ id }) => id === subject) : undefined
  return proposal !== undefined && !['open', 'approved', 'rejected'].includes(proposal.status)
}

/** The first moment at which one of these, soonest first, of which no breach goes on, will have begun one; null where none can. */
export function nextBreach(
  state: Case,
  list: Due[],
  { policy, calendar }: { policy: Policy; calendar: Calendar },
): Instant | null {
  const open = openBreaches(state)
  const next = list.find((one) => !open.some((breach) => isOf(breach, one)))
  return next ? calendar.at(next.lateFrom, policy.workingHours.from) : null
}

/** Whether somebody may say why it was late: whoever answers for the case, and whoever the ball lay with. */
export function mayExplain(state: Case, { ball }: Pick<Breach, 'ball'>, actor: Actor, day: Day): boolean {
  const have = rolesIn(state, actor, day)
  if (have.some((role) => answering.includes(role))) return true
  return ball.role === 'person' && ball.person === actor.person && have.length > 0
}

const answering: string[] = ['owner', 'holder', 'deputy', 'leader']

/**
 * `breach.note` has no event where nothing is other than the case knows. `breach.explain` refuses with `already-done` what goes on,
 * was told of already or never was, and with `not-permitted` whoever it did not lie with.
 */
export function decideBreach(state: Case, command: BreachCommand, context: Context): Decision {
  switch (command.type) {
    case 'breach.note':
      return note(state, context)
    case 'breach.explain': {
      const { key, cause, remedy } = command
      const found = unexplained(state).find((one) => one.key === key)
      if (!found) return refuse('already-done')
      if (!mayExplain(state, found, context.actor, today(context)))
        return refuse('not-permitted', { may: ['owner', 'holder', 'deputy', 'leader'] })
      return happened({ type: 'breach.explained', key: found.key, cause, remedy })
    }
  }
}

function note(state: Case, context: Context): Decision {
  const { now, policy, calendar } = context
  const day = today(context)
  const late = overdue(due(state, now, { policy, calendar }), day)
  const open = openBreaches(state)
  const ended = open.filter((breach) => !late.some((one) => isOf(breach, one)))
  const began = late.filter((one) => !open.some((breach) => isOf(breach, one)))
  return happened(
    ...ended.map((one): BreachEvent => {
      const over = { type: 'breach.ended', key: one.key, day } as const
      return wasInTime(state, one, { policy, calendar }) ? { ...over, inTime: true } : over
    }),
    ...withoutTwins(began).map(({ key, ball }): BreachEvent => ({ type: 'breach.began', key, ball })),
  )
}

/** Whether what was due was done by its day, as those say who wrote it down after that: a meeting, and the first talk with the family. */
function wasInTime(state: Case, { key, signal, since }: Breach, times: Times): boolean {
  const { subject } = readDueKey(key)
  const meeting = state.meetings.find(({ id, status }) => id === subject && status === 'held')
  const done = signal === 'meeting-due' ? meeting?.day : signal === 'family-talk' ? state.concern.talkHeld : null
  return typeof done === 'string' && !isLate(state, since, { ...times, today: done })
}

/** Whether it is the same duty, whatever its day has become since: one that is moved, and late still, is no new breach. */
function isOf({ key }: Pick<Breach, 'key'>, { signal, subject }: Pick<Due, 'signal' | 'subject'>): boolean {
  const about = readDueKey(key)
  return about.signal === signal && about.subject === (subject ?? '')
}

function withoutTwins(list: Due[]): Due[] {
  return list.filter((one, index) => list.findIndex((other) => isOf(other, one)) === index)
}

export function evolveBreach(state: Case, event: BreachEvent): Case {
  switch (event.type) {
    case 'breach.began': {
      const { key, ball } = event
      const { signal, day: since } = readDueKey(key)
      const begun: Breach = { key, signal, since, until: null, ball, cause: null, remedy: null }
      return { ...state, breaches: [...state.breaches, begun] }
    }
    case 'breach.ended':
      if (event.inTime) return { ...state, breaches: state.breaches.filter((one) => !isOpenOf(one, event)) }
      return changedWhere(state, (one) => isOpenOf(one, event), { until: event.day })
    case 'breach.explained': {
      const { key, cause, remedy } = event
      const [first] = unexplained(state).filter((one) => one.key === key)
      return changedWhere(state, (one) => one === first, { cause, remedy })
    }
  }
}

function isOpenOf({ key, until }: Breach, event: { key: DueKey }): boolean {
  return key === event.key && until === null
}

function changedWhere(state: Case, isIt: (one: Breach) => boolean, change: Partial<Breach>): Case {
  return { ...state, breaches: state.breaches.map((one) => (isIt(one) ? { ...one, ...change } : one)) }
}
