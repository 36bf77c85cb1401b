/** What is done in a window of our own (a page, a dialog): it answers the asker alone, and nothing is ever delivered to it. */
import { expect, test } from 'vitest'
import type { Request } from '../../src/ports.ts'
import { accountOf, cardOf, createTown, dataOf, type Name, type Texts, type Town, textOf } from '../support/town.ts'
import { caseOf, openLog, worry } from './story.ts'

let deliveries = 0

function inWindow(name: Name) {
  deliveries += 1
  return {
    delivery: `window ${deliveries}`,
    account: accountOf(name),
    from: 'window',
    place: null,
    personal: true,
  } as const
}

const press = (town: Town, name: Name, action: string, data: Texts = {}, fields: Texts = {}) =>
  town.ask({ ...inWindow(name), kind: 'press', action, data, fields })
const open = (town: Town, name: Name, action: string, data: Texts = {}) =>
  town.ask({ ...inWindow(name), kind: 'open', action, data, fields: {} })

test('a list, a case and a form are shown in it, and a command is carried out from it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  expect(textOf(await press(town, 'ingrid', 'show.mine'))).toContain('FJ-1001')
  const plan = cardOf(await press(town, 'ingrid', 'show.plan', { case: id }))
  expect(plan.name).toBe('case-plan')
  const form = cardOf(await open(town, 'ingrid', 'meeting.set', { case: id }))
  const answer = await press(town, 'ingrid', 'meeting.set', dataOf(form, 'meeting.set'), { day: '2026-11-20' })
  expect(cardOf(answer).name).toBe('case-summary')
  expect((await caseOf(town, id)).meetings).toMatchObject([{ day: '2026-11-20', status: 'set' }])
})

test('what is written says by what it is asked for again, with no word of it, and what others press does not', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const again = async (text: string) => {
    const answer = await town.say('ingrid', text)
    return 'again' in answer ? answer.again : undefined
  }
  expect(await again('FJ-1001')).toEqual({ kind: 'open', action: 'show.case', data: { case: id } })
  expect(await again('mine')).toEqual({ kind: 'press', action: 'show.mine', data: {} })
  expect(await again('hjelp')).toEqual({ kind: 'press', action: 'show.help', data: {} })
  expect(await again(`møte FJ-1001`)).toMatchObject({ action: 'meeting.set', data: { case: id } })
  expect(await again('FJ-1999')).toBeUndefined()
  expect(await town.press('ingrid', 'show.case', { case: id })).not.toHaveProperty('again')
})

test('a wondering that is begun in it is followed from nowhere', async () => {
  const town = await createTown()
  const form = cardOf(await open(town, 'ingrid', 'concern.register'))
  const typed = { about: 'Kaia', seen: 'Sits alone', targetGroup: 'child' }
  await press(town, 'ingrid', 'concern.register', dataOf(form, 'concern.register'), typed)
  const [stored] = await town.read((tx) => tx.cases.of(town.id('ingrid')))
  expect(stored?.case.ref).toBe('FJ-1001')
  expect(await town.read((tx) => tx.places.followed(stored?.case.id ?? 'case_none'))).toEqual([])
})

test('what is written in it is understood, and what is followed from a channel can not be asked for there', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const written: Request = { ...inWindow('ingrid'), kind: 'write', text: 'sak FJ-1001' }
  const card = cardOf(await town.ask(written))
  expect(card.name).toBe('case-summary')
  expect(card.buttons.map(({ action }) => action)).not.toContain('follow.here')
  expect(textOf(await press(town, 'ingrid', 'follow.here', { case: id }))).toContain('finner ikke')
})

test('it makes no place that a message could go to', async () => {
  const town = await createTown()
  await worry(town)
  await press(town, 'nora', 'show.mine')
  expect(await town.read((tx) => tx.places.personal(accountOf('nora')))).toBeNull()
})

test('who comes to it is not taken for one whose chat takes messages again', async () => {
  const town = await createTown()
  await town.read((tx) => tx.people.unreachable(accountOf('ingrid'), town.app.clock.now()))
  const isUnreachable = async () =>
    (await town.read((tx) => tx.people.accountsOf(town.id('ingrid')))).map(({ unreachable }) => unreachable)
  await press(town, 'ingrid', 'show.mine')
  expect(await isUnreachable()).toEqual([true])
  await town.say('ingrid', 'hei')
  expect(await isUnreachable()).toEqual([false])
})
