/** A leader has leave and nobody stands in: what waits for a leader lies with whoever is next, and with the leader again on the first day back. */
import { describe, expect, test } from 'vitest'
import type { CaseId, Day, Instant } from '../../src/core/ids.ts'
import { wording } from '../../src/wording/index.ts'
import { calendar } from '../support/sample.ts'
import { createTown, inDigests, type Name, type Town, textOf } from '../support/town.ts'
import { caseOf, openLog, propose, told, worried } from './story.ts'

const say = wording('nb')
const days = { from: '2026-11-02', until: '2026-11-13' }
const goes = (town: Town, who: Name, on = days) => town.press(who, 'set.leave', {}, on)
const toldTo = (town: Town, who: Name) =>
  textOf(town.channel.sent().flatMap(({ to, verb, card }) => (to === who && verb === 'direct' ? [card] : [])))

test('with holder and only leader away KE is told, and the holder’s form does not say that the leader is', async () => {
  const town = await createTown({ reminders: inDigests })
  const id = await openLog(town)
  await goes(town, 'terje')
  const form = textOf(await goes(town, 'ingrid'))
  expect(form).toContain('koordinerende enhet hvis ingen leder er der')
  await town.run()
  expect((await caseOf(town, id)).decides).toBe('ke')
  expect(toldTo(town, 'sara')).toContain('Den som har stafettpinnen, er borte til og med')
  expect(toldTo(town, 'terje')).not.toContain('har stafettpinnen')
})

test('a proposal is KE’s to decide meanwhile, and lies with the leader again who is back', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id)
  await town.run()
  const had = told(town, 'proposal').filter((who) => who === 'sara').length
  await goes(town, 'terje')
  await town.run()
  expect(had).toBe(0)
  expect(told(town, 'proposal')).toContain('sara')
  expect((await caseOf(town, id)).proposals.find((one) => one.id === proposal)?.toKe).toBe(true)
  const seen = textOf(await town.press('ingrid', 'show.case', { case: id }))
  expect(seen).toContain('Ballen ligger hos Sara Myhre')
  await town.press('terje', 'end.leave')
  const { decides, proposals } = await caseOf(town, id)
  expect([decides, proposals[0]?.toKe]).toEqual(['unit', false])
})

test('what is proposed in those days is told KE, and whoever proposed that it is', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await goes(town, 'terje')
  await propose(town, id)
  await town.run()
  expect(told(town, 'proposal')).toContain('sara')
  expect(told(town, 'proposal')).not.toContain('terje')
})

test('it is theirs who stand in, or lead beside, and no business of KE’s', async () => {
  const stoodFor = await createTown()
  await stoodFor.press('terje', 'set.stand-in', {}, { person: stoodFor.id('mari'), ...days })
  for (const [town, who] of [
    [stoodFor, 'mari'],
    [await createTown({ secondLeader: true }), 'kari'],
  ] as const) {
    const id = await openLog(town)
    await goes(town, 'terje')
    await propose(town, id)
    await town.run()
    expect((await caseOf(town, id)).decides).toBe('unit')
    expect(told(town, 'proposal')).toContain(who)
    expect(told(town, 'proposal')).not.toContain('sara')
  }
})

test('with KE away as well nobody decides, and whoever runs the model is told so', async () => {
  const town = await createTown()
  const id = await openLog(town)
  for (const who of ['terje', 'sara'] as const) await goes(town, who)
  await propose(town, id)
  await town.run()
  const { decides, stuck } = await caseOf(town, id)
  expect(decides).toBe('nobody')
  expect(stuck).not.toBeNull()
  await town.press('sara', 'end.leave')
  expect(await caseOf(town, id)).toMatchObject({ decides: 'ke', stuck: null })
})

test('leave that has not begun changes nothing yet', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await goes(town, 'terje', { from: '2026-11-09', until: '2026-11-13' })
  expect((await caseOf(town, id)).decides).toBe('unit')
  await town.until('2026-11-09')
  expect((await caseOf(town, id)).decides).toBe('ke')
  await town.until('2026-11-16')
  expect((await caseOf(town, id)).decides).toBe('unit')
})

test('whoever writes down a wondering is not told that the leader who is away sees it', async () => {
  const town = await createTown()
  await goes(town, 'terje')
  const answer = textOf(await town.submit('ingrid', 'concern.register', {}, worried))
  expect(answer).toContain(say('done.concern.register.unled'))
  expect(answer).not.toContain('Terje')
})

/** As the bot lives through it, which looks every few minutes: in the night, before work, when it begins, and in the day. */
async function through(town: Town, target: Instant | Day): Promise<void> {
  const day = target.slice(0, 10)
  for (let one = town.app.clock.now().slice(0, 10); one <= day; one = calendar.addDays(one, 1))
    for (const hour of ['02:00', '06:30', '07:05', '12:00']) {
      const moment = `${one}T${hour}:00.000Z`
      if (moment > town.app.clock.now() && (target === day || moment < target)) await town.until(moment)
    }
  if (target !== day) await town.until(target)
}

describe('with somebody who leads meanwhile KE is told nothing of a case that never came to it', () => {
  const thursdays = { from: '2026-11-05', until: '2026-11-06' } as const
  const known = async (town: Town, id: CaseId) => {
    const { decides, knownToKe } = await caseOf(town, id)
    return { decides, knownToKe, said: toldTo(town, 'sara') }
  }
  const none = { decides: 'unit', knownToKe: false, said: '[]' }
  const named = (town: Town, until: Day, from: Day = thursdays.from) =>
    town.press('terje', 'set.stand-in', {}, { person: town.id('mari'), from, until })

  test.each([
    ['on the first day back', '2026-11-06', '2026-11-06', []],
    ['on the first day back, where both days end on a Sunday', '2026-11-08', '2026-11-08', []],
    ['where something is done on a Saturday', '2026-11-06', '2026-11-06', ['2026-11-07T10:00:00.000Z']],
    ['where the leave goes on until Sunday', '2026-11-08', '2026-11-06', ['2026-11-07T10:00:00.000Z']],
    ['in the hours before work', '2026-11-06', '2026-11-06', ['2026-11-09T03:00:00.000Z', '2026-11-09T06:30:00.000Z']],
  ] as const)('%s', async (_, until, stoodIn, moments) => {
    const town = await createTown({ reminders: inDigests })
    const id = await openLog(town)
    await goes(town, 'terje', { ...thursdays, until })
    await named(town, stoodIn)
    for (const moment of moments) {
      await through(town, moment)
      await town.submit('ingrid', 'goal.set', { case: id }, { text: 'x', topic: 'learning' })
      expect(await known(town, id)).toEqual(none)
    }
    await through(town, '2026-11-10')
    expect(await known(town, id)).toEqual(none)
  })

  test('nor is a proposal of the weekend brought to it', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await goes(town, 'terje', thursdays)
    await named(town, thursdays.until)
    await through(town, '2026-11-07T10:00:00.000Z')
    await propose(town, id)
    await through(town, '2026-11-10')
    expect(await known(town, id)).toEqual(none)
    expect(told(town, 'proposal')).toContain('terje')
  })

  test('where the days of whoever leads meanwhile become more, in the middle of them', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await goes(town, 'terje', { ...thursdays, until: '2026-11-10' })
    await named(town, '2026-11-06')
    await through(town, '2026-11-06')
    await propose(town, id)
    await named(town, '2026-11-10', '2026-11-06')
    await through(town, '2026-11-11')
    expect(await known(town, id)).toEqual(none)
  })

  test.each([['into its list'], ['into its hours']])(
    'nor that it is back, where it came and went before KE could be told: %s',
    async (where) => {
      const town = await createTown(where === 'into its list' ? { reminders: inDigests } : {})
      if (where === 'into its hours')
        await town.read((tx) => tx.people.setHours(town.id('sara'), { from: '12:00', to: '15:00' }))
      const id = await openLog(town)
      await through(town, '2026-11-03T08:30:00.000Z')
      await goes(town, 'terje', { from: '2026-11-03', until: '2026-11-06' })
      expect((await caseOf(town, id)).decides).toBe('ke')
      await named(town, '2026-11-06', '2026-11-03')
      expect((await caseOf(town, id)).decides).toBe('unit')
      await through(town, '2026-11-10')
      expect(toldTo(town, 'sara')).toBe('[]')
    },
  )

  test('where it came to it in earnest KE is told once that it is back, and of later days nothing', async () => {
    const town = await createTown({ reminders: inDigests })
    const id = await openLog(town)
    await goes(town, 'terje', { from: '2026-11-03', until: '2026-11-04' })
    await through(town, '2026-11-09')
    const back = () => toldTo(town, 'sara').split(say('line.back-with-unit')).length - 1
    expect(toldTo(town, 'sara')).toContain(say('line.falls-to-ke'))
    expect(back()).toBe(1)
    await goes(town, 'terje', { from: '2026-11-12', until: '2026-11-13' })
    await named(town, '2026-11-13', '2026-11-12')
    await through(town, '2026-11-17')
    expect(back()).toBe(1)
    expect((await caseOf(town, id)).decides).toBe('unit')
  })
})
