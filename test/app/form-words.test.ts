/** What somebody wants to do, in words, with the number of the case: its form opens, or the case says why it can't. */
import { describe, expect, test } from 'vitest'
import { actionsOn, cardOf, createTown, dataOf, schoolChannel, textOf, valuesIn } from '../support/town.ts'
import { caseOf, logWithJonas, openLog, saidNo, worry } from './story.ts'

const asCommand = { place: schoolChannel, from: 'place', personal: true }

describe('with the number of a case', () => {
  test.each([
    ['nytt tiltak FJ-1001', 'measure.add'],
    ['Tiltak: fj1001', 'measure.add'],
    ['new measure 1001', 'measure.add'],
    ['FJ-1001 tiltak', 'measure.add'],
    ['møte FJ-1001', 'meeting.set'],
    ['meeting FJ-1001', 'meeting.set'],
    ['samtykke FJ-1001', 'consent.request'],
    ['be om samtykke FJ-1001', 'consent.request'],
    ['@Stafett, nytt tiltak FJ-1001.', 'measure.add'],
  ])('"%s" opens the form of %s', async (text, action) => {
    const town = await createTown()
    await openLog(town)
    for (const how of [{}, asCommand]) {
      const answer = await town.say('ingrid', text, how)
      expect([answer.kind, actionsOn(cardOf(answer))[0]]).toEqual(['form', action])
    }
  })

  test('what is set already is moved, written minutes of, or answered', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-02' })
    await town.submit('ingrid', 'consent.request', { case: id }, { services: 'ppt', topics: 'learning' })
    const opened = async (text: string) => actionsOn(cardOf(await town.say('ingrid', text)))[0]
    expect(await opened('møte 1001')).toBe('meeting.postpone')
    expect(await opened('referat 1001')).toBe('meeting.hold')
    expect(await opened('samtykke 1001')).toBe('consent.record')
  })

  test('what stands after it is in the form, and none of it on a button', async () => {
    const town = await createTown({ content: 'dialog' })
    await openLog(town)
    const answer = await town.say('ingrid', 'tiltak FJ-1001: Lese med en voksen')
    expect(valuesIn(cardOf(answer)).text).toBe('Lese med en voksen')
    if (!('chat' in answer)) throw new Error('no card')
    expect(textOf(answer.chat)).not.toContain('voksen')
    const form = cardOf(await town.open('ingrid', 'measure.add', dataOf(answer.chat, 'measure.add')))
    expect(valuesIn(form).text).toBe('Lese med en voksen')
  })
})

describe('what can’t be done shows the case with the true reason', () => {
  test.each([
    ['tiltak 1001', 'Stafettloggen er ikke åpnet ennå'],
    ['møte 1001', 'Stafettloggen er ikke åpnet ennå'],
  ])('in a wondering: "%s"', async (text, why) => {
    const town = await createTown()
    await worry(town)
    const card = cardOf(await town.say('ingrid', text))
    expect([card.name, card.blocks[0]?.kind]).toEqual(['case-summary', 'notice'])
    expect(textOf(card.blocks[0])).toContain(why)
  })

  test('without a meeting there are no minutes', async () => {
    const town = await createTown()
    await openLog(town)
    const card = cardOf(await town.say('ingrid', 'referat 1001'))
    expect([card.name, textOf(card.blocks[0])]).toEqual([
      'case-summary',
      expect.stringContaining('ikke avtalt noe møte'),
    ])
  })

  test('on paper', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...saidNo, what: 'whole', reason: '' })
    await town.press('ingrid', 'case.open-on-paper', { case: id })
    expect((await caseOf(town, id)).mode).toBe('paper')
    expect(textOf(await town.say('ingrid', 'tiltak 1001'))).toContain('føres på papir')
  })

  test('who may not is told who may, in the case they read', async () => {
    const town = await createTown()
    await logWithJonas(town)
    const card = cardOf(await town.say('jonas', 'samtykke FJ-1001'))
    expect([card.name, textOf(card.blocks[0])]).toEqual([
      'case-summary',
      expect.stringContaining('Dette kan gjøres av'),
    ])
  })
})

test('who may not read the case is answered as to its number alone, and that is logged', async () => {
  const town = await createTown()
  const id = await openLog(town)
  for (const word of ['tiltak', 'møte', 'samtykke', 'referat']) {
    const answer = textOf(await town.say('jonas', `${word} FJ-1001`))
    expect(answer).toBe(textOf(await town.say('jonas', 'FJ-1001')))
  }
  const looks = await town.read((tx) => tx.access.of(id))
  expect(looks.filter(({ person }) => person === town.id('jonas')).every(({ verdict }) => verdict === 'refused')).toBe(
    true,
  )
})

test('in a channel it is answered with the number alone, and what was written beside it is nowhere', async () => {
  const town = await createTown()
  await openLog(town)
  const answer = await town.say('ingrid', 'tiltak FJ-1001 Lese med Kaia', { channel: true })
  expect(cardOf(answer).name).toBe('case-here')
  expect(textOf(answer)).not.toContain('Kaia')
  await town.run()
  expect(town.channel.sent().map(({ to, card }) => [to, card.name])).toContainEqual(['ingrid', 'delete-yours'])
})
