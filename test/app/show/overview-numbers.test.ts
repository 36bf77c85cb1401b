/** The numbers of an overview: exactly to whoever may see the cases, and in steps of the least group to everybody else. */
import { describe, expect, test } from 'vitest'
import { exactly, type Numbers, numbersOf, publicly, type Telling } from '../../../src/app/show/overview-numbers.ts'
import type { Counted } from '../../../src/core/overview.ts'
import { looking } from '../../support/looking.ts'

const cases = (count: number, change: Partial<Counted> = {}): Counted[] =>
  Array.from({ length: count }, () => ({
    ...{ unit: 'bjorkelia', level: 1, standings: [], late: [], holder: null, ...change },
  }))
const late = [{ signal: 'meeting-due', since: '2026-08-10', lateness: 'medium' } as const]

async function told(how: Telling | 'publicly', ...all: Counted[]): Promise<Numbers> {
  const { viewer } = await looking()
  const head = await viewer('head')
  const units = ['bjorkelia', 'strandheim', 'helse']
  return numbersOf(head, all, how === 'publicly' ? publicly(head, { all: units, known: 0, units: null }) : how)
}
const open = ({ open: { rows, whole } }: Numbers) => [
  ...rows.map(({ unit, counts }) => [unit, ...counts]),
  ['all', ...whole],
]
const standing = ({ standings }: Numbers, which: string) => standings.find((one) => one.standing === which)?.count

describe('exactly', () => {
  const both = exactly(['bjorkelia', 'strandheim'])

  test('each unit stands with its own cases by level, also one that has none, and with all of them', async () => {
    const numbers = await told(both, ...cases(2), ...cases(1, { level: 2, unit: 'strandheim' }))
    expect(open(numbers)).toEqual([
      ['Bjorkelia', '0', '2', '0', '0'],
      ['Strandheim', '0', '0', '1', '0'],
      ['all', '0', '2', '1', '0'],
    ])
    expect([numbers.leftOut, numbers.open.levels]).toEqual([0, ['Nivå 0', 'Nivå 1', 'Nivå 2', 'Nivå 3']])
    expect(open(await told(both)).map(([unit]) => unit)).toEqual(['Bjorkelia', 'Strandheim', 'all'])
  })

  test('what is late stands by how long, and what nothing is late of does not', async () => {
    const numbers = await told(both, ...cases(2, { late }), ...cases(1))
    expect(numbers.late).toEqual([{ signal: 'meeting-due', counts: ['0', '2', '0'] }])
    expect(numbers.lateLeast).toBeNull()
    expect((await told(both, ...cases(3))).late).toEqual([])
  })

  test('what somebody should see to is counted, be it nothing', async () => {
    const numbers = await told(both, ...cases(2, { standings: ['unmanned'] }), ...cases(1))
    expect([standing(numbers, 'unmanned'), standing(numbers, 'proposal')]).toEqual(['2', '0'])
  })
})

describe('publicly', () => {
  test('a number is told in steps, and fewer than the least as that', async () => {
    const numbers = await told('publicly', ...cases(4), ...cases(7, { unit: 'strandheim' }))
    expect(open(numbers)[0]).toEqual(['Strandheim', 'færre enn 5', '5–9', 'færre enn 5', 'færre enn 5'])
    expect(JSON.stringify(numbers)).not.toMatch(/"(4|7|11)"/)
  })

  test('a unit that has too few at every level is left out, and only counted', async () => {
    const numbers = await told('publicly', ...cases(4), ...cases(7, { unit: 'strandheim' }))
    expect(open(numbers).map(([unit]) => unit)).toEqual(['Strandheim', 'all'])
    expect(numbers.leftOut).toBe(2)
  })

  test('what is late for too few stands in no row, as nothing does', async () => {
    expect((await told('publicly', ...cases(4, { late }))).late).toEqual([])
    const numbers = await told('publicly', ...cases(20, { late }))
    expect(numbers.late.map(({ signal }) => signal)).toEqual(['meeting-due'])
    expect(numbers.lateLeast).toBeGreaterThanOrEqual(5)
  })

  test('of some units only what is told of each is told: a whole of theirs is what those come to', async () => {
    const { viewer } = await looking()
    const head = await viewer('head')
    const of = (units: string[] | null) =>
      publicly(head, { all: ['bjorkelia', 'strandheim'], known: 0, units }).tell(cases(6))
    const some = of(['bjorkelia'])
    expect([some.whole, some.of('bjorkelia'), some.isLeftOut]).toEqual(['5–9', '5–9', false])
    expect([of(['strandheim']).isLeftOut, of(['strandheim']).isLeftOutOf('strandheim')]).toEqual([true, true])
    expect(some.of('helse')).toBe('færre enn 5')
    expect(of(null).isLeftOut).toBe(false)
    expect(publicly(head, { all: ['bjorkelia'], known: 0, units: ['strandheim'] }).units).toEqual(['strandheim'])
  })
})
