/** A channel that fails is told from a message that does: while it is down nothing but a question goes out, and nothing is lost. */
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createDispatcher } from '../../src/app/send/dispatch.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { type Channel, ChannelError, type ChannelErrorKind, type Store } from '../../src/ports.ts'
import { deliverOnce } from '../support/deliver-once.ts'
import { addOtherChannel } from '../support/other-channel.ts'
import { createTown, monday, schoolChannel, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog, propose, told } from './story.ts'

const second = 1000
const minute = 60 * second
const at = (ms: number) => new Date(Date.parse(monday) + ms).toISOString()
const dead = (town: Town) => town.read((tx) => tx.outbox.dead(100))
const waiting = (town: Town) => town.read((tx) => tx.outbox.waiting())
const events = (town: Town) => town.log.map(({ event }) => event).filter((event) => event.startsWith('channel.'))

/** An open log with Jonas and Mari in it, and everything sent. */
async function quiet(store?: (real: Store) => Store): Promise<{ town: Town; id: CaseId }> {
  const town = await createTown({ secondLeader: true, ...(store ? { store } : {}) })
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.run()
  town.channel.tried.length = 0
  return { town, id }
}

/** From the level at which Jonas takes part. */
const further = (town: Town, id: CaseId) => propose(town, id, 'ingrid', { to: '3' })

/** Four messages that wait: to two leaders, and to two of those who take part. */
async function four(town: Town, id: CaseId): Promise<void> {
  await further(town, id)
  for (const name of ['jonas', 'mari'] as const) await addMeasure(town, id, { responsible: `person:${town.id(name)}` })
}

/** From when on the channel says that it is back, and when it was asked. */
function askable(town: Town, backAt: number): number[] {
  const asked: number[] = []
  town.channel.isBack = async () => {
    const now = Date.parse(town.app.clock.now()) - Date.parse(monday)
    asked.push(now)
    return now >= backAt
  }
  return asked
}

/** Every send fails until then. */
function failUntil(town: Town, ms: number, kind: ChannelErrorKind): void {
  const real: Pick<Channel, 'post' | 'update' | 'direct'> = { ...town.channel }
  const failing =
    <A extends unknown[], R>(verb: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> => {
      if (town.app.clock.now() < at(ms)) town.channel.fail({ kind })
      return verb(...args)
    }
  town.channel.direct = failing(real.direct)
  town.channel.post = failing(real.post)
  town.channel.update = failing(real.update)
}

test.each(['unreachable', 'ambiguous'] as const)(
  'while a channel is down (%s) it is asked, and nobody is written to; then everything arrives once, and at once',
  async (kind) => {
    const { town, id } = await quiet()
    const asked = askable(town, 30 * minute)
    failUntil(town, 30 * minute, kind)
    await four(town, id)
    await town.run()
    const first = town.channel.tried.length
    await town.until(at(30 * minute - 1))
    expect(town.channel.tried).toHaveLength(first)
    expect(asked.length).toBeGreaterThan(8)
    await town.until(at(36 * minute))
    expect(
      town.channel
        .sent()
        .map(({ to }) => to)
        .sort(),
    ).toEqual(['jonas', 'kari', 'mari', 'terje'])
    expect([await dead(town), await waiting(town)]).toEqual([[], 0])
    expect(events(town)).toEqual(['channel.down', 'channel.back'])
  },
)

test('a channel is asked after longer and longer pauses, five minutes at most', async () => {
  const { town, id } = await quiet()
  const asked = askable(town, 3 * 60 * minute)
  failUntil(town, 3 * 60 * minute, 'unreachable')
  await further(town, id)
  await town.until(at(3 * 60 * minute - 1))
  const pauses = asked.slice(1).map((moment, index) => moment - (asked[index] ?? 0))
  expect(pauses[0]).toBeLessThan(5 * second)
  expect(Math.max(...pauses)).toBeLessThanOrEqual(5 * minute)
  expect(pauses.slice(12).every((pause) => pause >= 2.5 * minute)).toBe(true)
})

test('waiting for a channel costs no message any of its tries, however long', async () => {
  const { town, id } = await quiet()
  askable(town, 12 * 60 * minute)
  failUntil(town, 12 * 60 * minute, 'unreachable')
  await further(town, id)
  await town.until(at(13 * 60 * minute))
  expect(told(town, 'proposal').sort()).toEqual(['kari', 'terje'])
  expect(await dead(town)).toEqual([])
})

test('where nothing can be asked one message at a time tries, and each of unknown fate once more at most', async () => {
  const { town, id } = await quiet()
  failUntil(town, 5 * minute, 'ambiguous')
  await four(town, id)
  await town.run()
  const first = town.channel.tried.length
  const moments: string[] = []
  const { direct } = town.channel
  town.channel.direct = (...args) => {
    moments.push(town.app.clock.now())
    return direct(...args)
  }
  await town.until(at(4 * minute))
  expect(new Set(moments).size).toBe(moments.length)
  expect(town.channel.tried.length).toBeGreaterThan(first)
  await town.until(at(24 * 60 * minute))
  const tries = new Map<string | null, number>()
  for (const { sending } of town.channel.tried) tries.set(sending, (tries.get(sending) ?? 0) + 1)
  expect(Math.max(...tries.values())).toBe(2)
})

test('a channel that says it is back and loses messages still is not given the last try of one for a while', async () => {
  const { town, id } = await quiet()
  askable(town, 0)
  failUntil(town, 3 * second, 'ambiguous')
  await four(town, id)
  await town.until(at(10 * minute))
  expect(
    town.channel
      .sent()
      .map(({ to }) => to)
      .sort(),
  ).toEqual(['jonas', 'kari', 'mari', 'terje'])
  expect(await dead(town)).toEqual([])
})

test('what may have arrived goes as soon as something else has', async () => {
  const { town, id } = await quiet()
  askable(town, 0)
  town.channel.fail({ kind: 'ambiguous', to: 'terje' })
  await further(town, id)
  await town.until(at(2 * second))
  expect(told(town, 'proposal')).toEqual(['kari'])
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  await town.run()
  expect(told(town, 'proposal').sort()).toEqual(['kari', 'terje'])
})

test('a message that fails alone holds up no other for long, and somebody learns of it', async () => {
  const { town, id } = await quiet()
  askable(town, 0)
  town.channel.fail({ kind: 'ambiguous', to: 'jonas', times: 99 })
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  await town.run()
  await further(town, id)
  await town.until(at(10 * second))
  expect(told(town, 'proposal').sort()).toEqual(['kari', 'terje'])
  await town.until(at(10 * minute))
  expect(town.channel.tried.filter(({ to }) => to === 'jonas')).toHaveLength(2)
  expect(told(town, 'told').sort()).toEqual(['kari', 'terje'])
})

test('another channel goes on meanwhile', async () => {
  const { town, id } = await quiet()
  const other = addOtherChannel(town)
  await other.belongsTo('jonas')
  await other.say('jonas', 'hei')
  askable(town, 60 * minute)
  failUntil(town, 60 * minute, 'unreachable')
  await four(town, id)
  await town.until(at(minute))
  expect(other.sent().map(({ to }) => to)).toEqual(['jonas'])
  expect(await waiting(town)).toBe(3)
})

test('after a start what may have arrived goes one by one: the channel may still be down', async () => {
  const { town, id } = await quiet()
  await four(town, id)
  town.channel.fail({ kind: 'ambiguous', times: 99 })
  await town.run()
  expect(town.channel.tried).toHaveLength(4)
  await createDispatcher(town.app).runOnce()
  town.setClock(at(2 * second))
  await deliverOnce(town.app)
  expect(town.channel.tried).toHaveLength(5)
})

test('after a start a first try waits for no other message, and is a sign for it', async () => {
  const { town, id } = await quiet()
  await further(town, id)
  town.channel.fail({ kind: 'ambiguous', to: 'terje' })
  await town.run()
  town.setClock(at(2 * second))
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  const asking = Promise.withResolvers<boolean>()
  town.channel.isBack = () => asking.promise
  const after = createDispatcher(town.app).runOnce()
  const sent = () => town.log.filter(({ event }) => event === 'delivery.sent').length
  const before = sent()
  while (sent() === before) await turn()
  expect([told(town, 'proposal'), told(town, 'told')]).toEqual([['kari'], ['jonas']])
  asking.resolve(false)
  await after
  await town.run()
  expect(told(town, 'proposal')).toEqual(['kari', 'terje'])
})

test('a message that was on its way when the bot died twice is judged before it is sent a third time', async () => {
  const { town, id } = await quiet()
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  const held = [0, 1].map(() => town.channel.hold())
  const died: Promise<void>[] = []
  for (const one of held) {
    died.push(deliverOnce(town.app))
    await one.arrived
    await town.read((tx) => tx.outbox.releaseAll())
  }
  await town.until(at(60 * minute))
  expect(town.channel.tried.filter(({ to }) => to === 'jonas')).toHaveLength(2)
  expect(await dead(town)).toMatchObject([{ card: 'told', reason: 'ambiguous', person: town.id('jonas') }])
  expect(
    told(town, 'told')
      .filter((to) => to !== 'jonas')
      .sort(),
  ).toEqual(['kari', 'terje'])
  for (const one of held) one.letGo()
  await Promise.all(died)
})

test('a crash before anything was sent costs a message nothing, however often', async () => {
  const { town, id } = await quiet()
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  for (let crash = 0; crash < 9; crash += 1) {
    await town.read((tx) => tx.outbox.claim(town.app.clock.now(), 99, minute))
    await town.read((tx) => tx.outbox.releaseAll())
  }
  await town.run()
  expect(told(town, 'told')).toEqual(['jonas'])
})

test('where the only leader is not reached, whoever holds the case learns of it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.run()
  await town.submit(
    'ingrid',
    'baton.deputize',
    { case: id },
    { person: town.id('mari'), from: '2026-11-02', until: '2026-11-06' },
  )
  await town.run()
  town.channel.tried.length = 0
  town.channel.fail({ kind: 'forbidden', to: 'terje' })
  await propose(town, id)
  await town.run()
  expect((await caseOf(town, id)).holder).toBe(town.id('ingrid'))
  const heard = town.channel.sent().filter(({ card }) => textOf(card).includes('Terje Aas') && card.name === 'told')
  expect(heard.map(({ to }) => to).sort()).toEqual(['ingrid', 'mari'])
})

test('what could not be said in a thread is told to those who can say it there', async () => {
  const town = await createTown()
  await town.open('ingrid', 'concern.register', {}, { channel: true })
  await town.run()
  const id = await openLog(town, {}, { origin: schoolChannel.key })
  await town.run()
  town.channel.tried.length = 0
  town.channel.fail({ kind: 'refused', verb: 'post' })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-09' })
  await town.run()
  expect(await dead(town)).toMatchObject([{ verb: 'line', reason: 'refused' }])
  const heard = town.channel.sent().filter(({ card }) => textOf(card).includes('Jeg fikk ikke skrevet noe i en tråd'))
  expect(heard.map(({ to }) => to).sort()).toEqual(['ingrid', 'terje'])
})

test('the log has the code that the channel or the network gave, beside the kind', async () => {
  const { town, id } = await quiet()
  town.channel.direct = () => Promise.reject(new ChannelError('refused', null, null, 'invalid_blocks'))
  await further(town, id)
  await town.run()
  const line = town.log.find(({ event }) => event === 'delivery.failed')
  expect(line).toMatchObject({ fields: { kind: 'refused', code: 'invalid_blocks' } })
})

test('of all that is held one comes back to ask, so that an outage costs few writes', async () => {
  let holds = 0
  const store = (real: Store): Store => ({
    ...real,
    transaction: (work) =>
      real.transaction((tx) => {
        const retry: typeof tx.outbox.retry = (id, fence, at, reason) => {
          if (reason === 'held') holds += 1
          return tx.outbox.retry(id, fence, at, reason)
        }
        return work({ ...tx, outbox: { ...tx.outbox, retry } })
      }),
  })
  const { town, id } = await quiet(store)
  const asked = askable(town, 3 * 60 * minute)
  failUntil(town, 3 * 60 * minute, 'unreachable')
  await four(town, id)
  await town.until(at(3 * 60 * minute - 1))
  expect(asked.length).toBeGreaterThan(30)
  expect(holds).toBeLessThan(3 * asked.length)
})

test('a message that another has taken over while the channel was asked is not sent by the first', async () => {
  const { town, id } = await quiet()
  town.channel.fail({ kind: 'unreachable' })
  const answer = Promise.withResolvers<boolean>()
  const asking = Promise.withResolvers<void>()
  town.channel.isBack = () => {
    asking.resolve()
    return answer.promise
  }
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  await town.run()
  town.setClock(at(2 * second))
  const first = town.run()
  await asking.promise
  await town.read(async (tx) => {
    await tx.outbox.releaseAll()
    await tx.outbox.claim(town.app.clock.now(), 9, minute)
  })
  answer.resolve(true)
  await first
  expect(town.channel.tried.map(({ failed }) => failed)).toEqual(['unreachable'])
})

test('being asked for patience is no sign that a channel is back, and being refused is one', async () => {
  const { town, id } = await quiet()
  askable(town, 0)
  town.channel.fail({ kind: 'unreachable', times: 4 })
  town.channel.fail({ kind: 'rate-limited', retryAfterMs: minute, times: 4 })
  town.channel.fail({ kind: 'forbidden', times: 99 })
  await four(town, id)
  await town.until(at(50 * second))
  expect(events(town)).toEqual(['channel.down'])
  await town.until(at(10 * minute))
  expect(events(town)).toEqual(['channel.down', 'channel.back'])
})
