/** Where a case is followed from: once in each channel, so that nobody reads the same line twice there. */
import type { CaseId } from '../../core/ids.ts'
import type { Place, Tx } from '../../ports.ts'
import type { App } from '../app.ts'
import { tellThreadLost } from './enqueue.ts'

/**
 * Whether what happens in the case is already said in the channel that `place` is in, in whichever thread. No where no
 * thread stands yet: it can be asked for again.
 */
export async function isFollowedFrom(tx: Tx, app: App, id: CaseId, place: Place): Promise<boolean> {
  const standing = await tx.places.followed(id)
  return standing.some(({ thread }) => thread && channelOf(app, thread) === channelOf(app, place))
}

/**
 * The bot may not write in a place any more: nothing is said there until something is heard from it, and of every open log
 * that is followed from there somebody learns it, once.
 */
export async function loseOrigin(tx: Tx, app: App, key: string): Promise<void> {
  const cases = await tx.places.followedFrom(key)
  await tx.places.markDead(key, app.clock.now())
  await tellOfLost(tx, app, cases)
}

/** The bot was removed from a whole tenant: as if every place in it were lost, and of each case it is told once. */
export async function loseTenant(tx: Tx, app: App, { channel, tenant }: Place): Promise<void> {
  await tellOfLost(tx, app, await tx.places.markTenantDead(channel, tenant, app.clock.now()))
}

async function tellOfLost(tx: Tx, app: App, cases: CaseId[]): Promise<void> {
  for (const id of cases) {
    const state = (await tx.cases.get(id))?.case
    if (state && state.status === 'open' && state.level > 0) await tellThreadLost(tx, app, state)
  }
}

/** Keys are unique over all channels. One that is not set up any more tells of no threads. */
function channelOf({ channels }: App, place: Place): string {
  return channels.get(place.channel)?.channelOf(place) ?? place.key
}
