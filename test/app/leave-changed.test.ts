/** The days of a leave that has begun are changed, or over: nobody is told what is not so, and nobody at night. */
import { describe, expect, test } from 'vitest'
import type { Day, Instant } from '../../src/core/ids.ts'
import { wording } from '../../src/wording/index.ts'
import { cardOf, createTown, inDigests, type Name, type Town, textOf, valuesIn } from '../support/town.ts'
import { addMeasure, caseOf, openLog, propose } from './story.ts'

const say = wording('nb')
const week = { from: '2026-11-09', until: '2026-11-13' }
const goes = async (town: Town, who: Name, days: { from: Day; until: Day }) =>
  cardOf(await town.press(who, 'set.leave', {}, days))
const sentTo = (town: Town, who: Name) =>
  town.channel.sent().flatMap(({ to, verb, card }) => (to === who && verb === 'direct' ? [textOf(card)] : []))
const at = (town: Town, moment: Instant) => town.until(moment)

describe('while it lasts', () => {
  test('the form begins with its first day, which stands as it is', async () => {
    const town = await createTown()
    await goes(town, 'ingrid', week)
    await at(town, '2026-11-11T09:00:00.000Z')
    const form = cardOf(await town.press('ingrid', 'show.leave'))
    const longer = { ...valuesIn(form), until: '2026-11-20' } as typeof week
    expect(longer.from).toBe('2026-11-09')
    expect(textOf(await goes(town, 'ingrid', longer))).toContain('til og med fredag 20. november 2026')
    // Another passed day is none that can be chosen.
    const wrong = await goes(town, 'ingrid', { from: '2026-11-10', until: '2026-11-20' })
    expect(JSON.stringify(wrong)).toContain(say('refusal.day-past', { which: '' }).split('.')[0])
  })

  test.each([
    ['on a Saturday', '2026-11-14T10:00:00.000Z'],
    ['before people are at work', '2026-11-11T05:00:00.000Z'],
  ])('longer %s, it goes on: what is the holder’s lies where it lay, and nobody is told anew', async (_, moment) => {
    const town = await createTown()
    const id = await openLog(town)
    await town.submit(
      'ingrid',
      'baton.deputize',
      { case: id },
      { person: town.id('mari'), ...week, until: '2026-11-27' },
    )
    await goes(town, 'ingrid', { from: '2026-11-09', until: '2026-11-16' })
    await at(town, '2026-11-09T09:00:00.000Z')
    await at(town, moment)
    const before = sentTo(town, 'mari').length
    await goes(town, 'ingrid', { from: '2026-11-09', until: '2026-11-20' })
    await town.submit('terje', 'goal.set', { case: id }, { text: 'x', topic: 'learning' })
    expect((await caseOf(town, id)).leave).toMatchObject({ bears: 'deputy', people: [{ until: '2026-11-20' }] })
    await at(town, '2026-11-17T12:00:00.000Z')
    expect(
      sentTo(town, 'mari')
        .slice(before)
        .filter((text) => text.includes('"name":"told"') && text.includes('er borte')),
    ).toEqual([])
  })

  test('days that begin later end it, and the answer says so', async () => {
    const town = await createTown()
    await goes(town, 'ingrid', week)
    await at(town, '2026-11-11T09:00:00.000Z')
    expect(textOf(await goes(town, 'ingrid', { from: '2026-11-09', until: '2026-11-12' }))).toContain(
      say('leave.saved'),
    )
    const moved = textOf(await goes(town, 'ingrid', { from: '2026-11-16', until: '2026-11-20' }))
    expect(moved).toContain(say('leave.saved-back'))
  })

  test('a leader who names who leads meanwhile begins with today, and not with a day that has passed', async () => {
    const town = await createTown()
    await goes(town, 'terje', week)
    await at(town, '2026-11-11T09:00:00.000Z')
    expect(valuesIn(cardOf(await town.press('terje', 'show.stand-in')))).toMatchObject({ from: '2026-11-11' })
  })
})

describe('when it is over', () => {
  test('it is over with the hour in which people are at work again: nothing comes, and nothing moves, at the weekend', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await goes(town, 'terje', week)
    await at(town, '2026-11-09T09:00:00.000Z')
    await propose(town, id)
    await at(town, '2026-11-13T22:00:00.000Z')
    const before = { terje: sentTo(town, 'terje').length, sara: sentTo(town, 'sara').length }
    await at(town, '2026-11-14T11:00:00.000Z')
    await town.submit('ingrid', 'goal.set', { case: id }, { text: 'x', topic: 'learning' })
    await at(town, '2026-11-16T06:30:00.000Z')
    expect(sentTo(town, 'terje')).toHaveLength(before.terje)
    expect(sentTo(town, 'sara')).toHaveLength(before.sara)
    expect((await caseOf(town, id)).decides).toBe('ke')
    await at(town, '2026-11-16T07:30:00.000Z')
    expect(sentTo(town, 'terje').length).toBeGreaterThan(before.terje)
    expect((await caseOf(town, id)).decides).toBe('unit')
  })

  test('whoever ends it twice is told so once', async () => {
    const town = await createTown()
    await goes(town, 'ingrid', week)
    expect(textOf(await town.press('ingrid', 'end.leave'))).toContain('Fraværet er avsluttet')
    const again = textOf(await town.press('ingrid', 'end.leave'))
    expect(again).not.toContain('Fraværet er avsluttet')
    expect(again).toContain('Du har ikke sagt fra om at du skal være borte.')
  })

  test('to whoever wants each by itself the list gives no reason that is none', async () => {
    const town = await createTown({
      reminders: { ...inDigests, digest: { holder: 'each', leader: 'each', ke: 'each' } },
    })
    const id = await openLog(town)
    await addMeasure(town, id, { responsible: 'home', evaluationDay: '2026-11-10' })
    await goes(town, 'ingrid', week)
    await at(town, '2026-11-13T09:00:00.000Z')
    const typed = { text: 'x', topic: 'learning', day: '2026-11-27', responsible: `person:${town.id('ingrid')}` }
    await town.submit('terje', 'follow-up.add', { case: id }, typed)
    await at(town, '2026-11-16T09:00:00.000Z')
    const list = sentTo(town, 'ingrid').at(-1) ?? ''
    expect(list).toContain('FJ-1001')
    expect(sentTo(town, 'ingrid').filter((text) => text.includes('ikke alle plass'))).toEqual([])
  })
})

describe('whoever is chosen in somebody’s place and is away themselves', () => {
  test('as a deputy: whoever chose them is told so and until when, also where it is yet to come', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await goes(town, 'mari', week)
    const chosen = async (days: typeof week) =>
      textOf(await town.submit('ingrid', 'baton.deputize', { case: id }, { person: town.id('mari'), ...days }))
    const said =
      'Mari Holm er valgt, men er selv borte fra mandag 9. november 2026 til og med fredag 13. november 2026.'
    expect(await chosen({ from: '2026-11-13', until: '2026-11-20' })).toContain(said)
    expect(await chosen({ from: '2026-11-16', until: '2026-11-20' })).not.toContain('er selv borte')
  })

  test('as who leads meanwhile: the leader is told so', async () => {
    const town = await createTown()
    await goes(town, 'mari', week)
    const named = async (days: typeof week) =>
      textOf(cardOf(await town.press('terje', 'set.stand-in', {}, { person: town.id('mari'), ...days })))
    expect(await named({ from: '2026-11-02', until: '2026-11-09' })).toContain('Mari Holm er valgt, men er selv borte')
    expect(await named({ from: '2026-11-02', until: '2026-11-06' })).toContain('leder for deg')
  })
})
