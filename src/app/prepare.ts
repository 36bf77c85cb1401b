/**
 * What is to be sent, and to where, decided at the moment of sending: who may still read it, which account of theirs takes
 * messages, in which thread it belongs. Sends nothing.
 */
import { createHash } from 'node:crypto'
import type { Card } from '../../cards/card.ts'
import type { Case } from '../core/case.ts'
import type { Instant } from '../core/ids.ts'
import {
  type Account,
  type Channel,
  ChannelError,
  type MessageRef,
  type Outgoing,
  type OwnAccount,
  type Person,
  type Place,
  type Sending,
  type Tx,
} from '../ports.ts'
import { addressees } from './accounts.ts'
import type { App } from './app.ts'
import { askingCards, type Drawn, drawClosed, drawFor, drawShared } from './draw.ts'
import { openThread } from './enqueue.ts'
import { waitsUntil } from './hours.ts'
import { viewerFor } from './viewer.ts'

/** How a row goes out: `place` is dead, and `account` unreachable, if the channel refuses for good. */
export type Way = { channel: Channel; place: Place | null; account: Account | null }

/** What is to be sent, why nothing is, or until when it has to wait. */
export type Send = { run(): Promise<MessageRef>; drawn: Drawn; way: Way } | { drop: string } | { until: Instant }

/** `version` is that of the case as it was drawn. */
export async function prepare(tx: Tx, app: App, row: Outgoing): Promise<{ send: Send; version: number | null }> {
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
  const until = waitsUntil(app, person, row.card)
  if (until) return { until }
  const drawn = await drawFor(tx, app, row, state, person)
  if (!drawn) return { drop: 'no-access' }
  if (drawn.settled && askingCards.includes(row.card)) return { drop: 'settled' }
  // One account, so that nobody is told twice.
  const [account] = await accountsInUse(tx, app, row)
  if (!account) throw new ChannelError('forbidden')
  const { channel, near, way } = await wayTo(tx, app, account)
  return { drawn, way, run: () => channel.direct(account, near, drawn.card, sendingOf(row)) }
}

/** The accounts a row may go to, of the channels there are: reachable ones first. */
export async function accountsInUse(tx: Tx, app: App, row: Outgoing): Promise<OwnAccount[]> {
  const own = row.person ? await tx.people.accountsOf(row.person) : []
  return addressees(row, own).filter(({ channel }) => app.channels.has(channel))
}

/** Their own chat where it is known, otherwise a place of the same tenant from which one can be begun. */
export async function wayTo(tx: Tx, app: App, account: Account) {
  const channel = channelOf(app, account)
  const own = await tx.places.personal(account)
  const near = own ?? (await tx.places.near(account.channel, account.tenant))
  return { channel, near, way: { channel, place: own, account } }
}

function channelOf(app: App, { channel: name }: Account): Channel {
  const channel = app.channels.get(name)
  if (!channel) throw new Error(`no channel ${name}`)
  return channel
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
  const way = { channel, place: message.place, account: null }
  return { drawn, way, run: () => channel.update(message, drawn.card).then(() => message) }
}

/** What somebody may no longer read must not go on standing where it stands. */
async function redrawFor(tx: Tx, app: App, row: Outgoing, state: Case, person: Person): Promise<Drawn> {
  return (await drawFor(tx, app, row, state, person)) ?? drawClosed(viewerFor(app, tx, person), state)
}

async function post(tx: Tx, app: App, row: Outgoing, state: Case): Promise<Send> {
  const spot = await spotOf(tx, app, row)
  if ('drop' in spot) {
    // Its root could not be sent, or was removed where nothing could be written: the newest state of the case begins it.
    if (spot.drop === notBegun && row.origin) await openThread(tx, app, state, row.origin)
    return spot
  }
  const { channel, place } = spot
  const drawn = await drawShared(tx, app, row, state)
  if (!drawn) return { drop: 'nothing-to-say' }
  return { drawn, way: { ...spot, account: null }, run: () => channel.post(place, drawn.card, sendingOf(row)) }
}

const notBegun = 'not-begun'

/** Where a thread is begun, or the thread in which something is said. */
export async function spotOf(
  tx: Tx,
  app: App,
  row: Outgoing,
): Promise<{ channel: Channel; place: Place } | { drop: string }> {
  const followed = row.case ? await tx.places.followed(row.case) : []
  const here = followed.find(({ origin }) => origin.key === row.origin)
  const channel = here && app.channels.get(here.origin.channel)
  if (!channel) return { drop: 'no-thread' }
  const { origin, thread } = here
  if (row.verb === 'line') return thread ? { channel, place: thread } : { drop: notBegun }
  if (thread) return { drop: 'has-thread' }
  // Where a case is begun in a thread of others, it gets one of its own beside it.
  return { channel, place: origin.kind === 'thread' ? { ...origin, kind: 'channel' } : origin }
}

/** The same through all tries. */
export function sendingOf({ id, madeAt }: Outgoing): Sending {
  return { id, since: madeAt }
}

/** What a card looks like, in short. */
export function digest(card: Card): string {
  return createHash('sha256').update(JSON.stringify(card)).digest('base64url')
}
