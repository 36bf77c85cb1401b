/** How a case begins: the leader hears of it, the first talk is written down, and nobody approves without the family unsaid. */
import { expect, test } from 'vitest'
import { takeAway } from '../../src/app/act/index.ts'
import { personToImport } from '../support/people.ts'
import {
  accountOf,
  actionsOn,
  cardOf,
  createTown,
  dataOf,
  type Name,
  type Town,
  textOf,
  valuesIn,
  wholeMenu,
} from '../support/town.ts'
import { caseOf, openLog, propose, told, worried, worry } from './story.ts'

test('the leader is told of a wondering when it is written down, as the form says', async () => {
  const town = await createTown()
  expect(textOf(await town.open('ingrid', 'concern.register'))).toContain('Lederen får beskjed')
  const id = await worry(town)
  await town.run()
  expect(told(town, 'told')).toEqual(['terje'])
  const [message] = town.channel.sent()
  expect(textOf(message?.card)).not.toMatch(/Kaia|alone/)
  expect(textOf(await town.press('terje', 'show.case', { case: id }))).toContain('Kaia')
})

/** What is said of a wondering by somebody in whose unit nobody leads, and who is told of it. */
async function unled(town: Town, by: Name) {
  await town.run()
  town.channel.tried.length = 0
  const said = textOf(await town.submit(by, 'concern.register', {}, worried))
  await town.run()
  return { said, messages: town.channel.sent() }
}

test('where a unit has no leader KE learns that a wondering has none, and nothing of it', async () => {
  const town = await createTown()
  const { said, messages } = await unled(town, 'nora')
  expect(said).toContain('Enheten har ingen leder jeg får tak i nå')
  expect(said).not.toContain('Terje')
  expect(messages.map(({ to }) => to)).toEqual(['sara'])
  const [message] = messages
  expect(textOf(message?.card)).toContain('Ingen leder kan avgjøre noe i denne saken nå')
  expect(textOf(message?.card)).not.toMatch(/Kaia|alone|Nora|helse/i)
  const id = dataOf(cardOf(await town.press('nora', 'show.mine')), 'concern.conclude').case ?? ''
  expect(textOf(await town.press('sara', 'show.case', { case: id }))).not.toMatch(/Kaia|alone|Nora/)
})

test('where nobody is KE either the keepers learn it, and where there are none whoever wondered is told that nobody does', async () => {
  const town = await createTown()
  const leaves = (name: string, user: Name) =>
    town.store.importPeople([personToImport(name, { accounts: [accountOf(user)], active: false })], town.app.ids)
  await leaves('Sara Myhre', 'sara')
  const kept = await unled(town, 'nora')
  expect(kept.said).toContain('De som kan sørge for det')
  expect(kept.messages.map(({ to }) => to)).toEqual(['eli'])
  await leaves('Eli Strand', 'eli')
  const alone = await unled(town, 'nora')
  expect(alone.said).toContain('ingen har fått beskjed')
  expect(alone.messages).toEqual([])
})

test('where nothing reaches leader or KE the keepers learn it, and nobody is said to be alone in reading it', async () => {
  const town = await createTown()
  const silence = (who: Name) => town.read((tx) => takeAway(tx, town.app, town.id(who), accountOf(who)))
  await silence('terje')
  const toKe = await unled(town, 'ingrid')
  expect(toKe.said).toContain('De som kan sørge for det')
  expect(toKe.said).not.toMatch(/Bare du|Terje/)
  expect(toKe.messages.map(({ to }) => to)).toContain('sara')
  await silence('sara')
  const toKeepers = await unled(town, 'ingrid')
  expect(toKeepers.said).toContain('De som kan sørge for det')
  expect(toKeepers.messages.map(({ to }) => to)).toContain('eli')
  await silence('eli')
  expect((await unled(town, 'ingrid')).said).toContain('ingen har fått beskjed')
})

test('whoever wrote it down is told who has learnt of it, by name', async () => {
  const town = await createTown()
  expect((await unled(town, 'ingrid')).said).toContain('Terje Aas får beskjed')
  expect((await unled(town, 'terje')).said).toContain('Du leder enheten selv')
})

test('the first talk has a day and a way, neither of them said beforehand, before the log opens or after', async () => {
  const town = await createTown()
  const id = await worry(town)
  const form = cardOf(await town.open('ingrid', 'concern.talk', { case: id }))
  expect(valuesIn(form)).toEqual({})
  const log = await openLog(town)
  expect(actionsOn(await wholeMenu(town, 'ingrid', { case: log }))).toContain('concern.talk')
  for (const one of [id, log]) {
    await town.submit('ingrid', 'concern.talk', { case: one }, { day: '2026-10-30', way: 'telephone' })
    const seen = textOf(await town.press('terje', 'show.case', { case: one }))
    expect(seen).toContain('fre. 30. okt. 2026, på telefon')
  }
  expect(actionsOn(await wholeMenu(town, 'ingrid', { case: log }))).not.toContain('concern.talk')
})

test('who approves without the family, or without the child having been asked, says why and loses nothing', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id)
  const form = cardOf(await town.open('terje', 'level.decide', { case: id, proposal, approve: 'yes' }))
  expect(valuesIn(form)).toEqual({ parentsTookPart: 'false', childTookPart: 'false', childAsked: 'false' })
  const typed = {
    topic: 'learning',
    meetingDay: '2026-11-02',
    reason: 'They need more',
    view: 'Yes please',
    parentsTookPart: 'true',
  }
  const data = dataOf(form, 'level.decide')
  const again = cardOf(await town.press('terje', 'level.decide', data, typed))
  expect(valuesIn(again)).toMatchObject({ ...typed, childAsked: 'false' })
  expect(again.blocks).toContainEqual(expect.objectContaining({ id: 'without', error: expect.any(String) }))
  expect((await caseOf(town, id)).level).toBe(1)
  await town.press('terje', 'level.decide', dataOf(again, 'level.decide'), { ...typed, without: 'Too small to ask' })
  expect((await caseOf(town, id)).level).toBe(2)
  expect(textOf(await town.press('ingrid', 'show.proposal', { case: id, proposal }))).toContain('Too small to ask')
})

test('a service for adults says whether there are children, and no other is asked', async () => {
  const town = await createTown()
  expect(valuesIn(cardOf(await town.open('ingrid', 'concern.register')))).not.toHaveProperty('children')
  const moved = { unit: 'nav', service: 'nav', accounts: [accountOf('nora')] }
  await town.store.importPeople([personToImport('Nora Vik', moved)], town.app.ids)
  const form = cardOf(await town.open('nora', 'concern.register'))
  expect(form.blocks).toContainEqual(expect.objectContaining({ id: 'children', required: true }))
  expect(valuesIn(form)).not.toHaveProperty('children')
  const unsaid = cardOf(await town.press('nora', 'concern.register', dataOf(form, 'concern.register'), worried))
  expect(unsaid.blocks).toContainEqual(expect.objectContaining({ id: 'children', error: expect.any(String) }))
  expect(valuesIn(unsaid)).toMatchObject({ seen: worried.seen })
  const data = dataOf(unsaid, 'concern.register')
  const card = cardOf(await town.press('nora', 'concern.register', data, { ...worried, children: 'unknown' }))
  expect(card.blocks).toContainEqual(
    expect.objectContaining({
      facts: expect.arrayContaining([expect.objectContaining({ label: 'Har hun eller han barn?', value: 'Vet ikke' })]),
    }),
  )
})
