/** The charts of an overview: what is told anyway, what that comes to, and of a year no group that is too small to be told. */
import { describe, expect, test } from 'vitest'
import type { Charted, OverviewCharts } from '../../../cards/parts/overview-chart.ts'
import { chartsOf } from '../../../src/app/show/overview-charts.ts'
import { exactly, numbersOf, publicly } from '../../../src/app/show/overview-numbers.ts'
import type { Counted } from '../../../src/core/overview.ts'
import type { OfYear } from '../../../src/core/year.ts'
import { looking } from '../../support/looking.ts'

const units = ['bjorkelia', 'strandheim', 'helse']
const cases = (count: number, change: Partial<Counted> = {}): Counted[] =>
  Array.from({ length: count }, () => ({
    ...{ unit: 'bjorkelia', level: 1, standings: [], late: [], holder: null, ...change },
  }))
const talks = (count: number, talk: number | null, causes: OfYear['causes'] = []): OfYear[] =>
  Array.from({ length: count }, () => ({ unit: 'bjorkelia', talk, causes }))

async function drawn(how: 'exactly' | 'publicly', { all = [], year = [] }: { all?: Counted[]; year?: OfYear[] }) {
  const { viewer } = await looking()
  const head = await viewer('head')
  const telling = how === 'exactly' ? exactly(units) : publicly(head, { all: units, known: 0, units: null })
  const causes = Object.keys(head.model.names.breachCauses)
  return { charts: chartsOf(head, { all, year }, telling), numbers: numbersOf(head, all, telling), causes }
}
const ranges = (list: Charted[]) => list.map(({ from, to }) => [from, to])

describe('exactly', () => {
  test('each number is as it is', async () => {
    const late = [{ signal: 'meeting-due', since: '2026-08-10', lateness: 'medium' } as const]
    const { charts } = await drawn('exactly', {
      all: [...cases(2, { late }), ...cases(1, { unit: 'helse', level: 2 })],
    })
    expect(charts.levels.map(({ told }) => told)).toEqual(['0', '2', '1', '0'])
    expect(charts.units.map(({ label, told }) => [label, told])).toEqual([
      ['Bjorkelia', '2'],
      ['Strandheim', '0'],
      ['Helse', '1'],
    ])
    expect(charts.late).toMatchObject([{ signal: 'meeting-due', told: '2', from: 2, to: 2 }])
  })

  test('of the year each cause there is, and the middle of the talks in days', async () => {
    const { causes } = await drawn('exactly', {})
    const [first = ''] = causes
    const { charts } = await drawn('exactly', {
      year: [...talks(2, 9, [first, null]), ...talks(1, 40), ...talks(1, null)],
    })
    expect(charts.causes.map(({ told }) => told)).toEqual(['2', '2'])
    expect(charts.talks.map(({ time, told }) => [time, told])).toEqual([
      ['week', '0'],
      ['fortnight', '2'],
      ['month', '0'],
      ['longer', '1'],
    ])
    expect(charts.median).toEqual({ days: 9 })
    expect((await drawn('exactly', {})).charts.median).toBeNull()
  })
})

describe('publicly', () => {
  test('a unit comes to what its levels are told to come to, and is left out where they are', async () => {
    const { charts, numbers } = await drawn('publicly', {
      all: [...cases(7), ...cases(11, { level: 2 }), ...cases(4, { unit: 'helse' })],
    })
    expect(numbers.open.rows.map(({ unit }) => unit)).toEqual(['Bjorkelia'])
    expect(charts.units).toMatchObject([{ label: 'Bjorkelia', told: '15–31', from: 15, to: 31 }])
  })

  test('a level is told as the table tells it', async () => {
    const { charts, numbers } = await drawn('publicly', {
      all: [...cases(7), ...cases(3, { unit: 'helse', level: 2 })],
    })
    expect(charts.levels.map(({ told }) => told)).toEqual(numbers.open.whole)
  })

  test('one to four in a unit change nothing of a chart', async () => {
    const year = (count: number) => [...talks(20, 9, [null]), ...talks(count, 40, ['waited'])]
    const nothing = await drawn('publicly', { all: cases(7), year: year(0) })
    for (const count of [1, 4]) {
      const few = await drawn('publicly', { all: [...cases(7), ...cases(count, { unit: 'helse' })], year: year(0) })
      expect(withoutWhole(few.charts), String(count)).toEqual(withoutWhole(nothing.charts))
    }
  })

  test('a cause of too few cases is not there', async () => {
    const { causes } = await drawn('publicly', {})
    const [first = ''] = causes
    expect((await drawn('publicly', { year: talks(4, null, [first]) })).charts.causes).toEqual([])
    const { charts } = await drawn('publicly', { year: talks(20, null, [first]) })
    expect(ranges(charts.causes)[0]?.[0]).toBeGreaterThanOrEqual(5)
  })

  test('the middle is in whole weeks, and told of as many as can’t be told apart alone', async () => {
    const middle = async (count: number, days: number) =>
      (await drawn('publicly', { year: talks(count, days) })).charts.median
    expect([await middle(20, 9), await middle(20, 8), await middle(20, 7), await middle(20, 0)]).toEqual([
      { weeks: 2 },
      { weeks: 2 },
      { weeks: 1 },
      { weeks: 1 },
    ])
    expect([await middle(4, 9), await middle(9, 9)]).toEqual([null, null])
  })
})

/** What is told of all together may be one step more. */
function withoutWhole({ levels: _, ...charts }: OverviewCharts) {
  return charts
}
