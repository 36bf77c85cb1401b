/** The cases somebody has a part in: their own, their unit's as a leader, those brought to KE, and no other. */
import { expect, test } from 'vitest'
import { casesOf } from '../../../src/app/see/index.ts'
import type { Event } from '../../../src/core/case.ts'
import { given } from '../../support/given.ts'
import { consented, joined, noted, openLog, registered } from '../../support/history.ts'
import { type Looking, looking } from '../../support/looking.ts'
import type { PersonName } from '../../support/sample.ts'

const toKe = noted({ decides: 'ke' })
const closed: Event = { type: 'case.closed', reason: 'goal-reached', summary: null }

/** The same story of another case. */
function again(number: 1 | 2 | 3, ...events: Event[]): Event[] {
  const told = JSON.stringify(events).replaceAll('word_', `word_${number}_`)
  return JSON.parse(told.replaceAll('case_1', `case_${number}`).replaceAll('FJ-1001', `FJ-100${number}`))
}

/** Closed with PPT in it; a wondering; a log with PPT that was brought to KE. */
async function three(): Promise<Looking> {
  const town = await looking()
  await town.keep(given(again(1, ...openLog(2), joined('ppt'), closed)))
  await town.keep(given(again(2, registered())))
  await town.keep(given(again(3, ...openLog(2), joined('ppt'), toKe)))
  return town
}

const refs = async (town: Looking, name: PersonName, only?: 'open') =>
  (await casesOf(await town.viewer(name), only)).map(({ ref }) => ref)

test('are one’s own, the unit’s for its leader, what was brought to KE for KE: open ones first', async () => {
  const town = await three()
  for (const name of ['teacher', 'head'] as const) {
    expect((await refs(town, name)).toSorted()).toEqual(['FJ-1001', 'FJ-1002', 'FJ-1003'])
    expect((await refs(town, name)).at(-1)).toBe('FJ-1001')
    expect((await refs(town, name, 'open')).toSorted()).toEqual(['FJ-1002', 'FJ-1003'])
  }
  expect(await refs(town, 'ppt')).toEqual(['FJ-1003'])
  expect(await refs(town, 'ke')).toEqual(['FJ-1003'])
  for (const name of ['colleague', 'otherHead', 'administrator', 'outsider'] as const)
    expect([name, await refs(town, name)]).toEqual([name, []])
})

test('are each there once for whoever is several things', async () => {
  const town = await looking({ teacher: { roles: ['leader', 'ke'] } })
  await town.keep(given(openLog(), toKe))
  expect(await refs(town, 'teacher')).toEqual(['FJ-1001'])
})

test('are none of a unit in which somebody works and leads nothing, nor of another that they lead', async () => {
  const town = await looking()
  await town.keep(given(openLog(2), consented(['skole', 'ppt']), joined('ppt')))
  expect(await refs(town, 'stranger')).toEqual([])
  expect(await refs(town, 'otherPpt')).toEqual([])
  expect(await refs(town, 'ppt')).toEqual(['FJ-1001'])
})
