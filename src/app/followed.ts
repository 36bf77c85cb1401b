/** Where a case is followed from: once in each channel, so that nobody reads the same line twice there. */
import type { CaseId } from '../core/ids.ts'
import type { Place, Tx } from '../ports.ts'

/**
 * Whether what happens in the case is already said where `place` is: there, or in a thread there; and in a thread, whether
 * it is said in its channel.
 */
export async function isFollowedFrom(tx: Tx, id: CaseId, place: Place): Promise<boolean> {
  const standing = await tx.places.followed(id)
  return standing.some(({ origin, thread }) => [origin, ...(thread ? [thread] : [])].some((one) => isThere(one, place)))
}

function isThere(one: Place, other: Place): boolean {
  if (one.channel !== other.channel || one.tenant !== other.tenant) return false
  return one.key === other.key || isThreadOf(one, other) || isThreadOf(other, one)
}

function isThreadOf(thread: Place, channel: Place): boolean {
  const rest = thread.key.slice(channel.key.length)
  return thread.kind === 'thread' && thread.key.startsWith(channel.key) && /^\W/.test(rest)
}
