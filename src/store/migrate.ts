/**
 * Brings the schema of a database to the newest. Migrations are plain SQL files, run in the order of their numbers,
 * never changed once they have run anywhere, and never run twice.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database, { type Database as Sqlite } from 'better-sqlite3'
import { z } from 'zod'
import { StoreRefused } from './refused.ts'

export type Migration = { number: number; name: string; sql: string }

/** The files of `migrations/`, named `0001-what-it-does.sql`. Throws when a number is missing or there twice. */
export function readMigrations(folder = join(import.meta.dirname, 'migrations')): Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  return files.sort().map((file, index) => {
    const number = Number(file.slice(0, 4))
    if (number !== index + 1) throw new Error(`migration ${index + 1} was expected in ${folder} in place of ${file}`)
    // A checkout may change line endings; it must not change the checksum.
    return { number, name: file, sql: readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n') }
  })
}

/**
 * Runs what has not run yet, all of it in one exclusive transaction: after a failure the database is as it was. Throws
 * `StoreRefused` for a database that is newer than `migrations`, was made by other ones, has other tables than they make, or
 * is no database of ours.
 */
export function migrate(database: Sqlite, migrations: Migration[], path = database.name): void {
  database
    .transaction(() => {
      const done = migrationsDone(database, path)
      for (const migration of migrations) {
        const earlier = done.find(({ number }) => number === migration.number)
        if (earlier && earlier.checksum !== checksum(migration)) {
          throw new StoreRefused(
            `Migration ${migration.name} is not the one this database was made with. Start the version it was made with, and restore the migration's text.`,
          )
        }
        if (!earlier) run(database, migration, path)
      }
      const newest = done.at(-1)?.number ?? 0
      if (newest > migrations.length) {
        throw new StoreRefused(
          `The database has schema ${newest} and this version knows no newer than ${migrations.length}: start the newer version, or restore a backup from before it.`,
        )
      }
    })
    .exclusive()
}

/** `STAF` in the file's header. */
const applicationId = 0x53544146
const doneSchema = z.array(z.object({ number: z.int(), checksum: z.string() }))

function migrationsDone(database: Sqlite, path: string): z.infer<typeof doneSchema> {
  const foreign = database.pragma('application_id', { simple: true }) !== applicationId
  const tables = database.prepare('select count(*) from sqlite_schema').pluck().get()
  if (foreign && tables !== 0) {
    throw new StoreRefused(`${path} belongs to another program: choose another path for the database.`)
  }
  if (foreign) {
    database.pragma(`application_id = ${applicationId}`)
    database.exec(
      'create table migration (number integer primary key, name text not null, checksum text not null) strict',
    )
  }
  try {
    return doneSchema.parse(database.prepare('select number, checksum from migration order by number').all())
  } catch (error) {
    // The table is missing or of another form, or what stands in it is.
    if (!(error instanceof z.ZodError) && Object(error).code !== 'SQLITE_ERROR') throw error
    throw new StoreRefused(`${path} has lost the list of its migrations, or it was changed: restore it from a backup.`)
  }
}

/** What of the schema is missing or otherwise than the migrations make it, such as `table outbox`. More may be there. */
export function formDiffers(database: Sqlite, migrations: Migration[]): string[] {
  const made = new Database(':memory:')
  migrate(made, migrations)
  const found = formOf(database)
  const differ = [...formOf(made)].filter(([part, sql]) => found.get(part) !== sql)
  made.close()
  return differ.map(([part]) => part)
}

function formOf(database: Sqlite): Map<string, unknown> {
  const rows = database.prepare("select type || ' ' || name, coalesce(sql, '') from sqlite_schema").raw().all()
  return new Map(z.array(z.tuple([z.string(), z.string()])).parse(rows))
}

function run(database: Sqlite, migration: Migration, path: string): void {
  try {
    database.exec(migration.sql)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_ERROR')) throw error
    throw new StoreRefused(
      `${path} can't be brought to the newest schema by ${migration.name} (${error.message}): nothing was changed. Its tables are not those its earlier migrations made; restore it from a backup.`,
      error.code,
      error,
    )
  }
  database.prepare('insert into migration values (?, ?, ?)').run(migration.number, migration.name, checksum(migration))
}

function checksum({ sql }: Migration): string {
  return createHash('sha256').update(sql).digest('hex')
}
