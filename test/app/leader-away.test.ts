/** A leader has leave and nobody stands in: what waits for a leader lies with whoever is next, and with the leader again on the first day back. */
import { expect, test } from 'vitest'
import { wording } from '../../src/wording/index.ts'
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
