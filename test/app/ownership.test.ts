/** Whoever wondered is not there for it: the leader takes it over or names another, and KE names one where there is no leader. */
import { expect, test } from 'vitest'
import { recheckAll } from '../../src/app/act/index.ts'
import { wording } from '../../src/wording/index.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, actionsOn, cardOf, createTown, type Name, type Town, textOf, wholeMenu } from '../support/town.ts'
import { caseOf, worry } from './story.ts'

const say = wording('nb')

async function leaves(town: Town, name: Name, called: string): Promise<void> {
  const gone = personToImport(called, { active: false, accounts: [accountOf(name)] })
  await town.store.importPeople([gone], town.app.ids, { after: (tx) => recheckAll(tx, town.app) })
}

test('as long as they are there it is theirs: nobody is offered it, and an old button is told why', async () => {
  const town = await createTown()
  const id = await worry(town)
  const menu = actionsOn(await wholeMenu(town, 'terje', { case: id }))
  for (const action of ['concern.take-over', 'concern.name']) expect(menu).not.toContain(action)
  expect(textOf(await town.press('terje', 'concern.take-over', { case: id }))).toContain(say('refusal.concern-owned'))
  const named = await town.press('terje', 'concern.name', { case: id }, { person: town.id('mari') })
  expect(textOf(named)).toContain(say('refusal.concern-owned'))
  expect((await caseOf(town, id)).owner).toBe(town.id('ingrid'))
})

test('the leader takes it over', async () => {
  const town = await createTown()
  const id = await worry(town)
  await leaves(town, 'ingrid', 'Ingrid Lunde')
  expect(actionsOn(cardOf(await town.press('terje', 'show.case', { case: id })))).toContain('concern.take-over')
  await town.press('terje', 'concern.take-over', { case: id })
  expect((await caseOf(town, id)).owner).toBe(town.id('terje'))
  expect(textOf(await town.press('terje', 'show.mine'))).toContain(say('signal.concern-undecided.title'))
})

test('or names somebody of the same house, who is told and reads it; nobody from elsewhere', async () => {
  const town = await createTown()
  const id = await worry(town)
  await leaves(town, 'ingrid', 'Ingrid Lunde')
  const form = textOf(await town.open('terje', 'concern.name', { case: id }))
  expect(form).toContain('Mari Holm')
  for (const name of ['Ingrid', 'Jonas', 'Nora']) expect(form).not.toContain(name)
  const other = await town.press('terje', 'concern.name', { case: id }, { person: town.id('nora') })
  expect(textOf(other)).toContain(say('refusal.not-of-unit'))
  expect(textOf(await town.press('mari', 'show.case', { case: id }))).not.toContain('Kaia')
  await town.submit('terje', 'concern.name', { case: id }, { person: town.id('mari') })
  await town.run()
  const told = town.channel.sent().filter(({ to }) => to === 'mari')
  expect(textOf(told.at(-1)?.card)).toContain('ligg no hos deg')
  expect(textOf(await town.press('mari', 'show.case', { case: id }))).toContain('Kaia')
})

test('a colleague of the unit who is no leader can do neither', async () => {
  const town = await createTown()
  const id = await worry(town)
  await leaves(town, 'ingrid', 'Ingrid Lunde')
  await town.press('mari', 'concern.take-over', { case: id })
  await town.press('mari', 'concern.name', { case: id }, { person: town.id('mari') })
  expect((await caseOf(town, id)).owner).toBe(town.id('ingrid'))
})

test('where the owner is the only leader and says they are inhabil, KE learns of the reference, and names another', async () => {
  const town = await createTown()
  const id = await worry(town, {}, 'terje')
  await town.submit('terje', 'case.recuse', { case: id }, { sure: 'true' })
  await town.run()
  expect(town.channel.sent().some(({ to, verb }) => to === 'sara' && verb === 'direct')).toBe(true)
  const shown = cardOf(await town.press('sara', 'show.case', { case: id }))
  expect(shown.name).toBe('case-outline')
  expect(textOf(shown)).not.toMatch(/Kaia|Terje/)
  expect(actionsOn(shown)).toContain('concern.name')
  const form = textOf(await town.open('sara', 'concern.name', { case: id }))
  expect(form).not.toContain('Terje')
  await town.submit('sara', 'concern.name', { case: id }, { person: town.id('ingrid') })
  expect((await caseOf(town, id)).owner).toBe(town.id('ingrid'))
  expect(textOf(await town.press('ingrid', 'show.mine'))).toContain(say('signal.concern-undecided.title'))
  expect(textOf(await town.press('terje', 'show.case', { case: id }))).toContain('inhabil')
})
