/** The worker: everything that can be said and sent now, then sleep until the next moment, and up again when called. */
import { setImmediate as elsewhere } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { remindOnce } from '../../src/app/act/remind.ts'
import type { After } from '../../src/app/after.ts'
import { createDispatcher } from '../../src/app/send/dispatch.ts'
import type { Store } from '../../src/ports.ts'
import { outgoing } from '../support/outgoing.ts'
import { createTown, monday, type Town } from '../support/town.ts'
import { addMeasure, logWithJonas, openLog, propose, told, worry } from './story.ts'

/** A timer that never runs out by itself: says when somebody falls asleep, and for how long. */
function handTimer() {
  type Sleep = { ms: number; wake(): void; isOff(): boolean }
  const sleeps: Sleep[] = []
  let told: ((sleep: Sleep) => void) | null = null
  const after: After = (ms, call) => {
    let off = false
    const sleep = { ms, wake: call, isOff: () => off }
    sleeps.push(sleep)
    told?.(sleep)
    return () => {
      off = true
    }
  }
  return { after, sleeps, next: () => new Promise<Sleep>((resolve) => (told = resolve)) }
}

/** A worker of its own, since that of the town is never started. */
function workerIn(town: Town) {
  const timer = handTimer()
  const worker = createDispatcher(town.app, timer.after)
  town.app.wake = worker.wake
  return { worker, timer }
}

test('one round goes on until nothing more can be said or sent, also what the sending itself gave rise to', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  town.channel.fail({ kind: 'forbidden', to: 'jonas' })
  await town.run()
  expect(await town.read((tx) => tx.outbox.waiting())).toBe(0)
  expect(town.channel.sent().map(({ to, card }) => `${to} ${card.name}`)).toContain('terje told')
})

test('it sends what waited when it starts, and then sleeps until the next moment, but never so long that a moved clock goes unseen', async () => {
  const town = await createTown()
  await openLog(town)
  const { worker, timer } = workerIn(town)
  const asleep = timer.next()
  await worker.start()
  expect((await asleep).ms).toBe(30_000)
  expect(told(town, 'told')).toEqual(['terje', 'terje'])
  const soon = (await town.read((tx) => tx.cases.nextAt())) ?? ''
  town.setClock(new Date(Date.parse(soon) - 1234).toISOString())
  const again = timer.next()
  worker.wake()
  expect((await again).ms).toBe(1234)
  await worker.stop()
})

test('a moment that is none, and has not come, keeps it no more awake than any other', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.run()
  await town.read((tx) => tx.cases.schedule(id, '2027-zz'))
  const { worker, timer } = workerIn(town)
  const asleep = timer.next()
  await worker.start()
  expect((await asleep).ms).toBe(30_000)
  await worker.stop()
})

test('a worker whose rounds fail one after the other says so until one does not', async () => {
  let fails = true
  const town = await createTown({
    store: (real) => ({
      ...real,
      transaction: (work) => (fails ? Promise.reject(new Error('disk')) : real.transaction(work)),
    }),
  })
  const { worker, timer } = workerIn(town)
  fails = false
  await worker.start()
  await timer.next()
  fails = true
  const seen: boolean[] = []
  for (const failing of [true, true, false]) {
    fails = failing
    const asleep = timer.next()
    worker.wake()
    await asleep
    seen.push(worker.isFailing())
  }
  expect(seen).toEqual([false, true, false])
  await worker.stop()
})

test('it wakes by its timer, and when something new is to be sent', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const { worker, timer } = workerIn(town)
  let asleep = timer.next()
  await worker.start()
  const first = await asleep
  asleep = timer.next()
  await propose(town, id)
  await asleep
  expect(first.isOff()).toBe(true)
  expect(told(town, 'proposal')).toEqual(['terje'])
  town.setClock('2026-11-13T09:00:00.000Z')
  asleep = timer.next()
  timer.sleeps.at(-1)?.wake()
  await asleep
  expect(told(town, 'reminder')).toContain('ingrid')
  await worker.stop()
})

test('what another process had claimed when it died is sent at the start', async () => {
  const town = await createTown()
  await openLog(town)
  await town.read((tx) => tx.outbox.claim(monday, 99, 60_000))
  await town.run()
  expect(town.channel.tried).toEqual([])
  const { worker, timer } = workerIn(town)
  const asleep = timer.next()
  await worker.start()
  await asleep
  await worker.stop()
  expect(told(town, 'told')).toEqual(['terje', 'terje'])
})

test('what a channel that was down had held is tried at the start, whatever time it was put off to', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.run()
  await propose(town, id)
  await town.read(async (tx) => {
    for (const { row, fence } of (await tx.outbox.claim(monday, 9, 60_000)).claimed)
      await tx.outbox.retry(row.id, fence, '2026-11-02T09:00:00.000Z', 'held')
  })
  const { worker, timer } = workerIn(town)
  const asleep = timer.next()
  await worker.start()
  await asleep
  expect(told(town, 'proposal')).toEqual(['terje'])
  await worker.stop()
})

test('a stopped worker has finished what it was doing, sets no timer and does nothing when called', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.run()
  town.log.length = 0
  await propose(town, id)
  const { worker, timer } = workerIn(town)
  const slow = town.channel.hold()
  await worker.start()
  await slow.arrived
  const stopping = worker.stop()
  slow.letGo()
  await stopping
  expect(town.log.filter(({ event }) => event === 'delivery.sent')).toHaveLength(1)
  worker.wake()
  expect(timer.sleeps).toEqual([])
})

test('a store that fails is logged, and looked at again after a while rather than at once', async () => {
  const fails = { now: true }
  const town = await createTown({
    store: (store: Store) => ({
      ...store,
      transaction: (work) =>
        store.transaction((tx) => {
          const waiting: typeof tx.cases.waiting = async (now, limit) => {
            if (fails.now) throw new Error('disk')
            return tx.cases.waiting(now, limit)
          }
          return work({ ...tx, cases: { ...tx.cases, waiting } })
        }),
    }),
  })
  await openLog(town)
  const { worker, timer } = workerIn(town)
  let asleep = timer.next()
  await worker.start()
  expect((await asleep).ms).toBe(30_000)
  expect(town.log.filter(({ event }) => event === 'dispatch.failed')).toHaveLength(1)
  fails.now = false
  asleep = timer.next()
  timer.sleeps.at(-1)?.wake()
  await asleep
  expect(told(town, 'told')).toEqual(['terje', 'terje'])
  await worker.stop()
})

test('a case that can not be reminded of keeps no other waiting, and is tried again later', async () => {
  const town = await createTown()
  const broken = await worry(town, {}, 'per')
  await worry(town)
  const solvik = town.app.municipalities.get('solvik')
  town.app.municipalities.delete('solvik')
  town.setClock('2026-11-12T09:00:00.000Z')
  await remindOnce(town.app)
  expect(town.log.filter(({ event }) => event === 'reminder.failed')).toMatchObject([{ fields: { case: broken } }])
  await town.run()
  expect(new Set(told(town, 'reminder'))).toEqual(new Set(['ingrid']))
  if (solvik) town.app.municipalities.set('solvik', solvik)
  await town.until('2026-11-12')
  expect(told(town, 'reminder')).toContain('per')
})

/** A town in which it is counted how often somebody looks for cases in which something is due. */
async function townThatCounts(): Promise<{ town: Town; looks: { count: number } }> {
  const looks = { count: 0 }
  const town = await createTown({
    store: (real) => ({
      ...real,
      transaction: (work) =>
        real.transaction((tx) => {
          const waiting: typeof tx.cases.waiting = (...given) => {
            looks.count += 1
            return tx.cases.waiting(...given)
          }
          return work({ ...tx, cases: { ...tx.cases, waiting } })
        }),
    }),
  })
  return { town, looks }
}

/** Each in a lane of its own. */
const lists = (town: Town, count: number) =>
  Array.from({ length: count }, (_, index) =>
    outgoing(
      `list${index}`,
      { case: null, madeAt: monday, person: town.id('terje'), lane: `lane ${index}` },
      { card: 'mine', line: null, subject: '' },
    ),
  )

test('nobody looks for what is due each time that one of many messages has come back', async () => {
  const { town, looks } = await townThatCounts()
  await town.run()
  looks.count = 0
  await town.read((tx) => tx.outbox.put(lists(town, 200)))
  await town.run()
  expect(town.channel.tried).toHaveLength(200)
  expect(looks.count).toBe(2)
})

test('what falls due while a message is slow, and others come back, is said meanwhile', async () => {
  const town = await createTown()
  await worry(town)
  await town.run()
  const soon = Date.parse((await town.read((tx) => tx.cases.nextAt())) ?? '')
  town.setClock(new Date(soon - 10_000).toISOString())
  const slow = town.channel.hold()
  await town.read((tx) => tx.outbox.put(lists(town, 1)))
  const running = town.run()
  await slow.arrived
  town.setClock(new Date(soon).toISOString())
  town.app.wake()
  while ((await town.read((tx) => tx.cases.nextAt())) === new Date(soon).toISOString()) await elsewhere()
  slow.letGo()
  await running
})

test('where looking failed while a message was slow, the round fails once that is back', async () => {
  const store = { fails: false, refused: 0 }
  const town = await createTown({
    store: (real) => ({
      ...real,
      transaction: (work) =>
        real.transaction((tx) => {
          const waiting: typeof tx.cases.waiting = (...given) => {
            if (!store.fails) return tx.cases.waiting(...given)
            store.refused += 1
            return Promise.reject(new Error('disk'))
          }
          return work({ ...tx, cases: { ...tx.cases, waiting } })
        }),
    }),
  })
  const slow = town.channel.hold()
  await town.read((tx) => tx.outbox.put(lists(town, 1)))
  const running = town.run()
  await slow.arrived
  store.fails = true
  town.setClock(new Date(Date.parse(monday) + 2_000).toISOString())
  town.app.wake()
  while (store.refused === 0) await elsewhere()
  store.fails = false
  slow.letGo()
  await expect(running).rejects.toThrow('disk')
  expect(store.refused).toBe(1)
  await town.run()
  expect(await town.read((tx) => tx.outbox.waiting())).toBe(0)
})
