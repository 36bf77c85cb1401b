/**
 * Sends what waits in the outbox. Each card is drawn, and access and consent checked again, at the moment of sending;
 * nothing leaves the outbox before its result is stored. Source of what may be sent again: docs of the channels' APIs,
 * summed up in `ChannelErrorKind`.
 */
import { createHash } from 'node:crypto'
import type { Card } from '../../cards/card.ts'
import type { Case } from '../core/case.ts'
import {
  type Account,
  ChannelError,
  type Claimed,
  type MessageRef,
  type Outgoing,
  type Person,
  type Place,
  type Tx,
} from '../ports.ts'
import type { App } from './app.ts'
import { type Drawn, drawClosed, drawFor, drawShared } from './draw.ts'
import { openThread, tellLeaders } from './enqueue.ts'
import { viewerFor } from './viewer.ts'

/** Rows sent side by side; each lane has one at a time. */
const batch = 20
/** A claim not finished by then belonged to a process that died: milliseconds. */
const leaseMs = 60_000
const firstPauseMs = 1_000
const longestPauseMs = 15 * 60_000
/** After so many tries (more than a day) a person must look at it. */
const mostAttempts = 100
/** A send whose fate is unknown is tried once more, and then left: at most one visible duplicate. */
const mostAmbiguous = 2

/** Sends everything that may be sent now; gives back how many rows had a result. */
export async function deliverOnce(app: App): Promise<number> {
  let done = 0
  for (;;) {
    const claimed = await app.store.transaction((tx) => tx.outbox.claim(app.clock.now(), batch, leaseMs))
    if (claimed.length === 0) return done
    await Promise.all(claimed.map((one) => deliver(app, one)))
    done += claimed.length
  }
}

/** What is to be sent, or why nothing is. */
type Send = { run(): Promise<MessageRef | null>; drawn: Drawn; via: Place } | { drop: string }

async function deliver(app: App, claimed: Claimed): Promise<void> {
  const { row } = claimed
  let via: Place | null = null
  try {
    const send = await app.store.transaction((tx) => prepare(tx, app, row))
    if ('drop' in send) return await finish(app, claimed, 'dropped', send.drop)
    via = send.via
    const ref = await send.run()
    await app.store.transaction((tx) => record(tx, app, claimed, ref, send.drawn))
  } catch (error) {
    await failed(app, claimed, error, via)
  }
}

async function prepare(tx: Tx, app: App, row: Outgoing): Promise<Send> {
  const state = row.case ? ((await tx.cases.get(row.case))?.case ?? null) : null
  switch (row.verb) {
    case 'direct':
      return direct(tx, app, row, state)
    case 'update':
      return update(tx, app, row, state)
    case 'thread':
    case 'line':
      return state ? post(tx, app, row, state) : { drop: 'no-case' }
  }
}

async function direct(tx: Tx, app: App, row: Outgoing, state: Case | null): Promise<Send> {
  const person = row.person ? await tx.people.get(row.person) : null
  if (!person?.active) return { drop: 'inactive' }
  const drawn = await drawFor(tx, app, row, state, person)
  if (!drawn) return { drop: 'no-access' }
  const reached = await reach(tx, app, await tx.people.accountsOf(person.id))
  if (!reached) throw new ChannelError('forbidden')
  const { channel, account, near } = reached
  return { drawn, via: near, run: () => channel.direct(account, near, drawn.card) }
}

/** One account of a person, so that nobody is told twice: the one whose chat is known, otherwise one whose tenant is. */
async function reach(tx: Tx, app: App, accounts: Account[]) {
  for (const look of [
    (account: Account) => tx.places.personal(account),
    ({ channel, tenant }: Account) => tx.places.near(channel, tenant),
  ]) {
    for (const account of accounts) {
      const channel = app.channels.get(account.channel)
      const near = channel ? await look(account) : null
      if (channel && near) return { channel, account, near }
    }
  }
  return null
}

async function update(tx: Tx, app: App, row: Outgoing, state: Case | null): Promise<Send> {
  const { message } = row
  const shown = message ? await tx.shown.at(message) : null
  if (!message || !shown) return { drop: 'gone' }
  const person = row.person ? await tx.people.get(row.person) : null
  const drawn = state && (person ? await redrawFor(tx, app, row, state, person) : await drawShared(tx, app, row, state))
  const channel = app.channels.get(message.place.channel)
  if (!drawn || !channel) return { drop: 'no-access' }
  if (digest(drawn.card) === shown.drawn) return { drop: 'unchanged' }
  return { drawn, via: message.place, run: () => channel.update(message, drawn.card).then(() => message) }
}

/** What somebody may no longer read must not go on standing where it stands. */
async function redrawFor(tx: Tx, app: App, row: Outgoing, state: Case, person: Person): Promise<Drawn> {
  return (await drawFor(tx, app, row, state, person)) ?? drawClosed(viewerFor(app, tx, person), state)
}

async function post(tx: Tx, app: App, row: Outgoing, state: Case): Promise<Send> {
  const thread = await tx.places.ofCase(state.id, 'thread')
  const place = row.verb === 'thread' && !thread ? await tx.places.ofCase(state.id, 'origin') : thread
  const channel = place ? app.channels.get(place.channel) : undefined
  if (!place || !channel) return { drop: 'no-thread' }
  if (row.verb === 'thread' && thread) return { drop: 'has-thread' }
  const drawn = await drawShared(tx, app, row, state)
  return drawn ? { drawn, via: place, run: () => channel.post(place, drawn.card) } : { drop: 'nothing-to-say' }
}

async function record(
  tx: Tx,
  app: App,
  { row, fence }: Claimed,
  ref: MessageRef | null,
  { card, settled }: Drawn,
): Promise<void> {
  if (!(await tx.outbox.finish(row.id, fence, 'sent', null, app.clock.now()))) return
  app.log.debug('delivery.sent', { id: row.id, card: row.card })
  if (!ref || !row.case) return
  if (row.verb === 'thread') await tx.places.setOfCase(row.case, 'thread', ref.place)
  if (row.verb === 'direct' && row.person) await tx.places.remember(ref.place, null)
  if (row.verb === 'update') await (settled ? tx.shown.forget(ref) : tx.shown.redrawn(ref, digest(card)))
  else if (!settled) {
    const { case: of, card: name, line, subject, person } = row
    await tx.shown.put({ case: of, card: name, line, subject, person, message: ref, drawn: digest(card) })
  }
}

async function failed(app: App, claimed: Claimed, error: unknown, via: Place | null): Promise<void> {
  const { row, attempts } = claimed
  const kind = error instanceof ChannelError ? error.kind : 'fault'
  app.log.warn('delivery.failed', {
    id: row.id,
    card: row.card,
    kind,
    attempt: attempts,
    ...(kind === 'fault' ? { error } : {}),
  })
  const final = kind === 'gone' || kind === 'forbidden' || attempts >= mostAttempts
  const unknown = kind === 'ambiguous' && row.verb !== 'update' && attempts >= mostAmbiguous
  if (!final && !unknown) return retry(app, claimed, kind, error instanceof ChannelError ? error.retryAfterMs : null)
  await app.store.transaction(async (tx) => {
    if (row.verb === 'update' && row.message) await tx.shown.forget(row.message)
    else await unreached(tx, app, row, via, kind)
    await tx.outbox.finish(row.id, claimed.fence, 'dead', kind, app.clock.now())
  })
}

/** A place that does not take messages is dead until something is heard from it; a leader learns who was not reached. */
async function unreached(tx: Tx, app: App, row: Outgoing, via: Place | null, kind: string): Promise<void> {
  const final = kind === 'gone' || kind === 'forbidden'
  if (via && final && (row.verb !== 'direct' || via.kind === 'personal'))
    await tx.places.markDead(via.key, app.clock.now())
  const state = row.case ? (await tx.cases.get(row.case))?.case : null
  if (!state) return
  // A thread that was removed is begun anew where the case came from.
  if (row.verb === 'line' && kind === 'gone') await openThread(tx, app, state)
  if (row.verb === 'direct' && row.person && row.line !== 'not-reached') await tellLeaders(tx, app, state, row.person)
}

async function retry(
  app: App,
  { row, fence, attempts }: Claimed,
  reason: string,
  retryAfterMs: number | null,
): Promise<void> {
  const backoff = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1)) * (0.5 + app.random() / 2)
  const notBefore = new Date(Date.parse(app.clock.now()) + Math.max(retryAfterMs ?? 0, backoff)).toISOString()
  await app.store.transaction((tx) => tx.outbox.retry(row.id, fence, notBefore, reason))
}

async function finish(app: App, { row, fence }: Claimed, result: 'dropped', reason: string): Promise<void> {
  await app.store.transaction((tx) => tx.outbox.finish(row.id, fence, result, reason, app.clock.now()))
}

function digest(card: Card): string {
  return createHash('sha256').update(JSON.stringify(card)).digest('base64url')
}
