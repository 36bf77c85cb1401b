/** Who is told that somebody has leave: each once, of all their cases, and only as long as it is of use. */
import { describe, expect, test } from 'vitest'
import { takeAway } from '../../src/app/act/index.ts'
import type { CaseId } from '../../src/core/ids.ts'
import {
  accountOf,
  actionsOn,
  cardOf,
  createTown,
  dataOf,
  inDigests,
  type Name,
  type Town,
  textOf,
} from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog } from './story.ts'

const week = { from: '2026-11-09', until: '2026-11-13' }
const fortnight = { from: '2026-11-02', until: '2026-11-13' }
const goes = (town: Town, who: Name, days = week) => town.press(who, 'set.leave', {}, days)
const sentTo = (town: Town, who: Name) => town.channel.sent().filter(({ to, verb }) => to === who && verb === 'direct')
const textSent = (town: Town, who: Name) => textOf(sentTo(town, who).map(({ card }) => card))
const deputize = (town: Town, id: CaseId, by: Name, days = week) =>
  town.submit(by, 'baton.deputize', { case: id }, { person: town.id('mari'), ...days })

describe('that a holder has leave', () => {
  test('comes of several cases in one list to whoever bears them, and names each', async () => {
    const town = await createTown({ reminders: inDigests })
    const [lent, other, alone, last] = [
      await openLog(town),
      await openLog(town),
      await openLog(town),
      await openLog(town),
    ]
    for (const id of [lent, other]) await deputize(town, id, 'ingrid')
    await goes(town, 'ingrid')
    await town.until('2026-11-08')
    const before = { mari: sentTo(town, 'mari').length, terje: sentTo(town, 'terje').length }
    await town.until('2026-11-09T09:00:00.000Z')
    for (const [who, own, others] of [
      ['mari', [lent, other], [alone, last]],
      ['terje', [alone, last], []],
    ] as const) {
      const since = sentTo(town, who).slice(before[who])
      expect(
        since.map(({ card }) => card.name),
        who,
      ).toEqual(['digest'])
      const said = since
        .flatMap(({ card }) => textOf(card).split('\n'))
        .filter((line) => line.includes('er borte til og med'))
      for (const id of own) expect(said.join('\n'), who).toContain((await caseOf(town, id)).ref)
      for (const id of others) expect(said.join('\n'), who).not.toContain((await caseOf(town, id)).ref)
    }
  })

  test('is not told beside that somebody was named its deputy', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await goes(town, 'ingrid', fortnight)
    await town.run()
    await deputize(town, id, 'terje', fortnight)
    await town.run()
    expect((await caseOf(town, id)).leave).toMatchObject({ bears: 'deputy' })
    expect(sentTo(town, 'mari').filter(({ card }) => card.name === 'told')).toHaveLength(1)
    expect(textSent(town, 'mari')).not.toContain('Det som ligg hos stafetthaldaren')
  })

  test.each([
    ['a deputy is named', (town: Town, id: CaseId) => deputize(town, id, 'terje', fortnight)],
    ['they are back', (town: Town) => town.press('ingrid', 'end.leave')],
  ])('asks for a deputy only until %s', async (_, then) => {
    const town = await createTown()
    const id = await openLog(town)
    await goes(town, 'ingrid', fortnight)
    await town.run()
    const sent = sentTo(town, 'terje').find(({ card }) => actionsOn(card).includes('baton.deputize'))
    if (!sent) throw new Error('the leader was not told')
    await then(town, id)
    await town.run()
    const standing = town.channel.standing(sent.ref)
    expect(standing && actionsOn(standing)).not.toContain('baton.deputize')
    expect(textOf(standing)).not.toContain('er borte til og med')
  })

  test('is told to a deputy whose days begin within it', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2027-03-01' })
    await deputize(town, id, 'ingrid', { from: '2026-11-11', until: '2026-11-13' })
    await goes(town, 'ingrid')
    await town.until('2026-11-10')
    expect((await caseOf(town, id)).leave).toMatchObject({ bears: 'nobody' })
    await town.until('2026-11-11')
    expect((await caseOf(town, id)).leave).toMatchObject({ bears: 'deputy' })
    expect(textSent(town, 'mari')).toContain('Det som ligg hos stafetthaldaren')
  })
})

test('to KE, where the leader is away too, names nobody, asks for no deputy, and leads to the case', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await goes(town, 'terje', fortnight)
  await town.until('2026-11-10')
  await goes(town, 'ingrid', { ...fortnight, from: '2026-11-10' })
  await town.until('2026-11-11')
  expect((await caseOf(town, id)).leave).toMatchObject({ bears: 'nobody' })
  const sent = sentTo(town, 'sara').filter(({ card }) => textOf(card).includes('Den som har stafettpinnen, er borte'))
  expect(sent.flatMap(({ card }) => actionsOn(card))).toEqual(['show.case'])
  expect(textSent(town, 'sara')).not.toMatch(/Ingrid|stedfortreder hvis/)
})

describe('to whoever has leave', () => {
  test('comes no reminder, be it one that somebody asked for: it stands in the list of their first day back', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, evaluationDay: '2026-11-05' })
    await town.until('2026-11-09T16:00:00.000Z')
    town.setClock('2026-11-10T05:00:00.000Z')
    await goes(town, 'jonas', { from: '2026-11-10', until: '2026-11-13' })
    const had = sentTo(town, 'jonas').length
    await town.press('ingrid', 'nudge.send', dataOf(cardOf(await town.say('ingrid', 'mine')), 'nudge.send'))
    await town.run()
    expect(sentTo(town, 'jonas')).toHaveLength(had)
    expect(await town.read((tx) => tx.outbox.waiting())).toBe(0)
    expect(await town.read(async (tx) => (await tx.digests.of(town.id('jonas'))).at)).toContain('2026-11-16')
  })

  test('it is not told that somebody else is gone: they could do nothing', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await deputize(town, id, 'ingrid', { from: '2026-11-02', until: '2026-11-30' })
    await town.run()
    await goes(town, 'mari', { from: '2026-11-02', until: '2026-11-03' })
    await town.run()
    const had = sentTo(town, 'mari').length
    await town.read((tx) => takeAway(tx, town.app, town.id('ingrid'), accountOf('ingrid')))
    await town.run()
    expect(await town.read((tx) => tx.outbox.waiting())).toBe(0)
    expect(sentTo(town, 'mari')).toHaveLength(had)
  })
})
