/** What is carried over into a form: all that has room, and a word about the rest; and where what begins elsewhere belongs. */
import { expect, test } from 'vitest'
import { actionsOn, cardOf, chatOf, createTown, dataOf, schoolChannel, textOf, valuesIn } from '../support/town.ts'
import { openLog, worried } from './story.ts'

const asCommand = { place: schoolChannel, from: 'place', personal: true }

test('a button carries no word of what reads like a worry, and the form it opens holds all of it', async () => {
  const town = await createTown()
  const words = `I am worried about a girl. ${'She is alone. '.repeat(200)}`
  const data = dataOf(cardOf(await town.say('ingrid', words)), 'concern.register')
  expect(JSON.stringify(data)).not.toContain('alone')
  const form = cardOf(await town.open('ingrid', 'concern.register', data))
  expect(valuesIn(form).seen).toBe(words.trim())
})

test('a form that is shown at once takes as much as its field', async () => {
  const town = await createTown()
  const whole = cardOf(await town.say('ingrid', `ny ${'a'.repeat(3000)}`))
  expect(valuesIn(whole).seen).toHaveLength(3000)
  expect(textOf(whole)).not.toContain('Bare de første')
  const cut = cardOf(await town.say('ingrid', `ny ${'a'.repeat(3001)}`))
  expect(valuesIn(cut).seen).toHaveLength(3000)
  expect(textOf(cut)).toContain('Bare de første 3000 tegnene')
})

test('begun in a channel by words only the writer sees answered, the form opens at once and belongs to that channel', async () => {
  const town = await createTown()
  const answer = await town.say('ingrid', 'ny Hun er alene', asCommand)
  expect(answer.kind).toBe('form')
  const form = cardOf(answer)
  const data = dataOf(form, 'concern.register')
  const how = { place: chatOf('ingrid') }
  const made = cardOf(await town.press('ingrid', 'concern.register', data, { ...valuesIn(form), ...worried }, how))
  const id = dataOf(made, 'show.menu').case
  const followed = await town.read((tx) => tx.places.followed(`case_${id?.slice(5)}`))
  expect(followed.map(({ origin }) => origin.key)).toEqual([schoolChannel.key])
})

test('what reads like a worry there belongs to that channel too', async () => {
  const town = await createTown()
  const card = cardOf(await town.say('ingrid', 'I am worried about somebody', asCommand))
  expect(dataOf(card, 'concern.register')).toMatchObject({ origin: schoolChannel.key })
})

test('a case asked for so is shown whole, with the way to follow it in that channel, which also works from elsewhere', async () => {
  const town = await createTown()
  await openLog(town)
  const card = cardOf(await town.say('ingrid', 'sak FJ-1001', asCommand))
  expect(card.name).toBe('case-summary')
  const data = dataOf(card, 'follow.here')
  expect(textOf(await town.press('ingrid', 'follow.here', data))).toContain('følges nå')
  await town.run()
  expect(
    town.channel
      .sent()
      .filter(({ verb }) => verb === 'post')
      .map(({ to }) => to),
  ).toEqual([schoolChannel.key])
  const again = cardOf(await town.say('ingrid', 'sak FJ-1001', asCommand))
  expect(actionsOn(again)).not.toContain('follow.here')
})

test('the way to follow is not offered in the own chat, nor to who may not choose it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  expect(actionsOn(cardOf(await town.say('ingrid', 'sak FJ-1001')))).not.toContain('follow.here')
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  expect(actionsOn(cardOf(await town.say('mari', 'sak FJ-1001', asCommand)))).not.toContain('follow.here')
})

test('a place that came back with the button counts only as a shared place of the same channel and tenant', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.say('terje', 'hei')
  const data = { case: id, origin: 'personal:terje' }
  expect(cardOf(await town.press('ingrid', 'follow.here', data)).name).toBe('refusal')
  await town.run()
  expect(town.channel.sent().filter(({ verb }) => verb === 'post')).toEqual([])
})
