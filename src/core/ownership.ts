/**
 * Whoever wondered is not there for it: their leader goes on, or somebody else of the unit, whom KE can name too. A wondering is
 * its owner's as long as they are. Source: the BTI model's level 0.
 */
import { isAbsent } from './away.ts'
import type { Case } from './case.ts'
import { type Context, type Decision, happened, type Somebody } from './decision.ts'
import type { PersonId } from './ids.ts'
import { type Notice, told } from './notice.ts'
import { isInside, postsIn } from './post.ts'
import { refuse } from './refusal.ts'
import { whyNoPart } from './somebody.ts'

export type OwnershipCommand = { type: 'concern.take-over' } | { type: 'concern.name'; to: Somebody }
export type OwnershipEvent = { type: 'concern.owned'; owner: PersonId; from: PersonId }

/** Refuses while whoever wondered can follow it up, somebody who can have no part in it, and somebody of another house. */
export function decideOwnership(state: Case, command: OwnershipCommand, { actor }: Context): Decision {
  if (!isAbsent(state, state.owner)) return refuse('concern-owned')
  const { owner: from } = state
  if (command.type === 'concern.name') {
    const { to } = command
    const elsewhere = isInside(state, to) ? null : refuse('not-of-unit', { field: 'person' })
    return whyNoPart(state, to, 'person') ?? elsewhere ?? happened({ type: 'concern.owned', owner: to.person, from })
  }
  if (actor.kind !== 'staff') return refuse('not-permitted')
  // A wondering rests on a post where it arose: whoever leads there from another service names somebody.
  const isHere = postsIn(actor, state.municipality).some((post) => isInside(state, post))
  return isHere ? happened({ type: 'concern.owned', owner: actor.person, from }) : refuse('not-of-unit')
}

export function noticesOfOwnership(): Notice[] {
  return [told({ line: 'owner-changed', subject: '' }, ['owner', 'leaders'])]
}
