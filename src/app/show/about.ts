/** By whom cases are called in a list: the word their writer chose, where it may stand and its reader may know it. A look that is logged. */
import type { About } from '../../../cards/parts/mine-item.ts'
import type { Case } from '../../core/case.ts'
import { accessTo } from '../../core/reading.ts'
import { knowsWhom, lookingAt, type OpenedFor, openCase, type Viewer } from '../see/index.ts'

/**
 * Where a list is shown, which decides whether it says whom each case is about: in a window, in the reader's own chat, where
 * the municipality of the case lets content stand, or in a message, which never holds any.
 */
export type Spot = 'window' | 'chat' | 'message'

/** The words by which the cases are called, of those that the viewer may know and of which they may stand there; `what` is the list. */
export async function aboutIn(asker: Viewer, spot: Spot, states: Case[], what: OpenedFor): Promise<About> {
  const about = new Map<string, string>()
  for (const state of spot === 'message' ? [] : states) {
    const viewer = lookingAt(asker, state)
    if (!mayName(viewer, state) || (spot === 'chat' && viewer.model.content.stands !== 'chat')) continue
    const opened = await openCase(viewer, state, what)
    const word = (await opened?.words([state.about]))?.get(state.about)
    if (word) about.set(state.ref, word)
  }
  return about
}

/** Whether the viewer may know whom the case is about, and the word for it. */
export function mayName(asker: Viewer, state: Case): boolean {
  const { actor, today, policy } = lookingAt(asker, state)
  const access = accessTo(state, actor, today, policy.topics)
  return access !== null && !access.sealed && !state.erased && knowsWhom(state, access)
}
