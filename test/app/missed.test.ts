/** A form that could not be shown any more: one sentence, and the same button once again. */
import { expect, test } from 'vitest'
import { accountOf, cardOf, createTown, type Name, schoolChannel, textOf } from '../support/town.ts'
import { worry } from './story.ts'

const missed = (name: Name | 'stranger', action: string, data = {}, personal = false) =>
  ({
    delivery: 'd1',
    account: accountOf(name),
    from: 'place',
    place: schoolChannel,
    personal,
    kind: 'missed',
    action,
    data,
  }) as const

test.each([true, false])('gives the same button again, whoever sees it (personal: %s)', async (personal) => {
  const town = await createTown()
  const id = await worry(town)
  const data = { case: id, back: 'plan' }
  const card = cardOf(await town.ask(missed('mari', 'concern.talk', data, personal)))
  expect(card).toMatchObject({ name: 'missed', lang: 'nn' })
  expect(card.buttons).toEqual([
    { kind: 'open', action: 'concern.talk', data, label: 'Samtalen er halden', style: 'primary' },
  ])
  expect(textOf(card)).not.toMatch(/FJ-1001|Kaia/)
  expect(cardOf(await town.ask(missed('ingrid', 'show.case', data))).buttons[0]).toMatchObject({ kind: 'open', data })
})

test.each(['', 'constructor', 'reminder.send', 'nonsense'])('makes no button of "%s"', async (action) => {
  const town = await createTown()
  expect(await town.ask(missed('ingrid', action))).toMatchObject({ kind: 'message' })
  expect(cardOf(await town.ask(missed('ingrid', action, {}, true))).name).toBe('refusal')
})

test('is no way in for a stranger', async () => {
  const town = await createTown()
  expect(await town.ask(missed('stranger', 'show.mine'))).toMatchObject({ kind: 'message' })
})
