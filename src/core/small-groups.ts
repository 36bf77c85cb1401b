/**
 * Numbers about people that may be told to many: in steps, so that no group smaller than the least one can be worked out from them:
 * not from a whole and its parts, not from two lists that hold one another, and not from one week to the next. Pure; knows no case.
 * Source: groups under five are told as fewer than five.
 */

/** What is told of a number: no less than `from`, and no more than `to`. */
export type Told = { from: number; to: number }

/** A number as it is told by itself: fewer than `least`, or the step of that length in which it lies. */
export function toldAlone(count: number, least: number): Told {
  const from = Math.floor(count / least) * least
  return { from, to: from + least - 1 }
}

/**
 * Several parts and their whole, told side by side: each part by itself, and the whole as what the parts come to at least and a
 * step beyond that. By the whole nobody who knows `known` of the parts exactly can say that there is a group in another one and how
 * many it is, not even that it is not one of the numbers it may be. Where a step would be so near what the parts can come to at
 * most that each would be near it too, it is one with all above: which steps those are hangs on the parts alone, so that being told
 * so tells nothing. With fewer than two parts beside those known nothing is told of the whole that is not told of them. Of no
 * parts: fewer than `least`.
 */
export function toldTogether<K>(
  counts: Map<K, number>,
  { least, known }: { least: number; known: number },
): { whole: Told; parts: Map<K, Told> } {
  const each = [...counts].map(([key, count]) => [key, toldAlone(count, least)] as const)
  const { from, to } = sumTold(each.map(([, one]) => one))
  const beyond = sumOf([...counts.values()]) - from
  // Were those that somebody knows empty, and all others but one full, the last would still be any of one to four.
  const room = (least - 1) * (counts.size - known - 1) + 1
  const last = Math.max(0, Math.floor(room / least) * least)
  const step = toldAlone(beyond, least)
  const whole =
    beyond < last ? { from: from + step.from, to: from + step.to } : { from: from + last, to: Math.max(to, least - 1) }
  return { whole, parts: new Map(each) }
}

/** Several numbers told together that are not told side by side with their sum. */
export function sumTold(list: Told[]): Told {
  return { from: sumOf(list.map(({ from }) => from)), to: sumOf(list.map(({ to }) => to)) }
}

function sumOf(list: number[]): number {
  return list.reduce((all, one) => all + one, 0)
}
