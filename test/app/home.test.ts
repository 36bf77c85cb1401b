/** A person's own page: their list and the ways on, and nothing of any content. */
import { expect, test } from 'vitest'
import { accountOf, actionsOn, cardOf, chatOf, createTown, type Name, type Town, textOf } from '../support/town.ts'
import { openLog, worry } from './story.ts'

const home = async (town: Town, name: Name | 'stranger', delivery = 'd1') =>
  cardOf(
    await town.ask({
      delivery,
      account: accountOf(name),
      place: chatOf(name),
      from: 'place',
      personal: true,
      kind: 'home',
    }),
  )

test('shows what waits, the cases, the language and hours, and the ways on', async () => {
  const town = await createTown()
  await worry(town)
  const card = await home(town, 'ingrid')
  expect(card.name).toBe('home')
  expect(textOf(card)).toContain('FJ-1001 · Velg vei videre for undringen')
  expect(textOf(card)).toContain('Språk: Bokmål. Påminnelser kommer kl. 08.00–16.00 på arbeidsdager.')
  expect(card.buttons.map(({ kind, action }) => `${kind} ${action}`)).toEqual([
    'open concern.register',
    'press show.settings',
    'press show.report-help',
    'press show.help',
  ])
  await town.press('ingrid', 'set.hours', {}, { from: '07:00', to: '15:00' })
  expect(textOf(await home(town, 'ingrid'))).toContain('Jeg skriver til deg kl. 07.00–15.00')
})

test('is as private as the own list: references alone, and no look at a case', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const before = await town.read((tx) => tx.access.of(id))
  const card = await home(town, 'ingrid')
  expect(textOf(card)).toContain('FJ-1001')
  expect(textOf(card)).not.toContain('Kaia')
  expect(await town.read((tx) => tx.access.of(id))).toEqual(before)
  for (const name of ['mari', 'jonas', 'eli', 'per'] as const)
    expect(textOf(await home(town, name))).not.toContain('FJ-1001')
})

test('is shown each time it is asked for, in the language of the person', async () => {
  const town = await createTown()
  for (const _ of [1, 2]) expect(await home(town, 'mari', 'same')).toMatchObject({ name: 'home', lang: 'nn' })
})

test('leads on to the whole list where there is more than it holds', async () => {
  const town = await createTown()
  for (let count = 0; count < 15; count += 1) await worry(town)
  const card = await home(town, 'ingrid')
  expect(actionsOn(card)).toContain('show.mine')
  expect(textOf(card)).toContain('og 1 til')
})

test('is for a stranger what a stranger always sees', async () => {
  const town = await createTown()
  expect(await home(town, 'stranger')).toEqual(cardOf(await town.say('stranger', 'hei')))
})
