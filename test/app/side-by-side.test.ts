/** Many messages at once: none waits for another that is slow, a lane keeps its order, and patience is no failure. */
import { expect, test } from 'vitest'
import { createDelivery, mostAtOnce } from '../../src/app/send/deliver.ts'
import type { Outgoing } from '../../src/ports.ts'
import { deliverOnce } from '../support/deliver-once.ts'
import { outgoing } from '../support/outgoing.ts'
import { createTown, monday, type Town } from '../support/town.ts'
import { openLog, propose, told } from './story.ts'

const at = (ms: number) => new Date(Date.parse(monday) + ms).toISOString()

/** A card Terje asked for, again and again, each in a lane of its own unless said otherwise. */
function asked(town: Town, count: number, lane?: string): Promise<void> {
  const row = (index: number): Outgoing =>
    outgoing(
      `${lane ?? 'own'}${index}`,
      { case: null, madeAt: monday, person: town.id('terje'), lane: lane ?? `lane ${index}` },
      { card: 'mine', line: null, subject: '' },
    )
  return town.read((tx) => tx.outbox.put(Array.from({ length: count }, (_, index) => row(index))))
}

/** Resolves once so many were tried. */
async function untilTried(town: Town, count: number): Promise<void> {
  while (town.channel.tried.length < count) await new Promise((resolve) => setImmediate(resolve))
}

test('a slow send holds up nobody else: neither what waited behind it nor what is new', async () => {
  const town = await createTown()
  await openLog(town)
  await town.run()
  town.channel.tried.length = 0
  const slow = town.channel.hold()
  await asked(town, 60)
  const running = town.run()
  await slow.arrived
  await untilTried(town, 60)
  await asked(town, 1, 'new')
  town.app.wake()
  await untilTried(town, 61)
  expect(await town.read((tx) => tx.outbox.waiting())).toBe(1)
  slow.letGo()
  await running
  expect(await town.read((tx) => tx.outbox.waiting())).toBe(0)
  expect(town.channel.tried).toHaveLength(61)
})

test(`no more than ${mostAtOnce} are on their way at once`, async () => {
  const town = await createTown()
  const held = Array.from({ length: mostAtOnce + 1 }, () => town.channel.hold())
  await asked(town, mostAtOnce + 14)
  const running = deliverOnce(town.app)
  await Promise.all(held.slice(0, mostAtOnce).map(({ arrived }) => arrived))
  await town.read(async () => null)
  expect(town.channel.tried).toHaveLength(mostAtOnce)
  for (const one of held) one.letGo()
  await running
  expect(town.channel.tried).toHaveLength(mostAtOnce + 14)
})

test('more than a hundred in one lane are sent in their order, one at a time', async () => {
  const town = await createTown()
  await asked(town, 120, 'one')
  await town.run()
  expect(town.channel.sent().map(({ sending }) => sending)).toEqual(
    Array.from({ length: 120 }, (_, index) => `out_one${index}`),
  )
})

test('what is on its way longer than its claim holds is not begun again beside itself', async () => {
  const town = await createTown()
  const delivery = createDelivery(town.app)
  await asked(town, 1)
  const slow = town.channel.hold()
  expect(await delivery.begin()).toBe(1)
  await slow.arrived
  town.setClock(at(120_000))
  expect(await delivery.begin()).toBe(0)
  const back = delivery.next()
  slow.letGo()
  await back
  expect(await delivery.begin()).toBe(0)
  expect(town.channel.tried).toHaveLength(1)
})

test('a channel that asks for patience is waited for without end, and that counts as no try', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.run()
  town.channel.tried.length = 0
  town.channel.fail({ kind: 'rate-limited', retryAfterMs: 10_000, times: 150 })
  await propose(town, id)
  await town.until(at(1_500_000))
  expect(town.channel.tried).toHaveLength(151)
  expect(told(town, 'proposal')).toEqual(['terje'])
  expect(await town.read((tx) => tx.outbox.dead(10))).toEqual([])
})

test('patience does not make the next pause longer', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.run()
  town.channel.fail({ kind: 'rate-limited', retryAfterMs: 10_000, times: 9 })
  town.channel.fail({ kind: 'unreachable' })
  await propose(town, id)
  await town.until(at(90_000))
  const pause = Date.parse((await town.read((tx) => tx.outbox.nextAt())) ?? '') - Date.parse(at(90_000))
  expect(pause).toBeLessThanOrEqual(1000)
})

test('a stopped worker lets what is on its way come back, and begins nothing more', async () => {
  const town = await createTown()
  await asked(town, 50, 'one')
  const slow = town.channel.hold()
  await town.dispatcher.start()
  await slow.arrived
  const stopping = town.dispatcher.stop()
  slow.letGo()
  await stopping
  // One more may have been claimed while the first was coming back.
  expect(town.channel.tried.length).toBeLessThanOrEqual(2)
  expect(await town.read((tx) => tx.outbox.waiting())).toBe(50 - town.channel.tried.length)
})
