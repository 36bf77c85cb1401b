/** Where a case is followed from: once in each channel, so that nobody reads the same line twice there. */
import type { CaseId } from '../core/ids.ts'
import type { Place, Tx } from '../ports.ts'
import type { App } from './app.ts'
import { tellThreadLost } from './enqueue.ts'

/**
 * Whether what happens in the case is already said where `place` is: there, or in a thread there; and in a thread, whether
 * it is said in its channel. No where no thread stands yet: it can be asked for again.
 */
export async function isFollowedFrom(tx: Tx, id: CaseId, place: Place): Promise<boolean> {
  const standing = await tx.places.followed(id)
  return standing.some(({ origin, thread }) => thread && [origin, thread].some((one) => isThere(one, place)))
}

/**
 * The bot may not write in a place any more: nothing is said there until something is heard from it, and of every open log
 * that is followed from there somebody learns it, once.
 */
export async function loseOrigin(tx: Tx, app: App, key: string): Promise<void> {
  if (!(await tx.places.byKey(key))) return
  await tx.places.markDead(key, app.clock.now())
  await tellOfLost(tx, app, await tx.places.followedFrom(key))
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

function isThere(one: Place, other: Place): boolean {
  if (one.channel !== other.channel || one.tenant !== other.tenant) return false
  return one.key === other.key || isThreadOf(one, other) || isThreadOf(other, one)
}

function isThreadOf(thread: Place, channel: Place): boolean {
  const rest = thread.key.slice(channel.key.length)
  return thread.kind === 'thread' && thread.key.startsWith(channel.key) && /^\W/.test(rest)
}
