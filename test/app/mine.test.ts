/** Everybody's own list: what waits for whom, and the cases they stand in. */
import { expect, test } from 'vitest'
import { personToImport } from '../support/people.ts'
import { accountOf, actionsOn, cardOf, createTown, dataOf, type Name, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog, propose, worry } from './story.ts'

const mine = async (town: Town, name: Name) => cardOf(await town.say(name, 'mine'))

test('whoever stands in nothing is told how to begin', async () => {
  const town = await createTown()
  expect(actionsOn(await mine(town, 'eli'))).toEqual(['concern.register', 'show.help'])
})

test('the owner sees the worry and what waits; the leader sees it too; others see nothing', async () => {
  const town = await createTown()
  await worry(town)
  town.setClock('2026-11-10T09:00:00.000Z')
  expect(textOf(await mine(town, 'ingrid'))).toContain('FJ-1001: ')
  expect(textOf(await mine(town, 'terje'))).toContain('FJ-1001 ·')
  for (const name of ['mari', 'jonas', 'sara', 'eli', 'per'] as const)
    expect(textOf(await mine(town, name))).not.toContain('FJ-1001')
})

test('it holds no word that anybody typed', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, evaluationDay: '2026-11-03' })
  const seen = textOf([await mine(town, 'jonas'), await mine(town, 'ingrid')])
  expect(seen).toContain('Et tiltak skal evalueres')
  for (const word of ['Kaia', 'Reading']) expect(seen).not.toContain(word)
})

test('what is late stands first', async () => {
  const town = await createTown()
  const id = await openLog(town)
  for (const day of ['2026-11-20', '2026-11-04'])
    await addMeasure(town, id, { responsible: `person:${town.id('ingrid')}`, evaluationDay: day })
  town.setClock('2026-11-10T09:00:00.000Z')
  const rows = (await mine(town, 'ingrid')).blocks.filter(({ kind }) => kind === 'row')
  expect(textOf(rows[0])).toContain('4. nov. 2026')
  expect(rows[0]).toMatchObject({ tone: 'warning' })
})

test("the holder's deputy sees what waits for the holder, on the days of standing in", async () => {
  const town = await createTown()
  const id = await openLog(town)
  await addMeasure(town, id, { responsible: 'home', evaluationDay: '2026-11-10' })
  await town.submit(
    'ingrid',
    'baton.deputize',
    { case: id },
    { person: town.id('mari'), from: '2026-11-09', until: '2026-11-11' },
  )
  expect(textOf(await mine(town, 'mari'))).not.toContain('FJ-1001')
  town.setClock('2026-11-09T09:00:00.000Z')
  expect(textOf(await mine(town, 'mari'))).toContain('FJ-1001: Eit tiltak skal evaluerast')
})

test('a proposal waits for the leader who decides, with a way to it, and not for the one who made it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id)
  const card = await mine(town, 'terje')
  expect(dataOf(card, 'show.proposal')).toMatchObject({ case: id, proposal })
  expect(cardOf(await town.press('terje', 'show.proposal', dataOf(card, 'show.proposal'))).name).toBe('proposal')
  expect(actionsOn(await mine(town, 'ingrid'))).not.toContain('show.proposal')
})

test('where the only leader proposed, it waits for KE, who can decide it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id, 'terje', { to: '3' })
  expect(actionsOn(await mine(town, 'terje'))).not.toContain('show.proposal')
  const seen = cardOf(await town.press('sara', 'show.proposal', dataOf(await mine(town, 'sara'), 'show.proposal')))
  expect(textOf(seen)).toContain('It takes more than we have')
  await town.submit(
    'sara',
    'level.decide',
    { case: id, proposal, approve: 'yes' },
    { reason: 'Yes', meetingDay: '2026-11-02' },
  )
  expect((await caseOf(town, id)).level).toBe(3)
})

test('a proposal waits for each of those who can decide it', async () => {
  const town = await createTown({ secondLeader: true })
  await propose(town, await openLog(town))
  for (const name of ['terje', 'kari'] as const) expect(actionsOn(await mine(town, name))).toContain('show.proposal')
})

test('what reads the same stands once, and each measure by itself', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  for (const text of ['Reading', 'Breaks'])
    await addMeasure(town, id, { text, responsible: `person:${town.id('ingrid')}`, evaluationDay: '2026-11-10' })
  const times = async (words: string) => textOf(await mine(town, 'ingrid')).split(words).length - 1
  expect(await times('Et tiltak skal evalueres')).toBe(2)
  // Both consents run out on one day.
  town.setClock('2027-10-01T09:00:00.000Z')
  expect((await caseOf(town, id)).consents.map(({ until }) => until)).toEqual(['2027-11-02', '2027-11-02'])
  expect(await times('Samtykket går snart ut')).toBe(1)
})

test('a holder who moved to where the family has let nobody in sees nothing that waits', async () => {
  const town = await createTown()
  await openLog(town)
  expect(textOf(await mine(town, 'ingrid'))).toContain('FJ-1001: ')
  const nav = personToImport('Ingrid Lunde', { accounts: [accountOf('ingrid')], unit: 'nav', service: 'nav' })
  await town.store.importPeople([nav], town.app.ids)
  expect(textOf(await mine(town, 'ingrid'))).not.toContain('FJ-1001')
})

test("a leader's own case that is closed stands after those of the unit that are open", async () => {
  const town = await createTown()
  const own = await worry(town, {}, 'terje')
  await town.submit('terje', 'concern.conclude', { case: own }, { outcome: 'close' })
  await worry(town)
  const refs = [...textOf(await mine(town, 'terje')).matchAll(/"text":"(FJ-\d+) ·/g)].map(([, ref]) => ref)
  expect(refs).toEqual(['FJ-1002', 'FJ-1001'])
})

test('an asked colleague sees a question, without a reference, until it is answered', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('nora'), text: 'What would you do?' })
  const card = await mine(town, 'nora')
  expect(textOf(card)).toContain('Et spørsmål fra en kollega')
  expect(textOf(card)).not.toContain('FJ-1001')
  await town.submit('nora', 'concern.answer', dataOf(card, 'concern.answer'), { text: 'Ask her' })
  expect(textOf(await mine(town, 'nora'))).not.toContain('Et spørsmål fra en kollega')
})

test('whoever is offered the baton sees that it waits', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  expect(textOf(await mine(town, 'jonas'))).toContain('FJ-1001: ')
})

test("an administrator, who sees no case, has an empty list even in the leader's own unit", async () => {
  const town = await createTown()
  await openLog(town)
  expect(textOf(await mine(town, 'eli'))).not.toContain('FJ-1001')
})

test('whoever has more cases than a card holds pages through all of them', async () => {
  const town = await createTown()
  for (let count = 0; count < 19; count += 1) await worry(town)
  const seen: string[] = []
  let start: string | undefined = '0'
  while (start !== undefined) {
    const card = cardOf(await town.press('terje', 'show.mine', { start }))
    seen.push(...[...textOf(card).matchAll(/"text":"(FJ-\d+) ·/g)].map(([, ref = '']) => ref))
    start = card.buttons.find(({ action, data }) => action === 'show.mine' && data.start)?.data.start
  }
  expect(seen).toHaveLength(19)
  expect(new Set(seen).size).toBe(19)
})
