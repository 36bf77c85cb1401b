/** Whether whoever holds the baton can still hold it, by the directory as it is now. Changes nothing: `baton.leave` does. */
import type { Case } from '../../core/case.ts'
import { rolesIn } from '../../core/permission.ts'
import { holderOf, postOf } from '../../core/post.ts'
import type { Tx } from '../../ports.ts'
import { type App, actorOf, todayIn } from '../app.ts'

/**
 * True for somebody who has left, also for another municipality, or now works where the family has let nobody in. A consent that merely ran out does not
 * make the holder go: it is renewed. False where there is no holder, or another is already asked for.
 */
export async function isHolderGone(tx: Tx, app: App, state: Case): Promise<boolean> {
  const partOfHolder = holderOf(state)
  if (!state.holder || !partOfHolder || state.holderLeft) return false
  const holder = await tx.people.get(state.holder)
  const day = todayIn(app, state)
  const actor = holder?.active ? actorOf(holder, day) : null
  const post = actor && postOf(state, actor, partOfHolder)
  if (!actor || !post) return true
  return post.service === state.service && !rolesIn(state, actor, day).includes('holder')
}
