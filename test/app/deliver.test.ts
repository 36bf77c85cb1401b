/** What waits in the outbox: sent when it may be, again when it is safe, at most once more when nobody knows, never in silence. */
import { expect, test } from 'vitest'
import { remindOnce } from '../../src/app/act/remind.ts'
import type { CaseId } from '../../src/core/ids.ts'
import type { Store } from '../../src/ports.ts'
import { deliverOnce } from '../support/deliver-once.ts'
import { accountOf, actionsOn, chatOf, createTown, monday, schoolChannel, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog, propose, told, worry } from './story.ts'

const minute = 60_000
const at = (ms: number) => new Date(Date.parse(monday) + ms).toISOString()
const nextTry = async (town: Town) =>
  Date.parse((await town.read((tx) => tx.outbox.nextAt())) ?? '') - Date.parse(town.app.clock.now())
/** The thread that stands in the school's channel. */
const threadOf = async (town: Town, id: CaseId) =>
  (await town.read((tx) => tx.places.followed(id))).find(({ origin }) => origin.key === schoolChannel.key)?.thread ??
  null
const dead = (town: Town) => town.read((tx) => tx.outbox.dead(100))

/** A log whose thread stands in the school's channel, with nothing waiting. */
async function logInChannel(town: Town): Promise<CaseId> {
  await town.open('ingrid', 'concern.register', {}, { channel: true })
  await town.run()
  const id = await openLog(town, {}, { origin: schoolChannel.key })
  await town.run()
  town.channel.tried.length = 0
  return id
}

/** An open log and one message to Terje that waits. */
async function oneWaits(town: Town): Promise<CaseId> {
  const id = await openLog(town)
  await town.run()
  town.channel.tried.length = 0
  await propose(town, id)
  return id
}

test('a channel that asks for patience gets exactly as much as it asks for', async () => {
  const town = await createTown()
  await oneWaits(town)
  town.channel.fail({ kind: 'rate-limited', retryAfterMs: 30_000 })
  await town.run()
  expect(await nextTry(town)).toBe(30_000)
  town.setClock(at(29_999))
  await town.run()
  expect(town.channel.tried).toHaveLength(1)
  town.setClock(at(30_000))
  await town.run()
  expect(town.channel.tried.map(({ failed }) => failed)).toEqual(['rate-limited', null])
})

test('a channel that can not be reached is tried again after longer and longer pauses, never quite the same, a quarter of an hour at most', async () => {
  const town = await createTown()
  await oneWaits(town)
  town.channel.fail({ kind: 'unreachable', times: 16 })
  const moments: number[] = []
  while (moments.length < 17) {
    const before = town.channel.tried.length
    await town.run()
    if (town.channel.tried.length > before) moments.push(Date.parse(town.app.clock.now()))
    if (moments.length < 17)
      town.setClock(new Date(Date.parse(town.app.clock.now()) + (await nextTry(town))).toISOString())
  }
  const pauses = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0))
  for (const [index, pause] of pauses.entries()) {
    const longest = Math.min(15 * minute, 1000 * 2 ** index)
    expect(pause).toBeGreaterThanOrEqual(longest / 2)
    expect(pause).toBeLessThanOrEqual(longest)
  }
  expect(new Set(pauses.slice(-5)).size).toBe(5)
  await town.run()
  expect(told(town, 'proposal')).toEqual(['terje'])
  expect(await dead(town)).toEqual([])
})

test('a message whose fate nobody knows is tried once more', async () => {
  const town = await createTown()
  await oneWaits(town)
  town.channel.fail({ kind: 'ambiguous' })
  await town.until(at(minute))
  expect(town.channel.tried.map(({ failed }) => failed)).toEqual(['ambiguous', null])
  expect(await dead(town)).toEqual([])
})

test('a message whose fate is unknown twice is left for a person to see', async () => {
  const town = await createTown()
  await oneWaits(town)
  town.channel.fail({ kind: 'ambiguous', to: 'terje', times: 9 })
  await town.until(at(60 * minute))
  expect(town.channel.tried.map(({ failed }) => failed)).toEqual(['ambiguous', 'ambiguous', null])
  expect(town.channel.sent()).toMatchObject([{ to: 'ingrid', card: { name: 'told' } }])
  expect(await dead(town)).toMatchObject([{ card: 'proposal', reason: 'ambiguous', person: town.id('terje') }])
})

test('a fault of the channel itself counts as a message whose fate nobody knows', async () => {
  const town = await createTown()
  await oneWaits(town)
  town.channel.fail({ kind: 'fault', to: 'terje', times: 9 })
  await town.until(at(60 * minute))
  expect(town.channel.tried.filter(({ to }) => to === 'terje')).toHaveLength(2)
  expect(await dead(town)).toHaveLength(1)
})

test('a message that was sent and could not be written down is sent once more at most', async () => {
  const fails = { now: false }
  const town = await createTown({
    store: (store: Store) => ({
      ...store,
      transaction: (work) =>
        store.transaction((tx) => {
          const finish: typeof tx.outbox.finish = async (id, fence, result, reason, moment) => {
            if (fails.now && result === 'sent') throw new Error('disk full')
            return tx.outbox.finish(id, fence, result, reason, moment)
          }
          return work({ ...tx, outbox: { ...tx.outbox, finish } })
        }),
    }),
  })
  await oneWaits(town)
  fails.now = true
  await town.until(at(60 * minute))
  expect(town.channel.sent().map(({ to }) => to)).toEqual(['terje', 'terje', 'ingrid', 'ingrid'])
  expect((await dead(town)).map(({ person }) => person)).toEqual([town.id('ingrid'), town.id('terje')])
})

test('an update whose fate nobody knows is simply made again: it says the same', async () => {
  const town = await createTown()
  const id = await logInChannel(town)
  await town.submit(
    'ingrid',
    'baton.deputize',
    { case: id },
    { person: town.id('mari'), from: '2026-11-02', until: '2026-11-06' },
  )
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-09' })
  town.channel.fail({ kind: 'ambiguous', verb: 'update', times: 4 })
  await town.until(at(10 * minute))
  const updates = town.channel.tried.filter(({ verb }) => verb === 'update')
  expect(updates.map(({ failed }) => failed)).toEqual(['ambiguous', 'ambiguous', 'ambiguous', 'ambiguous', null])
  expect(await dead(town)).toEqual([])
})

test('somebody who does not take messages is not written to there again, and their leader learns of it', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.say('jonas', 'hjelp')
  await town.run()
  town.channel.fail({ kind: 'forbidden', to: 'jonas' })
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  await town.run()
  expect(await town.read((tx) => tx.places.personal(accountOf('jonas')))).toBeNull()
  expect(await dead(town)).toMatchObject([{ card: 'told', reason: 'forbidden' }])
  const last = town.channel.sent().at(-1)
  expect([last?.to, last?.card.name]).toEqual(['terje', 'told'])
  expect(textOf(last?.card)).toContain('Jonas Berg')
  expect(textOf(last?.card)).not.toContain('Reading')
})

test('a message of a form the channel does not take is not tried again, and the leader learns who was not reached', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.say('jonas', 'hjelp')
  await town.run()
  town.channel.fail({ kind: 'refused', to: 'jonas', times: 99 })
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  await town.until(at(60 * minute))
  expect(town.channel.tried.filter(({ failed }) => failed === 'refused')).toHaveLength(1)
  expect(await town.read((tx) => tx.places.personal(accountOf('jonas')))).not.toBeNull()
  expect(await dead(town)).toMatchObject([{ card: 'told', reason: 'refused' }])
  expect(textOf(town.channel.sent().at(-1)?.card)).toContain('Jonas Berg')
})

test("somebody who never wrote and can not be reached closes nobody else's chat", async () => {
  const town = await createTown()
  await oneWaits(town)
  town.channel.fail({ kind: 'forbidden', to: 'terje' })
  await town.run()
  expect(await town.read((tx) => tx.places.personal(accountOf('ingrid')))).not.toBeNull()
  expect(await dead(town)).toHaveLength(1)
})

test('a leader who can not be reached about somebody who can not be reached is not told of it for ever', async () => {
  const town = await createTown()
  await oneWaits(town)
  town.channel.fail({ kind: 'forbidden', times: 99 })
  await town.until(at(60 * minute))
  // Whoever is next is told of each of the three, and whoever keeps the directory that nobody is left; then it ends.
  expect(town.channel.tried.length).toBeLessThan(16)
  expect(await town.read((tx) => tx.outbox.waiting())).toBe(0)
})

test('a thread that somebody removed is begun anew where the case came from', async () => {
  const town = await createTown()
  const id = await logInChannel(town)
  const first = await threadOf(town, id)
  town.channel.fail({ kind: 'gone', to: first?.key ?? '' })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-09' })
  await town.run()
  const second = await threadOf(town, id)
  expect(second?.key).not.toBe(first?.key)
  expect(town.channel.sent().map(({ verb, to, card }) => [verb, to, card.name])).toContainEqual([
    'post',
    schoolChannel.key,
    'thread-root',
  ])
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-10' })
  await town.run()
  const later = town.channel.sent().slice(-2)
  expect(later.map(({ to }) => to)).toEqual([second?.key, second?.key])
  expect(later.map(({ verb, card }) => `${verb} ${card.name}`).sort()).toEqual([
    'post thread-line',
    'update thread-root',
  ])
})

test('a message that was deleted is not updated any more', async () => {
  const town = await createTown()
  const id = await logInChannel(town)
  town.channel.fail({ kind: 'gone', verb: 'update' })
  for (const day of ['2026-11-09', '2026-11-10']) {
    await town.submit('ingrid', 'meeting.set', { case: id }, { day })
    await town.run()
  }
  expect(town.channel.tried.filter(({ verb }) => verb === 'update')).toHaveLength(1)
  expect(await threadOf(town, id)).not.toBeNull()
})

test('a card that would look the same is not sent again', async () => {
  const town = await createTown()
  const id = await logInChannel(town)
  await town.submit('ingrid', 'goal.set', { case: id }, { topic: 'learning', text: 'A goal' })
  await town.run()
  town.channel.tried.length = 0
  await town.submit('ingrid', 'goal.set', { case: id }, { topic: 'learning', text: 'Another goal' })
  await town.run()
  expect(town.channel.tried).toEqual([])
  expect(await town.read((tx) => tx.outbox.waiting())).toBe(0)
})

test('of several changes only the newest look of a card is sent', async () => {
  const town = await createTown()
  const id = await logInChannel(town)
  for (const day of ['2026-11-09', '2026-11-10', '2026-11-11'])
    await town.submit('ingrid', 'meeting.set', { case: id }, { day })
  await town.run()
  const updates = town.channel.sent().filter(({ verb }) => verb === 'update')
  expect(updates).toHaveLength(1)
  expect(textOf(updates[0]?.card)).toContain('11. nov.')
})

test('nothing is said in a thread before the thread stands, and other messages do not wait for it', async () => {
  const town = await createTown()
  await town.open('ingrid', 'concern.register', {}, { channel: true })
  await town.run()
  const id = await openLog(town, {}, { origin: schoolChannel.key })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-09' })
  town.channel.tried.length = 0
  town.channel.fail({ kind: 'unreachable', verb: 'post' })
  await town.run()
  expect(town.channel.tried.map(({ verb, failed }) => [verb, failed])).toEqual([
    ['direct', null],
    ['post', 'unreachable'],
  ])
  await town.until(at(minute))
  expect(
    town.channel
      .sent()
      .filter(({ verb }) => verb === 'post')
      .map(({ card }) => card.name),
  ).toEqual(['thread-root', 'thread-line'])
})

test('of two who deliver the same, because the first was slow, one writes it down', async () => {
  const town = await createTown()
  const id = await oneWaits(town)
  const proposal = (await caseOf(town, id)).proposals[0]?.id ?? ''
  town.log.length = 0
  const slow = town.channel.hold()
  const first = deliverOnce(town.app)
  await slow.arrived
  town.setClock(at(2 * minute))
  await deliverOnce(town.app)
  slow.letGo()
  await first
  expect(town.channel.sent()).toHaveLength(2)
  expect(town.log.filter(({ event }) => event === 'delivery.sent')).toHaveLength(1)
  const shown = await town.read((tx) => tx.shown.find(id, 'proposal', proposal))
  expect(shown).toHaveLength(1)
  expect(await town.read((tx) => tx.outbox.waiting())).toBe(0)
})

test('whoever failed after their time had run out changes nothing any more', async () => {
  const town = await createTown()
  await oneWaits(town)
  const slow = town.channel.hold()
  const first = deliverOnce(town.app)
  await slow.arrived
  town.setClock(at(2 * minute))
  await deliverOnce(town.app)
  slow.letGo('forbidden')
  await first
  await town.run()
  expect(await dead(town)).toEqual([])
  expect(told(town, 'told')).toEqual([])
})

test('a card that became old while it was on its way is drawn again', async () => {
  const town = await createTown({ secondLeader: true })
  const id = await oneWaits(town)
  const proposal = (await caseOf(town, id)).proposals[0]?.id ?? ''
  const slow = town.channel.hold()
  const running = deliverOnce(town.app)
  await slow.arrived
  await town.submit(
    'kari',
    'level.decide',
    { case: id, proposal, approve: 'no' },
    { reason: 'Not yet', topic: 'learning', meetingDay: '2026-11-02', parentsTookPart: 'true', childAsked: 'true' },
  )
  slow.letGo()
  await running
  await town.run()
  const sent = town.channel.sent().filter(({ card, verb }) => card.name === 'proposal' && verb === 'direct')
  for (const { ref } of sent)
    expect(actionsOn(town.channel.standing(ref) ?? sent[0]?.card ?? never())).not.toContain('level.decide')
})

function never(): never {
  throw new Error('there is no card')
}

test('a reminder of what has been done meanwhile is not sent', async () => {
  const town = await createTown()
  const id = await worry(town)
  town.setClock('2026-11-11T09:00:00.000Z')
  await remindOnce(town.app)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'close' })
  await town.run()
  expect(told(town, 'reminder')).toEqual([])
})

test('a proposal that was decided before anybody was told of it is not sent any more', async () => {
  const town = await createTown()
  const id = await oneWaits(town)
  const proposal = (await caseOf(town, id)).proposals[0]?.id ?? ''
  await town.press('ingrid', 'level.withdraw', { case: id, proposal })
  await town.run()
  expect(told(town, 'proposal')).toEqual([])
})

test('somebody with two accounts is told once, where they have written from', async () => {
  const town = await createTown()
  const accounts = [
    { channel: 'test', tenant: 'fjordvik', user: 'terje' },
    { channel: 'test', tenant: 'fjordvik', user: 'terje.aas' },
  ]
  const { line: _, ...terje } = {
    line: 2,
    municipality: 'fjordvik',
    unit: 'fjordvik-skole',
    service: 'skole',
    name: 'Terje Aas',
    lang: 'nb' as const,
    active: true,
    email: null,
  }
  await town.store.importPeople([{ ...terje, line: 2, roles: ['employee', 'leader'], accounts }], town.app.ids)
  await town.ask({
    delivery: 'd1',
    account: accounts[1] ?? never(),
    place: { ...chatOf('terje'), key: 'personal:terje.aas' },
    from: 'place',
    personal: true,
    kind: 'write',
    text: 'hei',
  })
  await oneWaits(town)
  await town.run()
  expect(told(town, 'proposal')).toEqual(['terje.aas'])
})

test('a fault in drawing one card holds up no other, and is given up in the end', async () => {
  const town = await createTown()
  await oneWaits(town)
  const real = town.app.municipalities
  town.app.municipalities = new Map(real)
  await town.read((tx) =>
    tx.outbox.put([
      {
        id: 'out_broken',
        case: null,
        verb: 'direct',
        card: 'mine',
        line: null,
        subject: '',
        person: town.id('per'),
        message: null,
        origin: null,
        lane: 'broken',
        madeAt: monday,
      },
    ]),
  )
  town.app.municipalities.delete('solvik')
  await town.run()
  expect(told(town, 'proposal')).toEqual(['terje'])
  await town.until(at(24 * 60 * minute))
  expect(await dead(town)).toMatchObject([{ id: 'out_broken', reason: 'fault' }])
})

test('what nobody could be told is no secret: the log names the row and the kind of failure, and no word', async () => {
  const town = await createTown()
  await oneWaits(town)
  town.channel.fail({ kind: 'forbidden' })
  await town.run()
  const line = town.log.find(({ event }) => event === 'delivery.failed')
  expect(line).toMatchObject({ level: 'warn', fields: { card: 'proposal', kind: 'forbidden', attempt: 1 } })
  expect(JSON.stringify(line)).not.toContain('Terje')
})
