/**
 * With whom something due lies: the one it is for, or whoever has it while they are not there for it. Derived, and decides nothing.
 * Source: a deputy with dates covers the holder's absence, and every duty has a person who can be reached.
 */
import { isAbsent } from './away.ts'
import type { Case } from './case.ts'
import { covers } from './consent.ts'
import type { Ball } from './deadline.ts'
import type { Day, PersonId, TopicCode } from './ids.ts'
import type { Measure } from './measure.ts'
import { deputyOn, isAtHome, isInside, isLetIn, lacksHolder } from './post.ts'
import { type Place, recipientOf } from './recipient.ts'

/** Whose it is otherwise, and the last day on which it is not. */
export type Instead = { of: PersonId; until: Day }

/** `instead` is null where it lies with them whatever the day. */
export type Lying = { ball: Ball; instead: Instead | null }

const holder: Ball = { role: 'holder' }
const leader: Ball = { role: 'leader' }

/**
 * What lies with somebody who is not there for it, or whom the family lets in no longer, goes on: to the holder, to the deputy alone
 * on the days of standing in, to the leader. Of what has a `topic` that the family has closed to the deputy, the deputy has nothing.
 */
export function lyingWith(state: Case, ball: Ball, topic: TopicCode | null, today: Day): Lying {
  switch (ball.role) {
    case 'owner':
      return { ball: isAbsent(state, state.owner) ? leader : ball, instead: null }
    case 'person':
      return isAbsent(state, ball.person) ? lyingWith(state, holder, topic, today) : { ball, instead: null }
    case 'holder':
      return heldOn(state, topic, today)
    case 'leader':
      return { ball, instead: null }
  }
}

function heldOn(state: Case, topic: TopicCode | null, today: Day): Lying {
  const deputy = deputyOn(state, today) ? state.deputy : null
  if (deputy && mayDo(state, deputy, topic, today) && !isAbsent(state, deputy.person)) {
    const instead = state.holder && { of: state.holder, until: deputy.until }
    return { ball: { role: 'person', person: deputy.person }, instead }
  }
  const isThere = !lacksHolder(state, today) && !isAbsent(state, state.holder)
  return { ball: isThere ? holder : leader, instead: null }
}

/** As what somebody with a part at home may read: all of it on paper, and what the family says of a log that is or was digital. */
function mayDo(state: Case, deputy: Place, topic: TopicCode | null, today: Day): boolean {
  if (topic === null) return isLetIn(state, deputy, today)
  const isOwn = isInside(state, deputy) && isAtHome(state) && !state.wasDigital
  return isOwn || covers(state, recipientOf(deputy), topic, today)
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
