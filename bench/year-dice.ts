/** Chance that is the same each time: all that happens in a simulated year follows from one number. */

export type Dice = {
  /** From 0 to below 1. */
  next(): number
  /** A whole number from 0 to below `below`. */
  below(below: number): number
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  isLucky(share: number): boolean
  /** One of them, or undefined of none. */
  one<T>(list: readonly T[]): T | undefined
  /** One by its weight. */
  weighed<T>(list: readonly (readonly [T, number])[]): T
}

/** Source of the numbers: mulberry32, which is small, fast and good enough for chance that nobody bets on. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number) => Math.floor(next() * count)
  return {
    next,
    below,
    between: (from, to) => from + below(to - from + 1),
    isLucky: (share) => next() < share,
    one: (list) => list[below(list.length)],
    weighed(list) {
      const all = list.reduce((sum, [, weight]) => sum + weight, 0)
      let left = next() * all
      const found = list.find(([, weight]) => {
        left -= weight
        return left < 0
      })
      const [one] = found ?? list.at(-1) ?? []
      if (one === undefined) throw new Error('one of nothing')
      return one
    },
  }
}
