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
  type Sending,
  type Tx,
} from '../ports.ts'
import { addressees } from './accounts.ts'
import type { App } from './app.ts'
import { askingCards, type Drawn, drawClosed, drawFor, drawShared } from './draw.ts'
import { redraw } from './enqueue.ts'
import { failed } from './undelivered.ts'
import { viewerFor } from './viewer.ts'

/** Rows sent side by side; each lane has one at a time. */
const batch = 20
/** A claim not finished by then belonged to a process that died: milliseconds. */
const leaseMs = 60_000

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

/** What is to be sent, or why nothing is. `via` is the place that is dead if the channel refuses for good. */
type Ready = { run(): Promise<MessageRef>; drawn: Drawn; via: Place | null; account: Account | null }
type Send = Ready | { drop: string }

async function deliver(app: App, claimed: Claimed): Promise<void> {
  const { row, fence } = claimed
  let asked: Pick<Ready, 'via'> | null = null
  try {
    const { send, version } = await app.store.transaction((tx) => prepare(tx, app, row))
    if ('drop' in send) {
      const { drop } = send
      await app.store.transaction((tx) => tx.outbox.finish(row.id, fence, 'dropped', drop, app.clock.now()))
      return
    }
    asked = send
    const ref = await send.run()
    await app.store.transaction((tx) => record(tx, app, claimed, ref, { ...send, version }))
  } catch (error) {
    // What can't even be written down is claimed again when its lease has run out.
    await failed(app, claimed, error, asked).catch((lost: unknown) => app.log.error('delivery.lost', { error: lost }))
  }
}

async function prepare(tx: Tx, app: App, row: Outgoing): Promise<{ send: Send; version: number | null }> {
  const stored = row.case ? await tx.cases.get(row.case) : null
  return { send: await sendOf(tx, app, row, stored?.case ?? null), version: stored?.version ?? null }
}

async function sendOf(tx: Tx, app: App, row: Outgoing, state: Case | null): Promise<Send> {
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
  if (drawn.settled && askingCards.includes(row.card)) return { drop: 'settled' }
  const reached = await reach(tx, app, addressees(row, await tx.people.accountsOf(person.id)))
  if (!reached) throw new ChannelError('forbidden')
  const { channel, account, own, near } = reached
  return { drawn, via: own, account, run: () => channel.direct(account, near, drawn.card, sendingOf(row)) }
}

/** One account of a person, so that nobody is told twice: the one whose chat is known, otherwise one whose tenant is. */
async function reach(tx: Tx, app: App, accounts: Account[]) {
  const known = accounts.flatMap((account) => {
    const channel = app.channels.get(account.channel)
    return channel ? [{ channel, account }] : []
  })
  for (const one of known) {
    const own = await tx.places.personal(one.account)
    if (own) return { ...one, own, near: own }
  }
  for (const one of known) {
    const near = await tx.places.near(one.account.channel, one.account.tenant)
    if (near) return { ...one, own: null, near }
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
  return {
    drawn,
    via: message.place,
    account: null,
    run: () => channel.update(message, drawn.card).then(() => message),
  }
}

/** What somebody may no longer read must not go on standing where it stands. */
async function redrawFor(tx: Tx, app: App, row: Outgoing, state: Case, person: Person): Promise<Drawn> {
  return (await drawFor(tx, app, row, state, person)) ?? drawClosed(viewerFor(app, tx, person), state)
}

async function post(tx: Tx, app: App, row: Outgoing, state: Case): Promise<Send> {
  const followed = (await tx.places.followed(state.id)).find(({ origin }) => origin.key === row.origin)
  const thread = followed?.thread ?? null
  const origin = row.verb === 'thread' && !thread ? followed?.origin : null
  // Where a case is begun in a thread of others, it gets one of its own beside it.
  const place: Place | null = origin?.kind === 'thread' ? { ...origin, kind: 'channel' } : (origin ?? thread)
  const channel = place ? app.channels.get(place.channel) : undefined
  if (!place || !channel) return { drop: 'no-thread' }
  if (row.verb === 'thread' && thread) return { drop: 'has-thread' }
  const drawn = await drawShared(tx, app, row, state)
  if (!drawn) return { drop: 'nothing-to-say' }
  return { drawn, via: place, account: null, run: () => channel.post(place, drawn.card, sendingOf(row)) }
}

async function record(
  tx: Tx,
  app: App,
  { row, fence }: Claimed,
  ref: MessageRef,
  { drawn: { card, settled }, account, version }: Pick<Ready, 'drawn' | 'account'> & { version: number | null },
): Promise<void> {
  if (!(await tx.outbox.finish(row.id, fence, 'sent', null, app.clock.now()))) return
  app.log.debug('delivery.sent', { id: row.id, card: row.card })
  if (row.verb === 'direct') await tx.places.remember(ref.place, account)
  if (!row.case) return
  if (row.verb === 'thread' && row.origin) await tx.places.begun(row.case, row.origin, ref.place)
  if (row.verb === 'update') return settled ? tx.shown.forget(ref) : tx.shown.redrawn(ref, digest(card))
  if (settled) return
  const { case: of, card: name, line, subject, person } = row
  await tx.shown.put({ case: of, card: name, line, subject, person, message: ref, drawn: digest(card) })
  // Something happened while it was on its way, and could not yet find it: it is drawn again.
  if ((await tx.cases.get(of))?.version !== version) await redraw(tx, app, row, ref)
}

function sendingOf({ id, madeAt }: Outgoing): Sending {
  return { id, since: madeAt }
}

function digest(card: Card): string {
  return createHash('sha256').update(JSON.stringify(card)).digest('base64url')
}
