/** Things kept by an id up to so much of them: what was asked for longest ago goes first. Knows no table. */

export type Kept<K, V> = {
  /** It counts as asked for. */
  get(id: K): V | undefined
  put(id: K, one: V, length: number): void
  forget(): void
}

/** `most` is the sum of their lengths, in whatever they are counted. */
export function keptUpTo<K, V>(most: number): Kept<K, V> {
  const known = new Map<K, { one: V; length: number }>()
  let length = 0
  const drop = (id: K) => {
    length -= known.get(id)?.length ?? 0
    known.delete(id)
  }
  return {
    get: (id) => {
      const found = known.get(id)
      if (!found) return undefined
      known.delete(id)
      known.set(id, found)
      return found.one
    },
    put: (id, one, own) => {
      drop(id)
      known.set(id, { one, length: own })
      length += own
      for (const oldest of known.keys()) {
        if (length <= most) break
        drop(oldest)
      }
    },
    forget: () => {
      known.clear()
      length = 0
    },
  }
}
