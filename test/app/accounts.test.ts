/** Which of a person's accounts a message goes to, and what is tried when one takes none. */
import { expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { addOtherChannel } from '../support/other-channel.ts'
import { accountOf, createTown, monday, type Town } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog, propose, takenBack } from './story.ts'

/** Terje has an account in both channels, and wrote last in the town's own. Nothing waits. */
async function terjeInBoth() {
  const town = await createTown()
  const other = addOtherChannel(town)
  await other.belongsTo('terje')
  await other.say('terje', 'hei')
  town.setClock('2026-11-02T08:01:00.000Z')
  await town.say('terje', 'hei')
  const id = await openLog(town)
  await town.run()
  town.channel.tried.length = 0
  return { town, other, id }
}

const dead = (town: Town) => town.read((tx) => tx.outbox.dead(100))
const names = (sent: { card: { name: string } }[]) => sent.map(({ card }) => card.name)

test.each(['forbidden', 'gone'] as const)(
  'when one account is refused for good (%s), the other is written to at once, and no leader is troubled',
  async (kind) => {
    const { town, other, id } = await terjeInBoth()
    town.channel.fail({ kind, to: 'terje' })
    await propose(town, id)
    await town.run()
    expect(town.channel.tried.map(({ to, failed }) => [to, failed])).toEqual([['terje', kind]])
    expect(names(other.sent())).toEqual(['proposal'])
    expect(await dead(town)).toEqual([])
  },
)

test('an account that was refused is not the first to be tried again until something is heard from it', async () => {
  const { town, other, id } = await terjeInBoth()
  town.channel.fail({ kind: 'forbidden', to: 'terje' })
  const first = await propose(town, id)
  await town.run()
  await town.press('ingrid', 'level.withdraw', { case: id, proposal: first })
  await propose(town, id)
  await town.run()
  expect(town.channel.tried.filter(({ to }) => to === 'terje')).toHaveLength(1)
  expect(names(other.sent().filter(({ verb }) => verb === 'direct'))).toEqual(['proposal', 'proposal'])
  town.setClock('2026-11-02T08:30:00.000Z')
  await town.say('terje', 'hei')
  const accounts = await town.read((tx) => tx.people.accountsOf(town.id('terje')))
  expect(accounts.map(({ channel, unreachable }) => [channel, unreachable])).toEqual([
    ['test', false],
    ['other', false],
  ])
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  await town.run()
  expect(town.channel.sent().at(-1)).toMatchObject({ to: 'terje', card: { name: 'consent-withdrawn' } })
})

test('where every account is refused, the message is left, a leader is told, and nobody is asked for ever', async () => {
  const town = await createTown()
  const other = addOtherChannel(town)
  const id = await logWithJonas(town)
  await other.belongsTo('jonas')
  await town.run()
  for (const channel of [town.channel, other]) {
    channel.tried.length = 0
    channel.fail({ kind: 'forbidden', to: 'jonas', times: 99 })
  }
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  await town.run()
  expect([...town.channel.tried, ...other.tried].map(({ to, failed }) => [to, failed])).toEqual([
    ['jonas', 'forbidden'],
    // What waited for him lies with her now, and nobody else is left of his service.
    ['ingrid', null],
    ['terje', null],
    ['terje', null],
    ['jonas', 'forbidden'],
  ])
  expect(await dead(town)).toMatchObject([{ card: 'told', reason: 'forbidden', person: town.id('jonas') }])
})

test('a channel that needs a place to begin from and knows none is passed over for one that needs none', async () => {
  const town = await createTown()
  const other = addOtherChannel(town)
  const id = await logWithJonas(town)
  await other.belongsTo('jonas')
  await town.read((tx) => tx.places.markTenantDead('test', 'fjordvik', monday))
  town.channel.direct = async (_account, near) => {
    expect(near).toBeNull()
    const { ChannelError } = await import('../../src/ports.ts')
    throw new ChannelError('forbidden')
  }
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  await town.run()
  expect(other.sent().map(({ to }) => to)).toContain('jonas')
})

/** Jonas could not be told of two things. */
async function jonasWasNotReached(): Promise<{ town: Town; id: CaseId; measure: string }> {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.run()
  town.channel.fail({ kind: 'forbidden', to: 'jonas', times: 2 })
  const measure = await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  await town.run()
  expect(await dead(town)).toHaveLength(2)
  town.channel.tried.length = 0
  return { town, id, measure }
}

test('what somebody could not be told is told when they are heard from again', async () => {
  const { town } = await jonasWasNotReached()
  await town.say('jonas', 'hei')
  await town.run()
  expect(names(town.channel.sent().filter(({ to }) => to === 'jonas'))).toEqual([
    // What lay with somebody else so long is his again.
    ...['told', 'hand-over', 'told', 'reminder'],
  ])
  expect(await dead(town)).toEqual([])
  town.channel.tried.length = 0
  await town.say('jonas', 'hei')
  await town.run()
  expect(town.channel.tried).toEqual([])
})

test('what has been settled meanwhile is not', async () => {
  const { town, id } = await jonasWasNotReached()
  const { handOver } = await caseOf(town, id)
  await town.press('ingrid', 'baton.withdraw', { case: id, handOver: handOver?.id ?? '' })
  await town.press('jonas', 'show.mine')
  await town.run()
  expect(names(town.channel.sent().filter(({ to }) => to === 'jonas'))).toEqual(['told', 'reminder'])
})

test('a message that is taken after all says as much as a word: what was left before it is sent too', async () => {
  const { town, id } = await jonasWasNotReached()
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  await town.run()
  expect(names(town.channel.sent().filter(({ to }) => to === 'jonas')).sort()).toEqual([
    ...['hand-over', 'reminder', 'reminder'],
    ...['told', 'told', 'told'],
  ])
  expect(await dead(town)).toEqual([])
})

test('a first word wakes what no account could be found for', async () => {
  const town = await createTown()
  const other = addOtherChannel(town)
  const id = await logWithJonas(town)
  await town.run()
  await town.read((tx) => tx.people.unpair(accountOf('jonas')))
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  await town.run()
  expect(await dead(town)).toMatchObject([{ person: town.id('jonas'), reason: 'forbidden' }])
  await other.belongsTo('jonas')
  await other.say('jonas', 'hei')
  await town.run()
  expect(names(other.sent())).toEqual(['told'])
})
