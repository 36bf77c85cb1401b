/**
 * With whom something due lies: the one it is for, or whoever has it while they are not there for it. Derived, and decides nothing.
 * Source: a deputy with dates covers the holder's absence, and every duty has a person who can be reached.
 */
import { isAbsent } from './away.ts'
import type { Case } from './case.ts'
import { covers } from './consent.ts'
import type { Ball, Found } from './deadline.ts'
import type { Day, PersonId, TopicCode } from './ids.ts'
import { type Bearer, type LeaveNow, leaveOf } from './leave.ts'
import type { Measure } from './measure.ts'
import { deputyOn, isLetIn, lacksHolder } from './post.ts'
import { type Place, recipientOf } from './recipient.ts'

/** Whose it is otherwise, the last day on which it is not, and why: they have leave, or have a deputy in those days. */
export type Instead = { of: PersonId; until: Day; why: 'deputy' | 'leave' }

/** `instead` is null where it lies with them whatever the day. */
export type Lying = { ball: Ball; instead: Instead | null }

const owner: Ball = { role: 'owner' }
const holder: Ball = { role: 'holder' }
const leader: Ball = { role: 'leader' }

/**
 * What lies with somebody who is not there for it, has leave, or whom the family lets in no longer, goes on: to the holder, to the
 * deputy alone on the days of standing in, to the leader; a wondering to the leader at once. Of what has a `topic` that the family has
 * closed to the deputy, the deputy has nothing; what `waits` is theirs still who have leave.
 */
export function lyingWith(state: Case, one: Pick<Found, 'ball' | 'topic' | 'waits'>, today: Day): Lying {
  const { ball, topic } = one
  switch (ball.role) {
    case 'owner':
      return ofOwner(state)
    case 'person':
      return ofPerson(state, ball.person, one, today)
    case 'holder':
      return heldOn(state, topic ?? null, today)
    case 'leader':
      return { ball, instead: null }
  }
}

/** A wondering is its owner's and their leader's alone. */
function ofOwner(state: Case): Lying {
  if (isAbsent(state, state.owner)) return { ball: leader, instead: null }
  const leave = leaveOf(state, state.owner)
  return leave ? { ball: leader, instead: insteadOf(leave) } : { ball: owner, instead: null }
}

/** Who bears what is the holder's on a day: somebody else only where the holder could, but for their leave. */
export function bearerOn(state: Case, today: Day): Bearer {
  const { ball, instead } = heldOn(state, null, today)
  if (instead?.why !== 'leave') return 'holder'
  return ball.role === 'person' ? 'deputy' : 'nobody'
}

function ofPerson(state: Case, person: PersonId, { topic, waits }: Pick<Found, 'topic' | 'waits'>, today: Day): Lying {
  const isGone = isAbsent(state, person)
  const leave = leaveOf(state, person)
  if (!isGone && (waits || !leave)) return { ball: { role: 'person', person }, instead: null }
  const held = heldOn(state, topic ?? null, today)
  return leave && !isGone ? { ball: held.ball, instead: insteadOf(leave) } : held
}

function heldOn(state: Case, topic: TopicCode | null, today: Day): Lying {
  const deputy = deputyOn(state, today) ? state.deputy : null
  const isHeld = !lacksHolder(state, today) && !isAbsent(state, state.holder)
  const leave = isHeld ? leaveOf(state, state.holder) : null
  if (deputy && mayDo(state, deputy, topic, today) && isThere(state, deputy.person)) {
    const standing = state.holder && ({ of: state.holder, until: deputy.until, why: 'deputy' } as const)
    return { ball: { role: 'person', person: deputy.person }, instead: leave ? insteadOf(leave) : standing }
  }
  if (leave) return { ball: leader, instead: insteadOf(leave) }
  return { ball: isHeld ? holder : leader, instead: null }
}

function isThere(state: Case, person: PersonId): boolean {
  return !isAbsent(state, person) && !leaveOf(state, person)
}

function insteadOf({ person: of, until }: LeaveNow): Instead {
  return { of, until, why: 'leave' }
}

/** What has a topic is of a log that is or was digital, so that the family says who may read it. */
function mayDo(state: Case, deputy: Place, topic: TopicCode | null, today: Day): boolean {
  return topic === null ? isLetIn(state, deputy, today) : covers(state, recipientOf(deputy), topic, today)
}

/**
 * With whom a measure or a follow-up lies. A service, the home and somebody who has left are not written to, nor is somebody to whom
 * the family has closed the topic, be it that the log is on paper since: the holder follows up on their behalf.
 */
export function ballOf(state: Case, { responsible, topic }: Pick<Measure, 'responsible' | 'topic'>, today: Day): Ball {
  if (responsible.kind !== 'person') return holder
  const { person } = responsible
  const part = state.participants.find((one) => one.person === person)
  const isOpen = part && covers(state, recipientOf(part), topic, today)
  return isOpen ? { role: 'person', person } : holder
}
