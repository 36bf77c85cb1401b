/** A message of which nobody knows whether it arrived: where the channel can tell, it is asked, and nobody reads it twice. */
import { expect, test } from 'vitest'
import { deliverOnce } from '../support/deliver-once.ts'
import { createFakeChannel } from '../support/fake-channel.ts'
import { accountOf, actionsOn, createTown, monday, schoolChannel, type Town } from '../support/town.ts'
import { caseOf, openLog, propose } from './story.ts'

const minute = 60_000
const at = (ms: number) => new Date(Date.parse(monday) + ms).toISOString()
const dead = (town: Town) => town.read((tx) => tx.outbox.dead(100))

/** A town whose channel can tell what arrived, an open log, and nothing that waits. */
async function canTell() {
  const town = await createTown()
  const channel = createFakeChannel('test', { canTell: true })
  town.app.channels.set('test', channel)
  const id = await openLog(town)
  await town.run()
  channel.tried.length = 0
  return { town, channel, id }
}

test('one that arrived is not sent again, counts as sent, and is drawn as it should look now', async () => {
  const { town, channel, id } = await canTell()
  const proposal = await propose(town, id)
  channel.fail({ kind: 'ambiguous', arrives: true })
  await town.until(at(minute))
  const [sent, ...rest] = channel.tried
  expect([sent?.verb, sent?.failed]).toEqual(['direct', 'ambiguous'])
  expect(rest.map(({ verb, card }) => [verb, card.name])).toEqual([['update', 'proposal']])
  expect(channel.asked).toEqual([sent?.sending])
  expect(await dead(town)).toEqual([])
  expect(await town.read((tx) => tx.shown.find(id, 'proposal', proposal))).toMatchObject([{ message: sent?.ref }])
  await town.press(
    'terje',
    'level.decide',
    { case: id, proposal, approve: 'no' },
    { reason: 'No', topic: 'learning', meetingDay: '2026-11-02', parentsTookPart: 'true', childAsked: 'true' },
  )
  await town.run()
  expect(actionsOn(channel.standing(sent?.ref ?? never()) ?? never())).not.toContain('level.decide')
})

test('one that surely did not arrive is sent again, however often, and under the same id', async () => {
  const { town, channel, id } = await canTell()
  await propose(town, id)
  channel.fail({ kind: 'ambiguous', times: 5 })
  await town.until(at(10 * minute))
  expect(channel.tried.map(({ failed }) => failed)).toEqual([...Array(5).fill('ambiguous'), null])
  expect(new Set(channel.tried.map(({ sending }) => sending)).size).toBe(1)
  expect(channel.asked).toHaveLength(5)
  expect(await dead(town)).toEqual([])
})

test.each(['ambiguous', 'unreachable', 'fault'] as const)(
  'as long as the channel can not tell (%s), nothing is sent, and it is asked again',
  async (kind) => {
    const { town, channel, id } = await canTell()
    await propose(town, id)
    channel.fail({ kind: 'ambiguous', arrives: true })
    channel.fail({ kind, verb: 'find', times: 3 })
    await town.until(at(10 * minute))
    expect(channel.asked).toHaveLength(4)
    expect(channel.tried.filter(({ verb }) => verb === 'direct')).toHaveLength(1)
    expect(await dead(town)).toEqual([])
  },
)

test('a channel that wants to be asked later is asked when it says', async () => {
  const { town, channel, id } = await canTell()
  await propose(town, id)
  channel.fail({ kind: 'ambiguous', arrives: true })
  channel.fail({ kind: 'rate-limited', verb: 'find', retryAfterMs: 45_000 })
  await town.until(at(2_000))
  expect(Date.parse((await town.read((tx) => tx.outbox.nextAt())) ?? '') - Date.parse(monday)).toBeGreaterThan(45_000)
  await town.until(at(minute))
  expect(channel.asked).toHaveLength(2)
})

test('a thread that was begun after all is the one that goes on', async () => {
  const { town, channel } = await canTell()
  await town.open('ingrid', 'concern.register', {}, { channel: true })
  channel.fail({ kind: 'ambiguous', verb: 'post', arrives: true })
  const id = await openLog(town, {}, { origin: schoolChannel.key })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-09' })
  await town.until(at(minute))
  const [root, ...rest] = channel.tried.filter(({ verb }) => verb === 'post')
  expect(rest.map(({ to, card }) => [to, card.name])).toEqual([[root?.ref.place.key, 'thread-line']])
})

test('what a process had on its way when it died is asked for before it is sent again', async () => {
  const { town, channel, id } = await canTell()
  await propose(town, id)
  const slow = channel.hold()
  const died = deliverOnce(town.app)
  await slow.arrived
  await town.read((tx) => tx.outbox.releaseAll())
  await town.run()
  expect(channel.asked).toHaveLength(1)
  expect(channel.tried.filter(({ verb }) => verb === 'direct')).toHaveLength(1)
  slow.letGo()
  await died
})

test('every account is asked: it may have been another one that was written to', async () => {
  const { town, channel, id } = await canTell()
  const second = { ...accountOf('terje'), user: 'terje.aas' }
  await town.read((tx) => tx.people.pair(town.id('terje'), second))
  await town.say('terje', 'hei')
  await propose(town, id)
  channel.fail({ kind: 'ambiguous', arrives: true })
  await town.run()
  await town.ask({
    ...{ delivery: 'd1', account: second, from: 'place', personal: true, kind: 'write', text: 'hei' },
    place: { channel: 'test', tenant: 'fjordvik', kind: 'personal', key: 'personal:terje.aas', address: 'here' },
  })
  await town.until(at(minute))
  expect(channel.tried.filter(({ verb }) => verb === 'direct').map(({ to }) => to)).toEqual(['terje'])
  expect((await caseOf(town, id)).proposals).toHaveLength(1)
})

test.each([null, 'forbidden'] as const)('an account that takes nothing more is asked as well (%s)', async (kind) => {
  const { town, channel, id } = await canTell()
  const second = { ...accountOf('terje'), user: 'terje.aas' }
  await town.read((tx) => tx.people.pair(town.id('terje'), second))
  await propose(town, id)
  channel.fail({ kind: 'ambiguous', to: 'terje', arrives: true })
  await town.run()
  await town.read((tx) => tx.people.unreachable(accountOf('terje'), monday))
  if (kind) channel.fail({ kind, verb: 'find', to: 'terje' })
  await town.until(at(minute))
  const sent = channel.tried.filter(({ verb }) => verb === 'direct').map(({ to }) => to)
  expect(sent).toEqual(kind ? ['terje', 'terje.aas'] : ['terje'])
  expect(await dead(town)).toEqual([])
})

test('one that may have arrived before the account was refused is asked for when the account is heard from', async () => {
  const { town, channel, id } = await canTell()
  await propose(town, id)
  channel.fail({ kind: 'ambiguous', to: 'terje', arrives: true })
  channel.fail({ kind: 'forbidden', verb: 'find' })
  await town.until(at(minute))
  expect(await dead(town)).toMatchObject([{ card: 'proposal', reason: 'forbidden' }])
  await town.say('terje', 'hei')
  await town.until(at(2 * minute))
  expect(
    channel.tried.filter(({ to, card }) => to !== 'sara' && card.name === 'proposal').map(({ verb }) => verb),
  ).toEqual(['direct', 'update'])
  expect(await dead(town)).toEqual([])
})

function never(): never {
  throw new Error('there is no card')
}
