/**
 * What some tables have answered, kept from one transaction to the next until one of them is written. Who works where is asked some
 * twenty times for every press, and changes some times a week. Transactions run one after the other.
 */

export type Memory = {
  /**
   * What `read` answered under this key before, or answers now. It is frozen, through and through: whoever asks is given the same.
   * A key names one reading with what it was given.
   */
  recall<T>(key: unknown[], read: () => Promise<T>): Promise<T>
  /** To be told of each statement before it runs. */
  hear(sql: string): void
  /** To be told when what was written has been taken back, or somebody else has written to the file. */
  forget(): void
}

/**
 * A writing statement that names no table where Kysely puts it counts as writing to these. At most `most` answers are kept: then it
 * begins anew.
 */
export function memoryOf(tables: readonly string[], most = 20_000): Memory {
  const known = new Map<string, unknown>()
  let writings = 0
  return {
    recall: async <T>(key: unknown[], read: () => Promise<T>): Promise<T> => {
      const name = JSON.stringify(key)
      if (known.has(name)) return known.get(name) as T
      const before = writings
      const answer = frozen(await read())
      // What was being read while something was written is perhaps what stood there before.
      if (writings !== before) return answer
      if (known.size >= most) known.clear()
      known.set(name, answer)
      return answer
    },
    hear: (sql) => {
      if (!writes(sql, tables)) return
      writings += 1
      known.clear()
    },
    forget: () => {
      writings += 1
      known.clear()
    },
  }
}

const reading = /^(select|begin|commit|rollback)\b/
const writing = /^(?:insert into|replace into|update|delete from) "(\w+)"/

function writes(sql: string, tables: readonly string[]): boolean {
  if (reading.test(sql)) return false
  const table = writing.exec(sql)?.[1]
  return table === undefined || tables.includes(table)
}

/** The same, which nobody can change any more. */
export function frozen<T>(part: T): T {
  if (typeof part !== 'object' || part === null || Object.isFrozen(part)) return part
  // A list may be long, and all but the newest of it frozen before.
  if (Array.isArray(part)) part.forEach(frozen)
  else for (const inside of Object.values(part)) frozen(inside)
  return Object.freeze(part)
}
