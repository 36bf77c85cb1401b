/** A leader is away for some days, and somebody leads meanwhile: what waits for leaders waits for them, and it ends by itself. */

import { describe, expect, test } from 'vitest'
import { takeAway } from '../../src/app/act/index.ts'
import type { CaseId, Day } from '../../src/core/ids.ts'
import { isBroughtToKe } from '../../src/core/ke.ts'
import { wording } from '../../src/wording/index.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, actionsOn, cardOf, createTown, type Name, type Town, textOf, valuesIn } from '../support/town.ts'
import { caseOf, openLog, propose, takenBack, worry } from './story.ts'

const days = { from: '2026-11-02', until: '2026-11-06' }
const name = (town: Town, by: Name, who: Name, when: { from: Day; until: Day } = days) =>
  town.press(by, 'set.stand-in', {}, { person: town.id(who), ...when })
const sentTo = (town: Town, who: Name) => town.channel.sent().filter(({ to, verb }) => to === who && verb === 'direct')
const decided = {
  ...{ topic: 'learning', reason: 'Agreed', view: '', meetingDay: '2026-11-02' },
  ...{ parentsTookPart: 'true', childAsked: 'true' },
}

test('a leader finds it in the settings, and whoever leads nothing does not', async () => {
  const town = await createTown()
  expect(actionsOn(cardOf(await town.press('terje', 'show.settings')))).toContain('show.stand-in')
  expect(actionsOn(cardOf(await town.press('ingrid', 'show.settings')))).not.toContain('show.stand-in')
  expect(textOf(await name(town, 'ingrid', 'mari'))).toContain(wording('nb')('refusal.not-found'))
  expect(await town.read((tx) => tx.standIns.all())).toEqual([])
})

test.each([
  [{ person: 'person_nobody' }, 'person'],
  [{ from: 'soon' }, 'from'],
  [{ until: '2026-10-30' }, 'until'],
  [{ from: '2026-11-09', until: '2026-11-04' }, 'until'],
] as const)('%j is told at its field, and nothing typed is lost', async (wrong, field) => {
  const town = await createTown()
  const typed = { person: town.id('mari'), ...days, ...wrong }
  const card = cardOf(await town.press('terje', 'set.stand-in', {}, typed))
  expect(card.blocks.find((block) => 'id' in block && block.id === field)).toMatchObject({ error: expect.any(String) })
  expect(valuesIn(card)).toMatchObject(typed)
  expect(await town.read((tx) => tx.standIns.all())).toEqual([])
})

test('whoever stands in is told, sees what the leader sees, and decides; nobody before, and nobody after', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const seen = async () => textOf(await town.press('mari', 'show.case', { case: id })).includes('Kaia')
  await name(town, 'terje', 'mari', { from: '2026-11-03', until: '2026-11-04' })
  await town.run()
  expect(textOf(sentTo(town, 'mari').map(({ card }) => card))).toContain('Du leier for Terje Aas')
  expect(await seen()).toBe(false)
  await town.until('2026-11-03')
  expect(await seen()).toBe(true)
  const proposal = await propose(town, id)
  await town.run()
  for (const who of ['terje', 'mari'] as const)
    expect(
      sentTo(town, who).map(({ card }) => card.name),
      who,
    ).toContain('proposal')
  expect(isBroughtToKe(await caseOf(town, id))).toBe(false)
  await town.submit('mari', 'level.decide', { case: id, proposal, approve: 'yes' }, decided)
  expect((await caseOf(town, id)).level).toBe(2)
  await town.until('2026-11-05')
  expect(await seen()).toBe(false)
  expect(await town.read((tx) => tx.standIns.all())).toEqual([])
})

test('who names somebody whom nothing reaches is told so, and not where they are reached', async () => {
  const town = await createTown({ secondLeader: true })
  const names = () => sentTo(town, 'terje').map(({ card }) => card.name)
  await name(town, 'terje', 'mari')
  await town.run()
  expect(names()).not.toContain('stand-in-gone')
  await town.read((tx) => takeAway(tx, town.app, town.id('kari'), accountOf('kari')))
  await name(town, 'terje', 'kari')
  await town.run()
  expect(names()).toContain('stand-in-gone')
})

test('what waited when it begins is told at once, and it can be ended early', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id)
  await town.run()
  await name(town, 'terje', 'mari')
  await town.run()
  expect(sentTo(town, 'mari').map(({ card }) => card.name)).toEqual(['standing-in', 'told', 'proposal'])
  expect(textOf(await town.press('terje', 'show.stand-in'))).toContain('Mari Holm leder for deg')
  expect(textOf(await town.press('terje', 'end.stand-in'))).toContain('Stedfortredelsen er avsluttet')
  expect(textOf(await town.press('terje', 'end.stand-in'))).not.toContain('Stedfortredelsen er avsluttet')
  const late = await town.press('mari', 'level.decide', { case: id, proposal, approve: 'yes' }, decided)
  expect(textOf(late)).not.toContain('Kaia')
  expect((await caseOf(town, id)).level).toBe(1)
})

test('a lone leader who proposes is told at once that KE can decide, or whoever stands in, or that nobody can', async () => {
  const said = async (before: (town: Town) => Promise<unknown>) => {
    const town = await createTown()
    const id = await openLog(town)
    await before(town)
    const typed = { to: '2', services: '', topic: 'learning', reason: 'It takes more' }
    return textOf(await town.submit('terje', 'level.propose', { case: id }, typed))
  }
  expect(await said(async () => undefined)).toContain('sendt til Sara Myhre, som kan avgjøre det.')
  expect(await said((town) => name(town, 'terje', 'mari'))).toContain('sendt til Mari Holm, som kan avgjøre det.')
  const later = { from: '2026-11-09', until: '2026-11-13' }
  expect(await said((town) => name(town, 'terje', 'mari', later))).toContain(
    'sendt til Sara Myhre, som kan avgjøre det.',
  )
  const noKe = (town: Town) =>
    town.store.importPeople([personToImport('Sara Myhre', { accounts: [accountOf('sara')] })], town.app.ids)
  expect(await said(noKe)).toContain('ingen kan avgjøre det nå')
})

test('nor can KE where nothing reaches them: the proposer is told so, and neither card nor list names them', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.read((tx) => takeAway(tx, town.app, town.id('sara'), accountOf('sara')))
  const typed = { to: '2', services: '', topic: 'learning', reason: 'It takes more' }
  const said = await town.submit('terje', 'level.propose', { case: id }, typed)
  expect(textOf(said)).toContain('ingen kan avgjøre det nå')
  const state = await caseOf(town, id)
  expect(state).toMatchObject({ decides: 'unit', stuck: state.proposals[0]?.id })
  for (const seen of [
    await town.press('terje', 'show.proposal', { case: id, proposal: state.stuck ?? '' }),
    await town.press('ingrid', 'show.case', { case: id }),
    await town.press('ingrid', 'show.mine'),
  ])
    expect(textOf(seen)).not.toContain('Sara Myhre')
})

test('it ends with the leader: in whose place nobody leads, nobody reads', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await name(town, 'terje', 'mari')
  await town.run()
  const seen = async () => textOf(await town.press('mari', 'show.case', { case: id })).includes('Kaia')
  expect(await seen()).toBe(true)
  await town.store.importPeople([personToImport('Terje Aas', { accounts: [accountOf('terje')] })], town.app.ids)
  await town.run()
  expect(await town.read((tx) => tx.standIns.all())).toEqual([])
  expect(await seen()).toBe(false)
})

test('one of a municipality without a model stops nothing of the others', async () => {
  const town = await createTown()
  const of = { unit: 'skole', service: 'skole', leader: town.id('sara'), person: town.id('mari') }
  await town.store.transaction((tx) =>
    tx.standIns.put({ ...of, ...days, municipality: 'gone' }, { at: town.app.clock.now(), by: of.leader }),
  )
  await name(town, 'terje', 'mari')
  await town.run()
  expect(sentTo(town, 'mari').map(({ card }) => card.name)).toEqual(['standing-in'])
})

test('of a wondering whoever stands in is told as the leader is', async () => {
  const town = await createTown()
  await name(town, 'terje', 'mari', { from: '2026-11-03', until: '2026-11-06' })
  await town.run()
  town.channel.tried.length = 0
  await worry(town)
  await town.run()
  expect(new Set(town.channel.sent().map(({ to }) => to))).toEqual(new Set(['terje']))
  await town.until('2026-11-03')
  town.channel.tried.length = 0
  await worry(town)
  await town.run()
  expect(new Set(town.channel.sent().map(({ to }) => to))).toEqual(new Set(['terje', 'mari']))
})

test('what waits for whoever stands in goes to KE when it ends with a proposal of the lone leader', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await name(town, 'terje', 'mari', { from: '2026-11-02', until: '2026-11-03' })
  const proposal = await propose(town, id, 'terje')
  await town.run()
  expect(sentTo(town, 'sara')).toEqual([])
  await town.until('2026-11-04')
  expect(sentTo(town, 'sara').map(({ card }) => card.name)).toEqual(['proposal'])
  expect(textOf(await town.press('sara', 'show.proposal', { case: id, proposal }))).toContain('level.decide')
})

describe('what is known later of it', () => {
  const happened = async (town: Town, id: CaseId, by: Name = 'ingrid') =>
    textOf(await town.press(by, 'show.plan', { case: id, section: 'history', start: '0' }))
  const logged = async (town: Town) =>
    (await town.read((tx) => tx.standIns.log())).map(({ what, by, why }) => [what, by, why])

  test('that it began, ended, and why, by whose hand', async () => {
    const town = await createTown()
    const terje = town.id('terje')
    await name(town, 'terje', 'mari', { from: '2026-11-03', until: '2026-11-04' })
    await name(town, 'terje', 'ingrid', { from: '2026-11-03', until: '2026-11-04' })
    await town.until('2026-11-03')
    await town.until('2026-11-05')
    await name(town, 'terje', 'mari', { from: '2026-11-09', until: '2026-11-13' })
    await town.press('terje', 'end.stand-in')
    await name(town, 'terje', 'mari', { from: '2026-11-09', until: '2026-11-13' })
    await town.store.importPeople([personToImport('Terje Aas', { accounts: [accountOf('terje')] })], town.app.ids)
    await town.run()
    expect(await logged(town)).toEqual([
      ['named', terje, null],
      ['ended', terje, 'named-anew'],
      ['named', terje, null],
      ['begun', 'system', null],
      ['ended', 'system', 'over'],
      ['named', terje, null],
      ['ended', terje, 'taken-back'],
      ['named', terje, null],
      ['ended', 'system', 'leads-no-more'],
    ])
    expect(
      (await town.read((tx) => tx.standIns.log(town.id('ingrid')))).map(({ what, at }) => [what, at.slice(0, 10)]),
    ).toEqual([
      ['named', '2026-11-02'],
      ['begun', '2026-11-03'],
      ['ended', '2026-11-05'],
    ])
  })

  test('the history says in whose place somebody decided, and of what they did before and after that they did it themselves', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await name(town, 'terje', 'mari', { from: '2026-11-03', until: '2026-11-04' })
    await town.until('2026-11-03')
    const proposal = await propose(town, id)
    await town.submit('mari', 'level.decide', { case: id, proposal, approve: 'no' }, decided)
    await town.until('2026-11-05')
    expect(await happened(town, id)).toContain('Mari Holm (stedfortreder for Terje Aas): avslo forslaget')
    const again = await propose(town, id)
    await town.submit('terje', 'level.decide', { case: id, proposal: again, approve: 'no' }, decided)
    expect(await happened(town, id)).toContain('Terje Aas: avslo forslaget')
  })

  test('it says so of what holders do too, where they did it as the leader, and not where they bear the case', async () => {
    const town = await createTown()
    const [id, own] = [await openLog(town), await worry(town, {}, 'mari')]
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
    await name(town, 'terje', 'mari', { from: '2026-11-03', until: '2026-11-04' })
    await town.until('2026-11-03')
    await town.submit('mari', 'case.unseal', { case: id }, { reason: 'A plan for tomorrow' })
    await town.submit('mari', 'case.close', { case: id }, { reason: 'goal-reached' })
    await town.submit('mari', 'concern.conclude', { case: own }, { outcome: 'close', written: 'erase' })
    const types = async (of: CaseId) => (await town.read((tx) => tx.cases.entries(of))).map(({ event }) => event.type)
    expect(await types(id)).toEqual(expect.arrayContaining(['case.unsealed', 'case.closed']))
    expect(await types(own)).toContain('concern.concluded')
    const said = (await happened(town, id, 'terje')).match(/Mari Holm \(stedfortreder for Terje Aas\)/g)
    expect(said).toHaveLength(2)
    expect(await happened(town, own, 'terje')).not.toContain('stedfortreder')
  })

  test('whoever only takes part, or decides after it has ended, stands in the history by their name alone', async () => {
    const town = await createTown()
    const id = await openLog(town)
    await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
    await name(town, 'terje', 'mari', { from: '2026-11-03', until: '2026-11-04' })
    await town.until('2026-11-03')
    await town.submit('mari', 'note.add', { case: id }, { topic: 'learning', text: 'Reads at home' })
    expect(await happened(town, id)).toContain('Mari Holm: ')
    expect(await happened(town, id)).not.toContain('stedfortreder')
    // Ended early, and named for days to come: now she leads by herself.
    await town.press('terje', 'end.stand-in')
    await name(town, 'terje', 'mari', { from: '2026-11-09', until: '2026-11-13' })
    await town.store.importPeople(
      [personToImport('Mari Holm', { accounts: [accountOf('mari')], roles: ['employee', 'leader'] })],
      town.app.ids,
    )
    const proposal = await propose(town, id)
    town.setClock('2026-11-04T12:00:00.000Z')
    await town.submit('mari', 'level.decide', { case: id, proposal, approve: 'no' }, decided)
    expect(await happened(town, id)).toContain('Mari Holm: avslo forslaget')
  })
})
