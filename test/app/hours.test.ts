/** When somebody is written to: in the hours they have chosen, and at once where they asked for it. */
import { expect, test } from 'vitest'
import { createTown, dataOf, type Town, textOf } from '../support/town.ts'
import { openLog, propose, takenBack, told } from './story.ts'

const names = (sent: { card: { name: string } }[]) => sent.map(({ card }) => card.name)
const hours = (town: Town, from: string, to: string) =>
  town.read((tx) => tx.people.setHours(town.id('terje'), { from, to }))

test('what nobody asked for waits for the hours its reader has chosen, on a working day', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.run()
  await hours(town, '10:00', '14:30')
  town.channel.tried.length = 0
  await propose(town, id)
  await town.run()
  expect(town.channel.tried).toEqual([])
  expect(await town.read((tx) => tx.outbox.nextAt())).toBe('2026-11-02T09:00:00.000Z')
  town.setClock('2026-11-02T08:59:59.999Z')
  await town.run()
  expect(town.channel.tried).toEqual([])
  town.setClock('2026-11-02T09:00:00.000Z')
  await town.run()
  expect(told(town, 'proposal')).toEqual(['terje'])
  expect(town.log.filter(({ event }) => event === 'delivery.failed')).toEqual([])
})

test.each([
  ['after the last of them, until the next day', '2026-11-03T13:30:00.000Z', '2026-11-04T09:00:00.000Z'],
  ['on the eve of a weekend, until it is over', '2026-11-06T18:00:00.000Z', '2026-11-09T09:00:00.000Z'],
  ['on a Sunday, until Monday', '2026-11-08T10:00:00.000Z', '2026-11-09T09:00:00.000Z'],
  ['on Christmas Day, until the holidays are over', '2026-12-25T10:00:00.000Z', '2026-12-28T09:00:00.000Z'],
])('it waits %s', async (_, now, then) => {
  const town = await createTown()
  const id = await openLog(town)
  await town.run()
  await town.until(now)
  await hours(town, '10:00', '14:30')
  await propose(town, id)
  town.channel.tried.length = 0
  await town.run()
  expect(told(town, 'proposal')).toEqual([])
  const waiting = await town.read((tx) => tx.outbox.nextAt())
  expect(waiting).toBe(then)
})

test('what was asked for, and that a consent is withdrawn, comes at once and passes what waits', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.run()
  await hours(town, '10:00', '14:30')
  town.channel.tried.length = 0
  await propose(town, id)
  await town.press('terje', 'show.here', { case: id }, {}, { channel: true })
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  await town.run()
  const toTerje = town.channel.sent().filter(({ to }) => to === 'terje')
  expect(names(toTerje)).toEqual(['case-summary', 'consent-withdrawn'])
  expect(textOf(dataOf(toTerje[0]?.card ?? never(), 'show.case'))).toContain(id)
})

function never(): never {
  throw new Error('there is no card')
}
