/** Which values a column has, where they are few among very many rows. Knows no table. */
import { sql } from 'kysely'
import type { Db } from './tables.ts'

/** Each once, in order, by one step in an index for each: the column is the first of one. SQLite's own `distinct` goes through all rows. */
export async function differing<T extends string | number>(db: Db, table: string, column: string): Promise<T[]> {
  const [from, of] = [sql.table(table), sql.ref(column)]
  const found = await sql<{ value: T }>`select value from (
    with recursive step(value) as (
      select min(${of}) from ${from} union all
      select (select min(${of}) from ${from} where ${of} > value) from step where value is not null
    )
    select value from step
  ) where value is not null`.execute(db)
  return found.rows.map(({ value }) => value)
}
