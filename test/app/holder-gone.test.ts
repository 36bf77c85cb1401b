/** A log is never opened with a holder who can't hold it: the leader is told, and names another. */
import { expect, test } from 'vitest'
import { presenceIn } from '../../src/app/act/presence.ts'
import type { CaseId } from '../../src/core/ids.ts'
import type { PersonToImport } from '../../src/store/open.ts'
import { countingIds, personToImport } from '../support/people.ts'
import { accountOf, actionsOn, cardOf, createTown, type Town, textOf } from '../support/town.ts'
import { askFamily, caseOf, logWithJonas, propose, sayYes, told, worry } from './story.ts'

/** Ingrid wonders, the directory says something else of her, and the leader records the consent that opens the log. */
async function openedAfter(town: Town, change: Partial<PersonToImport>): Promise<CaseId> {
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole', born: '2016-03', guardians: '1' })
  const ingrid = personToImport('Ingrid Lunde', { accounts: [accountOf('ingrid')], ...change })
  await town.store.importPeople([ingrid], countingIds())
  const consent = (await caseOf(town, id)).consents[0]?.id ?? ''
  await sayYes(town, 'terje', { case: id, consent }, { signedBy: 'guardian-1', childAsked: 'true' })
  await town.run()
  return id
}

test.each([
  ['has left', { active: false }],
  ['works where the family has let nobody in', { unit: 'nav', service: 'nav' }],
])('who %s by then is not the holder of the log', async (_, change) => {
  const town = await createTown()
  const id = await openedAfter(town, change)
  expect(await caseOf(town, id)).toMatchObject({ level: 1, mode: 'digital', holderLeft: expect.any(String) })
  expect(actionsOn(cardOf(await town.press('terje', 'show.case', { case: id })))).toContain('baton.name')
  const entries = await town.read((tx) => tx.cases.entries(id))
  const person = town.id('ingrid')
  expect(entries.slice(-2)).toMatchObject([
    { by: 'system', event: { type: 'baton.left', person } },
    { by: 'system', event: { type: 'participant.removed', person } },
  ])
})

test('who still works there is', async () => {
  const town = await createTown()
  const id = await openedAfter(town, {})
  expect(await caseOf(town, id)).toMatchObject({ holder: town.id('ingrid'), holderLeft: null })
  expect(textOf(await town.press('ingrid', 'show.case', { case: id }))).toContain('FJ-1001')
})

test('a holder who moves goes, and a consent that ran out lets nobody go', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const isGone = async () => {
    const state = await caseOf(town, id)
    const { away } = await town.read((tx) => presenceIn(tx, town.app, state))
    return away.some(({ person, why }) => person === state.holder && why === 'left')
  }
  const move = async (name: 'ingrid' | 'jonas', fullName: string, change: Partial<PersonToImport>) => {
    const person = personToImport(fullName, { accounts: [accountOf(name)], ...change })
    await town.store.importPeople([person], countingIds())
  }
  expect(await isGone()).toBe(false)
  // Their part rests on the post they had, wherever the family has let in.
  await move('ingrid', 'Ingrid Lunde', { unit: 'ppt', service: 'ppt' })
  expect(await isGone()).toBe(true)
  await move('ingrid', 'Ingrid Lunde', { unit: 'nav', service: 'nav' })
  expect(await isGone()).toBe(true)
  await move('ingrid', 'Ingrid Lunde', {})
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  const handOver = (await caseOf(town, id)).handOver?.id ?? ''
  await town.press('jonas', 'baton.accept', { case: id, handOver })
  await move('jonas', 'Jonas Berg', { municipality: 'solvik', unit: 'ppt', service: 'ppt' })
  expect(await isGone()).toBe(true)
  await move('jonas', 'Jonas Berg', { unit: 'ppt', service: 'ppt' })
  expect(await isGone()).toBe(false)
  town.setClock('2027-12-01T09:00:00.000Z')
  expect(await caseOf(town, id)).toMatchObject({ holder: town.id('jonas') })
  expect(await isGone()).toBe(false)
})

test('whoever had left, and is back, is told nothing as a holder until somebody names them', async () => {
  const town = await createTown()
  const id = await openedAfter(town, { active: false })
  await town.store.importPeople([personToImport('Ingrid Lunde', { accounts: [accountOf('ingrid')] })], countingIds())
  await town.submit('terje', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.run()
  town.channel.tried.length = 0
  town.log.length = 0
  await propose(town, id, 'mari')
  await town.run()
  expect(told(town, 'told')).toEqual([])
  expect(town.log.filter(({ event }) => event === 'delivery.dropped')).toEqual([])
})
