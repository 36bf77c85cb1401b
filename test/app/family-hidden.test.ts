/** What a young person of sixteen alone has let the health service do, as their mother meets it on her page: nowhere, also once it has left. */
import { expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { codeFor, comesIn, type FamilyTown, familyTown, waiting } from '../support/family-town.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, textOf } from '../support/town.ts'
import { addMeasure, askFamily, caseOf, sayYes, worry } from './story.ts'

const pages = ['family.log', 'family.readers', 'family.consents', 'family.withdraw'] as const

async function shownTo(town: FamilyTown, who: 'mother' | 'child', id: CaseId): Promise<string> {
  const shown = [await town.homeOf(who)]
  for (const action of pages) shown.push(await town.at(who, action, { case: id }, {}, { kind: 'open' }))
  return textOf(shown)
}

/** A log of a young person of 16, whose guardian and who have said yes to the school, and who alone has to the health service. */
async function logOfYoung(town: FamilyTown): Promise<CaseId> {
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'skolehelsetjeneste' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole,skolehelsetjeneste', born: '2010-03' })
  for (const { id: consent, required } of (await caseOf(town, id)).consents.toReversed())
    await sayYes(town, 'ingrid', { case: id, consent }, { signedBy: required.join(','), childAsked: 'true' })
  await comesIn(town, id, 'mother', 'guardian-1')
  await comesIn(town, id, 'child', 'young-person')
  return id
}

test('what its people wrote, answer for and set is not hers to read, neither while they take part nor after', async () => {
  const town = await familyTown()
  const id = await logOfYoung(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('nora') })
  await town.submit('nora', 'note.add', { case: id }, { topic: 'health', text: 'The nurse’s note', others: 'no' })
  await town.submit('nora', 'goal.set', { case: id }, { topic: 'health', text: 'The nurse’s goal' })
  await addMeasure(town, id, { responsible: `person:${town.id('nora')}` })
  const home = { topic: 'health', responsible: 'home' }
  const measure = { ...home, text: 'The nurse’s measure', arena: 'school', evaluationDay: '2026-11-16' }
  await town.submit('nora', 'measure.add', { case: id }, measure)
  await town.submit('nora', 'follow-up.add', { case: id }, { ...home, text: 'The nurse’s call', day: '2026-11-10' })
  await town.submit('ingrid', 'goal.set', { case: id }, { topic: 'learning', text: 'The teacher’s goal' })
  const hidden = /The nurse’s|Reading with an adult|Nora|elsetjeneste|Nivå 2/
  const check = async () => {
    expect(await shownTo(town, 'mother', id)).toContain('The teacher’s goal')
    expect(await shownTo(town, 'mother', id)).not.toMatch(hidden)
    expect(await shownTo(town, 'child', id)).toMatch(/The nurse’s note/)
    for (const theirs of ['The nurse’s goal', 'The nurse’s measure', 'The nurse’s call'])
      expect(await shownTo(town, 'child', id)).toContain(theirs)
  }
  await check()
  await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('nora') })
  expect((await caseOf(town, id)).participants.map(({ person }) => person)).toEqual([town.id('ingrid')])
  await check()
})

test('whoever looked as one of it is not among the readers either, wherever they work now', async () => {
  const town = await familyTown()
  const id = await logOfYoung(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('nora') })
  await town.press('nora', 'show.plan', { case: id })
  await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('nora') })
  const accounts = [accountOf('nora')]
  await town.store.importPeople([personToImport('Nora Vik', { accounts })], town.app.ids)
  const readers = async (who: 'mother' | 'child') => textOf(await town.at(who, 'family.readers', { case: id }))
  expect(await readers('child')).toContain('Nora Vik')
  expect(await readers('mother')).not.toContain('Nora')
})

test('of a holder who comes from it she is told neither name nor service, nor that there is another', async () => {
  const town = await familyTown()
  const id = await logOfYoung(town)
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('nora') })
  const handOver = (await caseOf(town, id)).handOver?.id ?? ''
  await town.press('nora', 'baton.accept', { case: id, handOver })
  expect((await caseOf(town, id)).holder).toBe(town.id('nora'))
  expect(await shownTo(town, 'mother', id)).not.toMatch(/Nora|elsetjeneste/)
  expect(textOf(await town.at('mother', 'family.log', { case: id }))).toContain('Ikke oppgitt')
  expect(await shownTo(town, 'child', id)).toMatch(/Nora Vik/)
})

test('of a log that began there she is told neither who holds it nor where it is', async () => {
  const town = await familyTown()
  const id = await worry(town, {}, 'nora')
  await town.submit('nora', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await askFamily(town, 'nora', { case: id }, { services: 'skolehelsetjeneste', born: '2010-03' })
  const consent = (await caseOf(town, id)).consents[0]?.id ?? ''
  await sayYes(town, 'nora', { case: id, consent }, { signedBy: 'young-person', childAsked: 'true' })
  expect(await caseOf(town, id)).toMatchObject({ level: 1, service: 'skolehelsetjeneste', holder: town.id('nora') })
  for (const [who, signer] of [
    ['mother', 'guardian-1'],
    ['child', 'young-person'],
  ] as const) {
    await town.at(who, 'family.enter', {}, { code: await codeFor(town, id, signer, 'nora') })
    await town.press('nora', 'family.confirm', (await waiting(town, id)).data)
  }
  expect(textOf(await town.homeOf('mother'))).toContain('FJ-1001')
  expect(await shownTo(town, 'mother', id)).not.toMatch(/Nora|elsetjeneste/)
  expect(await shownTo(town, 'child', id)).toMatch(/Nora Vik/)
})
