/** Staff who come under another municipality: each case they leave is told to somebody who can see to it, and to nobody else. */
import { expect, test } from 'vitest'
import { tellOfThoseWhoLeft, tellOfThoseWhoMoved } from '../../src/app/act/index.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { wording } from '../../src/wording/index.ts'
import { countingIds, personToImport } from '../support/people.ts'
import { accountOf, createTown, type Name, type Town, textOf } from '../support/town.ts'
import { caseOf, logWithJonas, openLog, worry } from './story.ts'

const say = wording('nb')

/** They come under Solvik, as the import does it; then the bot starts. */
async function move(town: Town, id: CaseId, onlyHolder: boolean, ...people: [Name, string][]) {
  const moved = people.map(([name, called]) =>
    personToImport(called, { municipality: 'solvik', accounts: [accountOf(name)], line: 2 }),
  )
  await town.run()
  town.channel.tried.length = 0
  await town.store.importPeople(moved, countingIds(), {
    after: (tx) => tellOfThoseWhoMoved(tx, town.app, [{ case: id, onlyHolder }]),
  })
  await tellOfThoseWhoLeft(town.app, await town.store.heldInDoubt())
  await town.run()
  return town.channel.sent().filter(({ verb, card }) => verb === 'direct' && card.name === 'told')
}

test('of a participant who goes the leader is told, with a way to the case', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const sent = await move(town, id, false, ['jonas', 'Jonas Berg'])
  expect(sent.map(({ to }) => to)).toEqual(['terje'])
  const text = textOf(sent[0]?.card)
  expect(text).toContain(say('line.staff-left'))
})

test('of whoever wondered the leader is told', async () => {
  const town = await createTown()
  const id = await worry(town)
  const sent = await move(town, id, false, ['ingrid', 'Ingrid Lunde'])
  expect(sent.map(({ to, card }) => [to, textOf(card).includes(say('line.staff-left'))])).toEqual([['terje', true]])
})

test('of a holder who goes the leader is told once, also where the unit there is called the same', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const sent = await move(town, id, true, ['ingrid', 'Ingrid Lunde'])
  expect((await caseOf(town, id)).holderLeft).not.toBeNull()
  expect(sent.map(({ to, card }) => [to, textOf(card).includes(say('line.holder-left'))])).toEqual([['terje', true]])
})

test('where the leader goes too KE is told, by the reference alone, and no other', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const sent = await move(town, id, false, ['ingrid', 'Ingrid Lunde'], ['terje', 'Terje Aas'])
  expect(sent.map(({ to }) => to)).toEqual(['sara'])
  const [card] = sent.map((one) => one.card)
  const { ref } = await caseOf(town, id)
  expect(textOf(card)).toContain(ref)
  expect(textOf(card)).toContain(say('line.staff-left-no-leader'))
  for (const word of ['Kaia', 'Ingrid', 'Jonas', 'PPT', id]) expect(JSON.stringify(card)).not.toContain(word)
})

test('whoever is not KE any more when it is sent is told nothing', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.run()
  town.channel.tried.length = 0
  const gone = (name: Name, called: string, municipality = 'solvik') =>
    personToImport(called, { municipality, accounts: [accountOf(name)] })
  await town.store.importPeople([gone('ingrid', 'Ingrid Lunde'), gone('terje', 'Terje Aas')], countingIds(), {
    after: (tx) => tellOfThoseWhoMoved(tx, town.app, [{ case: id, onlyHolder: true }]),
  })
  await town.store.importPeople([gone('sara', 'Sara Myhre', 'fjordvik')], countingIds())
  await town.run()
  expect(town.channel.sent().filter(({ to }) => to === 'sara')).toEqual([])
})
