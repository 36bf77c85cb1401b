/**
 * Who leads the unit of a case: its leaders, and on some days whoever stands in for one of them. Decides nothing. Source: whoever
 * has no part in a case has none by somebody else either, and the family let in a unit, not the one beside it.
 */
import type { Case } from './case.ts'
import type { Post, Staff } from './decision.ts'
import type { MunicipalityCode } from './ids.ts'
import { isOn, leadingPost, postsIn, worksWithCases } from './post.ts'
import type { Place } from './recipient.ts'
import type { Transition } from './transition.ts'

/** Whether somebody leads there: in the place of a leader who has no part in the case nobody does. */
export function isLeaderOf(state: Pick<Case, 'municipality' | 'unit' | 'excluded' | 'recused'>, actor: Staff): boolean {
  return leadingPost(state, actor) !== null
}

/** Whether somebody leads the unit to which a transition is planned: what they are asked, and nothing of the case is theirs before. */
export function isReceiver(
  state: Pick<Case, 'status' | 'municipality' | 'excluded' | 'recused'>,
  actor: Staff,
  { status, unit }: Pick<Transition, 'status' | 'unit'>,
): boolean {
  return state.status === 'open' && status === 'planned' && !!unit && leadingPost({ ...state, unit }, actor) !== null
}

type There = Place & { municipality: MunicipalityCode }

/** Whether somebody of these posts may lead there in the place of its leader: who works with cases in that unit, for that service. */
export function mayLeadFor(posts: Post[], { municipality, service, unit }: There): boolean {
  return postsIn({ posts }, municipality).some((post) => isOn({ service, unit }, post) && worksWithCases(post))
}

/** Those of somebody's own posts by which they lead. */
export function ledBy(posts: Post[]): Post[] {
  return posts.filter(({ roles }) => roles.includes('leader'))
}

/** Those by which a leader of such posts can have somebody of these lead for them, one in each unit. */
export function ledFor(leader: Post[], posts: Post[]): Post[] {
  const able = ledBy(leader).filter((post) => mayLeadFor(posts, post))
  return [...new Map(able.map((post) => [`${post.municipality}/${post.unit}`, post])).values()]
}
