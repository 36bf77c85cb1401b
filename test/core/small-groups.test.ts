/** Numbers that many may read: whatever is told side by side, no group of one to four can be worked out from it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sumTold, type Told, toldAlone, toldTogether } from '../../src/core/small-groups.ts'

const least = 5

function possible({ from, to }: Told): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}

/** Every way in which the parts can be, told these: tried one by one, as whoever reads them could. */
function ways(parts: Told[], whole: Told): number[][] {
  const all = parts.reduce<number[][]>(
    (begun, part) => begun.flatMap((one) => possible(part).map((n) => [...one, n])),
    [[]],
  )
  return all.filter((one) => {
    const sum = sumOf(one)
    return sum >= whole.from && sum <= whole.to
  })
}

function sumOf(list: number[]): number {
  return list.reduce((a, b) => a + b, 0)
}

/** Every choice of some of these, or of none. */
function someOf(list: number[]): number[][] {
  return Array.from({ length: 2 ** list.length }, (_, mask) => list.filter((_, at) => ((mask >> at) & 1) === 1))
}

function togetherOf(list: number[], known = 2): { whole: Told; parts: Told[] } {
  const { whole, parts } = toldTogether(new Map(list.map((count, at) => [at, count])), { least, known })
  return { whole, parts: [...parts.values()] }
}

/** What each reader can make of it who knows none, or up to so many, of the parts as they are. */
function readersOf(list: number[], most: number): { can: number[][]; others: number[] }[] {
  const { whole, parts } = togetherOf(list, most)
  const at = list.map((_, index) => index)
  return someOf(at)
    .filter(({ length }) => length <= most)
    .map((known) => {
      const seen = parts.map((part, index) =>
        known.includes(index) ? { from: list[index] ?? 0, to: list[index] ?? 0 } : part,
      )
      return { can: ways(seen, whole), others: at.filter((index) => !known.includes(index)) }
    })
}

const counts = fc.array(fc.oneof({ weight: 3, arbitrary: fc.nat(4) }, fc.nat(13)), { minLength: 1, maxLength: 5 })
/** Where the steps of a whole and of its parts leave little room between them. */
const tight: [number[], number][] = [
  [[6, 4], 2],
  [[4, 4, 4, 4], 2],
  [[3, 4, 4, 4], 2],
  [[6, 8, 4, 4], 2],
  [[4, 4, 4, 4, 4], 2],
  [[9, 4, 4, 4, 4], 2],
  [[4, 1, 0, 0], 3],
  [[4, 4, 4, 4, 4], 3],
  [[9, 4, 4, 4, 1], 4],
]
const most = fc.constantFrom(2, 3, 4)

describe('numbers told together', () => {
  it('let nobody work out a group of one to four, no part and no parts taken together, also who knows some of them', () => {
    fc.assert(
      fc.property(counts, most, (list, known) => {
        for (const { can, others } of readersOf(list, known))
          for (const some of someOf(others)) {
            const sum = (one: number[]) => sumOf(some.map((at) => one[at] ?? 0))
            if (sum(list) < 1 || sum(list) > 4) continue
            expect(new Set(can.map(sum)).size).toBeGreaterThan(1)
          }
      }),
      { numRuns: 80, examples: tight },
    )
  })

  it('leave a part that is told as fewer than five to be none, or else any of one to four', () => {
    fc.assert(
      fc.property(counts, most, (list, known) => {
        for (const { can, others } of readersOf(list, known))
          for (const at of others.filter((one) => (list[one] ?? 0) < least)) {
            const values = new Set(can.map((one) => one[at]))
            expect(values.has(0) || [1, 2, 3, 4].every((one) => values.has(one))).toBe(true)
          }
      }),
      { numRuns: 80, examples: tight },
    )
  })

  it('tell the same of the same parts and a whole a little larger: what is told less of is not told by that', () => {
    const { whole } = togetherOf([4, 4, 4, 4, 4])
    expect(ways([...togetherOf([0, 0, 0, 0, 0]).parts], whole).length).toBeGreaterThan(1000)
    expect(togetherOf([2, 0, 3, 1, 1]).whole).toEqual(whole)
  })

  it('say what is true', () => {
    fc.assert(
      fc.property(counts, (list) => {
        const { whole, parts } = toldTogether(new Map(list.map((count, at) => [at, count])), { least, known: 2 })
        const holds = ({ from, to }: Told, count: number) => count >= from && count <= (to ?? count)
        const sum = list.reduce((a, b) => a + b, 0)
        return holds(whole, sum) && list.every((count, at) => holds(parts.get(at) ?? { from: 1, to: 0 }, count))
      }),
    )
  })

  it('tell of the whole by a step what its parts do not give away, and nothing else', () => {
    const of = (count: number, each: number) => togetherOf(Array.from({ length: count }, () => each)).whole
    expect(of(3, 4)).toEqual({ from: 0, to: 12 })
    expect([of(4, 1), of(4, 2), of(4, 4)]).toEqual([
      { from: 0, to: 4 },
      { from: 5, to: 16 },
      { from: 5, to: 16 },
    ])
    expect(of(12, 1)).toEqual({ from: 10, to: 14 })
    expect(of(12, 6)).toEqual({ from: 70, to: 74 })
    expect(of(12, 4)).toEqual({ from: 35, to: 48 })
  })

  it('tell of a whole that is just as far above its parts as the last step goes that it may be any from there', () => {
    expect(togetherOf([4, 1, 0, 0]).whole).toEqual({ from: 5, to: 16 })
    expect(togetherOf([4, 4, 4, 4, 4, 0, 0, 0]).whole).toEqual({ from: 20, to: 32 })
  })

  it('tell how a whole that is small is, and no more', () => {
    const few = { from: 0, to: 4 }
    expect(togetherOf([2])).toEqual({ whole: few, parts: [few] })
    expect(togetherOf([])).toEqual({ whole: few, parts: [] })
  })
})

describe('a number by itself', () => {
  it('lies in a step', () => {
    expect([0, 4, 5, 9, 10].map((count) => toldAlone(count, least))).toEqual([
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
        const [first, second] = [toldAlone(before, least), toldAlone(after, least)]
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
        const [whole, part] = [toldAlone(all, least), toldAlone(within, least)]
        const left = new Set(possible(whole).flatMap((a) => possible(part).map((b) => a - b)))
        return [...left].filter((n) => n >= 0).length > 1
      }),
    )
  })
})

it('what is told of some is no more than what is told of each', () => {
  const few = { from: 0, to: 4 }
  expect(sumTold([few, few])).toEqual({ from: 0, to: 8 })
  expect(sumTold([few, { from: 5, to: 9 }])).toEqual({ from: 5, to: 13 })
})
