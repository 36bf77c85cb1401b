/** What takes the place of something that was unfolded in a chat. Says nothing of what it was. */
import type { Card } from '../../../cards/card.ts'
import { folded } from '../../../cards/folded.ts'
import { isQuery, type Offer } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import type { Unfolded } from '../../ports.ts'
import { isAction } from '../actions/index.ts'
import { mayRead, type Viewer } from '../see/index.ts'

export function showFolded(viewer: Viewer, { opens }: Unfolded, state: Case | null): Card {
  const mayOpen = viewer.person.active && (state === null || mayRead(viewer, state))
  const offers = opens && mayOpen ? offerOf(opens) : []
  return folded({ ref: state && mayOpen ? state.ref : null, offers }, viewer.say)
}

/** What an earlier version called otherwise is offered no more. */
function offerOf({ action, data }: NonNullable<Unfolded['opens']>): Offer[] {
  return isAction(action) || isQuery(action) ? [{ kind: 'open', action, data }] : []
}
