/** A consent that has run out: what lies with those who are in a case by it goes on to somebody who is told, and a no ends their part. */
import { describe, expect, it, test } from 'vitest'
import { tellAbout } from '../../src/app/act/index.ts'
import { peopleOf } from '../../src/app/audience.ts'
import { settingIn } from '../../src/app/see/index.ts'
import { drawShared } from '../../src/app/show/index.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { actionsOn, createTown, type Town, textOf, wholeMenu } from '../support/town.ts'
import { askFamily, caseOf, consent, openLog, sayYes, takenBack, worry } from './story.ts'

/** Jonas of PPT holds it; PPT is let in until 20 December, a Sunday. */
async function heldByJonas(town: Town): Promise<CaseId> {
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'ppt' })
  await consent(town, id, { services: ['ppt'], until: '2026-12-20' })
  await consent(town, id, { services: ['skole'] })
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('jonas') })
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  await town.press('jonas', 'baton.accept', { case: id, handOver: (await caseOf(town, id)).handOver?.id ?? '' })
  await town.submit('jonas', 'meeting.set', { case: id }, { day: '2027-02-15' })
  expect(await caseOf(town, id)).toMatchObject({ holder: town.id('jonas') })
  await town.run()
  return id
}

/** What each got since then, by the name of its card. */
function got(town: Town, since: number) {
  return town.channel
    .sent()
    .slice(since)
    .filter(({ verb }) => verb === 'direct')
    .map(({ to, card }) => `${to} ${card.name}`)
}

async function answerNo(town: Town, id: CaseId) {
  await askFamily(town, 'terje', { case: id }, { services: 'ppt' })
  const data = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
  await town.submit('terje', 'consent.refuse', data, {
    signer: 'guardian-1',
    services: 'ppt',
    how: 'oral',
    day: '2026-12-21',
  })
  await town.run()
}

describe('a holder whose consent has run out', () => {
  it('is told of on the first working day to the leader, and nothing is said to have been sent to the holder', async () => {
    const town = await createTown()
    const id = await heldByJonas(town)
    await town.until('2026-12-20')
    const before = (await town.read((tx) => tx.cases.entries(id))).length
    const since = town.channel.sent().length
    await town.until('2026-12-21')
    expect(got(town, since)).toContain('terje reminder')
    const entries = (await town.read((tx) => tx.cases.entries(id))).slice(before)
    const balls = entries.flatMap(({ event }) => (event.type === 'reminder.sent' ? [event.ball.role] : []))
    expect(new Set(balls)).toEqual(new Set(['leader']))
    const seen = textOf(await town.press('terje', 'show.case', { case: id }))
    expect(seen).not.toContain('Ballen ligger hos Jonas')
    expect(seen).toContain('baton.name')
  })

  it('is named on no card as the one who holds it, and what is told its holder goes to the leader', async () => {
    const town = await createTown()
    const id = await heldByJonas(town)
    const nobody = '{"label":"Stafettholder","value":"Ingen ennå'
    const seen = async () => textOf(await town.press('terje', 'show.case', { case: id }))
    const root = async () => {
      const state = await caseOf(town, id)
      const letter = { card: 'thread-root', line: null, subject: '' } as const
      return textOf(await town.read((tx) => drawShared(settingIn(town.app, tx, state.municipality), letter, state)))
    }
    expect([(await seen()).includes(nobody), (await root()).includes(nobody)]).toEqual([false, false])
    await town.until('2026-12-21')
    expect([(await seen()).includes(nobody), (await root()).includes(nobody)]).toEqual([true, true])
    const state = await caseOf(town, id)
    expect(await town.read((tx) => peopleOf(tx, state, 'holder', '2026-12-20'))).toEqual([town.id('jonas')])
    expect(await town.read((tx) => peopleOf(tx, state, 'holder', '2026-12-21'))).toEqual([town.id('terje')])
  })

  it('leaves nobody to learn that the leader was not reached but those who take part', async () => {
    const town = await createTown()
    const id = await heldByJonas(town)
    await town.submit('terje', 'participant.add', { case: id }, { person: town.id('mari') })
    await town.submit('terje', 'participant.remove', { case: id }, { person: town.id('ingrid') })
    await town.until('2026-12-21')
    const since = town.channel.sent().length
    const state = await caseOf(town, id)
    await town.read((tx) => tellAbout(tx, town.app, state, 'not-reached', town.id('terje')))
    await town.run()
    expect(got(town, since)).toEqual(['mari told'])
  })

  it('goes when the family takes it back, though nobody has asked it to renew', async () => {
    const town = await createTown()
    const id = await heldByJonas(town)
    await town.until('2026-12-22')
    expect(textOf(await wholeMenu(town, 'terje', { case: id }))).toContain('consent.withdraw')
    const form = textOf(await town.open('terje', 'consent.withdraw', { case: id }))
    expect(form).toContain('service:ppt')
    const back = { ...takenBack, what: 'service:ppt', day: '2026-12-22' }
    await town.submit('terje', 'consent.withdraw', { case: id }, back)
    const { holderLeft, participants, services } = await caseOf(town, id)
    expect([holderLeft === null, services]).toEqual([false, ['skole']])
    expect(participants.map(({ person }) => person)).not.toContain(town.id('jonas'))
  })

  it('lets the leader name another', async () => {
    const town = await createTown()
    const id = await heldByJonas(town)
    await town.until('2026-12-21')
    await town.submit('terje', 'baton.name', { case: id }, { person: town.id('ingrid') })
    expect(await caseOf(town, id)).toMatchObject({ holder: town.id('ingrid') })
  })

  it('is out of it by a no, and is told; a later yes lets nobody in who is not added', async () => {
    const town = await createTown()
    const id = await heldByJonas(town)
    await town.until('2026-12-21')
    const since = town.channel.sent().length
    await answerNo(town, id)
    expect(await caseOf(town, id)).toMatchObject({ holderLeft: expect.any(String), services: ['skole'] })
    expect(got(town, since)).toContain('jonas told')
    const { participants } = await caseOf(town, id)
    expect(participants.map(({ person }) => person)).not.toContain(town.id('jonas'))
    await askFamily(town, 'terje', { case: id }, { services: 'ppt' })
    const data = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
    await sayYes(town, 'terje', data, { signedBy: 'guardian-1', childAsked: 'true' })
    expect(textOf(await town.press('jonas', 'show.case', { case: id }))).not.toContain('Kaia')
  })
})

test('an offer to somebody whose consent has run out lies with the holder, who withdraws it', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'ppt' })
  await consent(town, id, { services: ['ppt'], until: '2026-11-04' })
  await consent(town, id, { services: ['skole'] })
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  expect((await caseOf(town, id)).handOver?.to).toBe(town.id('jonas'))
  await town.until('2026-11-04')
  const since = town.channel.sent().length
  await town.until('2026-11-20')
  const reminders = town.channel
    .sent()
    .slice(since)
    .filter(({ to, verb }) => to === 'ingrid' && verb === 'direct')
  expect(reminders.some(({ card }) => actionsOn(card).includes('baton.withdraw'))).toBe(true)
  expect(got(town, since).filter((one) => one === 'jonas reminder')).toEqual([])
})

describe('whoever is removed', () => {
  it('stands in no more, takes no baton, and learns it; so does the holder', async () => {
    const town = await createTown()
    const id = await openLog(town)
    const mari = { person: town.id('mari') }
    await town.submit('ingrid', 'participant.add', { case: id }, mari)
    await town.submit('ingrid', 'baton.deputize', { case: id }, { ...mari, from: '2026-11-02', until: '2026-12-02' })
    await town.submit('ingrid', 'baton.offer', { case: id }, mari)
    const { handOver } = await caseOf(town, id)
    await town.run()
    const since = town.channel.sent().length
    await town.submit('terje', 'participant.remove', { case: id }, mari)
    await town.run()
    expect(await caseOf(town, id)).toMatchObject({ deputy: null, handOver: null })
    const told = town.channel
      .sent()
      .slice(since)
      .filter(({ verb }) => verb === 'direct')
    const toMari = told.filter(({ to, card }) => to === 'mari' && card.name === 'told')
    expect(toMari.map(({ card }) => textOf(card))).toEqual([expect.stringContaining('Du er ikkje lenger deltakar')])
    expect(got(town, since).filter((one) => one === 'ingrid told')).toHaveLength(2)
    expect(textOf(await town.press('mari', 'show.plan', { case: id }))).not.toContain('Kaia')
    await town.press('mari', 'baton.accept', { case: id, handOver: handOver?.id ?? '' })
    expect(await caseOf(town, id)).toMatchObject({ holder: town.id('ingrid') })
  })
})
