/** One case in two channels: followed from both, decided in either, and told of once to each. */
import { expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import type { FakeChannel } from '../support/fake-channel.ts'
import { addOtherChannel, type OtherChannel } from '../support/other-channel.ts'
import { accountOf, actionsOn, cardOf, createTown, schoolChannel, type Town, textOf } from '../support/town.ts'
import { caseOf, openLog, propose, told } from './story.ts'

type Two = { town: Town; other: OtherChannel; id: CaseId }
const decision = {
  reason: 'We agreed on it',
  topic: 'learning',
  meetingDay: '2026-11-02',
  parentsTookPart: 'true',
  childAsked: 'true',
}

/** A log whose thread stands in the school's channel, and another in the other channel. Terje has an account in both. */
async function followedTwice(around: { secondLeader?: boolean } = {}): Promise<Two> {
  const town = await createTown(around)
  const other = addOtherChannel(town)
  await other.belongsTo('terje')
  await town.open('ingrid', 'concern.register', {}, { channel: true })
  const id = await openLog(town, {}, { origin: schoolChannel.key })
  expect(textOf(await other.press('terje', 'follow.here', { case: id }, {}, { shared: true }))).toContain('følges nå')
  await town.run()
  for (const channel of [town.channel, other]) channel.tried.length = 0
  return { town, other, id }
}

const cards = (channel: FakeChannel, verb: string) =>
  channel
    .sent()
    .filter((one) => one.verb === verb)
    .map(({ card }) => card.name)
const linesIn = (channel: FakeChannel) =>
  channel
    .sent()
    .filter(({ card }) => card.name === 'thread-line')
    .map(({ card }) => textOf(card.blocks))
const lost = (channel: FakeChannel) =>
  channel
    .sent()
    .filter(({ card }) => card.name === 'told' && textOf(card).includes('ikke lenger skrevet'))
    .map(({ to }) => to)
const meet = (town: Town, id: CaseId, day: string) => town.submit('ingrid', 'meeting.set', { case: id }, { day })

test('each channel has a thread of its own, and both are told the same', async () => {
  const { town, other, id } = await followedTwice()
  const followed = await town.read((tx) => tx.places.followed(id))
  expect(followed.map(({ origin, thread }) => [origin.key, thread?.channel])).toEqual([
    [schoolChannel.key, 'test'],
    [other.shared.key, 'other'],
  ])
  await meet(town, id, '2026-11-09')
  await town.run()
  for (const channel of [town.channel, other]) {
    expect(cards(channel, 'post')).toEqual(['thread-line'])
    expect(cards(channel, 'update')).toEqual(['thread-root'])
    expect(linesIn(channel)[0]).toContain('9. november')
  }
})

test.each(['test', 'other'] as const)(
  'the leader decides in the channel "%s": one decision, one line in each thread, nobody told twice',
  async (where) => {
    const { town, other, id } = await followedTwice()
    const proposal = await propose(town, id)
    await town.run()
    expect([...told(town, 'proposal'), ...cards(other, 'direct')]).toEqual(['proposal'])
    for (const channel of [town.channel, other]) channel.tried.length = 0
    const data = { case: id, proposal, approve: 'yes' }
    if (where === 'test') await town.press('terje', 'level.decide', data, decision)
    else await other.press('terje', 'level.decide', data, decision)
    const late = where === 'test' ? other.press : town.press
    const answer = textOf(await late('terje', 'level.decide', { ...data, approve: 'no' }, decision))
    expect(answer).toContain('Forslaget ble godkjent mandag 2. november 2026 av deg.')
    await town.run()
    expect((await caseOf(town, id)).proposals).toMatchObject([
      { status: 'approved', decision: { by: town.id('terje') } },
    ])
    for (const channel of [town.channel, other]) expect(linesIn(channel)).toHaveLength(1)
    const people = [town.channel, other].flatMap((channel) => channel.sent().filter(({ verb }) => verb === 'direct'))
    expect(people.map(({ to, card }) => [to, card.name])).toEqual([['ingrid', 'told']])
  },
)

test('a card that was sent in one channel is brought up to date there when it is settled in the other', async () => {
  const { town, other, id } = await followedTwice()
  const proposal = await propose(town, id)
  await town.run()
  const sent = other.sent().find(({ card }) => card.name === 'proposal')
  if (!sent) throw new Error('Terje was not asked where he wrote last')
  expect(actionsOn(sent.card)).toContain('level.decide')
  await town.press('terje', 'level.decide', { case: id, proposal, approve: 'no' }, decision)
  await town.run()
  expect(actionsOn(other.standing(sent.ref) ?? sent.card)).not.toContain('level.decide')
})

test('a reminder reaches somebody once, where they wrote last, whichever accounts they have', async () => {
  const { town, other } = await followedTwice()
  await other.belongsTo('ingrid')
  const reminders = () => [told(town, 'reminder'), cards(other, 'direct').filter((card) => card === 'reminder')]
  await town.until('2026-11-17')
  const [first, none] = reminders()
  expect(first?.length).toBeGreaterThan(0)
  expect(none).toEqual([])
  town.channel.tried.length = 0
  await other.say('ingrid', 'hei')
  await town.until('2026-11-24')
  const [here, there] = reminders()
  expect(here).toEqual([])
  expect(there?.length).toBeGreaterThan(0)
})

test('a note is told of in every thread by who wrote it, without a word of it or its topic, and to nobody else', async () => {
  const { town, other, id } = await followedTwice()
  await town.submit('ingrid', 'note.add', { case: id }, { topic: 'health', text: 'SLEEPS BADLY' })
  await town.run()
  const note = (await caseOf(town, id)).notes[0]?.id ?? ''
  await town.submit('ingrid', 'note.correct', { case: id, note }, { text: 'SLEEPS WELL' })
  await town.run()
  for (const channel of [town.channel, other]) {
    const lines = linesIn(channel)
    expect(lines.map((line) => line.includes('Ingrid Lunde har skrevet i stafettloggen'))).toEqual([true, true])
    expect(textOf(channel.tried)).not.toMatch(/SLEEPS|health|[Hh]else/)
    expect(cards(channel, 'direct')).toEqual([])
  }
})

test('once in each channel: also in a thread of it the case is followed already', async () => {
  const { town, other, id } = await followedTwice()
  const thread = { ...other.shared, kind: 'thread' as const, key: `${other.shared.key};99` }
  const elsewhere = { ...other.shared, kind: 'thread' as const, key: `${other.shared.key}2;1` }
  const places = [other.shared, thread, elsewhere]
  const answers = []
  const offers = []
  for (const place of places) {
    offers.push(actionsOn(cardOf(await other.say('terje', 'sak FJ-1001', { place }))).includes('follow.here'))
    answers.push(textOf(await other.press('terje', 'follow.here', { case: id }, {}, { place })).includes('allerede'))
  }
  expect(offers).toEqual([false, false, true])
  expect(answers).toEqual([true, true, false])
  await town.run()
  expect(other.sent().map(({ to, card }) => [to, card.name])).toEqual([[elsewhere.key, 'thread-root']])
})

test('once in each channel: where it stands in one thread, it is not offered in the next', async () => {
  const { town, other, id } = await followedTwice()
  await town.run()
  const [first, second] = ['5', '6'].map((number) => {
    return { ...other.shared, kind: 'thread' as const, key: `T1/C9;${number}`, address: 'c9' }
  })
  if (!first || !second) throw new Error('two threads were expected')
  await other.press('terje', 'follow.here', { case: id }, {}, { place: first })
  await town.run()
  const offered = actionsOn(cardOf(await other.say('terje', 'sak FJ-1001', { place: second })))
  expect(offered).not.toContain('follow.here')
  expect(textOf(await other.press('terje', 'follow.here', { case: id }, {}, { place: second }))).toContain('allerede')
  await town.run()
  expect(other.sent().filter(({ card }) => card.name === 'thread-root')).toHaveLength(1)
})

test('begun in a thread of others, a case gets a thread beside it, and is followed from the whole channel', async () => {
  const town = await createTown()
  const other = addOtherChannel(town)
  await other.belongsTo('terje')
  const id = await openLog(town)
  const place = { ...other.shared, kind: 'thread' as const, key: `${other.shared.key};7` }
  await other.press('terje', 'follow.here', { case: id }, {}, { place })
  await town.run()
  const [begun] = other.sent()
  expect(begun?.ref.place.key).not.toBe(place.key)
  expect(textOf(await other.press('terje', 'follow.here', { case: id }, {}, { shared: true }))).toContain('allerede')
})

test('a channel that takes no more messages is said to be lost once, to those who can repair it; the other goes on', async () => {
  const { town, other, id } = await followedTwice()
  other.fail({ kind: 'forbidden', times: 99, verb: 'post' })
  for (const day of ['2026-11-09', '2026-11-10']) {
    await meet(town, id, day)
    await town.run()
  }
  expect(other.tried.filter(({ verb }) => verb === 'post')).toHaveLength(1)
  expect(linesIn(town.channel)).toHaveLength(2)
  expect([...lost(town.channel), ...lost(other)].sort()).toEqual(['ingrid', 'terje'])
  expect(await town.read((tx) => tx.places.followed(id))).toHaveLength(1)
})

test('asked into the channel again, it goes on in the same thread, whose root was kept up to date', async () => {
  const { town, other, id } = await followedTwice()
  const root = (await town.read((tx) => tx.shown.find(id, 'thread-root', '')))[1]
  other.fail({ kind: 'forbidden', verb: 'post' })
  other.fail({ kind: 'forbidden', verb: 'update' })
  await meet(town, id, '2026-11-09')
  await town.run()
  await town.ask({
    delivery: 'd1',
    account: other.account('nobody'),
    place: other.shared,
    from: 'place',
    personal: false,
    kind: 'arrived',
  })
  other.tried.length = 0
  await meet(town, id, '2026-11-10')
  await town.run()
  expect(
    other
      .sent()
      .map(({ verb, to, card }) => [verb, to, card.name])
      .sort(),
  ).toEqual([
    ['post', root?.message.place.key, 'thread-line'],
    ['update', root?.message.place.key, 'thread-root'],
  ])
  expect(lost(town.channel)).toHaveLength(1)
})

test('a channel that says the bot was removed is lost at once, for every open log followed from it and no other', async () => {
  const { town, other } = await followedTwice()
  const second = await openLog(town)
  await openLog(town)
  await other.press('terje', 'follow.here', { case: second }, {}, { shared: true })
  await town.run()
  const left = {
    account: other.account('nobody'),
    place: other.shared,
    from: 'place',
    personal: false,
    kind: 'left',
  } as const
  await town.ask({ ...left, delivery: 'd1' })
  await town.ask({ ...left, delivery: 'd2' })
  await town.run()
  expect(lost(town.channel).sort()).toEqual(['ingrid', 'ingrid'])
  expect(lost(other).sort()).toEqual(['terje', 'terje'])
})

test('a channel that is lost takes the threads in it with it from which a case is followed, and no other', async () => {
  const { town, other } = await followedTwice()
  const id = await openLog(town)
  const thread = { ...other.shared, kind: 'thread', key: 'T1/C9/1.2' } as const
  await other.press('terje', 'follow.here', { case: id }, {}, { place: thread })
  await town.run()
  const left = { account: other.account('nobody'), from: 'place', personal: false, kind: 'left' } as const
  await town.ask({ ...left, place: { ...other.shared, key: 'T1/C' }, delivery: 'another' })
  expect((await town.read((tx) => tx.places.followed(id))).length).toBe(1)
  await town.ask({ ...left, place: { ...other.shared, key: 'T1/C9' }, delivery: 'lost' })
  expect(await town.read((tx) => tx.places.followed(id))).toEqual([])
  await town.run()
  expect([...lost(town.channel), ...lost(other)].sort()).toEqual(['ingrid', 'terje'])
})

test('somebody who takes the bot out of their own chat loses no thread', async () => {
  const { town, other } = await followedTwice()
  await other.say('terje', 'hei')
  await town.ask({
    ...{ delivery: 'd1', account: other.account('terje'), from: 'place', personal: true, kind: 'left' },
    place: { ...other.shared, kind: 'personal', key: 'other:personal:terje' },
  })
  await town.run()
  expect([...lost(town.channel), ...lost(other)]).toEqual([])
  expect(await town.read((tx) => tx.places.personal(other.account('terje')))).toBeNull()
})

test('a tenant that removes the bot is written to no more, and the other channel goes on', async () => {
  const { town, other, id } = await followedTwice()
  await town.ask({
    ...{ delivery: 'd1', account: other.account('nobody'), place: other.shared, from: 'place', personal: false },
    ...{ kind: 'left', everywhere: true },
  })
  await meet(town, id, '2026-11-09')
  await town.run()
  expect(cards(other, 'post')).toEqual([])
  expect(linesIn(town.channel)).toHaveLength(1)
  expect(await town.read((tx) => tx.places.personal(accountOf('ingrid')))).not.toBeNull()
  expect([...lost(town.channel), ...lost(other)].sort()).toEqual(['ingrid', 'terje'])
})

test('a case that is followed from a thread is told of there again when the bot is added to the channel again', async () => {
  const { town, other } = await followedTwice()
  const thread = { ...other.shared, kind: 'thread', key: 'T1/C9/1.2' } as const
  const id = await openLog(town, {}, { origin: schoolChannel.key })
  await other.press('terje', 'follow.here', { case: id }, {}, { place: thread })
  await town.run()
  other.fail({ kind: 'forbidden', verb: 'post' })
  await meet(town, id, '2026-11-09')
  await town.run()
  const joined = { ...other.shared, key: 'T1/C9' }
  for (const place of [{ ...joined, key: 'T1/C' }, joined])
    await town.ask({
      ...{
        delivery: place.key,
        account: other.account('nobody'),
        place,
        from: 'place',
        personal: false,
        kind: 'arrived',
      },
    })
  other.tried.length = 0
  await meet(town, id, '2026-11-10')
  await town.run()
  expect(linesIn(other)).toHaveLength(1)
})

test('a thread that was removed where nothing can be written any more is begun anew by what happens next', async () => {
  const { town, other, id } = await followedTwice()
  const thread = (await town.read((tx) => tx.places.followed(id)))[1]?.thread?.key ?? ''
  other.fail({ kind: 'gone', to: thread, verb: 'post' })
  other.fail({ kind: 'forbidden', to: other.shared.key, verb: 'post' })
  await meet(town, id, '2026-11-09')
  await town.run()
  expect(lost(town.channel)).toEqual(['ingrid'])
  await other.say('terje', 'hei', { shared: true })
  other.tried.length = 0
  await meet(town, id, '2026-11-10')
  await town.run()
  expect(
    other
      .sent()
      .filter(({ verb }) => verb === 'post')
      .map(({ to, card }) => [to, card.name]),
  ).toEqual([[other.shared.key, 'thread-root']])
})
