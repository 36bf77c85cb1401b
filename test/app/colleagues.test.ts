/** Choosing a colleague in a municipality with more of them than a card can hold. */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import { byRole, settingIn } from '../../src/app/see/index.ts'
import type { PersonToImport } from '../../src/store/open.ts'
import { personToImport } from '../support/people.ts'
import { cardOf, createTown, dataOf, textOf, valuesIn } from '../support/town.ts'
import { caseOf, consent, logWithJonas, propose, worry } from './story.ts'

const names = (form: Card) =>
  form.blocks.flatMap((block) =>
    block.kind === 'choice' && block.id === 'person' ? block.choices.map(({ label }) => label) : [],
  )
const hasField = (form: Card, id: string) => form.blocks.some((block) => 'id' in block && block.id === id)

async function bigTown() {
  const town = await createTown()
  const teachers = Array.from({ length: 300 }, (_, index) =>
    personToImport(`Berit Nummer${index}`, {
      unit: `skole-${index % 8}`,
      accounts: [{ channel: 'test', tenant: 'fjordvik', user: `teacher-${index}` }],
    }),
  )
  await town.store.importPeople(teachers, town.app.ids)
  return town
}

test('every service that can be chosen is in the list, the own unit too, each with its service, and the list says it is cut', async () => {
  const town = await bigTown()
  const id = await worry(town)
  const form = cardOf(await town.open('ingrid', 'concern.ask', { case: id }))
  expect(names(form)).toHaveLength(100)
  for (const name of ['Nora Vik (Skolehelsetjenesten)', 'Terje Aas (', 'Mari Holm (', 'Jonas Berg ('])
    expect(textOf(names(form))).toContain(name)
  expect(hasField(form, 'find')).toBe(true)
})

test('a part of a name makes the list shorter, and nothing typed is lost', async () => {
  const town = await bigTown()
  const id = await worry(town)
  const form = cardOf(await town.open('ingrid', 'concern.ask', { case: id }))
  const data = dataOf(form, 'concern.ask')
  const typed = { ...valuesIn(form), person: '', find: 'nummer299', text: 'What helps?' }
  const shorter = cardOf(await town.press('ingrid', 'concern.ask', data, typed))
  expect(names(shorter)).toEqual([expect.stringContaining('Berit Nummer299')])
  expect(valuesIn(shorter).text).toBe('What helps?')
})

test('a part of a name makes the list of those the family has let in shorter too', async () => {
  const town = await bigTown()
  const id = await logWithJonas(town)
  const schools = Array.from({ length: 8 }, (_, index) => `skole/skole-${index}`)
  await consent(town, id, { services: ['skole'] }, ['skole/fjordvik-skole', ...schools].join(','))
  const form = cardOf(await town.open('ingrid', 'baton.offer', { case: id }))
  expect(hasField(form, 'find')).toBe(true)
  const typed = { ...valuesIn(form), person: '', find: 'nummer299' }
  const shorter = cardOf(await town.press('ingrid', 'baton.offer', dataOf(form, 'baton.offer'), typed))
  expect(names(shorter)).toEqual([expect.stringContaining('Berit Nummer299')])
})

test('where everybody has room there is nothing to look for', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const form = cardOf(await town.open('ingrid', 'baton.offer', { case: id }))
  expect(textOf(names(form))).toContain('Jonas Berg')
  expect(hasField(form, 'find')).toBe(false)
})

const called = (town: Awaited<ReturnType<typeof createTown>>, people: [string, Partial<PersonToImport>][]) =>
  town.store.importPeople(
    people.map(([name, change], index) =>
      personToImport(name, { accounts: [{ channel: 'test', tenant: 'fjordvik', user: `new-${index}` }], ...change }),
    ),
    town.app.ids,
  )

test('two of one name are told apart by unit, service and role, then by their mail, and never by an account', async () => {
  const town = await createTown()
  await called(town, [
    ['Jonas Berg', {}],
    ['Mari Holm', { roles: ['employee', 'leader'] }],
    ['Odd Lie', {}],
    ['Lie, Odd', {}],
    ['Bo Strand', {}],
    ['Eli Dahl', { service: 'skolehelsetjeneste' }],
    ['Eli Dahl', {}],
    ['Liv Sand', { email: 'liv.sand@fjordvik.example' }],
    ['Liv Sand', { email: 'liv.sand2@fjordvik.example' }],
    ['Geir Vold', { email: 'geir.vold@fjordvik.example' }],
    ['Geir Vold', {}],
  ])
  const id = await logWithJonas(town)
  const form = cardOf(await town.open('ingrid', 'baton.offer', { case: id }))
  const found = names(form)
  for (const name of [
    'Jonas Berg (Fjordvik skole, Skole)',
    'Jonas Berg (PPT, Pedagogisk-psykologisk tjeneste (PPT))',
    'Mari Holm (Fjordvik skole, ansatt, Skole)',
    'Mari Holm (Fjordvik skole, leder, Skole)',
    'Odd Lie (Fjordvik skole, nr. 1, Skole)',
    'Lie, Odd (Fjordvik skole, nr. 2, Skole)',
    'Bo Strand (Skole)',
    'Eli Dahl (Fjordvik skole, Skole)',
    'Liv Sand (Fjordvik skole, liv.sand, Skole)',
    'Liv Sand (Fjordvik skole, liv.sand2, Skole)',
    'Geir Vold (Fjordvik skole, geir.vold, Skole)',
    'Geir Vold (Fjordvik skole, Skole)',
  ])
    expect(found).toContain(name)
  expect(new Set(found).size).toBe(found.length)
  expect(found.join()).not.toMatch(/new-|person_/)
})

test('so is whoever is named in a case, as they were chosen, and nobody else is said more of', async () => {
  const town = await createTown()
  await called(town, [
    ['Mari Holm', { email: 'mari.holm2@fjordvik.example' }],
    ['Jonas Berg', {}],
  ])
  const id = await logWithJonas(town)
  const other = (await town.store.transaction((tx) => tx.people.byEmail('mari.holm2@fjordvik.example')))?.id ?? ''
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: other })
  const seen = async (action: string, more = {}) => textOf(await town.press('ingrid', action, { case: id, ...more }))
  const all = [
    await seen('show.case'),
    await seen('show.plan', { section: 'history' }),
    textOf(cardOf(await town.open('ingrid', 'participant.add', { case: id }))),
  ]
  expect(all[0]).toContain('Jonas Berg (PPT)')
  expect(all[0]).toContain('Ingrid Lunde')
  expect(all.join()).not.toMatch(/Ingrid Lunde \(fjordvik|nr\. \d/)
  expect(all[1]).toContain('Jonas Berg (PPT)')
  for (const name of ['show.case', 'show.plan'])
    expect(await seen(name, { section: 'history' })).toMatch(/Mari Holm \(Fjordvik skole, mari\.holm2\)/)
  // A channel is said no more than the name.
  const state = await caseOf(town, id)
  const inChannel = await town.read((tx) => byRole(settingIn(town.app, tx, 'fjordvik'), state)(other))
  expect(inChannel).toBe('Mari Holm')
})

test('so are those who take part, where somebody leaves the case or is given something to do', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await called(town, [['Jonas Berg', {}]])
  const removed = cardOf(await town.open('ingrid', 'participant.remove', { case: id }))
  expect(names(removed)).toEqual(['Jonas Berg (PPT)'])
  const measure = cardOf(await town.open('ingrid', 'measure.add', { case: id }))
  expect(textOf(measure)).toContain('Jonas Berg (PPT)')
})

test.each(['berg jonas', 'Bergjonas', 'aase', 'ÅSE', 'Ase', 'bjoern', 'Bjorn'])(
  'somebody is found by %s',
  async (find) => {
    const town = await bigTown()
    await called(town, [['Åse Bjørn', {}]])
    const id = await logWithJonas(town)
    const form = cardOf(await town.open('ingrid', 'baton.offer', { case: id }))
    const typed = { ...valuesIn(form), person: '', find }
    const found = names(cardOf(await town.press('ingrid', 'baton.offer', dataOf(form, 'baton.offer'), typed)))
    if (find === 'Bergjonas') expect(found.length).toBeGreaterThan(2)
    else
      expect(found).toEqual([
        find === 'berg jonas' ? 'Jonas Berg (Pedagogisk-psykologisk tjeneste (PPT))' : 'Åse Bjørn (Skole)',
      ])
  },
)

test('a message says the name alone, in its notification and in what stands in the chat', async () => {
  const town = await createTown()
  await called(town, [
    ['Jonas Berg', {}],
    ['Ingrid Lunde', { service: 'ppt', unit: 'ppt' }],
  ])
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  await town.run()
  await town.press('jonas', 'baton.accept', { case: id, handOver: (await caseOf(town, id)).handOver?.id ?? '' })
  await propose(town, id, 'jonas', { to: '3' })
  await town.until('2026-12-15')
  const sent = town.channel.sent().filter(({ card }) => card.name !== 'help')
  const saying = (card: string) =>
    sent.filter((one) => one.card.name === card && /Jonas Berg|Ingrid Lunde/.test(textOf(one.card)))
  for (const card of ['told', 'hand-over', 'proposal']) expect(saying(card).length, card).toBeGreaterThan(0)
  expect(textOf(sent)).not.toMatch(/(Jonas Berg|Ingrid Lunde) \(/)
  expect(textOf(await town.press('terje', 'show.case', { case: id }))).toContain('Jonas Berg (PPT)')
})
