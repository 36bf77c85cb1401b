/** A link to a case in what others read: the neutral card, for who wrote it and may read the case; otherwise nothing at all. */
import { expect, test } from 'vitest'
import { accountOf, actionsOn, cardOf, createTown, type Name, schoolChannel, textOf } from '../support/town.ts'
import { openLog, worry } from './story.ts'

const refer = (name: Name | 'stranger', ref = 'FJ-1001') =>
  ({
    delivery: 'd1',
    account: accountOf(name),
    place: schoolChannel,
    from: 'place',
    personal: false,
    kind: 'refer',
    ref,
  }) as const

test('shows the reference and the ways to the case, and is logged like any look', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const card = cardOf(await town.ask(refer('ingrid', 'fj1001')))
  expect(card).toMatchObject({ name: 'case-here', title: 'Sak FJ-1001' })
  expect(actionsOn(card)).toEqual(['show.case', 'show.here', 'follow.here'])
  expect(textOf(card)).not.toContain('Kaia')
  expect(await town.read((tx) => tx.access.of(id))).toContainEqual(
    expect.objectContaining({ person: town.id('ingrid'), what: 'case-here', verdict: 'read' }),
  )
})

test.each(['mari', 'jonas', 'eli', 'per', 'odd', 'stranger'] as const)('shows nothing for %s', async (name) => {
  const town = await createTown()
  await openLog(town)
  expect(await town.ask(refer(name))).toEqual({ kind: 'none' })
})

test('a look that was refused is logged too', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.ask(refer('mari'))
  expect(await town.read((tx) => tx.access.of(id))).toContainEqual(
    expect.objectContaining({ person: town.id('mari'), what: 'case-here', verdict: 'refused' }),
  )
})

test.each(['FJ-1999', 'SOL-1001', '', 'x'])('shows nothing for the reference "%s"', async (ref) => {
  const town = await createTown()
  await openLog(town)
  expect(await town.ask(refer('ingrid', ref))).toEqual({ kind: 'none' })
})

test('shows nothing of a wondering: no channel is to know of one', async () => {
  const town = await createTown()
  await worry(town)
  expect(await town.ask(refer('ingrid'))).toEqual({ kind: 'none' })
})
