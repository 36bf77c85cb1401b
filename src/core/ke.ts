/**
 * Why a case is KE's to see: a proposal that nobody of the unit can decide, no leader who could see to what
 * waits, or something late that the ladder has brought to them. It is theirs no longer than that. Decides nothing.
 */
import type { Case } from './case.ts'
import { openProposal } from './level.ts'

/** Whether it has been brought to KE, and the reason for it has not ended. A case that is closed is its own unit's. */
export function isBroughtToKe(state: Case): boolean {
  const isTheirs = openProposal(state)?.toKe === true
  return state.status === 'open' && (isTheirs || state.decides === 'ke' || state.raised.length > 0)
}

/** Whether it is theirs to see, or would be if anybody of KE could be reached. */
export function isForKeOnceThere(state: Case): boolean {
  return isBroughtToKe(state) || isStuck(state)
}

/** Whether nobody who can be reached may decide what waits: no leader, or none but who proposed it, and nobody of KE. */
export function isStuck({ decides, stuck }: Pick<Case, 'decides' | 'stuck'>): boolean {
  return decides === 'nobody' || stuck !== null
}
