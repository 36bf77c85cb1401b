/**
 * What becomes of a send that failed: it is tried again when that is safe, once more at most when nobody knows whether it
 * arrived, by another account where one is refused, and otherwise it is left for a person to see, and somebody is told.
 * Nothing fails in silence.
 */
import {
  type Account,
  ChannelError,
  type Claimed,
  type Failed,
  type MessageRef,
  type Outgoing,
  type Tx,
} from '../../ports.ts'
import {
  digestLost,
  endWeeklyIn,
  isSame,
  loseOrigin,
  missWeekly,
  openThread,
  recheckOf,
  tellAbout,
  tellThreadMissed,
} from '../act/index.ts'
import type { App } from '../app.ts'
import { accountsInUse, type Way } from './way.ts'

const firstPauseMs = 1_000
const longestPauseMs = 15 * 60_000
/** Tries, counting this one, after which a person must look at it. Waiting for a channel goes on for more than a day. */
const mostTries = { waiting: 100, fault: 10, ambiguous: 2 }

/** How far a send had come: which way it was to go, if that was known, and whether the channel was asked to send it. */
export type Tried = { way: Way | null; isSent: boolean }

/** Somebody who has lost the claim changes nothing. */
export async function failed(app: App, claimed: Claimed, error: unknown, { way, isSent }: Tried): Promise<void> {
  const { row, attempts } = claimed
  // A fault of ours after the channel was asked leaves open whether the message arrived.
  const kind = error instanceof ChannelError ? error.kind : isSent ? 'ambiguous' : 'fault'
  const why = error instanceof ChannelError ? (error.code === null ? {} : { code: error.code }) : { error }
  app.log.warn('delivery.failed', { id: row.id, card: row.card, kind, attempt: attempts, ...why })
  if (!isFinal(claimed, kind, way))
    return retry(app, claimed, kind, error instanceof ChannelError ? error.retryAfterMs : null)
  await app.store.transaction((tx) =>
    isWayClosed(kind) ? refused(tx, app, claimed, way, kind) : giveUp(tx, app, claimed, kind),
  )
}

/** The way is closed, for this message and the next. */
type WayClosed = 'gone' | 'forbidden'

function isWayClosed(kind: Failed): kind is WayClosed {
  return kind === 'gone' || kind === 'forbidden'
}

function isFinal({ row, attempts, unsure }: Claimed, kind: Failed, way: Way | null): boolean {
  if (isWayClosed(kind) || kind === 'refused') return true
  if (kind === 'ambiguous' && !isKnowable(row, way)) return unsure + 1 >= mostTries.ambiguous
  return attempts >= (kind === 'fault' ? mostTries.fault : mostTries.waiting)
}

/** An update says the same however often it arrives, and where a channel can tell, it is asked before the next try. */
function isKnowable({ verb }: Outgoing, way: Way | null): boolean {
  return verb === 'update' || way?.channel.find !== undefined
}

/** How many tries are left of a message of which nobody can know whether it arrived; null where it is no such thing. */
export function triesLeft({ row, unsure }: Claimed, way: Way): number | null {
  return unsure === 0 || isKnowable(row, way) ? null : Math.max(0, mostTries.ambiguous - unsure)
}

/** It may have arrived as often as it may be tried: also where whoever tried it last did not live to say so. */
export async function spent(app: App, claimed: Claimed): Promise<void> {
  const { row, attempts } = claimed
  app.log.warn('delivery.failed', { id: row.id, card: row.card, kind: 'ambiguous', attempt: attempts, code: 'spent' })
  await app.store.transaction((tx) => giveUp(tx, app, claimed, 'ambiguous'))
}

/** The channel said no for good: what refused is not asked again until something is heard from it. */
async function refused(tx: Tx, app: App, claimed: Claimed, way: Way | null, kind: WayClosed): Promise<void> {
  const { row, fence } = claimed
  const now = app.clock.now()
  const other = way?.account ? await hasAnotherAccount(tx, app, row, way.account) : false
  const isHeld = other
    ? await tx.outbox.retry(row.id, fence, now, 'waits')
    : await tx.outbox.finish(row.id, fence, 'dead', kind, now)
  if (!isHeld) return
  if (way?.account) await tx.people.unreachable(way.account, now)
  if (way?.account && row.person) await recheckOf(tx, app, row.person)
  if (row.verb === 'direct' && way?.place) await tx.places.markDead(way.place.key, now)
  if (row.verb === 'direct' && !other) await unreached(tx, app, row)
  if (row.verb === 'update' && row.message) await updateRefused(tx, app, row.message, kind)
  if (row.verb === 'thread' || row.verb === 'line') await threadRefused(tx, app, row, way, kind)
}

async function hasAnotherAccount(tx: Tx, app: App, row: Outgoing, account: Account): Promise<boolean> {
  const accounts = await accountsInUse(tx, app, row)
  return accounts.some((one) => !one.unreachable && !isSame(one, account))
}

/** A thread that was removed is begun anew where the case is followed from; a place that takes nothing is lost. */
async function threadRefused(tx: Tx, app: App, row: Outgoing, way: Way | null, kind: WayClosed): Promise<void> {
  if (row.card === 'overview') return endWeeklyIn(tx, app, row, 'lost')
  const state = row.case ? (await tx.cases.get(row.case))?.case : null
  if (!state || row.origin === null) return
  const thread = row.verb === 'line' && kind === 'gone' ? way?.place?.key : undefined
  if (thread === undefined || thread === row.origin) return loseOrigin(tx, app, row.origin)
  await tx.places.markDead(thread, app.clock.now())
  await openThread(tx, app, state, row.origin)
}

async function giveUp(tx: Tx, app: App, { row, fence }: Claimed, kind: Failed): Promise<void> {
  if (!(await tx.outbox.finish(row.id, fence, 'dead', kind, app.clock.now()))) return
  if (row.verb === 'update' && row.message) await stillStands(tx, app, row.message)
  if (row.verb === 'direct') await unreached(tx, app, row)
  if (row.verb === 'thread' || row.verb === 'line') await threadMissed(tx, app, row)
}

async function threadMissed(tx: Tx, app: App, row: Outgoing): Promise<void> {
  if (row.card === 'overview') return missWeekly(tx, app, row)
  const state = row.case ? (await tx.cases.get(row.case))?.case : null
  if (state) await tellThreadMissed(tx, app, state)
}

/** A message that is no more holds nothing either. */
async function updateRefused(tx: Tx, app: App, message: MessageRef, kind: WayClosed): Promise<void> {
  if (kind === 'forbidden') return stillStands(tx, app, message)
  await tx.shown.forget(message)
  await tx.unfolded.forget(message)
}

/** What could not be folded is left in the list of what could not be sent, and a leader is told whose chat it stands in. */
async function stillStands(tx: Tx, app: App, message: MessageRef): Promise<void> {
  const unfolded = await tx.unfolded.at(message)
  await tx.unfolded.end(message, null)
  for (const { case: of, person } of unfolded) {
    const state = of && (await tx.cases.get(of))?.case
    if (state) await tellAbout(tx, app, state, 'not-folded', person)
  }
}

/** A leader learns who was not reached, but not that another leader could not be told of it. */
async function unreached(tx: Tx, app: App, row: Outgoing): Promise<void> {
  await digestLost(tx, app, row, 'nobody')
  const state = row.case ? (await tx.cases.get(row.case))?.case : null
  if (state && row.person && row.line !== 'not-reached') await tellAbout(tx, app, state, 'not-reached', row.person)
}

/** A channel that says how long to wait gets as much, and that was no try. */
async function retry(
  app: App,
  { row, fence, attempts }: Claimed,
  reason: Failed,
  retryAfterMs: number | null,
): Promise<void> {
  const backoff = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1)) * (0.5 + app.random() / 2)
  const pause = retryAfterMs ? retryAfterMs : backoff
  const notBefore = new Date(Date.parse(app.clock.now()) + pause).toISOString()
  const why = reason === 'rate-limited' && retryAfterMs !== null ? 'waits' : reason
  await app.store.transaction((tx) => tx.outbox.retry(row.id, fence, notBefore, why))
}
