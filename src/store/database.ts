/**
 * The SQLite file: opened by one process at a time, with the settings without which a commit could be lost, and handed to Kysely.
 * Knows no table.
 */
import { closeSync, openSync } from 'node:fs'
import Database, { type Database as Sqlite, type Statement } from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { StoreRefused } from './refused.ts'
import { type Prepare, preparedBy } from './statement.ts'

/** Opens the file, making it (for its owner only) where there is none. Throws `StoreRefused`, or what `refusedBy` reads. */
export function openDatabase(path: string): Sqlite {
  closeSync(openSync(path, 'a', 0o600))
  const database = new Database(path)
  try {
    makeSafe(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Puts the settings in force without which a commit could be lost, and reads them back: better-sqlite3's own default in
 * WAL mode can lose one at a power cut. Throws `StoreRefused` when one is not in force.
 */
export function makeSafe(database: Sqlite): void {
  for (const [name, value, inForce] of settings) {
    database.pragma(`${name} = ${value}`)
    const found = database.pragma(name, { simple: true })
    if (found !== inForce) {
      throw new StoreRefused(
        `${database.name} can't keep what is written: ${name} is ${String(found)} and must be ${value}. Put the file on a local disk.`,
      )
    }
  }
}

/** The order matters: `synchronous` is only sure to stay once the journal is a WAL. */
const settings: [name: string, value: string, inForce: unknown][] = [
  ['busy_timeout', '5000', 5000],
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['fullfsync', 'ON', 1],
  ['foreign_keys', 'ON', 1],
  // The key of what is erased is not to lie on in a page that nobody uses.
  ['secure_delete', 'ON', 1],
  // So that a replaced row fires the triggers that forbid it.
  ['recursive_triggers', 'ON', 1],
  // What a piece of work may take back is kept in memory, as it is of no use to anybody later.
  ['temp_store', 'MEMORY', 2],
]

/** Prepared once, however often it is asked for: statements are few. Lists of differing length make more, so the oldest goes then. */
export function preparedOnce(database: Sqlite, most = 300): Prepare {
  const statements = new Map<string, Statement<unknown[]>>()
  return (sql) => {
    const known = statements.get(sql)
    if (known) return known
    const made = database.prepare(sql)
    statements.set(sql, made)
    const [oldest] = statements.keys()
    if (statements.size > most && oldest !== undefined) statements.delete(oldest)
    return made
  }
}

/** Queries on a connection whose statements `prepare` gives. */
export function queriesOn<T>(database: Sqlite, prepare: Prepare = preparedOnce(database)): Kysely<T> {
  const close = () => void database.close()
  return preparedBy(new Kysely<T>({ dialect: new SqliteDialect({ database: { prepare, close } }) }), prepare)
}
