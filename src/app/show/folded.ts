/** What takes the place of something that was unfolded in a chat. Says nothing of what it was. */
import type { Card } from '../../../cards/card.ts'
import { folded } from '../../../cards/folded.ts'
import { isAboutQuestion, isQuery, type Offer, type Query } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import { rolesIn } from '../../core/permission.ts'
import type { Unfolded } from '../../ports.ts'
import { isAction, may } from '../actions/index.ts'
import { mayRead, type Viewer } from '../see/index.ts'

/**
 * Whoever was only asked, or offered the baton, is led back to that alone, without the reference; to a question so is whoever
 * takes part in the case as well.
 */
export function showFolded(viewer: Viewer, { opens }: Pick<Unfolded, 'opens'>, about: Case | null): Card {
  // A list stood there, in which that case was one of several.
  const state = opens?.action === ('show.mine' satisfies Query) ? null : about
  const reads = viewer.person.active && (state === null || mayRead(viewer, state))
  const offers = opens && (reads || isTheirOwn(viewer, opens, state)) ? offerOf(opens) : []
  const isNamed = state !== null && reads && !(opens && isAboutQuestion(opens.action, opens.data))
  return folded({ ref: isNamed ? state.ref : null, offers }, viewer.say)
}

/** Whether it leads to what is asked of them, which is all they may see. */
function isTheirOwn(viewer: Viewer, { action }: NonNullable<Unfolded['opens']>, state: Case | null): boolean {
  if (!viewer.person.active || !state) return false
  return isAction(action)
    ? may(state, viewer, action)
    : action === 'show.sent' && rolesIn(state, viewer.actor, viewer.today).length > 0
}

/** What an earlier version called otherwise is offered no more. */
function offerOf({ action, data }: NonNullable<Unfolded['opens']>): Offer[] {
  return isAction(action) || isQuery(action) ? [{ kind: 'open', action, data }] : []
}
