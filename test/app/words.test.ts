/** Small promises about what is said, and about what is kept of it. */
import { expect, test } from 'vitest'
import { personToImport } from '../support/people.ts'
import { accountOf, cardOf, createTown, schoolChannel, textOf, valuesIn } from '../support/town.ts'
import { logWithJonas, openLog, worry } from './story.ts'

test('what is written after the word for a new wondering stands in the form', async () => {
  const town = await createTown()
  const form = cardOf(await town.say('ingrid', 'ny Gutten i 3B er mye alene'))
  expect(valuesIn(form).seen).toBe('Gutten i 3B er mye alene')
})

test('a language the bot does not speak is answered with those it speaks', async () => {
  const town = await createTown()
  expect(await town.say('ingrid', 'språk tysk')).toEqual({
    kind: 'message',
    lang: 'nb',
    text: expect.stringContaining('«språk nynorsk»'),
  })
})

test.each([
  [3001, true],
  [3000, false],
] as const)('a collected message of %i characters says that it was cut: %s', async (length, cut) => {
  const town = await createTown()
  await openLog(town)
  const answer = await town.ask({
    ...{ delivery: 'd1', account: { channel: 'test', tenant: 'fjordvik', user: 'ingrid' }, place: schoolChannel },
    ...{ from: 'place', personal: true, kind: 'collect', text: 'a'.repeat(length) },
  })
  expect(valuesIn(cardOf(answer)).text).toHaveLength(3000)
  expect(textOf(answer).includes('lengre enn det er plass til')).toBe(cut)
})

test('the log of the service names no case in which a report was made', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'report.record', { case: id }, { day: '2026-11-02' })
  const lines = town.log.filter(({ fields }) => fields.command === 'report.record')
  expect(lines.length).toBeGreaterThan(0)
  expect(JSON.stringify(lines)).not.toContain(id)
})

test('nor one in which an address is secret', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'case.shield', { case: id }, { shielded: 'true' })
  const lines = town.log.filter(({ fields }) => fields.command === 'case.shield')
  expect(lines.length).toBeGreaterThan(0)
  expect(JSON.stringify(lines)).not.toContain(id)
})

test('a unit is called as the model names it, and one it does not name by its code, as words', async () => {
  const town = await createTown()
  const found = town.app.municipalities.get('fjordvik')
  if (!found) throw new Error('there is no Fjordvik')
  const called = async (units: Record<string, string>) => {
    const model = { ...found.model, names: { ...found.model.names, units } }
    town.app.municipalities.set('fjordvik', { ...found, model })
    return textOf(await town.press('ingrid', 'show.settings'))
  }
  expect(await called({ 'fjordvik-skole': 'Skolen på Øya' })).toContain('Skole (Skolen på Øya): ansatt')
  expect(await called({})).toContain('Skole (Fjordvik skole): ansatt')
})

test('a service that the municipality has given up stands by its code, as a word, where a case still has it', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const found = town.app.municipalities.get('fjordvik')
  if (!found) throw new Error('there is no Fjordvik')
  const { ppt: _, ...services } = found.model.names.services
  const model = { ...found.model, names: { ...found.model.names, services } }
  town.app.municipalities.set('fjordvik', { ...found, model })
  const card = textOf(await town.press('ingrid', 'show.case', { case: id }))
  expect(card).toContain('Skole og Ppt')
})

test.each([
  ['case.close', 'reason', 'goal-reached', 'Målet er nådd'],
  ['measure.add', 'arena', 'school', 'På skolen'],
  ['measure.add', 'topic', 'health', 'Helse'],
  ['transition.plan', 'to', 'bup', 'Barne- og ungdomspsykiatrisk poliklinikk (BUP)'],
])('%s lets %s be chosen under the names that the municipality gave', async (action, field, value, label) => {
  const town = await createTown()
  const form = cardOf(await town.open('ingrid', action, { case: await openLog(town) }))
  const list = form.blocks.flatMap((block) => (block.kind === 'choice' && block.id === field ? block.choices : []))
  expect(list).toContainEqual({ value, label })
})

test('whoever takes part and has not left, each service and the home can answer for a measure', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  for (const name of ['mari', 'terje'] as const)
    await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id(name) })
  const mari = personToImport('Mari Holm', { accounts: [accountOf('mari')], active: false })
  const terje = personToImport('Terje Aas', { accounts: [accountOf('terje')], roles: ['administrator'] })
  await town.store.importPeople([mari, terje], town.app.ids)
  const form = cardOf(await town.open('ingrid', 'measure.add', { case: id }))
  const list = form.blocks.flatMap((block) =>
    block.kind === 'choice' && block.id === 'responsible' ? block.choices : [],
  )
  expect(list.map(({ value }) => value)).toEqual([
    `person:${town.id('ingrid')}`,
    `person:${town.id('jonas')}`,
    'service:skole',
    'service:ppt',
    'home',
  ])
})
