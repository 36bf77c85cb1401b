/** Who has an overview, of what, and what it never says. */
import { expect, test } from 'vitest'
import { type Card, cellText } from '../../cards/card.ts'
import type { PersonToImport } from '../../src/person-rows.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, actionsOn, cardOf, createTown, dataOf, type Name, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, openLog, propose, worry } from './story.ts'

async function overviewOf(town: Town, name: Name, data: Record<string, string> = {}): Promise<Card> {
  return cardOf(await town.press(name, 'show.overview', data))
}

type Post = Pick<PersonToImport, 'unit' | 'service' | 'roles'>

/** From now on that is somebody's one post. */
async function works(town: Town, name: Name, called: string, post: Post): Promise<void> {
  await town.store.importPeople([personToImport(called, { accounts: [accountOf(name)], ...post })], town.app.ids)
}

/** Nora is the BTI coordinator, and nothing else. */
function coordinating(town: Town): Promise<void> {
  return works(town, 'nora', 'Nora Vik', { unit: 'bti', service: 'koordinerende-enhet', roles: ['coordinator'] })
}

/** The facts of a card, by label. */
function factsOf({ blocks }: Card): Record<string, string> {
  const facts = blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []))
  return Object.fromEntries(facts.map(({ label, value }) => [label, value]))
}

function rowsOf({ blocks }: Card): string[] {
  return blocks.flatMap((block) => (block.kind === 'row' ? [`${block.text} · ${block.subtle}`] : []))
}

/** A log whose measure is late by twelve working days on 2 December. */
async function lateLog(town: Town) {
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2027-01-14' })
  await addMeasure(town, id, { responsible: `person:${town.id('ingrid')}`, evaluationDay: '2026-11-16' })
  return id
}

test('a leader sees their unit: how many, what is late and for how long, who holds how many, and opens the cases', async () => {
  const town = await createTown()
  const id = await lateLog(town)
  await openLog(town)
  await propose(town, id)
  await town.until('2026-11-19')
  const card = cardOf(await town.say('terje', 'oversikt'))
  expect(factsOf(card)).toMatchObject({ 'Nivå 0': '0', 'Nivå 1': '2', 'Ingrid Lunde': '2', 'Forslag som venter': '1' })
  expect(textOf(card)).toContain('["Et tiltak skal evalueres","1","0","0"]')
  expect(rowsOf(card)[0]).toContain('FJ-1001 · Nivå 1 · ')
  expect(textOf(card)).toContain('Ta stilling til et forslag om nytt nivå: 10 dager over fristen, og én ting til')
  const opened = await town.press('terje', 'show.case', dataOf(card, 'show.case'))
  expect(cardOf(opened).name).toBe('case-summary')
})

test('what has been late for longer stands in a later column', async () => {
  const town = await createTown()
  await lateLog(town)
  await town.until('2026-11-24')
  expect(textOf(await overviewOf(town, 'terje'))).toContain('["Et tiltak skal evalueres","0","1","0"]')
  await town.until('2026-12-02')
  expect(textOf(await overviewOf(town, 'terje'))).toContain('["Et tiltak skal evalueres","0","0","1"]')
})

test('a leader sees the cases of other units in no number and no row', async () => {
  const town = await createTown()
  await lateLog(town)
  await works(town, 'jonas', 'Jonas Berg', { unit: 'ppt', service: 'ppt', roles: ['employee', 'leader'] })
  await town.until('2026-11-19')
  const card = await overviewOf(town, 'jonas')
  expect(factsOf(card)).toMatchObject({ 'Nivå 0': '0', 'Nivå 1': '0' })
  expect(textOf(card)).not.toContain('FJ-')
  expect(textOf(await overviewOf(town, 'jonas', { view: 'coordinator', municipality: 'fjordvik' }))).not.toContain(
    'omtrentlige',
  )
  expect(textOf(await overviewOf(town, 'jonas', { view: 'leader', municipality: 'solvik' }))).not.toContain('FJ-')
})

test('a leader who has no part in a case sees it in no number', async () => {
  const town = await createTown({ secondLeader: true })
  const id = await lateLog(town)
  await openLog(town)
  await town.until('2026-11-19')
  expect(factsOf(await overviewOf(town, 'kari'))['Nivå 1']).toBe('2')
  await town.submit('kari', 'case.recuse', { case: id }, { sure: 'true' })
  const card = await overviewOf(town, 'kari')
  expect(factsOf(card)['Nivå 1']).toBe('1')
  expect(textOf(card)).not.toContain('FJ-1001')
})

test('KE sees what was brought to it, by reference, and nothing else', async () => {
  const town = await createTown()
  await lateLog(town)
  await worry(town)
  await town.until('2026-11-19')
  expect(textOf(await overviewOf(town, 'sara'))).not.toContain('FJ-')
  await town.until('2026-12-10')
  const card = await overviewOf(town, 'sara')
  expect(rowsOf(card).join()).toContain('FJ-1001')
  expect(textOf(card)).not.toContain('FJ-1002')
  expect(textOf(card)).not.toContain('Ingrid')
  expect(textOf(card)).not.toContain('Kaia')
  expect(cardOf(await town.press('sara', 'show.case', dataOf(card, 'show.case'))).name).toBe('case-outline')
})

test('the BTI coordinator sees numbers of the whole municipality in steps, and no case', async () => {
  const town = await createTown()
  await coordinating(town)
  for (let count = 0; count < 6; count += 1) await worry(town)
  await openLog(town)
  await town.until('2026-11-18')
  const card = await overviewOf(town, 'nora')
  const said = textOf(card)
  expect(said).toContain('Tallene er omtrentlige, for eksempel 5–9')
  expect(said).toContain('["Fjordvik skole","5–9","færre enn 5","færre enn 5","færre enn 5"]')
  expect(said).toContain('["I alt","5–17","færre enn 13","færre enn 13","færre enn 13"]')
  expect(said).toContain('2 enheter har færre enn 5 saker på hvert nivå')
  expect(said).toContain('["Velg vei videre for undringen","5–17","færre enn 13","færre enn 13"]')
  expect(said).toContain('Det som ikke står her, gjelder færre enn 13 saker.')
  expect(said).not.toMatch(/FJ-|case_|Ingrid|Kaia/)
  expect(actionsOn(card)).toEqual(['set.weekly', 'show.mine'])
})

test('a group of one to four is told in no number anywhere on the card', async () => {
  const town = await createTown()
  await coordinating(town)
  for (let count = 0; count < 4; count += 1) await lateLog(town)
  await town.until('2026-11-19')
  const card = await overviewOf(town, 'nora')
  const numbers = [...Object.values(factsOf(card))]
  for (const block of card.blocks) if (block.kind === 'table') numbers.push(...block.rows.flat().map(cellText).slice(1))
  expect(numbers.filter((one) => /^\d+$/.test(one))).toEqual([])
  expect(new Set(numbers)).toEqual(new Set(['færre enn 13']))
  expect(textOf(card)).toContain('Ingenting er over fristen i 13 saker eller flere.')
})

test('the coordinator sees in nothing that a unit has its first case', async () => {
  const town = await createTown()
  await coordinating(town)
  const before = textOf(await overviewOf(town, 'nora'))
  await worry(town)
  expect((await overviewOf(town, 'terje')).title).toBe('Oversikt')
  expect(textOf(await overviewOf(town, 'nora'))).toBe(before)
})

/** A number in which nothing is late, by what stands there of it. */
const leastTold = async (town: Town) => textOf(await overviewOf(town, 'nora')).match(/over fristen i (\d+) saker/)?.[1]

test('a unit in which there is nobody but who leads it counts before it has a case', async () => {
  const town = await createTown()
  await coordinating(town)
  expect(await leastTold(town)).toBe('13')
  const rows = [personToImport('Leder Alene', { unit: 'nes', service: 'skole', roles: ['leader'] })]
  await town.store.importPeople(rows, town.app.ids)
  expect(await leastTold(town)).toBe('5')
})

test('the more units anybody leads who sees the numbers, the less is told of the whole', async () => {
  const town = await createTown()
  await coordinating(town)
  const units = Array.from({ length: 6 }, (_, at) => `barnehage-${at}`)
  const staff = units.map((unit) => personToImport(`Ansatt ${unit}`, { unit, service: 'barnehage' }))
  await town.store.importPeople(staff, town.app.ids)
  expect(await leastTold(town)).toBe('5')
  const led = [...units, 'fjordvik-skole', 'ppt'].map((unit, at) => {
    const post: Post = { unit, service: 'barnehage', roles: ['employee', 'leader'] }
    return personToImport('Terje Aas', { accounts: [accountOf('terje')], line: at + 2, ...post })
  })
  await town.store.importPeople(led, town.app.ids)
  expect(await leastTold(town)).toBe('37')
})

test('a coordinator who leads a unit too sees each by itself, and the cases in that of a leader alone', async () => {
  const town = await createTown()
  await lateLog(town)
  const roles: Post['roles'] = ['employee', 'leader', 'coordinator']
  await works(town, 'terje', 'Terje Aas', { unit: 'fjordvik-skole', service: 'skole', roles })
  await town.until('2026-11-19')
  const leading = await overviewOf(town, 'terje')
  expect(textOf(leading)).toContain('FJ-1001')
  const other = await overviewOf(town, 'terje', dataOf(leading, 'show.overview'))
  expect(textOf(other)).toContain('Tallene er omtrentlige, for eksempel 5–9')
  expect(textOf(other)).not.toContain('FJ-')
})

test.each(['ingrid', 'mari', 'eli', 'jonas'] as const)('%s, who has none, is told kindly who does', async (name) => {
  const town = await createTown()
  await openLog(town)
  const card = await overviewOf(town, name)
  expect(textOf(card)).toContain(name === 'mari' ? 'Oversikta er for leiarar' : 'Oversikten er for ledere')
  expect(textOf(card)).not.toContain('FJ-')
  expect(actionsOn(card)).toEqual(['show.mine'])
})

test('asked for in a channel it goes to the own chat, and nothing of it stands in the channel', async () => {
  const town = await createTown()
  await lateLog(town)
  await town.until('2026-11-19')
  const answer = await town.say('terje', 'oversikt', { channel: true })
  expect(answer).toMatchObject({ kind: 'message' })
  expect(textOf(answer)).not.toContain('FJ-')
  await town.run()
  const sent = town.channel.sent().filter(({ card }) => card.name === 'overview')
  expect(sent).toMatchObject([{ to: 'terje', verb: 'direct' }])
})

test('a long list has pages, and a page that is not there is the first', async () => {
  const town = await createTown()
  for (let count = 0; count < 11; count += 1) await worry(town)
  await town.until('2026-11-18')
  const first = await overviewOf(town, 'terje')
  expect(rowsOf(first)).toHaveLength(8)
  const more = first.buttons.find(({ action, data }) => action === 'show.overview' && data.start)
  const second = await overviewOf(town, 'terje', more?.data ?? {})
  expect(rowsOf(second)).toHaveLength(3)
  expect(new Set([...rowsOf(first), ...rowsOf(second)]).size).toBe(11)
  expect(rowsOf(await overviewOf(town, 'terje', { start: 'x' }))).toHaveLength(8)
})

test('a closed case counts no more', async () => {
  const town = await createTown()
  const id = await lateLog(town)
  await town.until('2026-11-19')
  await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached', summary: '' })
  expect((await caseOf(town, id)).status).toBe('closed')
  expect(factsOf(await overviewOf(town, 'terje'))['Nivå 1']).toBe('0')
})
