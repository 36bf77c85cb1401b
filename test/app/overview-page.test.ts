/** An overview on a page: the same numbers as charts, what the last twelve months add, and no group that is not told otherwise. */
import { expect, test } from 'vitest'
import type { Block, Card } from '../../cards/card.ts'
import { onPage } from '../support/own-page.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, cardOf, createTown, type Name, type Town, textOf } from '../support/town.ts'
import { addMeasure, openLog, worry } from './story.ts'

type Chart = Extract<Block, { kind: 'chart' }>

const chartsOf = ({ blocks }: Card): Chart[] => blocks.filter((block) => block.kind === 'chart')
/** What each chart says, by its title. */
const said = (card: Card) =>
  Object.fromEntries(
    chartsOf(card).map(({ title, bars }) => [title, bars.map(({ label, told }) => `${label}: ${told}`)]),
  )

/** Nora is the BTI coordinator, and nothing else. */
function coordinating(town: Town): Promise<unknown> {
  const post = { unit: 'bti', service: 'koordinerende-enhet', roles: ['coordinator' as const] }
  return town.store.importPeople([personToImport('Nora Vik', { accounts: [accountOf('nora')], ...post })], town.app.ids)
}

async function talked(town: Town, name: Name, day: string) {
  const id = await worry(town)
  await town.submit(name, 'concern.talk', { case: id }, { day, way: 'meeting' })
}

const talks = 'Fra undring til første samtale, siste 12 måneder'
const causes = 'Hvorfor frister ble brutt, siste 12 måneder'

test('a leader’s are exact, and stand in no chat', async () => {
  const town = await createTown()
  const log = await openLog(town)
  await addMeasure(town, log, { evaluationDay: '2026-11-03' })
  await town.until('2026-11-05')
  for (const day of ['2026-11-02', '2026-11-05']) await talked(town, 'ingrid', day)
  const card = await onPage(town, 'terje', 'show.overview')
  const all = said(card)
  expect(all['Åpne saker']).toEqual(['Nivå 0: 2', 'Nivå 1: 1', 'Nivå 2: 0', 'Nivå 3: 0'])
  expect(all['Over fristen']).toEqual(['Et tiltak skal evalueres: 1'])
  expect(all['Saker per stafettholder']).toEqual(['Ingrid Lunde: 1'])
  expect(all[talks]?.[0]).toBe('innen 1 uke: 2')
  expect(textOf(card)).toContain('Halvparten av samtalene ble holdt samme dag.')
  expect(all[causes]).toEqual([])
  for (const { bars } of chartsOf(card))
    for (const { told, value, upTo } of bars) expect([told, upTo]).toEqual([String(value), undefined])
  expect(chartsOf(cardOf(await town.press('terje', 'show.overview')))).toEqual([])
})

test('why a duty was late stands there once it is over, by the cause that was given or as none', async () => {
  const town = await createTown()
  const log = await openLog(town)
  const measure = await addMeasure(town, log, { evaluationDay: '2026-11-03' })
  await town.until('2026-11-06')
  const typed = { effect: 'some', outcome: 'continue', evaluationDay: '2026-11-30', note: 'It helps' }
  await town.submit('ingrid', 'measure.evaluate', { case: log, measure }, typed)
  await town.until('2026-11-09')
  const [first] = (await town.read((tx) => tx.cases.get(log)))?.case.breaches ?? []
  expect(first?.until).not.toBeNull()
  expect(said(await onPage(town, 'terje', 'show.overview'))[causes]).toEqual(['Ingen årsak er skrevet: 1'])
  town.setClock('2027-11-15T08:00:00.000Z')
  expect(said(await onPage(town, 'terje', 'show.overview'))[causes] ?? []).not.toContain('Ingen årsak er skrevet: 2')
})

test('the coordinator’s are in steps: a group of one to four is told by no bar and no number', async () => {
  const town = await createTown()
  await coordinating(town)
  const log = await openLog(town)
  await addMeasure(town, log, { evaluationDay: '2026-11-03' })
  await town.until('2026-11-05')
  for (let count = 0; count < 4; count += 1) await talked(town, 'ingrid', '2026-11-05')
  const few = await onPage(town, 'nora', 'show.overview')
  expect(chartsOf(few).length).toBeGreaterThan(3)
  for (const { bars } of chartsOf(few))
    for (const { told, value, upTo } of bars) {
      expect(told).toMatch(/^færre enn \d+$/)
      expect(value).toBe(0)
      expect(upTo).toBeGreaterThanOrEqual(4)
    }
  expect(said(few)['Over fristen']).toBeUndefined()
  expect(said(few)[causes]).toEqual([])
  expect(textOf(few)).not.toMatch(/Halvparten|Ingrid|FJ-/)
})

test('the coordinator is told the middle of many talks, in weeks, and of few talks nothing', async () => {
  const town = await createTown()
  await coordinating(town)
  for (let count = 0; count < 9; count += 1) await talked(town, 'ingrid', '2026-11-02')
  const told = async () => /Halvparten[^"]*/.exec(textOf(await onPage(town, 'nora', 'show.overview')))?.[0]
  expect(said(await onPage(town, 'nora', 'show.overview'))[talks]?.[0]).toMatch(/: 5–\d+$/)
  expect(await told()).toBeUndefined()
  for (let count = 0; count < 21; count += 1) await talked(town, 'ingrid', '2026-11-02')
  expect(await told()).toBe('Halvparten av samtalene ble holdt innen omtrent én uke.')
})
