/** How a meeting is called, at the door: everybody in the case is told when, and reads the rest where the case is read; no place where an address is secret. */
import { describe, expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { cardOf, createTown, dataOf, type Name, type Texts, type Town, textOf, valuesIn } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog } from './story.ts'

const typed: Texts = {
  ...{ day: '2026-11-12', time: 'kl. 13.30', place: 'ROOM 2', topic: 'learning' },
  ...{ purpose: 'AGREE ON HELP', points: 'THE BUS\nTHE BREAKS' },
}
const words = ['ROOM 2', 'AGREE ON HELP', 'THE BUS', 'Reading with an adult']

async function called(town: Town, more: Texts = {}): Promise<{ id: CaseId; meeting: string }> {
  const id = await logWithJonas(town)
  const measure = await addMeasure(town, id, { responsible: 'home' })
  const card = cardOf(
    await town.submit('ingrid', 'meeting.set', { case: id, unfold: 'yes' }, { ...typed, agenda: measure, ...more }),
  )
  if (card.name === 'form') throw new Error(textOf(card))
  return { id, meeting: (await caseOf(town, id)).meetings.at(-1)?.id ?? '' }
}

/** Every word there is of the case, whether anything names it or not. */
async function storedWords(town: Town, id: CaseId): Promise<string[]> {
  const ids = Array.from({ length: 500 }, (_, index) => `word_${index}` as const)
  return [...(await town.read((tx) => tx.words.read(id, ids))).values()]
}

const meetings = async (town: Town, name: Name, id: CaseId) =>
  textOf(await town.press(name, 'show.plan', { case: id, section: 'meetings', start: '0' }))
const history = async (town: Town, name: Name, id: CaseId) =>
  textOf(await town.press(name, 'show.plan', { case: id, section: 'history', start: '0' }))
/** What was sent to somebody, or stands in the thread, by its sentence. */
const told = (town: Town, said: string) =>
  town.channel.sent().flatMap(({ to, card }) => (textOf(card).includes(said) ? [to] : []))

test.each([false, true])(
  'a day is enough, and what goes on is proposed to be talked about (a family page: %s)',
  async (familyPage) => {
    const town = await createTown({ familyPage })
    const id = await openLog(town)
    const measure = await addMeasure(town, id, { responsible: 'home' })
    const form = cardOf(await town.open('ingrid', 'meeting.set', { case: id }))
    expect(form.blocks.flatMap((block) => ('id' in block ? [block.id] : []))).toEqual(['day', 'time'])
    await town.press('ingrid', 'meeting.set', dataOf(form, 'meeting.set'), { day: '2026-11-12' })
    expect((await caseOf(town, id)).meetings).toMatchObject([{ day: '2026-11-12', invitation: { agenda: [measure] } }])
    expect(await meetings(town, 'ingrid', id)).toContain('Tiltak: Reading with an adult')
  },
)

test('a time that is none is asked for again', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const again = cardOf(await town.submit('ingrid', 'meeting.set', { case: id }, { ...typed, time: 'after lunch' }))
  expect(textOf(again)).toContain('Skriv klokkeslettet som 13.30.')
  expect(valuesIn(again)).toMatchObject({ time: 'after lunch', purpose: 'AGREE ON HELP' })
})

describe.each(['dialog', 'chat'] as const)('where content stands in a %s', (content) => {
  test('everybody in the case is told when, and reads the rest where the case is read', async () => {
    const town = await createTown({ content })
    const { id } = await called(town)
    await town.run()
    expect(told(town, 'Neste møte er torsdag 12. november 2026 kl. 13.30.')).toContain('jonas')
    const sent = textOf(town.channel.tried.map(({ card }) => card))
    for (const word of words) expect(sent).not.toContain(word)
    for (const name of ['ingrid', 'jonas'] as const) {
      const read = await meetings(town, name, id)
      expect(read).toContain('Møte tor. 12. nov. 2026 kl. 13.30')
      for (const word of words) expect(read).toContain(word)
    }
  })

  test('they are reminded on the working day before, with the way to what is to be talked about', async () => {
    const town = await createTown({ content })
    await called(town)
    await town.until('2026-11-11')
    const said = 'Husk møtet torsdag 12. november 2026 kl. 13.30.'
    expect(new Set(told(town, said))).toEqual(new Set(['ingrid', 'jonas']))
    const reminder = town.channel.sent().findLast(({ to, card }) => to === 'jonas' && textOf(card).includes(said))?.card
    for (const word of words) expect(textOf(reminder)).not.toContain(word)
    expect(reminder && dataOf(reminder, 'show.plan')).toMatchObject({ section: 'meetings' })
  })
})

test('what is of a topic that is closed to somebody, and what it was called for, they do not read', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['wellbeing'])
  const measure = await addMeasure(town, id, { responsible: 'home' })
  await town.submit('ingrid', 'meeting.set', { case: id, unfold: 'yes' }, { ...typed, agenda: measure })
  const read = [await meetings(town, 'jonas', id), await history(town, 'jonas', id)].join('\n')
  expect(read).toContain('kl. 13.30')
  expect(read).toContain('ROOM 2')
  for (const word of ['AGREE ON HELP', 'THE BUS', 'Reading with an adult']) expect(read).not.toContain(word)
  const form = cardOf(await town.open('jonas', 'meeting.change', dataOfMeeting(id, await caseOf(town, id))))
  expect(valuesIn(form)).toMatchObject({ place: 'ROOM 2' })
  expect(form.blocks.flatMap((block) => ('id' in block ? [block.id] : []))).toEqual(['time', 'place'])
})

const dataOfMeeting = (id: CaseId, { meetings: all }: Awaited<ReturnType<typeof caseOf>>) => {
  return { case: id, meeting: all.at(-1)?.id ?? '' }
}

test('it is changed in a form that begins with how it is, and everybody is told', async () => {
  const town = await createTown()
  const { id, meeting } = await called(town)
  const form = cardOf(await town.open('ingrid', 'meeting.change', { case: id, meeting }))
  const { day: _, ...same } = typed
  expect(valuesIn(form)).toMatchObject({ ...same, time: '13.30' })
  await town.press('ingrid', 'meeting.change', dataOf(form, 'meeting.change'), { ...valuesIn(form), place: 'ROOM 3' })
  await town.run()
  expect(told(town, 'Innkallingen til møtet torsdag 12. november 2026 kl. 13.30 er endret.')).toContain('jonas')
  const read = await meetings(town, 'jonas', id)
  for (const word of ['ROOM 3', 'AGREE ON HELP', 'THE BUS']) expect(read).toContain(word)
  expect(read).not.toContain('ROOM 2')
  expect(await history(town, 'ingrid', id)).toContain('endret innkallingen til møtet')
})

test('sent as it stands, it is no change: nobody is told, and nothing is kept', async () => {
  const town = await createTown()
  const { id, meeting } = await called(town)
  await town.run()
  const [before, sent] = [await town.read((tx) => tx.cases.entries(id)), town.channel.sent().length]
  const form = cardOf(await town.open('ingrid', 'meeting.change', { case: id, meeting }))
  const answer = await town.press('ingrid', 'meeting.change', dataOf(form, 'meeting.change'), valuesIn(form))
  await town.run()
  expect(cardOf(answer).name).not.toBe('form')
  expect(await town.read((tx) => tx.cases.entries(id))).toEqual(before)
  expect(town.channel.sent()).toHaveLength(sent)
})

test('what another changed since the form was opened is told of first, and what was typed stays in the form', async () => {
  const town = await createTown()
  const { id, meeting } = await called(town)
  const open = () => town.open('ingrid', 'meeting.change', { case: id, meeting })
  const form = cardOf(await open())
  await town.submit('jonas', 'meeting.change', { case: id, meeting }, { place: 'ROOM 3' })
  const typed2 = { ...valuesIn(form), purpose: 'DECIDE' }
  const again = cardOf(await town.press('ingrid', 'meeting.change', dataOf(form, 'meeting.change'), typed2))
  expect([again.name, valuesIn(again).purpose]).toEqual(['form', 'DECIDE'])
  expect(textOf(again)).toContain('I mellomtiden har andre skrevet her.')
  expect(textOf(again)).toContain('ROOM 3')
  expect(await meetings(town, 'ingrid', id)).toContain('ROOM 3')
  await town.press('ingrid', 'meeting.change', dataOf(again, 'meeting.change'), valuesIn(again))
  expect(await meetings(town, 'ingrid', id)).toContain('DECIDE')
})

test('whoever set the one that was moved is told of that alone', async () => {
  const town = await createTown()
  const { id } = await called(town)
  await town.run()
  const before = town.channel.sent().length
  const moves = (await caseOf(town, id)).meetings.at(-1)?.id ?? ''
  await town.submit('jonas', 'meeting.set', { case: id, moves }, { day: '2026-11-17' })
  await town.run()
  const [one, ...more] = town.channel
    .sent()
    .slice(before)
    .filter(({ to }) => to === 'ingrid')
  expect(textOf(one)).toContain('Møtet du avtalte torsdag 12. november 2026, er flyttet til')
  expect(more).toEqual([])
})

test('where an address is secret, no place is asked for, kept or read, wherever the case is read', async () => {
  const town = await createTown()
  const { id, meeting } = await called(town)
  const open = cardOf(await town.open('ingrid', 'meeting.change', { case: id, meeting }))
  await town.submit('ingrid', 'case.shield', { case: id }, { shielded: 'true' })
  const sections = ['meetings', 'history'].map((section) => ({ section, start: '0' }))
  for (const name of ['ingrid', 'jonas', 'terje'] as const) {
    const read = [textOf(await town.press(name, 'show.plan', { case: id }))]
    for (const data of sections) read.push(textOf(await town.press(name, 'show.plan', { case: id, ...data })))
    expect(read.join('\n')).toContain('AGREE ON HELP')
    expect(read.join('\n')).not.toContain('ROOM')
  }
  const form = cardOf(await town.open('ingrid', 'meeting.change', { case: id, meeting }))
  expect(form.blocks.flatMap((block) => ('id' in block ? [block.id] : []))).not.toContain('place')
  expect(textOf(form)).not.toContain('ROOM')
  const later = { ...typed, purpose: 'AGREE ON HELP NOW', place: 'ROOM 9' }
  await town.press('ingrid', 'meeting.change', dataOf(open, 'meeting.change'), later)
  const stored = await storedWords(town, id)
  expect(stored).toContain('AGREE ON HELP NOW')
  expect(stored).not.toContain('ROOM 9')
  expect(textOf(await town.read((tx) => tx.cases.entries(id)))).not.toContain('ROOM 9')
  await town.submit('ingrid', 'case.shield', { case: id }, { shielded: 'false' })
  const after = await meetings(town, 'ingrid', id)
  expect(after).toContain('ROOM 2')
  expect(after).not.toContain('ROOM 9')
})

test('on paper it is called by day and time, and nothing else is asked', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit(
    'ingrid',
    'consent.withdraw',
    { case: id },
    {
      ...{ signer: 'guardian-1', how: 'oral', day: '2026-11-02', what: 'whole', reason: '' },
    },
  )
  await town.submit('ingrid', 'case.open-on-paper', { case: id }, {})
  const form = cardOf(await town.open('ingrid', 'meeting.set', { case: id, unfold: 'yes' }))
  expect(form.blocks.flatMap((block) => ('id' in block ? [block.id] : []))).toEqual(['day', 'time'])
  const data = dataOf(form, 'meeting.set')
  const refused = await town.press('ingrid', 'meeting.set', data, {
    day: '2026-11-12',
    purpose: 'AGREE',
    topic: 'learning',
  })
  expect(textOf(refused)).toContain('papir')
})
