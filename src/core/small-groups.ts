/**
 * Numbers about people that may be told to many: in steps, so that no group smaller than the least one can be worked out from them:
 * not from a whole and its parts, not from two lists that hold one another, and not from one week to the next. Pure; knows no case.
 * Source: groups under five are told as fewer than five.
 */

/** What is told of a number: no less than `from`, and no more than `to` (null: it may be any). */
export type Told = { from: number; to: number | null }

/** A number as it is told by itself: fewer than `least`, or the step of that length in which it lies. */
export function told(count: number, least: number): Told {
  const from = Math.floor(count / least) * least
  return { from, to: from + least - 1 }
}

/**
 * Several parts and their whole, told side by side. Where the steps of the whole and of the other parts would leave a part only one
 * number that it can be, less is told of the whole.
 */
export function toldTogether<K>(counts: Map<K, number>, least: number): { whole: Told; parts: Map<K, Told> } {
  const parts = new Map([...counts].map(([key, count]) => [key, told(count, least)]))
  const sum = [...counts.values()].reduce((all, one) => all + one, 0)
  const anything: Told = { from: 0, to: null }
  const less = sum < least ? [] : [{ from: least, to: null }]
  const wholes = [told(sum, least), ...less]
  return { whole: wholes.find((whole) => keepsOpen(whole, [...parts.values()])) ?? anything, parts }
}

/** Whether each part can still be more than one number. */
function keepsOpen({ from, to }: Told, parts: Told[]): boolean {
  const most = sumOf(parts.map((one) => one.to ?? Number.POSITIVE_INFINITY))
  const fewest = sumOf(parts.map((one) => one.from))
  return parts.every((one) => {
    const high = one.to ?? Number.POSITIVE_INFINITY
    const lowest = Math.max(one.from, from - (most - high))
    const highest = Math.min(high, (to ?? Number.POSITIVE_INFINITY) - (fewest - one.from))
    return lowest < highest
  })
}

/** Several numbers told together that are not told side by side with their sum. */
export function sumTold(list: Told[]): Told {
  const isOpen = list.some(({ to }) => to === null)
  return { from: sumOf(list.map(({ from }) => from)), to: isOpen ? null : sumOf(list.map(({ to }) => to ?? 0)) }
}

function sumOf(list: number[]): number {
  return list.reduce((all, one) => all + one, 0)
}
