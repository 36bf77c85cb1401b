/**
 * Statements that are asked with every press: put together by Kysely once, with a slot for each thing that is given, and then run
 * by SQLite at once with what is given each time. Knows no table.
 */
import type { Statement as Prepared } from 'better-sqlite3'
import { type Compilable, DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { Db, Tables } from './tables.ts'

/** A statement of SQLite's, prepared once. Throws where nothing may be run now. */
export type Prepare = (sql: string) => Prepared<unknown[]>

type Connection = { prepare: Prepare; check(): void }

const connections = new WeakMap<object, Connection>()

/** Says how the statements of a connection, or of what is made of one, are prepared, and when it is over: `check` throws. Gives it back. */
export function preparedBy<T extends object>(db: T, prepare: Prepare, check: () => void = () => undefined): T {
  connections.set(db, { prepare, check })
  return db
}

/** Throws where nothing may be asked any more: for what is answered from memory. */
export function refuseWhenOver(db: Db): void {
  connectionOf(db).check()
}

/** `P` is what is given each time, by names; `R` a row of what comes. None of it waits for anything. */
export type Statement<P, R> = {
  all(db: Db, given: P): R[]
  first(db: Db, given: P): R | undefined
  /** How many rows were changed. */
  run(db: Db, given: P): number
}

/** `build` may use what is given as a value in the query alone: it is called once, with slots. */
export function statement<P extends object, R>(build: (given: P) => Compilable<R>): Statement<P, R> {
  let made: Made | null = null
  const ready = (db: Db, given: P) => {
    made ??= compiled(build(slots as P))
    const values = made.parameters.map(({ name, value }) => (name === null ? value : given[name as keyof P]))
    return { values, prepared: connectionOf(db).prepare(made.sql) }
  }
  return {
    all: (db, given) => {
      const { prepared, values } = ready(db, given)
      return prepared.all(values) as R[]
    },
    first: (db, given) => {
      const { prepared, values } = ready(db, given)
      return prepared.get(values) as R | undefined
    },
    run: (db, given) => {
      const { prepared, values } = ready(db, given)
      return prepared.run(values).changes
    },
  }
}

/** These of what is given, as a row that is written. */
export function columns<P extends object, K extends keyof P>(given: P, names: readonly K[]): Pick<P, K> {
  return Object.fromEntries(names.map((name) => [name, given[name]])) as Pick<P, K>
}

/** Puts queries together, and has no connection. */
export const query = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

/** `name` is of what is given in the place of a slot; null where it is the same each time. */
type Made = { sql: string; parameters: { name: string | null; value: unknown }[] }

function compiled(built: Compilable): Made {
  const { sql, parameters } = built.compile()
  return { sql, parameters: parameters.map((value) => ({ name: nameOf(value), value })) }
}

/** By it a slot has the name of what is given for it. */
const named = Symbol('named')

function nameOf(parameter: unknown): string | null {
  return typeof parameter === 'object' && parameter !== null && named in parameter ? String(parameter[named]) : null
}

/** Of each name that is asked for. It has no list of them: a query that is built of all that is given would be built of nothing. */
const slots = new Proxy(
  {},
  {
    get: (_, name) => ({ [named]: name }),
    ownKeys: () => {
      throw new Error('a statement is built of what is named')
    },
  },
)

function connectionOf(db: Db): Connection {
  const connection = connections.get(db)
  if (!connection) throw new Error('nobody has said how the statements of this connection are prepared')
  return connection
}
