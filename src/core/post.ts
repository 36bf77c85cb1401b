/**
 * Where somebody works, and on which of their posts their part in a case rests: unit, service and consent are judged by that
 * post alone. Decides nothing. Source: a person may be a nurse at three schools, or lead two units.
 */
import type { Case } from './case.ts'
import { covers } from './consent.ts'
import type { Actor, Post, Staff } from './decision.ts'
import type { Day, MunicipalityCode, PersonId } from './ids.ts'
import { type Place, recipientOf } from './recipient.ts'

/** Somebody's part in a case. `unit` is null in what was written down before it was kept: then it is any of that service. */
export type Part = Place & { person: PersonId }

/** Those of the posts that are in a municipality. */
export function postsIn({ posts }: Pick<Staff, 'posts'>, municipality: MunicipalityCode): Post[] {
  return posts.filter((one) => one.municipality === municipality)
}

/** Whether somebody may act in a municipality at all: at work there, of a family there, or the bot itself. */
export function isAt(actor: Actor, municipality: MunicipalityCode): boolean {
  return actor.kind === 'staff' ? postsIn(actor, municipality).length > 0 : actor.municipality === municipality
}

/** The post a part rests on, as long as they have it; null once they don't, so that the part is over. */
export function postOf(state: Case, actor: Staff, part: Place): Post | null {
  return postsIn(actor, state.municipality).find((post) => isOn(part, post)) ?? null
}

/** Whether a part rests on a post, where that is in the municipality of its case. */
export function isOn({ service, unit }: Place, post: Pick<Post, 'service' | 'unit'>): boolean {
  return post.service === service && (unit === null || post.unit === unit)
}

/** The part of whoever has, or had, the baton; null where nobody has had it yet. */
export function holderOf({ holder, holderService: service, holderUnit: unit }: Case): Part | null {
  return holder && { person: holder, service, unit }
}

/** Every part somebody has in a case, the one that says most of them first. */
export function partsOf(state: Case, person: PersonId): Part[] {
  const { deputy, participants, handOver } = state
  const offered = handOver && { ...handOver, person: handOver.to }
  return [holderOf(state), deputy, ...participants, offered]
    .filter((one) => one !== null)
    .filter((one) => one.person === person)
}

/**
 * The one post by which somebody is in a case: that of their part in it; without a part that of a leader of its unit, of KE, or
 * where it has its home; otherwise the first they have in its municipality. Null where they have none there.
 */
export function postIn(state: Case, actor: Staff): Post | null {
  const posts = postsIn(actor, state.municipality)
  const rested = partsOf(state, actor.person).flatMap((part) => postOf(state, actor, part) ?? [])
  const led = posts.find((one) => one.unit === state.unit && one.roles.includes('leader'))
  const ke = state.raisedToKe ? posts.find(({ roles }) => roles.includes('ke')) : undefined
  const home = posts.find((one) => isInside(state, one))
  return rested[0] ?? led ?? ke ?? home ?? posts[0] ?? null
}

/** Whether somebody leads the unit a case belongs to. */
export function isLeaderOf(state: Pick<Case, 'municipality' | 'unit'>, actor: Staff): boolean {
  return postsIn(actor, state.municipality).some(({ unit, roles }) => unit === state.unit && roles.includes('leader'))
}

/** Whether somebody is of the coordinating unit of a municipality. */
export function isKeIn(actor: Staff, municipality: MunicipalityCode): boolean {
  return postsIn(actor, municipality).some(({ roles }) => roles.includes('ke'))
}

/** Whether the post by which somebody is in a case is where it has its home. */
export function worksInside(state: Case, actor: Staff): boolean {
  const post = postIn(state, actor)
  return post !== null && isInside(state, post)
}

/** Whether a post is where the case has its home. */
export function isInside(state: Pick<Case, 'service' | 'unit'>, { service, unit }: Place): boolean {
  return service === state.service && (unit === null || unit === state.unit)
}

/** Whether a case is at home in its unit: where it began, or where the family has let it come. */
export function isAtHome(state: Case): boolean {
  const own = recipientOf(state)
  return !state.hasMoved || state.consents.some(({ givenAt, services }) => givenAt !== null && services.includes(own))
}

/** Whether somebody there may take part on a day: at home the family need not let them in. */
export function isLetIn(state: Case, place: Place, day: Day): boolean {
  return (isInside(state, place) && isAtHome(state)) || covers(state, recipientOf(place), null, day)
}

/** Whether a part goes on: by the post on which it rests, as they have it now. */
export function isStillIn(state: Case, actor: Staff, part: Part, day: Day): boolean {
  const post = postOf(state, actor, part)
  return post !== null && isLetIn(state, post, day)
}
