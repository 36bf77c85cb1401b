/**
 * Numbers about people that may be told to many: in steps, so that no group smaller than the least one can be worked out from them:
 * not from a whole and its parts, not from two lists that hold one another, and not from one week to the next. Pure; knows no case.
 * Source: groups under five are told as fewer than five.
 */

/** What is told of a number: no less than `from`, and no more than `to` (null: it may be any). */
export type Told = { from: number; to: number | null }

/** A number as it is told by itself: fewer than `least`, or the step of that length in which it lies. */
export function told(count: number, least: number): { from: number; to: number } {
  const from = Math.floor(count / least) * least
  return { from, to: from + least - 1 }
}

/**
 * Several parts and their whole, told side by side. Where the whole is told as no less than the parts can come to at most, each part
 * could be but one number, and less is told of the whole. More than they come to at least it can be anyway, by a step.
 */
export function toldTogether<K>(counts: Map<K, number>, least: number): { whole: Told; parts: Map<K, Told> } {
  const each = [...counts].map(([key, count]) => [key, told(count, least)] as const)
  const most = sumOf(each.map(([, { to }]) => to))
  const whole = told(sumOf([...counts.values()]), least)
  return { whole: whole.from < most ? whole : { from: least, to: null }, parts: new Map(each) }
}

/** Several numbers told together that are not told side by side with their sum. */
export function sumTold(list: Told[]): Told {
  const isOpen = list.some(({ to }) => to === null)
  return { from: sumOf(list.map(({ from }) => from)), to: isOpen ? null : sumOf(list.map(({ to }) => to ?? 0)) }
}

function sumOf(list: number[]): number {
  return list.reduce((all, one) => all + one, 0)
}
