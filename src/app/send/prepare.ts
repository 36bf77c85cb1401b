/**
 * What is to be sent, decided at the moment of sending: who may still read it, whether it is of use yet, and how it looks.
 * Sends nothing.
 */
import { createHash } from 'node:crypto'
import type { Card } from '../../../cards/card.ts'
import type { Case } from '../../core/case.ts'
import type { Instant } from '../../core/ids.ts'
import { type Dropped, isAsking } from '../../outgoing.ts'
import { ChannelError, type MessageRef, type Outgoing, type Person, type Tx } from '../../ports.ts'
import { waitsUntil } from '../act/index.ts'
import type { App } from '../app.ts'
import { settingIn, viewerFor } from '../see/index.ts'
import { type Drawn, drawClosed, drawFor, drawShared, type MaybeDrawn } from '../show/index.ts'
import { accountsInUse, sendingOf, spotOf, type Way, wayTo } from './way.ts'

/** What is to be sent, why nothing is, or until when it has to wait. */
export type Send = { run(): Promise<MessageRef>; drawn: Drawn; way: Way } | { drop: Dropped } | { until: Instant }

/** `version` is that of the case as it was drawn. */
export async function prepare(tx: Tx, app: App, row: Outgoing): Promise<{ send: Send; version: number | null }> {
  const stored = row.case ? await tx.cases.get(row.case) : null
  return { send: await sendOf(tx, app, row, stored?.case ?? null), version: stored?.version ?? null }
}

async function sendOf(tx: Tx, app: App, row: Outgoing, state: Case | null): Promise<Send> {
  if (row.case && !state) return { drop: 'no-case' }
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
  const drawn = await drawFor(viewerFor(app, tx, person), row, state, () => app.ids.next('once'))
  if ('drop' in drawn) return drawn
  if (drawn.settled && isAsking(row)) return { drop: 'settled' }
  // One account, so that nobody is told twice.
  const [account] = await accountsInUse(tx, app, row)
  if (!account) throw new ChannelError('forbidden')
  const { channel, near, way } = await wayTo(tx, app, account)
  return { drawn, way, run: () => channel.direct(account, near, drawn.card, sendingOf(row)) }
}

async function update(tx: Tx, app: App, row: Outgoing, state: Case | null): Promise<Send> {
  const { message } = row
  const shown = message ? await tx.shown.at(message) : null
  if (!message || !shown) return { drop: 'gone' }
  if (!state) return { drop: 'no-case' }
  const person = row.person ? await tx.people.get(row.person) : null
  const drawn = person ? await redrawFor(tx, app, row, state, person) : await shared(tx, app, row, state)
  if ('drop' in drawn) return drawn
  const channel = app.channels.get(message.place.channel)
  if (!channel) return { drop: 'no-channel' }
  if (digest(drawn.card) === shown.drawn) return { drop: 'unchanged' }
  const way = { channel, place: message.place, account: null }
  return { drawn, way, run: () => channel.update(message, drawn.card).then(() => message) }
}

/** What somebody may no longer read must not go on standing where it stands. */
async function redrawFor(tx: Tx, app: App, row: Outgoing, state: Case, person: Person): Promise<Drawn> {
  const viewer = viewerFor(app, tx, person)
  if (!person.active) return drawClosed(viewer, state)
  const drawn = await drawFor(viewer, row, state, () => app.ids.next('once'))
  return 'drop' in drawn ? drawClosed(viewer, state) : drawn
}

function shared(tx: Tx, app: App, row: Outgoing, state: Case): Promise<MaybeDrawn> {
  return drawShared(settingIn(app, tx, state.municipality), row, state)
}

async function post(tx: Tx, app: App, row: Outgoing, state: Case): Promise<Send> {
  const spot = await spotOf(tx, app, row)
  if ('drop' in spot) return spot
  const { channel, place } = spot
  const drawn = await shared(tx, app, row, state)
  if ('drop' in drawn) return drawn
  return { drawn, way: { ...spot, account: null }, run: () => channel.post(place, drawn.card, sendingOf(row)) }
}

/** What a card looks like, in short. */
export function digest(card: Card): string {
  return createHash('sha256').update(JSON.stringify(card)).digest('base64url')
}
