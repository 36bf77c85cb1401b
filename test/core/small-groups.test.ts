/** Numbers that many may read: whatever is told side by side, no group of one to four can be worked out from it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sumTold, type Told, told, toldTogether } from '../../src/core/small-groups.ts'

const least = 5

/** Far beyond any number here: what "or more" may be. */
const most = 60

function possible({ from, to }: Told): number[] {
  const last = to ?? most
  return Array.from({ length: last - from + 1 }, (_, at) => from + at)
}

/** Every way in which the parts can be, told these: tried one by one, as whoever reads them could. */
function ways(parts: Told[], whole: Told): number[][] {
  const all = parts.reduce<number[][]>(
    (begun, part) => begun.flatMap((one) => possible(part).map((n) => [...one, n])),
    [[]],
  )
  return all.filter((one) => {
    const sum = one.reduce((a, b) => a + b, 0)
    return sum >= whole.from && sum <= (whole.to ?? most * parts.length)
  })
}

/** Every choice of some of so many. */
function someOf(count: number): number[][] {
  return Array.from({ length: 2 ** count - 1 }, (_, mask) =>
    Array.from({ length: count }, (_, at) => at).filter((at) => (((mask + 1) >> at) & 1) === 1),
  )
}

const counts = fc.array(fc.oneof({ weight: 3, arbitrary: fc.nat(4) }, fc.nat(13)), { minLength: 1, maxLength: 5 })
/** Where the steps of a whole and of its parts leave no room between them. */
const tight: [number[]][] = [[[4, 4, 4, 4, 4]], [[9, 4, 4, 4, 4]]]

describe('numbers told together', () => {
  it('let nobody work out a group of one to four: no part, and no parts taken together', () => {
    fc.assert(
      fc.property(counts, (list) => {
        const { whole, parts } = toldTogether(new Map(list.map((count, at) => [at, count])), least)
        const can = ways([...parts.values()], whole)
        for (const some of someOf(list.length)) {
          const sum = (one: number[]) => some.reduce((all, at) => all + (one[at] ?? 0), 0)
          const is = sum(list)
          if (is < 1 || is > 4) continue
          expect(new Set(can.map(sum)).size).toBeGreaterThan(1)
        }
      }),
      { numRuns: 150, examples: tight },
    )
  })

  it('say what is true', () => {
    fc.assert(
      fc.property(counts, (list) => {
        const { whole, parts } = toldTogether(new Map(list.map((count, at) => [at, count])), least)
        const holds = ({ from, to }: Told, count: number) => count >= from && count <= (to ?? count)
        const sum = list.reduce((a, b) => a + b, 0)
        return holds(whole, sum) && list.every((count, at) => holds(parts.get(at) ?? { from: 1, to: 0 }, count))
      }),
    )
  })

  it('tell less of the whole where it would give the parts away', () => {
    const four = new Map(['a', 'b', 'c', 'd', 'e'].map((unit) => [unit, 4]))
    expect(toldTogether(four, least).whole).toEqual({ from: 5, to: null })
    expect(toldTogether(new Map([...four, ['f', 0]]), least).whole).toEqual({ from: 20, to: 24 })
  })

  it('tell how a whole that is small is, and no more', () => {
    expect(toldTogether(new Map([['a', 2]]), least)).toEqual({
      whole: { from: 0, to: 4 },
      parts: new Map([['a', { from: 0, to: 4 }]]),
    })
  })
})

describe('a number by itself', () => {
  it('lies in a step', () => {
    expect([0, 4, 5, 9, 10].map((count) => told(count, least))).toEqual([
      ...[
        { from: 0, to: 4 },
        { from: 0, to: 4 },
        { from: 5, to: 9 },
        { from: 5, to: 9 },
        { from: 10, to: 14 },
      ],
    ])
  })

  it('lets nobody work out from one week to the next that one to four more, or fewer, are in it', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (before, after) => {
        const [first, second] = [told(before, least), told(after, least)]
        const changes = new Set(possible(first).flatMap((a) => possible(second).map((b) => b - a)))
        return changes.size > 1
      }),
    )
  })

  it('lets nobody work out how many are left of a group that holds another', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (all, some) => {
        const within = Math.min(all, some)
        const rest = all - within
        if (rest < 1 || rest > 4) return true
        const [whole, part] = [told(all, least), told(within, least)]
        const left = new Set(possible(whole).flatMap((a) => possible(part).map((b) => a - b)))
        return [...left].filter((n) => n >= 0).length > 1
      }),
    )
  })
})

it('what is told of some is no more than what is told of each', () => {
  const few = { from: 0, to: 4 }
  expect(sumTold([few, few])).toEqual({ from: 0, to: 8 })
  expect(sumTold([few, { from: 5, to: null }])).toEqual({ from: 5, to: null })
})
