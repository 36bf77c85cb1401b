/**
 * Where somebody works, and on which of their posts their part in a case rests: unit, service and consent are judged by that
 * post alone. Decides nothing. Source: a person may be a nurse at three schools, or lead two units.
 */
import type { Case } from './case.ts'
import { covers } from './consent.ts'
import type { Actor, Post, Staff } from './decision.ts'
import { isOut } from './exclusion.ts'
import type { Day, MunicipalityCode, PersonId } from './ids.ts'
import { isBroughtToKe } from './ke.ts'
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

/** Whether somebody of these roles works with cases at all: an administrator and nothing else sees none. */
export function worksWithCases({ roles }: Pick<Post, 'roles'>): boolean {
  return roles.some((role) => role !== 'administrator')
}

/** The post a part rests on, as long as they work with cases there; null once they don't, so that the part is over. */
export function postOf(state: Case, actor: Staff, part: Place): Post | null {
  return postsIn(actor, state.municipality).find((post) => isOn(part, post) && worksWithCases(post)) ?? null
}

/** Whether a part rests on a post, where that is in the municipality of its case. */
export function isOn({ service, unit }: Place, post: Pick<Post, 'service' | 'unit'>): boolean {
  return post.service === service && (unit === null || post.unit === unit)
}

/** The part of whoever has, or had, the baton; null where nobody has had it yet. */
export function holderOf({ holder, holderService: service, holderUnit: unit }: Case): Part | null {
  return holder && { person: holder, service, unit }
}

/** The deputy, on the days the deputy stands in. */
export function deputyOn({ deputy }: Pick<Case, 'deputy'>, day: Day): PersonId | null {
  return deputy && deputy.from <= day && day <= deputy.until ? deputy.person : null
}

/** Every part somebody has in a case, the one that says most of them first: also what gives them nothing now, as an offer. */
export function partsOf(state: Case, person: PersonId): Part[] {
  const { deputy, participants, handOver } = state
  const offered = handOver && { ...handOver, person: handOver.to }
  return [holderOf(state), deputy, ...participants, offered]
    .filter((one) => one !== null)
    .filter((one) => one.person === person)
}

/** Those who had a part before, and those who have one now: nobody is taken out whose part ends. */
export function partsEver(state: Case): Case['partsEver'] {
  const { deputy, participants, partsEver: before } = state
  const isKnown = ({ person, service }: Part) => before.some((one) => one.person === person && one.service === service)
  const now = [holderOf(state), deputy, ...participants].filter((one) => one !== null)
  const added = new Map(now.filter((one) => !isKnown(one)).map((one) => [`${one.person} ${one.service}`, one]))
  return [...before, ...[...added.values()].map(({ person, service }) => ({ person, service }))]
}

/** What somebody is in a case by a part of theirs that stands on a day, and the post on which it rests. */
type PartNow = { role: 'owner' | 'holder' | 'deputy' | 'participant'; post: Post }

/**
 * Everything somebody is in a case by a part, the one that says most of them first: a wondering has its owner alone. What is only
 * offered, a holder who has left and a deputy on other days than their own give nothing.
 */
export function partsNow(state: Case, actor: Staff, day: Day): PartNow[] {
  const { owner, service, unit, deputy, participants } = state
  const deputyNow = deputyOn(state, day) ? deputy : null
  const parts: [PartNow['role'], Part | null][] =
    state.level === 0
      ? [['owner', { person: owner, service, unit }]]
      : [
          ['holder', state.holderLeft ? null : holderOf(state)],
          ['deputy', deputyNow],
          ...participants.map((part): [PartNow['role'], Part] => ['participant', part]),
        ]
  return parts.flatMap(([role, part]) => {
    const isTheirs = part?.person === actor.person && isStillIn(state, actor, part, day)
    const post = isTheirs ? postOf(state, actor, part) : null
    return post ? [{ role, post }] : []
  })
}

/**
 * The one post by which somebody is in a case on a day: that of the part that gives them what they are in it; without one that of a
 * leader of its unit, of KE, of a part that gives nothing now, or where it has its home; otherwise the first they have in its
 * municipality. Null where they have none there.
 */
export function postIn(state: Case, actor: Staff, day: Day): Post | null {
  const posts = postsIn(actor, state.municipality)
  const ke = isBroughtToKe(state) ? posts.find(({ roles }) => roles.includes('ke')) : undefined
  const part = state.participants.find(({ person }) => person === actor.person)
  const rested = part ? postOf(state, actor, part) : null
  const home = posts.find((one) => isInside(state, one))
  return partsNow(state, actor, day)[0]?.post ?? leadingPost(state, actor) ?? ke ?? rested ?? home ?? posts[0] ?? null
}

/** The post by which somebody leads the unit of a case; null where they don't: in the place of a leader who has no part in it nobody does. */
export function leadingPost(
  state: Pick<Case, 'municipality' | 'unit' | 'excluded' | 'recused'>,
  actor: Staff,
): Post | null {
  const leads = ({ unit, roles, inPlaceOf }: Post) =>
    unit === state.unit && roles.includes('leader') && (inPlaceOf === undefined || !isOut(state, inPlaceOf))
  return postsIn(actor, state.municipality).find(leads) ?? null
}

/** Whether somebody is of the coordinating unit of a municipality. */
export function isKeIn(actor: Staff, municipality: MunicipalityCode): boolean {
  return postsIn(actor, municipality).some(({ roles }) => roles.includes('ke'))
}

/** Whether the post by which somebody is in a case on a day is where it has its home. */
export function worksInside(state: Case, actor: Staff, day: Day): boolean {
  const post = postIn(state, actor, day)
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

/** Whether a log has nobody to hold it who may take part on a day: its holder has left, or what let them in has run out. */
export function lacksHolder(state: Case, day: Day): boolean {
  const holder = state.holderLeft ? null : holderOf(state)
  return state.level > 0 && (holder === null || !isLetIn(state, holder, day))
}

/** Whether a part goes on: by the post on which it rests, as they have it now. */
function isStillIn(state: Case, actor: Staff, part: Part, day: Day): boolean {
  const post = postOf(state, actor, part)
  return post !== null && isLetIn(state, post, day)
}
