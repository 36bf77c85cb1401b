/** A message that somebody picks: who wrote it, when and where goes along, and its collector sees all of it before it is saved. */
import { expect, test } from 'vitest'
import type { Source } from '../../src/ports.ts'
import {
  accountOf,
  actionsOn,
  cardOf,
  createTown,
  dataOf,
  schoolChannel,
  type Town,
  textOf,
  valuesIn,
} from '../support/town.ts'
import { caseOf, openLog, worried } from './story.ts'

const source: Source = {
  by: accountOf('mari'),
  name: 'M. Holm',
  at: '2026-10-30T09:15:00.000Z',
  link: 'https://example.org/m/17',
}

const pick = (town: Town, more: Partial<Source> = {}, delivery = 'd1') =>
  town.ask({
    ...{ account: accountOf('ingrid'), place: schoolChannel, from: 'place', personal: true, inWindow: true, delivery },
    ...{ kind: 'collect', text: 'Hun er mye alene', source: { ...source, ...more } },
  })

const whole = 'Hun er mye alene\n\nFra en melding av Mari Holm, fredag 30. oktober 2026\nhttps://example.org/m/17'

test('becomes a concern, where there is no log to put it in: all of it in the form, to be changed before it is saved', async () => {
  const town = await createTown()
  const form = cardOf(await pick(town))
  expect(valuesIn(form).seen).toBe(whole)
  const typed = { ...valuesIn(form), ...worried, seen: 'Hun er alene' }
  const made = cardOf(await town.press('ingrid', 'concern.register', dataOf(form, 'concern.register'), typed))
  expect(made.name).toBe('case-summary')
  const [stored] = await town.read((tx) => tx.cases.of(town.id('ingrid')))
  const seen = stored?.case.concern.seen
  const words = await town.read((tx) => tx.words.read(stored?.case.id ?? 'case_none', seen ? [seen] : []))
  expect([...words.values()]).toEqual(['Hun er alene'])
})

test('becomes a note in a log, or a concern instead, with the same words', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const form = cardOf(await pick(town))
  expect([valuesIn(form).text, actionsOn(form)]).toEqual([whole, expect.arrayContaining(['concern.register'])])
  const other = dataOf(form, 'concern.register')
  expect(textOf(other)).not.toContain('alene')
  expect(valuesIn(cardOf(await town.open('ingrid', 'concern.register', other))).seen).toBe(whole)
  const typed = { ...valuesIn(form), case: id, topic: 'family' }
  await town.press('ingrid', 'note.add', dataOf(form, 'note.add'), typed)
  expect((await caseOf(town, id)).notes).toHaveLength(1)
})

test('nothing of it stands in a chat', async () => {
  const town = await createTown({ content: 'dialog' })
  await openLog(town)
  const answer = await pick(town)
  if (!('chat' in answer)) throw new Error('no form')
  expect(textOf(answer.chat)).not.toMatch(/alene|Mari|example/)
  await town.run()
  expect(textOf(town.channel.sent().map(({ card }) => card))).not.toMatch(/mye alene|example/)
})

test.each<[Partial<Source>, string]>([
  [{ by: null }, 'Fra en melding av M. Holm, fredag 30. oktober 2026\nhttps://example.org/m/17'],
  // Whoever works elsewhere is called as the channel calls them.
  [{ by: accountOf('per'), name: null }, 'Fra en melding, fredag 30. oktober 2026\nhttps://example.org/m/17'],
  [{ at: null, link: null }, 'Fra en melding av Mari Holm'],
  [{ by: null, name: null, at: null, link: null }, 'Fra en melding'],
  // What would be refused as a national identity number when it is saved.
  [{ link: 'https://example.org/01010750160' }, 'Fra en melding av Mari Holm, fredag 30. oktober 2026'],
])('what the channel does not say is left out (%j)', async (more, head) => {
  const town = await createTown()
  expect(valuesIn(cardOf(await pick(town, more))).seen).toBe(`Hun er mye alene\n\n${head}`)
})

test('what is too long is cut, and not where it comes from', async () => {
  const town = await createTown()
  const text = 'a'.repeat(4000)
  const around = { account: accountOf('ingrid'), place: schoolChannel, from: 'place', personal: true } as const
  const form = cardOf(await town.ask({ ...around, delivery: 'd1', kind: 'collect', text, source }))
  expect(valuesIn(form).seen).toHaveLength(3000)
  expect(valuesIn(form).seen).toMatch(/aaa\n\nFra en melding av Mari Holm, fredag 30. oktober 2026\nhttps:\S+$/)
})
