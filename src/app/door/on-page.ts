/** What a page of ours has room for, and what a chat is answered with where the same is asked for there. Changes nothing. */
import type { Card } from '../../../cards/card.ts'
import { ledBackTo } from '../../../cards/parts/lead-on.ts'
import type { Case } from '../../core/case.ts'
import { show } from '../actions/index.ts'
import type { Viewer } from '../see/index.ts'
import { pageIn, showHistory, showList, showMine, showPlan } from '../show/index.ts'
import type { Pressed } from './pressed.ts'
import { spotOf } from './spot.ts'

type Looking = { viewer: Viewer; request: Pressed; state: Case | null }

/** A table of fifty fits no message, nor a dialog of a chat. */
export function isPage({ from }: Pressed): boolean {
  return from === 'window'
}

/** Of no case: what else a list's button carries names none. */
export async function listOf({ viewer, request }: Looking): Promise<Card> {
  const more = isPage(request) ? [show('show.list')] : []
  const page = request.action === 'show.mine' ? pageIn(request.data) : null
  return ledBackTo(await showMine(viewer, { page, spot: spotOf(viewer, request), more }), 'mine')
}

/** Every case, as a table. */
export function tableOf(looking: Looking): Promise<Card> {
  const { viewer, request } = looking
  return isPage(request) ? showList(viewer, request.data) : listOf(looking)
}

export function historyOf({ viewer, request, state }: Looking): Promise<Card | null> | null {
  const { start } = request.data
  if (!state) return null
  return isPage(request)
    ? showHistory(viewer, state.id, start)
    : showPlan(viewer, state.id, 'history', start ?? '0', null)
}
