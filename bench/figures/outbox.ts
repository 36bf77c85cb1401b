/**
 * How long it takes to claim what may be sent, and to see when the next may, while very much waits: for a hundred chats, of which more
 * and more have one on its way, until there is nothing to claim. Without the commit, which is the disk's.
 */
import type { PersonId } from '../../src/core/ids.ts'
import type { Outgoing } from '../../src/ports.ts'
import { type Figure, type Measured, median, type Options, scaled, timed } from '../figure.ts'
import { monday, openPlace, type Place } from '../place.ts'

const waiting = 50_000
const chats = 100
const atOnce = 20
const leaseMs = 60_000
/** The next moment is asked for so often, and the middle one counts. */
const times = 5
/** Rows put in one transaction. */
const most = 5000

export const outbox: Figure = {
  name: 'outbox',
  rows(options) {
    const count = scaled(waiting, options).toLocaleString('en')
    return [
      { name: 'outbox.claim', title: `claim ${atOnce} of ${count} waiting`, unit: 'ms', bar: { most: 2 } },
      { name: 'outbox.none', title: `claim, every chat busy, ${count} waiting`, unit: 'ms', bar: { most: 2 } },
      { name: 'outbox.next', title: `when the next comes, ${count} waiting`, unit: 'ms', bar: { most: 2 } },
    ]
  },
  async open(options: Options) {
    const place = await openPlace(options)
    await fillOutbox(place, scaled(waiting, options))
    await measureOutbox(place)
    return { round: () => measureOutbox(place), close: place.close }
  },
}

/** Rows for a hundred chats in turn, as a morning's messages come. Nobody is behind them: none is ever drawn. */
export async function fillOutbox(place: Place, count: number): Promise<void> {
  for (let first = 0; first < count; first += most) {
    const rows = Array.from({ length: Math.min(most, count - first) }, (_, index) => rowFor(place, first + index))
    await place.read((tx) => tx.outbox.put(rows))
  }
}

function rowFor({ app: { ids } }: Place, index: number): Outgoing {
  const person: PersonId = `person_chat${index % chats}`
  const card = { card: 'mine', line: null, subject: '' } as const
  const about = { case: null, message: null, origin: null, person, madeAt: monday, ...card }
  return { id: ids.next('out'), verb: 'direct', lane: `person:${person}`, ...about }
}

export async function measureOutbox({ read, app }: Place): Promise<Measured> {
  await read((tx) => tx.outbox.releaseAll())
  const now = app.clock.now()
  const claims: number[] = []
  let none = Number.NaN
  for (let claimed = atOnce; claimed > 0; ) {
    const took = await read((tx) =>
      timed(async () => {
        claimed = (await tx.outbox.claim(now, atOnce, leaseMs)).claimed.length
      }),
    )
    if (claimed > 0) claims.push(took)
    else none = took
  }
  const nexts: number[] = []
  for (let time = 0; time < times; time += 1) nexts.push(await read((tx) => timed(() => tx.outbox.nextAt())))
  return { 'outbox.claim': median(claims), 'outbox.none': none, 'outbox.next': median(nexts) }
}
