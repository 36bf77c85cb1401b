/** Who has read a log, as one of the family finds it on their page: everybody, a page at a time, and nobody who is not theirs to know of. */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { CaseId, Day } from '../../src/core/ids.ts'
import type { AccessEntry } from '../../src/ports.ts'
import { comesIn, type FamilyTown, familyTown } from '../support/family-town.ts'
import { type Name, textOf } from '../support/town.ts'
import { askFamily, caseOf, openLog, sayYes, worry } from './story.ts'

/** The log of a young person of 16 who alone has let the health service in, with their guardian in it. */
async function logOfYoung(town: FamilyTown): Promise<CaseId> {
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'skolehelsetjeneste' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole,skolehelsetjeneste', born: '2010-03' })
  for (const { id: consent, required } of (await caseOf(town, id)).consents.toReversed())
    await sayYes(town, 'ingrid', { case: id, consent }, { signedBy: required.join(','), childAsked: 'true' })
  await comesIn(town, id, 'mother', 'guardian-1')
  await comesIn(town, id, 'child', 'young-person')
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('nora') })
  return id
}

type Look = Partial<AccessEntry> & { by: Name; at: string }

async function look(town: FamilyTown, id: CaseId, looks: Look[]): Promise<void> {
  await town.read(async ({ access }) => {
    for (const { by, ...more } of looks)
      await access.log({
        ...{ person: town.id(by), case: id, what: 'case-plan', verdict: 'read', roles: ['participant'], ...more },
      })
  })
}

const dayNumber = (count: number): Day => new Date(Date.UTC(2026, 11, 1 + count)).toISOString().slice(0, 10)
const at = (count: number, time = '10:00:00.000'): string => `${dayNumber(count)}T${time}Z`

const rowsOf = ({ blocks }: Card): string[][] =>
  blocks.flatMap((block) =>
    block.kind === 'table'
      ? block.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : cell.text)))
      : [],
  )

/** Every page, by the ways on alone. */
async function pagesFor(town: FamilyTown, who: 'mother' | 'child', id: CaseId): Promise<Card[]> {
  const pages = [await town.at(who, 'family.readers', { case: id }, {}, { kind: 'open' })]
  for (;;) {
    const next = pages.at(-1)?.buttons.find(({ label }) => label === 'Eldre')
    if (!next || pages.length > 9) return pages
    pages.push(await town.at(who, next.action, next.data, {}, { kind: 'open' }))
  }
}

test('everybody stands there, however many there are: fifty on a page, each once, the latest first', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  await comesIn(town, id)
  const before = rowsOf(await town.at('mother', 'family.readers', { case: id }))
  // Opened ten times, and by somebody who was there on the first day alone.
  const days = Array.from({ length: 119 }, (_, count) => count)
  await look(town, id, [{ by: 'jonas', at: at(0) }, ...days.map((count): Look => ({ by: 'terje', at: at(count) }))])
  for (let count = 0; count < 10; count += 1)
    await look(town, id, [{ by: 'terje', at: at(118, `11:00:0${count}.000`) }])
  const pages = await pagesFor(town, 'mother', id)
  expect(pages.map((page) => rowsOf(page).length)).toEqual([50, 50, 20 + before.length])
  const count = 120 + before.length
  expect(pages.map((page) => textOf(page).match(/\d+–\d+ av \d+/)?.[0])).toEqual([
    `1–50 av ${count}`,
    `51–100 av ${count}`,
    `101–${count} av ${count}`,
  ])
  const all = pages.flatMap(rowsOf)
  expect(new Set(all.map((row) => row.join('|'))).size).toBe(count)
  expect(all.slice(-before.length)).toEqual(before)
  expect(textOf(pages[2])).toContain('Jonas Berg')
  const back = pages[2]?.buttons.find(({ label }) => label === 'Nyere')
  expect(await town.at('mother', back?.action ?? '', back?.data)).toEqual(pages[1])
})

test('of one page nothing is said of pages, and what is beyond the last begins anew', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  await comesIn(town, id)
  const page = await town.at('mother', 'family.readers', { case: id })
  expect(textOf(page)).not.toMatch(/ av \d|Eldre|Nyere/)
  for (const start of ['50', '4950', '-1', 'x'])
    expect(await town.at('mother', 'family.readers', { case: id, start })).toEqual(page)
})

test('who is kept from a guardian stands on no page and is counted on none, also where a page would have ended with them', async () => {
  const town = await familyTown()
  const id = await logOfYoung(town)
  const before = rowsOf(await town.at('mother', 'family.readers', { case: id })).length
  const days = Array.from({ length: 100 - before }, (_, count) => count)
  await look(
    town,
    id,
    days.flatMap((count): Look[] => [
      { by: 'ingrid', at: at(count) },
      { by: 'nora', at: at(count, '10:00:01.000') },
      { by: 'terje', at: at(count, '10:00:02.000'), what: 'report.record' },
      { by: 'terje', at: at(count, '10:00:03.000'), verdict: 'refused' },
      { by: 'terje', at: at(count, '10:00:04.000'), what: 'anonymous-question', roles: ['asked'] },
    ]),
  )
  const pages = await pagesFor(town, 'mother', id)
  expect(pages.map((page) => rowsOf(page).length)).toEqual([50, 50])
  expect(textOf(pages)).toContain('51–100 av 100')
  expect(textOf(pages)).not.toMatch(/Nora|elsetjeneste|meld/i)
  const looksOfTerje = pages.flatMap(rowsOf).filter(([name]) => name === 'Terje Aas').length
  expect(looksOfTerje).toBeLessThanOrEqual(before)
  expect(textOf(await pagesFor(town, 'child', id))).toContain('Nora Vik')
})

test('whoever works for it and never had a part is not named to a guardian either, and before there was a log nobody is to anybody', async () => {
  const town = await familyTown()
  const id = await worry(town)
  // The wondering was looked at too, before anybody of the family knew of any log.
  await town.press('terje', 'show.case', { case: id })
  town.setClock('2026-11-02T10:00:00.000Z')
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'skolehelsetjeneste' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole,skolehelsetjeneste', born: '2010-03' })
  for (const { id: consent, required } of (await caseOf(town, id)).consents.toReversed())
    await sayYes(town, 'ingrid', { case: id, consent }, { signedBy: required.join(','), childAsked: 'true' })
  await comesIn(town, id, 'mother', 'guardian-1')
  await comesIn(town, id, 'child', 'young-person')
  await look(town, id, [{ by: 'nora', at: at(0), roles: ['contact'] }])
  const named = async (who: 'mother' | 'child') =>
    rowsOf(await town.at(who, 'family.readers', { case: id })).map(([name]) => name)
  expect(await named('child')).toContain('Nora Vik')
  expect(await named('mother')).not.toContain('Nora Vik')
  expect(await named('child')).not.toContain('Terje Aas')
  expect(await named('mother')).toContain('Ingrid Lunde')
})

test('a report changes nothing in it, neither who stands there nor how many', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  await comesIn(town, id)
  const days = Array.from({ length: 70 }, (_, count) => count)
  await look(
    town,
    id,
    days.map((count): Look => ({ by: 'ingrid', at: at(count) })),
  )
  const before = await pagesFor(town, 'mother', id)
  await look(
    town,
    id,
    days.map((count): Look => ({ by: 'terje', at: at(count, '09:00:00.000'), what: 'report.record' })),
  )
  expect(await pagesFor(town, 'mother', id)).toEqual(before)
})

test('a day is that of the municipality: around midnight somebody who looked before and after stands on both', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  await comesIn(town, id)
  await look(town, id, [
    { by: 'jonas', at: '2027-01-10T22:30:00.000Z' },
    { by: 'jonas', at: '2027-01-10T23:30:00.000Z' },
    { by: 'jonas', at: '2027-01-11T09:00:00.000Z' },
    { by: 'terje', at: '2027-01-11T08:00:00.000Z' },
  ])
  // Of that day the last look counts for where they stand.
  const rows = rowsOf(await town.at('mother', 'family.readers', { case: id }))
  expect(rows.slice(0, 3).map(([name]) => name)).toEqual(['Jonas Berg', 'Terje Aas', 'Jonas Berg'])
  const theirs = rowsOf(await town.at('mother', 'family.readers', { case: id })).filter(
    ([name]) => name === 'Jonas Berg',
  )
  expect(theirs.map(([, , day]) => day)).toEqual(['man. 11. jan. 2027', 'søn. 10. jan. 2027'])
})
