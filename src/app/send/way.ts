/**
 * By which way a row of the outbox goes: through which channel, to which account of a person's, in which thread of a case.
 * The same for what is sent and for what is asked for after a try nobody knows the end of.
 */

import type { Dropped } from '../../outgoing.ts'
import type { Account, Channel, Destination, Outgoing, OwnAccount, Place, Sending, Tx } from '../../ports.ts'
import { addressees } from '../act/index.ts'
import type { App } from '../app.ts'

/** How a row goes out: `place` is dead, and `account` unreachable, if the channel refuses for good. */
export type Way = { channel: Channel; place: Place | null; account: Account | null }

/** The way a row goes as things are now, or null where there is none. */
export async function routeOf(tx: Tx, app: App, row: Outgoing): Promise<{ way: Way; to: Destination } | null> {
  if (row.verb === 'direct') {
    const [account] = await accountsInUse(tx, app, row)
    if (!account) return null
    const { near, way } = await wayTo(tx, app, account)
    return { way, to: { account, near } }
  }
  const spot = row.verb === 'update' ? standing(app, row) : await spotOf(tx, app, row)
  return spot && 'place' in spot ? { way: { ...spot, account: null }, to: { place: spot.place } } : null
}

function standing(app: App, { message }: Outgoing): { channel: Channel; place: Place } | null {
  const channel = message && app.channels.get(message.place.channel)
  return channel ? { channel, place: message.place } : null
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

/** Or why there is none. */
type Spot = { channel: Channel; place: Place } | { drop: Extract<Dropped, 'no-thread' | 'not-begun' | 'has-thread'> }

/** Where a thread is begun, or the thread in which something is said. */
export async function spotOf(tx: Tx, app: App, row: Outgoing): Promise<Spot> {
  if (row.case === null) return spotOutside(tx, app, row)
  const followed = await tx.places.followed(row.case)
  const here = followed.find(({ origin }) => origin.key === row.origin)
  const channel = here && app.channels.get(here.origin.channel)
  if (!channel) return { drop: 'no-thread' }
  const { origin, thread } = here
  if (row.verb === 'line') return thread ? { channel, place: thread } : { drop: 'not-begun' }
  if (thread) return { drop: 'has-thread' }
  return { channel, place: beside(origin) }
}

/** Of what is about no case: beside what stands in the place. */
async function spotOutside(tx: Tx, app: App, { origin }: Outgoing): Promise<Spot> {
  const place = origin === null ? null : await tx.places.byKey(origin)
  const channel = place && app.channels.get(place.channel)
  return channel ? { channel, place: beside(place) } : { drop: 'no-thread' }
}

/** What is begun in a thread of others gets one of its own beside it. */
function beside(place: Place): Place {
  return place.kind === 'thread' ? { ...place, kind: 'channel' } : place
}

/** The same through all tries. */
export function sendingOf({ id, madeAt }: Outgoing): Sending {
  return { id, since: madeAt }
}
