/** An administrator sees no case: nobody can give them a part in one, not even by a press that no form offered. */
import { expect, test } from 'vitest'
import { recheckAtStart } from '../../src/app/act/index.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { personToImport } from '../support/people.ts'
import { cardOf, createTown, type Texts, type Town, textOf } from '../support/town.ts'
import { addMeasure, allAsked, askFamily, caseOf, openLog, saidNo, worry } from './story.ts'

/** Ada keeps the bot of the school, and is nothing else. */
async function withAda(): Promise<{ town: Town; ada: string }> {
  const town = await createTown()
  const accounts = [{ channel: 'test', tenant: 'fjordvik', user: 'ada' }]
  await town.store.importPeople([personToImport('Ada Min', { roles: ['administrator'], accounts })], town.app.ids)
  return { town, ada: (await town.store.people()).find(({ name }) => name === 'Ada Min')?.id ?? '' }
}

const days = { from: '2026-11-02', until: '2026-11-20' }
const task = { text: 'Reading with an adult', topic: 'learning', day: '2026-11-10' }
const plan = { text: 'Reading with an adult', topic: 'learning', arena: 'school', evaluationDay: '2026-11-16' }

const inLog: [string, Texts, string][] = [
  ['baton.offer', {}, 'person'],
  ['baton.deputize', days, 'person'],
  ['participant.add', {}, 'person'],
]

test.each(inLog)('%s gives her nothing', async (action, typed, field) => {
  const { town, ada } = await withAda()
  const id = await openLog(town)
  await refused(town, id, action, { case: id }, { ...typed, [field]: ada })
})

test('a holder who has left is not followed by her', async () => {
  const { town, ada } = await withAda()
  const id = await openLog(town)
  const ingrid = personToImport('Ingrid Lunde', {
    accounts: [{ channel: 'test', tenant: 'fjordvik', user: 'ingrid' }],
    active: false,
  })
  await town.store.importPeople([ingrid], town.app.ids)
  await recheckAtStart(town.app)
  const before = await caseOf(town, id)
  expect(before.holderLeft).not.toBeNull()
  const answer = cardOf(await town.press('terje', 'baton.name', { case: id }, { person: ada }))
  expect(textOf(answer)).toContain('bare administrator')
  expect(await caseOf(town, id)).toEqual(before)
})

test('she answers for no measure and no follow-up, also where she takes part from before', async () => {
  const { town } = await withAda()
  const id = await openLog(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  const measure = await addMeasure(town, id, { responsible: 'home' })
  const accounts = [{ channel: 'test', tenant: 'fjordvik', user: 'mari' }]
  await town.store.importPeople([personToImport('Mari Holm', { roles: ['administrator'], accounts })], town.app.ids)
  const responsible = `person:${town.id('mari')}`
  await refused(town, id, 'measure.add', { case: id }, { ...plan, responsible })
  await refused(town, id, 'measure.reassign', { case: id, measure }, { responsible })
  await refused(town, id, 'follow-up.add', { case: id }, { ...task, responsible })
})

test('neither a consent nor a case on paper makes her the holder, and nobody asks her', async () => {
  const { town, ada } = await withAda()
  const id = await worry(town)
  await refused(town, id, 'concern.ask', { case: id }, { person: ada, text: 'What would you do?' })
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole', born: '2016-03', guardians: '1' })
  const consent = (await caseOf(town, id)).consents[0]?.id ?? ''
  const asked = { case: id, consent }
  const signed = { ...(await allAsked(town, asked)), signedBy: 'guardian-1', childAsked: 'true', holder: ada }
  await refused(town, id, 'consent.record', asked, signed)
  await town.submit('ingrid', 'consent.refuse', asked, saidNo)
  await refused(town, id, 'case.open-on-paper', { case: id }, { holder: ada })
})

async function refused(town: Town, id: CaseId, action: string, data: Texts, typed: Texts): Promise<void> {
  const before = await caseOf(town, id)
  const answer = cardOf(await town.submit('ingrid', action, data, typed))
  expect(answer.name).toBe('form')
  expect(textOf(answer)).toContain('bare administrator')
  expect(await caseOf(town, id)).toEqual(before)
}
