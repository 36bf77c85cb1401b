/** A case as it is opened for one of the family: what is not theirs is not to be had of it, whatever whoever draws it asks for. */
import { expect, test } from 'vitest'
import { openForFamily, settingIn } from '../../../src/app/see/index.ts'
import { comesIn, familyTown } from '../../support/family-town.ts'
import { askFamily, caseOf, openLog, sayYes, worry } from '../story.ts'

test('words that are not theirs are not read, be they asked for by name', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  await comesIn(town, id)
  await town.submit('ingrid', 'note.add', { case: id }, { topic: 'learning', text: 'Of another child', others: 'yes' })
  await town.submit('ingrid', 'note.add', { case: id }, { topic: 'learning', text: 'Of Kaia alone', others: 'no' })
  const state = await caseOf(town, id)
  const words = state.notes.flatMap(({ texts }) => texts.map(({ text }) => text))
  const read = await town.read(async (tx) => {
    const [member] = state.family
    if (!member) throw new Error('nobody is in it')
    const actor = { kind: 'family', person: member.id, municipality: 'fjordvik' } as const
    const viewer = { ...settingIn(town.app, tx, 'fjordvik', 'nb'), actor, member }
    return (await openForFamily(viewer, state, 'family-log'))?.words([...words, state.concern.seen, null])
  })
  expect([...(read?.values() ?? [])]).toEqual(['Of Kaia alone'])
})

test('what it is opened with is no case, and names nobody who is kept from them', async () => {
  const town = await familyTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'skolehelsetjeneste' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole,skolehelsetjeneste', born: '2010-03' })
  for (const { id: consent, required } of (await caseOf(town, id)).consents.toReversed())
    await sayYes(town, 'ingrid', { case: id, consent }, { signedBy: required.join(','), childAsked: 'true' })
  await comesIn(town, id, 'mother', 'guardian-1')
  await comesIn(town, id, 'child', 'young-person')
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('nora') })
  const state = await caseOf(town, id)
  const opened = async (signer: string) =>
    town.read(async (tx) => {
      const member = state.family.find((one) => one.signer === signer)
      if (!member) throw new Error('nobody is in it')
      const actor = { kind: 'family', person: member.id, municipality: 'fjordvik' } as const
      const viewer = { ...settingIn(town.app, tx, 'fjordvik', 'nb'), actor, member }
      const found = await openForFamily(viewer, state, 'family-log')
      return { found, nora: await found?.staff(town.id('nora')), bot: await found?.staff('system') }
    })
  const mothers = await opened('guardian-1')
  expect([mothers.nora, mothers.bot]).toEqual([null, null])
  expect((await opened('young-person')).nora).toContain('Nora Vik')
  expect(Object.keys(mothers.found?.facts ?? {}).sort()).toEqual(['erased', 'id', 'municipality', 'ref', 'status'])
  expect(Object.keys(mothers.found ?? {}).sort()).toEqual([
    ...[
      'asksForEnd',
      'facts',
      'looks',
      'mayWrite',
      'readers',
      'reading',
      'recipients',
      'responsible',
      'staff',
      'words',
    ],
  ])
})
