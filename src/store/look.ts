/**
 * Looks at a database and changes nothing that is stored: what a start would do is tried on a copy in memory. Beside the file it
 * touches what others do too: the lock is tried and let go at once, and where there is a WAL, SQLite reads it, and may make its
 * `-shm` anew.
 */
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database, { type Database as Sqlite } from 'better-sqlite3'
import type { PersonToImport } from '../person-rows.ts'
import type { Person } from '../ports.ts'
import { retellOrRefuse } from './cases.ts'
import { queriesOn } from './database.ts'
import { checkMasterKeys, type KeyRing, keyRing, type MasterKey, openCaseKey } from './keys.ts'
import { holderNow } from './lock.ts'
import { formDiffers, type Migration, migrate, readMigrations } from './migrate.ts'
import { everybody, type Inhabited, inhabited } from './people.ts'
import { type Absent, planImport } from './people-plan.ts'
import { hasRoom, refuseNoFile } from './place.ts'
import { refusedBy, StoreRefused } from './refused.ts'
import { closedSecrets } from './secrets.ts'
import type { Db, Tables } from './tables.ts'

/** `problems` are sentences: each of them a reason for which a start would be refused, or what is stored is not whole. */
export type Looked = {
  problems: string[]
  /** Who has the database open. */
  holder: string | null
  /** It does not fit in memory, and was not looked into: `problems` are only of its place. */
  isTooLarge: boolean
  /** Null: there is no database yet, or none that can be read. */
  schema: number | null
  newest: number
  /** Null where they can't be read. */
  people: Person[] | null
  municipalities: Inhabited[] | null
}

/** `keys` null: they are not known, and nothing is said of them. */
export async function lookAt(path: string, keys: MasterKey[] | null): Promise<Looked> {
  const problems = new Set<string>()
  const attempt = async <T>(work: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await work()
    } catch (error) {
      const refused = error instanceof StoreRefused ? error : refusedBy(error, path)
      if (refused) problems.add(refused.message)
      // Where something is wrong already, it comes of that.
      else if (problems.size === 0) problems.add(unknownFault(error, path))
      return null
    }
  }
  const migrations = readMigrations()
  const nothing = { ...unseen, newest: migrations.length }
  if (!(await attempt(() => refuseNoFile(path) ?? true))) return { problems: [...problems], ...nothing }
  await attempt(() => mayWrite(path))
  const holder = await attempt(() => holderNow(path))
  const isTooLarge = (await attempt(() => sizeOf(path) > most)) ?? false
  const copy = isTooLarge ? null : await attempt(() => copyOf(path))
  if (copy) await attempt(() => checkPages(copy))
  const schema = copy ? await attempt(() => schemaOf(copy)) : null
  const isOurs = copy && (await attempt(() => migrate(copy, migrations, path) ?? true))
  if (isOurs) await attempt(() => checkForm(copy, migrations, path))
  const db = isOurs ? queriesOn<Tables>(copy) : null
  if (db && keys) {
    const ring = keyRing(keys)
    const fit = await attempt(async () => (await checkMasterKeys(db, ring)) ?? true)
    if (fit) for (const opened of [checkCaseKeys, checkSecrets]) await attempt(() => opened(db, ring))
  }
  const people = db ? await attempt(() => everybody(db)) : null
  const municipalities = db ? await attempt(() => inhabited(db)) : null
  copy?.close()
  return { problems: [...problems], holder, isTooLarge, schema, newest: migrations.length, people, municipalities }
}

/**
 * What an import would do, tried on a copy in memory: a bot that runs goes on. Null where the file is too large to be copied.
 * Throws `StoreRefused`, as opening it would.
 */
export async function planOnCopy(path: string, people: PersonToImport[], absent: Absent) {
  if (sizeOf(path) > most) return null
  let copy: Sqlite | null = null
  try {
    copy = copyOf(path) ?? new Database(':memory:')
    migrate(copy, readMigrations(), path)
    const db = queriesOn<Tables>(copy)
    await retellOrRefuse(db)
    return await planImport(db, people, absent)
  } catch (error) {
    throw refusedBy(error, path) ?? error
  } finally {
    copy?.close()
  }
}

const unseen = { holder: null, isTooLarge: false, schema: null, people: null, municipalities: null }

/** Throws the system's error where the file, those beside it, or the folder can't be written. */
function mayWrite(path: string): void {
  let folder = dirname(path)
  while (!existsSync(folder)) folder = dirname(folder)
  if (!statSync(folder).isDirectory()) throw Object.assign(new Error('a file stands there'), { code: 'ENOTDIR' })
  accessSync(folder, constants.W_OK | constants.X_OK)
  if (!hasRoom(folder)) throw Object.assign(new Error('no room'), { code: 'ENOSPC' })
  for (const file of ['', '-lock', '-wal', '-shm'].map((end) => path + end)) {
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK)
  }
}

/** Bytes, 2 GiB: the most that Node reads of a file at once. */
const most = 2 ** 31 - 1

/** What a copy takes, with a WAL whole. 0 where there is no file. */
function sizeOf(path: string): number {
  const sizes = [path, `${path}-wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0)
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Null where there is no file, or an empty one. */
function copyOf(path: string): Sqlite | null {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return null
  const bytes = existsSync(`${path}-wal`) ? withWal(path) : readFileSync(path)
  if (bytes.length === 0) return null
  // What SQLite keeps in memory has no WAL beside it.
  if (bytes.subarray(18, 20).equals(Buffer.of(2, 2))) bytes.fill(1, 18, 20)
  return new Database(bytes)
}

/** What the WAL holds belongs to it, while a bot runs or after one was killed. */
function withWal(path: string): Buffer {
  const database = new Database(path, { readonly: true })
  try {
    return database.serialize()
  } finally {
    database.close()
  }
}

function checkPages(copy: Sqlite): void {
  const found = String(copy.pragma('quick_check(1)', { simple: true }))
  if (found !== 'ok') throw Object.assign(new Error(found), { code: 'SQLITE_CORRUPT' })
}

/** 0 where there are no migrations, as in a database of another program. */
function schemaOf(copy: Sqlite): number {
  const isThere = copy.prepare("select 1 from sqlite_schema where name = 'migration'").get()
  return isThere ? Number(copy.prepare('select max(number) from migration').pluck().get() ?? 0) : 0
}

/** The names of errors and their codes are ours or the system's; their words may repeat what is stored. */
function unknownFault(error: unknown, path: string): string {
  const kind = error instanceof Error ? ('code' in error ? String(error.code) : error.name) : typeof error
  return `${path} can't be looked at (${kind}): restore it from a backup, or tell those who make Stafett.`
}

function checkForm(copy: Sqlite, migrations: Migration[], path: string): void {
  const differ = formDiffers(copy, migrations)
  if (differ.length === 0) return
  throw new StoreRefused(
    `${path} is not as it was made (missing or changed: ${differ.join(', ')}): restore it from a backup.`,
  )
}

async function checkSecrets(db: Db, ring: KeyRing): Promise<void> {
  const closed = await closedSecrets(db, ring)
  if (closed === 0) return
  throw new StoreRefused(
    `${closed} secrets of channels can't be opened: they were changed, or master keys were mixed up. Set the keys the database was used with, or let the workspaces install the app again.`,
  )
}

/** The master keys open the key of every case. */
async function checkCaseKeys(db: Db, ring: KeyRing): Promise<void> {
  let closed = 0
  for (const { case: of } of await db.selectFrom('case_key').select('case').execute()) {
    // It has no error of its own: whatever is thrown, the key stays closed.
    await openCaseKey(db, ring, of).catch(() => {
      closed += 1
    })
  }
  if (closed === 0) return
  throw new StoreRefused(
    `${closed} keys of cases can't be opened: they were changed, or master keys were mixed up. Set the keys the database was used with, or restore it from a backup.`,
  )
}
