/** The settings: language and hours, shown as they hold, changed where they stand, with nothing typed lost. */
import { expect, test } from 'vitest'
import { actionsOn, cardOf, createTown, dataOf, inDigests, textOf, valuesIn } from '../support/town.ts'

test.each(['innstillinger', 'Innstillingar', 'settings'])(
  '"%s" shows what holds, with ways to change it',
  async (word) => {
    const town = await createTown()
    const card = cardOf(await town.say('ingrid', word))
    expect(card.name).toBe('settings')
    expect(textOf(card)).toContain('kl. 08.00–16.00')
    expect(valuesIn(card)).toEqual({ from: 'usual', to: 'usual', digest: 'usual' })
    expect(actionsOn(card)).toEqual(['show.leave', 'set.lang', 'set.lang', 'set.hours', 'account.pair'])
    const beside = card.blocks.flatMap((block) => (block.kind === 'row' ? (block.button.data.lang ?? []) : []))
    expect(beside).toEqual(['nn', 'en'])
  },
)

const hoursOf = (town: Awaited<ReturnType<typeof createTown>>) =>
  town.read(async (tx) => (await tx.people.get(town.id('ingrid')))?.hours)

test('own hours are kept, shown beside those of the municipality, and given up again', async () => {
  const town = await createTown()
  const card = cardOf(await town.press('ingrid', 'set.hours', {}, { from: '07:00', to: '15:30' }))
  expect(await hoursOf(town)).toEqual({ from: '07:00', to: '15:30' })
  expect(textOf(card)).toContain('Valgene er lagret')
  expect(textOf(card)).toContain('Du har valgt kl. 07.00–15.30 på arbeidsdager. Kommunen bruker kl. 08.00–16.00.')
  expect(valuesIn(cardOf(await town.say('ingrid', 'innstillinger')))).toMatchObject({ from: '07:00', to: '15:30' })
  await town.press('ingrid', 'set.hours', {}, { from: 'usual', to: 'usual' })
  expect(await hoursOf(town)).toBeNull()
})

test('one end chosen alone goes with the other of the municipality', async () => {
  const town = await createTown()
  await town.press('ingrid', 'set.hours', {}, { from: '10:00', to: 'usual' })
  expect(await hoursOf(town)).toEqual({ from: '10:00', to: '16:00' })
  await town.press('ingrid', 'set.hours', {}, { from: '', to: '12:30' })
  expect(await hoursOf(town)).toEqual({ from: '08:00', to: '12:30' })
})

test.each([
  [{ from: '15:00', to: '09:00' }, 'to', 'senere enn «Fra»'],
  [{ from: '09:00', to: '09:00' }, 'to', 'senere enn «Fra»'],
  [{ from: '17:00', to: 'usual' }, 'to', 'senere enn «Fra»'],
  [{ from: '25:00', to: '09:00' }, 'from', 'Velg en av mulighetene'],
  [{ from: '09:00', to: '09:15' }, 'to', 'Velg en av mulighetene'],
  [{ from: '09:00', to: '__proto__' }, 'to', 'Velg en av mulighetene'],
])('%j is told at its field, keeps what was typed, and changes nothing', async (typed, field, said) => {
  const town = await createTown()
  const answer = await town.press('ingrid', 'set.hours', {}, typed)
  expect(answer.kind).toBe('form')
  const card = cardOf(answer)
  expect(card.blocks.find((block) => 'id' in block && block.id === field)).toMatchObject({
    error: expect.stringContaining(said),
  })
  const right = card.blocks.find((block) => 'id' in block && block.id === (field === 'from' ? 'to' : 'from'))
  expect(textOf(right)).not.toContain('Velg en av mulighetene')
  expect(valuesIn(card)).toMatchObject(typed)
  expect(await hoursOf(town)).toBeNull()
})

test('two that are none of the choices are told each at its field', async () => {
  const town = await createTown()
  const card = cardOf(await town.press('ingrid', 'set.hours', {}, { from: '25:00', to: '09:15' }))
  const errors = card.blocks.flatMap((block) => ('id' in block && block.error ? [`${block.id}: ${block.error}`] : []))
  const said = 'Velg en av mulighetene.'
  expect(errors).toEqual([`from: ${said}`, `to: ${said}`])
})

const paceOf = (town: Awaited<ReturnType<typeof createTown>>) =>
  town.read(async (tx) => (await tx.people.get(town.id('ingrid')))?.digest)

test('when the list of what waits comes is chosen, shown, and left to the municipality again', async () => {
  const town = await createTown({ reminders: inDigests })
  const choices = textOf(await town.say('ingrid', 'innstillinger'))
  for (const text of [
    'Hvordan påminnelser kommer',
    'Som kommunen (når noe er nytt)',
    'Samlet, hver arbeidsdag',
    'Samlet, bare mandager',
    'Hver for seg',
  ])
    expect(choices).toContain(text)
  for (const digest of ['daily', 'monday', 'each']) {
    const card = cardOf(await town.press('ingrid', 'set.hours', {}, { from: '', to: '', digest }))
    expect([valuesIn(card).digest, await paceOf(town)]).toEqual([digest, digest])
    // Beside what was chosen nothing says that nothing was.
    expect(textOf(card)).not.toContain('ikke valgt')
  }
  // A card from before this could be chosen says nothing of it.
  await town.press('ingrid', 'set.hours', {}, { from: 'usual', to: 'usual' })
  expect(await paceOf(town)).toBe('each')
  await town.press('ingrid', 'set.hours', {}, { from: 'usual', to: 'usual', digest: 'usual' })
  expect(await paceOf(town)).toBeNull()
})

test('a pace that is none of the choices is told at its field, and changes nothing', async () => {
  const town = await createTown()
  const answer = await town.press('ingrid', 'set.hours', {}, { from: '09:00', to: '15:00', digest: 'hourly' })
  const card = cardOf(answer)
  expect(answer.kind).toBe('form')
  expect(card.blocks.find((block) => 'id' in block && block.id === 'digest')).toMatchObject({
    error: 'Velg en av mulighetene.',
  })
  expect([await hoursOf(town), await paceOf(town)]).toEqual([null, null])
})

test('a language chosen there leaves the settings where they are, in that language, with what was typed', async () => {
  const town = await createTown()
  const card = cardOf(await town.say('ingrid', 'innstillinger'))
  const data = dataOf(card, 'set.lang')
  const after = cardOf(await town.press('ingrid', 'set.lang', data, { from: '09:30', to: 'usual' }))
  expect(after).toMatchObject({ name: 'settings', lang: 'nn' })
  expect(valuesIn(after)).toMatchObject({ from: '09:30', to: 'usual' })
  expect(cardOf(await town.say('ingrid', 'hei')).lang).toBe('nn')
})

test('asked for among others, the settings go to the own chat', async () => {
  const town = await createTown()
  await town.say('ingrid', 'hei')
  expect(await town.say('ingrid', 'innstillinger', { channel: true })).toMatchObject({ kind: 'message' })
  await town.run()
  expect(town.channel.sent().map(({ to, card }) => [to, card.name])).toEqual([['ingrid', 'settings']])
})

test('hours chosen among others are not taken: the settings go to the own chat', async () => {
  const town = await createTown()
  await town.say('ingrid', 'hei')
  const answer = await town.press('ingrid', 'set.hours', {}, { from: '07:00', to: '15:30' }, { channel: true })
  expect(answer).toMatchObject({ kind: 'message' })
  expect(await hoursOf(town)).toBeNull()
  await town.run()
  expect(town.channel.sent().map(({ to, card }) => [to, card.name])).toEqual([['ingrid', 'settings']])
})

test('a mistyped word for them leads there', async () => {
  const town = await createTown()
  expect(actionsOn(cardOf(await town.say('ingrid', 'instillinger')))).toContain('show.settings')
})
