/**
 * What is reckoned of a case again and again, kept for those few who asked last. A case is never changed but made anew, so that an
 * answer stands as long as everything else it was reckoned from is the very same. Decides nothing.
 */
import type { Case } from './case.ts'

type Kept<T> = { key: unknown[]; answer: T }

/**
 * As `reckon`, which is pure. `keyOf`: all that an answer hangs on beside the case, such as the day instead of the moment. Whoever asks
 * is given the same answer: nobody may change it.
 */
export function lately<G extends unknown[], T>(
  reckon: (state: Case, ...given: G) => T,
  keyOf: (...given: G) => unknown[] = (...given) => given,
): (state: Case, ...given: G) => T {
  const known = new WeakMap<Case, Kept<T>[]>()
  return (state, ...given) => {
    const before = known.get(state)
    const key = keyOf(...given)
    const newest = before?.[0]
    // Most often the same asks again, of thousands of cases at a time.
    if (newest && isSame(newest.key, key)) return newest.answer
    const place = before ? before.findIndex((one) => isSame(one.key, key)) : -1
    const found = before?.[place]
    if (before && found) {
      before.unshift(...before.splice(place, 1))
      return found.answer
    }
    const answer = reckon(state, ...given)
    known.set(state, [{ key, answer }, ...(before?.slice(0, most - 1) ?? [])])
    return answer
  }
}

function isSame(one: unknown[], other: unknown[]): boolean {
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) return false
  return true
}

/**
 * `T`, where these are all of its keys: what is told again to whoever is alike in them would be told as well to whoever differs in
 * one that was forgotten. With one missing nothing is of this type.
 */
export type OnlyOf<T, Keys extends keyof T> = [keyof T] extends [Keys] ? T : never

/** So many who ask of the same case by turns. */
const most = 4
