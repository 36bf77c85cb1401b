/**
 * Sends what waits in the outbox, many rows side by side. Each card is drawn, and access and consent checked again, at the
 * moment of sending; nothing leaves the outbox before its result is stored. Source of what may be sent again: docs of the
 * channels' APIs, summed up in `ChannelErrorKind`.
 */
import type { Dropped } from '../../outgoing.ts'
import { ChannelError, type Claimed, type Outgoing } from '../../ports.ts'
import { digestLost, endWeeklyIn, keepForDigest, openThread } from '../act/index.ts'
import type { App } from '../app.ts'
import { committed } from '../committed.ts'
import { createGate, type Entrance, type Gate } from './gate.ts'
import { prepare } from './prepare.ts'
import { record } from './record.ts'
import { findSent } from './sent-before.ts'
import { failed, spent, type Tried, triesLeft } from './undelivered.ts'
import { routeOf, type Way } from './way.ts'

/** Rows on their way at once; each lane has one at a time. */
export const mostAtOnce = 128
/** So many must have come back before more are claimed: every claim is a write to the disk. */
const handful = 5
/** A claim not finished by then belonged to a process that died: milliseconds. */
const leaseMs = 60_000

export type Delivery = {
  /** Begins to send what may be sent now and there is room for; gives back how many rows that are. */
  begin(): Promise<number>
  /** Whether anything is on its way. */
  isBusy(): boolean
  /** Resolves when something comes back after this was called, or `stir` is. */
  next(): Promise<void>
  /** Says that there may be something new to begin. */
  stir(): void
}

/** A send that is slow holds up its own lane and no other. */
export function createDelivery(app: App): Delivery {
  /** When the claim of each row that is on its way may be taken by another. */
  const leases = new Map<Outgoing['id'], number>()
  const gate = createGate(app)
  let stirred = Promise.withResolvers<void>()

  function stir(): void {
    stirred.resolve()
    stirred = Promise.withResolvers()
  }

  function free(now: string): number {
    // What is on its way longer than its lease must come back first, or it would be claimed, and sent, a second time.
    if ([...leases.values()].some((until) => until <= Date.parse(now))) return 0
    const room = mostAtOnce - leases.size
    return room < handful ? 0 : room
  }

  function launch(claimed: Claimed, until: number): void {
    leases.set(claimed.row.id, until)
    void deliver({ app, gate }, claimed).finally(() => {
      leases.delete(claimed.row.id)
      stir()
    })
  }

  return {
    stir,
    isBusy: () => leases.size > 0,
    next: () => stirred.promise,
    async begin() {
      const now = app.clock.now()
      const room = free(now)
      if (room === 0) return 0
      const { claimed, unknown } = await claim(app, now, room)
      for (const one of claimed) launch(one, Date.parse(now) + leaseMs)
      return claimed.length + unknown.length
    },
  }
}

async function claim({ store, log }: App, now: string, room: number) {
  const found = await store.transaction((tx) => tx.outbox.claim(now, room, leaseMs))
  for (const id of found.unknown) log.error('delivery.unknown', { id })
  return found
}

/** What a try is given beside the row. */
type Around = { app: App; gate: Gate }

async function deliver({ app, gate }: Around, claimed: Claimed): Promise<void> {
  const { row } = claimed
  const tried: Tried = { way: null, isSent: false }
  const trial: Trial = { of: null, reopened: false }
  try {
    const route = await app.store.transaction((tx) => routeOf(tx, app, row))
    const left = route && triesLeft(claimed, route.way)
    if (left === 0) return await spent(app, claimed)
    if (route) {
      const admitted = await gate.admit({ ...entranceOf(route.way), to: route.to, isLast: left === 1 })
      if ('until' in admitted) return await hold(app, claimed, admitted.until)
      if (admitted.isTrial) trial.of = entranceOf(route.way)
    }
    await tryToSend({ app, gate }, claimed, tried, trial)
  } catch (error) {
    if (tried.way) tellGate(gate, tried.way, error, trial)
    // What can't even be written down is claimed again when its lease has run out.
    await failed(app, claimed, error, tried).catch((lost: unknown) => app.log.error('delivery.lost', { error: lost }))
  } finally {
    if (trial.of) gate.over(trial.of)
    if (trial.reopened) await hurry(app)
  }
}

/** `of`: let in as the only one there; `reopened`: something was closed and takes messages again. */
type Trial = { of: Entrance | null; reopened: boolean }

async function tryToSend({ app, gate }: Around, claimed: Claimed, tried: Tried, trial: Trial): Promise<void> {
  const { row, fence } = claimed
  const before = await findSent(app, claimed, tried)
  if (before) {
    if (tried.way) trial.reopened = gate.answered(entranceOf(tried.way))
    await committed(app, (tx, within) => record(tx, within, claimed, before.message, { ...before, drawn: null }))
    return
  }
  const prepared = await app.store.transaction(async (tx) => {
    const { send, version } = await prepare(tx, app, row)
    return { send, version, isHeld: !('run' in send) || (await tx.outbox.leaves(row.id, fence)) }
  })
  const { send, version } = prepared
  if (!prepared.isHeld) return
  if ('drop' in send) await drop(app, claimed, send.drop)
  else if ('until' in send) await app.store.transaction((tx) => tx.outbox.retry(row.id, fence, send.until, 'waits'))
  else {
    const { run, way, drawn } = send
    Object.assign(tried, { way, isSent: true })
    const message = await run()
    trial.reopened = gate.answered(entranceOf(way))
    const result = { account: way.account, drawn, version }
    await committed(app, (tx, within) => record(tx, within, claimed, message, result))
  }
}

/** Waiting for a channel to come back costs a message none of its tries. */
async function hold({ store }: App, { row, fence }: Claimed, untilMs: number): Promise<void> {
  const until = new Date(untilMs).toISOString()
  await store.transaction((tx) => tx.outbox.retry(row.id, fence, until, 'held'))
}

/** A refusal is an answer too; being asked for patience says neither. */
function tellGate(gate: Gate, way: Way, error: unknown, trial: Trial): void {
  if (!(error instanceof ChannelError) || error.kind === 'rate-limited') return
  const entrance = entranceOf(way)
  const { of } = trial
  const wasTrial = of?.channel === entrance.channel && of.tenant === entrance.tenant
  if (error.kind !== 'unreachable' && error.kind !== 'ambiguous') trial.reopened = gate.answered(entrance)
  else gate.failed(entrance, error.code, wasTrial)
}

function entranceOf({ channel, account, place }: Way): Entrance {
  return { channel, tenant: account?.tenant ?? place?.tenant ?? '' }
}

/** What was held need not wait for its time any more. */
async function hurry({ store, clock, log }: App): Promise<void> {
  await store
    .transaction((tx) => tx.outbox.hurry(clock.now()))
    .catch((error: unknown) => log.error('delivery.not-hurried', { error }))
}

/** Not sent, and the log says why. */
async function drop(app: App, { row, fence }: Claimed, why: Dropped): Promise<void> {
  await committed(app, async (tx, within) => {
    if (!(await tx.outbox.finish(row.id, fence, 'dropped', why, within.clock.now()))) return
    within.log.info('delivery.dropped', { id: row.id, card: row.card, kind: why })
    await digestLost(tx, within, row, why === 'settled' ? 'nothing' : 'nobody')
    if (why === 'in-digest' || why === 'away') await keepForDigest(tx, within, row)
    if (row.card === 'overview' && row.verb === 'thread')
      await endWeeklyIn(tx, within, row, why === 'no-access' ? why : 'lost')
    // Its root could not be sent, or was removed where nothing could be written: the newest state of the case begins it.
    const state = why === 'not-begun' && row.case ? (await tx.cases.get(row.case))?.case : null
    if (state && row.origin) await openThread(tx, within, state, row.origin)
  })
}
