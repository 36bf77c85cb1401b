/** Who is told that somebody has leave: each once, of all their cases, and only as long as it is of use. */
import { describe, expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { actionsOn, createTown, inDigests, type Name, type Town, textOf } from '../support/town.ts'
import { caseOf, openLog } from './story.ts'

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
})
