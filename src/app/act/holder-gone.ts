/** Whether whoever holds the baton can still hold it, by the directory as it is now. Changes nothing: `baton.leave` does. */
import type { Case } from '../../core/case.ts'
import { rolesIn } from '../../core/permission.ts'
import { holderOf, postOf } from '../../core/post.ts'
import type { Tx } from '../../ports.ts'
import { type App, actorOf, municipalityOf } from '../app.ts'

/**
 * True for somebody who has left, also for another municipality, or now works where the family has let nobody in. A consent that merely ran out does not
 * make the holder go: it is renewed. False where there is no holder, or another is already asked for.
 */
export async function isHolderGone(tx: Tx, app: App, state: Case): Promise<boolean> {
  const partOfHolder = holderOf(state)
  if (!state.holder || !partOfHolder || state.holderLeft) return false
  const holder = await tx.people.get(state.holder)
  const post = holder?.active ? postOf(state, actorOf(holder), partOfHolder) : null
  if (!holder || !post) return true
  const day = municipalityOf(app, state.municipality).calendar.dayOf(app.clock.now())
  return post.service === state.service && !rolesIn(state, actorOf(holder), day).includes('holder')
}
