/** The list of cases on a page: which cases, in which order, what of each, and to whom. */
import { describe, expect, test } from 'vitest'
import { type Card, cellText } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { isBroughtToKe } from '../../src/core/ke.ts'
import { onPage, pressOnPage, tableOf } from '../support/own-page.ts'
import { cardOf, createTown, type Name, type Texts, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog, takenBack, worry } from './story.ts'

const list = (town: Town, name: Name, data: Texts = {}) => onPage(town, name, 'show.list', data)
const refs = (card: Card) => tableOf(card).map(([ref = '']) => ref)
const headed = ({ blocks }: Card) => {
  const table = blocks.find((block) => block.kind === 'table')
  return table?.kind === 'table' ? table.header.map(cellText) : []
}
/** What can be chosen, by what it is of; what is chosen now in brackets. */
const chosen = ({ blocks }: Card) =>
  Object.fromEntries(
    blocks.flatMap((block) =>
      block.kind === 'ways'
        ? [[block.label, block.ways.map(({ button, current }) => (current ? `[${button.label}]` : button.label))]]
        : [],
    ),
  )

/** Three of Ingrid's: a wondering, a log whose measure is late, and one on the second level with Jonas. */
async function threeCases(town: Town) {
  const [wondering, log, shared] = [await worry(town), await openLog(town), await logWithJonas(town)]
  await addMeasure(town, log, { evaluationDay: '2026-11-03' })
  town.setClock('2026-11-05T08:00:00.000Z')
  return { wondering, log, shared }
}

describe('a list of cases', () => {
  test('says of each what is next, on which day, how late, with whom it lies, and what its reader is', async () => {
    const town = await createTown()
    const { log } = await threeCases(town)
    const card = await list(town, 'terje')
    expect(headed(card)).toEqual(['Sak', 'Gjelder', 'Nivå', 'Enhet', 'Det neste', 'Dag', 'Hos', 'Du er'])
    expect(tableOf(card)).toContainEqual([
      ...['FJ-1002', 'Kaia', 'Nivå 1 · Steg 2 av 7: Felles forståelse', 'Fjordvik skole', 'Et tiltak skal evalueres'],
      ...['tir. 3. nov. 2026 · 2 dager over fristen', 'Ingrid Lunde', 'Enhetsleder'],
    ])
    const table = card.blocks.find((block) => block.kind === 'table')
    const cells = table?.kind === 'table' ? table.rows.flat() : []
    expect(cells).toContainEqual(
      expect.objectContaining({ text: 'FJ-1002', button: expect.objectContaining({ data: { case: log } }) }),
    )
    expect(cells).toContainEqual(expect.objectContaining({ subtle: '2 dager over fristen', tone: 'warning' }))
    expect(textOf(card)).toContain('3 saker')
  })

  test('is sorted by its columns, one way and the other', async () => {
    const town = await createTown()
    await threeCases(town)
    expect(refs(await list(town, 'ingrid'))).toEqual(['FJ-1002', 'FJ-1001', 'FJ-1003'])
    expect(refs(await list(town, 'ingrid', { sort: 'ref' }))).toEqual(['FJ-1001', 'FJ-1002', 'FJ-1003'])
    expect(refs(await list(town, 'ingrid', { sort: '-ref' }))).toEqual(['FJ-1003', 'FJ-1002', 'FJ-1001'])
    expect(refs(await list(town, 'ingrid', { sort: '-level' }))).toEqual(['FJ-1003', 'FJ-1002', 'FJ-1001'])
    const { blocks } = await list(town, 'ingrid', { sort: 'level', status: 'open' })
    const table = blocks.find((block) => block.kind === 'table')
    const level = table?.kind === 'table' ? table.header.find((one) => cellText(one) === 'Nivå') : null
    expect(level).toMatchObject({ sorted: 'up', button: { action: 'show.list', data: { sort: '-level' } } })
  })

  test('shows those of a status, a level and a unit, and as what its reader sees them', async () => {
    const town = await createTown()
    const { wondering } = await threeCases(town)
    expect(refs(await list(town, 'ingrid', { status: 'late' }))).toEqual(['FJ-1002'])
    expect(refs(await list(town, 'terje', { status: 'late' }))).toEqual(['FJ-1002'])
    expect(refs(await list(town, 'jonas', { status: 'late' }))).toEqual([])
    expect(refs(await list(town, 'ingrid', { status: 'waiting' }))).toContain('FJ-1002')
    expect(refs(await list(town, 'terje', { status: 'waiting' }))).not.toContain('FJ-1002')
    expect(refs(await list(town, 'ingrid', { level: '2' }))).toEqual(['FJ-1003'])
    expect(refs(await list(town, 'terje', { view: 'mine' }))).toEqual([])
    expect(refs(await list(town, 'terje', { view: 'unit', unit: 'fjordvik-skole' }))).toHaveLength(3)
    await town.submit('ingrid', 'concern.conclude', { case: wondering }, { outcome: 'close' })
    expect(refs(await list(town, 'ingrid', { status: 'closed' }))).toEqual(['FJ-1001'])
    expect(refs(await list(town, 'ingrid'))).not.toContain('FJ-1001')
    expect(chosen(await list(town, 'terje', { status: 'late' }))).toEqual({
      Vis: ['[Alle]', 'Dem jeg er med i', 'Enhetene jeg leder'],
      Status: ['Åpne', 'Venter på meg', '[Over fristen]', 'Avsluttet'],
    })
    expect(chosen(await list(town, 'terje', { level: '1' })).Nivå).toEqual(['Alle nivåer', '[Nivå 1]', 'Nivå 2'])
  })

  test('a value that is no choice, or not theirs, is as if it had not been said', async () => {
    const town = await createTown()
    await threeCases(town)
    const usual = await list(town, 'ingrid')
    const forged: Texts[] = [
      { sort: 'about' },
      { sort: '--ref' },
      { sort: '-' },
      { status: 'secret' },
      { view: 'ke' },
      { view: 'unit' },
      { unit: "x' or 1=1" },
      { unit: 'ppt' },
      { level: '9' },
      { level: '-1' },
      { start: '-50' },
      { start: '1e9' },
      { start: '50' },
      { start: '7' },
      { start: '99999999999999999999' },
      { sort: '__proto__', status: 'constructor', view: 'toString', level: '', unit: '', start: '' },
    ]
    for (const data of forged) expect(await list(town, 'ingrid', data), JSON.stringify(data)).toEqual(usual)
  })

  test('is fifty a page, each case once, and words are read of those alone that are shown', async () => {
    const town = await createTown()
    const ids: CaseId[] = []
    for (let count = 0; count < 52; count += 1) ids.push(await worry(town))
    const first = await list(town, 'ingrid', { sort: 'ref' })
    const next = first.buttons.find(({ label }) => label === 'Neste side')
    expect(textOf(first)).toContain('52 saker · side 1 av 2')
    expect(next?.data).toEqual({ sort: 'ref', start: '50' })
    const looks = async () => {
      const all = await Promise.all(ids.map((id) => town.read((tx) => tx.access.of(id))))
      return all.map((log) => log.filter(({ what }) => what === 'case-list').length)
    }
    expect(await looks()).toEqual([...Array.from({ length: 50 }, () => 1), 0, 0])
    const second = await list(town, 'ingrid', next?.data)
    expect([...refs(first), ...refs(second)]).toEqual(ids.map((_, at) => `FJ-${1001 + at}`))
    expect(second.buttons.map(({ label }) => label)).toContain('Forrige side')
    expect(second.buttons.map(({ label }) => label)).not.toContain('Neste side')
  })
})

describe('what is not the reader’s to know', () => {
  test('whoever has no part sees no row, and a colleague who was asked anonymously none of it', async () => {
    const town = await createTown()
    const id = await worry(town)
    await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('nora'), text: 'What would you do?' })
    for (const name of ['nora', 'mari', 'eli', 'per', 'sara'] as const) {
      const card = await list(town, name)
      expect(refs(card), name).toEqual([])
      expect(textOf(card), name).not.toMatch(/FJ-1001|Kaia/)
    }
  })

  test('KE sees of what was brought to it no name, no unit and no word, and finds none by a unit', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
    await town.until('2026-12-10')
    expect(isBroughtToKe(await caseOf(town, id))).toBe(true)
    const card = await list(town, 'sara', { view: 'ke' })
    expect(refs(card)).toEqual(['FJ-1001'])
    expect(textOf(card)).not.toMatch(/Kaia|Ingrid|Jonas|Terje|Skole|skole|PPT|Reading with/)
    expect(await list(town, 'sara', { view: 'ke', unit: 'fjordvik-skole' })).toEqual(card)
    const noted = (await town.read((tx) => tx.access.of(id))).filter(({ what }) => what === 'case-list')
    expect(noted).toEqual([])
  })

  test('whoever takes part from outside learns the service and not the unit, and whom it is about only as long as they may', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    const card = await list(town, 'jonas')
    expect(tableOf(card).map(([ref, about, level, unit]) => [ref, about, level, unit])).toEqual([
      ['FJ-1001', 'Kaia', 'Nivå 2 · Steg 2 av 7: Felles forståelse', 'Skole'],
    ])
    expect(textOf(card)).not.toContain('Fjordvik skole')
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
    expect(textOf(await list(town, 'jonas'))).not.toContain('Kaia')
  })

  test('what is late of a topic that is closed to somebody is no more in their list than it is there', async () => {
    const town = await createTown()
    const id = await logWithJonas(town, ['learning'])
    const shown = async (data: Texts = {}) => refs(await list(town, 'jonas', { status: 'late', ...data }))
    await addMeasure(town, id, { topic: 'family', evaluationDay: '2026-11-03' })
    town.setClock('2026-11-05T08:00:00.000Z')
    expect(refs(await list(town, 'ingrid', { status: 'late' }))).toEqual(['FJ-1001'])
    expect(await shown()).toEqual([])
    expect(textOf(await list(town, 'jonas'))).not.toMatch(/tiltak|3\. nov|over fristen/)
    town.setClock('2026-11-02T08:00:00.000Z')
    await addMeasure(town, id, { evaluationDay: '2026-11-03' })
    town.setClock('2026-11-05T08:00:00.000Z')
    expect(await shown()).toEqual(['FJ-1001'])
  })

  test('in a chat it is the list that fits one, in whatever way it is asked for', async () => {
    const town = await createTown()
    await threeCases(town)
    const mine = cardOf(await town.press('ingrid', 'show.mine'))
    expect(cardOf(await town.press('ingrid', 'show.list', { sort: '-ref', section: 'closed', start: '50' }))).toEqual(
      mine,
    )
    expect(cardOf(await town.open('ingrid', 'show.list')).name).toBe('mine')
    expect(mine.buttons.map(({ action }) => action)).not.toContain('show.list')
    const page = cardOf(await pressOnPage(town, 'ingrid', 'show.mine'))
    expect(page.buttons.map(({ action }) => action)).toContain('show.list')
  })
})
