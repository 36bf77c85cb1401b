/**
 * What becomes of a send that failed: it is tried again when that is safe, once more at most when nobody knows whether it
 * arrived, and otherwise it is left for a person to see, and somebody is told. Nothing fails in silence.
 */
import { ChannelError, type Claimed, type Outgoing, type Place, type Tx } from '../ports.ts'
import type { App } from './app.ts'
import { openThread, tellLeaders } from './enqueue.ts'

const firstPauseMs = 1_000
const longestPauseMs = 15 * 60_000
/** Tries, counting this one, after which a person must look at it. Waiting for a channel goes on for more than a day. */
const mostTries = { waiting: 100, fault: 10, ambiguous: 2 }

/**
 * `asked` is null when it failed before the channel was asked; its `via` is the place that takes no messages if the channel
 * said no for good. Somebody who has lost the claim changes nothing.
 */
export async function failed(
  app: App,
  claimed: Claimed,
  error: unknown,
  asked: { via: Place | null } | null,
): Promise<void> {
  const { row, fence, attempts } = claimed
  // A fault of ours after the channel was asked leaves open whether the message arrived.
  const kind = error instanceof ChannelError ? error.kind : asked ? 'ambiguous' : 'fault'
  const fault = error instanceof ChannelError ? {} : { error }
  app.log.warn('delivery.failed', { id: row.id, card: row.card, kind, attempt: attempts, ...fault })
  if (!isFinal(claimed, kind))
    return retry(app, claimed, kind, error instanceof ChannelError ? error.retryAfterMs : null)
  await app.store.transaction(async (tx) => {
    if (!(await tx.outbox.finish(row.id, fence, 'dead', kind, app.clock.now()))) return
    if (row.verb === 'update' && row.message) await tx.shown.forget(row.message)
    else await unreached(tx, app, row, asked?.via ?? null, kind)
  })
}

type Kind = ChannelError['kind'] | 'fault'

function isFinal({ row, attempts, unsure }: Claimed, kind: Kind): boolean {
  if (kind === 'gone' || kind === 'forbidden') return true
  // An update says the same however often it arrives.
  if (kind === 'ambiguous' && row.verb !== 'update') return unsure + 1 >= mostTries.ambiguous
  return attempts >= (kind === 'fault' ? mostTries.fault : mostTries.waiting)
}

/** A place that does not take messages is dead until something is heard from it; a leader learns who was not reached. */
async function unreached(tx: Tx, app: App, row: Outgoing, via: Place | null, kind: Kind): Promise<void> {
  if (via && (kind === 'gone' || kind === 'forbidden')) await tx.places.markDead(via.key, app.clock.now())
  const state = row.case ? (await tx.cases.get(row.case))?.case : null
  if (!state) return
  // A thread that was removed is begun anew where the case came from.
  if (row.verb === 'line' && kind === 'gone' && row.origin) await openThread(tx, app, state, row.origin)
  if (row.verb === 'direct' && row.person && row.line !== 'not-reached') await tellLeaders(tx, app, state, row.person)
}

async function retry(
  app: App,
  { row, fence, attempts }: Claimed,
  reason: Kind,
  retryAfterMs: number | null,
): Promise<void> {
  const backoff = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1)) * (0.5 + app.random() / 2)
  const notBefore = new Date(Date.parse(app.clock.now()) + Math.max(retryAfterMs ?? 0, backoff)).toISOString()
  await app.store.transaction((tx) => tx.outbox.retry(row.id, fence, notBefore, reason))
}
