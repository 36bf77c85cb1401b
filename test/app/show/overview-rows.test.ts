/** The rows of an overview: each case that is late or lacks something, once, and how many each holder has. */
import { expect, test } from 'vitest'
import { holdersOf, rowsOf } from '../../../src/app/show/overview-rows.ts'
import type { Counted } from '../../../src/core/overview.ts'
import { given } from '../../support/given.ts'
import { openLog } from '../../support/history.ts'
import { looking } from '../../support/looking.ts'
import { people } from '../../support/sample.ts'

const counts = (change: Partial<Counted>): Counted => ({
  ...{ unit: 'bjorkelia', level: 1, standings: [], late: [], holder: null, ...change },
})
const late = (signal: Counted['late'][number]['signal'], since: string) =>
  ({ signal, since, lateness: 'short' }) as const

/** By reference, what each row says. */
async function rows(...list: [ref: string, counted: Counted][]) {
  const { viewer } = await looking()
  const { state } = given(openLog())
  const all = list.map(([ref, counts]) => ({ state: { ...state, ref }, counts }))
  return rowsOf(await viewer('head', '2026-08-24'), all).map(({ ref, late, ...rest }) => [
    ref,
    late ?? ('lacks' in rest ? rest.lacks : null),
    ...('days' in rest ? [rest.days, rest.more] : []),
  ])
}

test('what has been late the longest comes first, by what is late the longest in it, and what lacks something after all of it', async () => {
  expect(
    await rows(
      ['FJ-1001', counts({ standings: ['proposal'] })],
      ['FJ-1002', counts({ late: [late('meeting-due', '2026-08-21')], standings: ['unmanned'] })],
      ['FJ-1003', counts({ late: [late('measure-due', '2026-08-10'), late('first-meeting', '2026-08-20')] })],
      ['FJ-1004', counts({ late: [late('family-talk', '2026-08-17')] })],
    ),
  ).toEqual([
    ['FJ-1003', 'measure-due', 14, 1],
    ['FJ-1004', 'family-talk', 7, 0],
    ['FJ-1002', 'meeting-due', 3, 0],
    ['FJ-1001', 'proposal'],
  ])
})

test('of cases late since one day the order stays as it was', async () => {
  const since = [late('meeting-due', '2026-08-21')]
  const found = await rows(['FJ-1001', counts({ late: since })], ['FJ-1002', counts({ late: since })])
  expect(found.map(([ref]) => ref)).toEqual(['FJ-1001', 'FJ-1002'])
})

test('a case that lacks several things stands with the one that presses most, and one that lacks none does not stand there', async () => {
  expect(
    await rows(
      ['FJ-1001', counts({ standings: ['proposal', 'unmanned', 'without-holder'] })],
      ['FJ-1002', counts({ standings: ['transition', 'expiring-30', 'expiring-60'] })],
      ['FJ-1003', counts({ standings: ['proposal', 'unmanned'] })],
      ['FJ-1004', counts({})],
    ),
  ).toEqual([
    ['FJ-1001', 'without-holder'],
    ['FJ-1003', 'unmanned'],
  ])
})

test('a row opens the case, and says its level', async () => {
  const { viewer } = await looking()
  const { state } = given(openLog(2))
  const [row] = rowsOf(await viewer('head'), [{ state, counts: counts({ standings: ['unmanned'] }) }])
  expect(row).toMatchObject({ level: 'Nivå 2', offer: { action: 'show.case', data: { case: 'case_1' } } })
})

test('each holder stands with how many they have, whoever has most first, and nobody for cases that have none', async () => {
  const { viewer } = await looking()
  const holding = (...names: ('teacher' | 'nurse' | null)[]) =>
    names.map((name) => counts({ holder: name && people[name].person }))
  expect(await holdersOf(await viewer('head'), holding('nurse', null, 'teacher', 'teacher', null, null))).toEqual([
    { name: 'Teacher', count: '2' },
    { name: 'Nurse', count: '1' },
  ])
})
