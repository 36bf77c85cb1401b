/**
 * Opens the store: the file, its lock, its schema and its keys, and puts the table families together to a transaction.
 * The only door to `src/store/`.
 */
import { dirname } from 'node:path'
import type { Database as Sqlite } from 'better-sqlite3'
import type { CaseId, MunicipalityCode } from '../core/ids.ts'
import type { ImportConflict, PersonToImport } from '../person-rows.ts'
import type { Ids, Person, Store, Tx } from '../ports.ts'
import { access } from './access.ts'
import { accountTables } from './accounts.ts'
import { cases, caseVersion, retellOrRefuse } from './cases.ts'
import { codes } from './codes.ts'
import { openDatabase } from './database.ts'
import { digests } from './digests.ts'
import { drafts } from './drafts.ts'
import { family } from './family.ts'
import { followed } from './followed.ts'
import { inbox } from './inbox.ts'
import { checkMasterKeys, type KeyRing, keyRing, type MasterKey, rewrapCaseKeys, rewriteMasterKeys } from './keys.ts'
import { leaves, withLeaves } from './leaves.ts'
import { takeLock } from './lock.ts'
import { type Logs, logsOf } from './logs.ts'
import { marks } from './marks.ts'
import { type Memory, memoryOf } from './memory.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'
import { outbox } from './outbox.ts'
import { everybody, type Inhabited, inhabited, people } from './people.ts'
import { carryOut, type ImportCounts } from './people-import.ts'
import { type Absent, type ImportPlan, planImport } from './people-plan.ts'
import { hasRoom, watchPlace } from './place.ts'
import { places, placeTables } from './places.ts'
import { prune } from './prune.ts'
import { refusedBy, type StoreRefused } from './refused.ts'
import { rememberedPeople, rememberedStandIns, staffTables } from './remembered.ts'
import { rewrapSecrets, secrets } from './secrets.ts'
import { sessions } from './sessions.ts'
import { shown } from './shown.ts'
import { standIns, withStandIns } from './stand-ins.ts'
import { stands } from './stands.ts'
import { type States, statesOf } from './states.ts'
import type { Db, Tables } from './tables.ts'
import { type Turns, turnsOf } from './turns.ts'
import { unfolded } from './unfolded.ts'
import { eventVersion } from './upcast.ts'
import { allCases, type Fault, verifyAccessLog, verifyCase, verifyOutbox, verifyStandInLog } from './verify.ts'
import { weeklies } from './weeklies.ts'
import { words } from './words.ts'

export type { ImportConflict, PersonToImport } from '../person-rows.ts'
export type { Bereft } from './bereft.ts'
export type { Absent, ImportPlan, PlannedPerson, PlannedPost } from './people-plan.ts'
export type { Standing, Waiting } from './people-waiting.ts'
export { StoreRefused } from './refused.ts'
export type { Fault } from './verify.ts'

/** `keys` with the newest last. */
export type StoreOptions = { path: string; keys: MasterKey[]; migrations?: Migration[] }

type HowToImport = { absent?: Absent; after?: (tx: Tx, plan: ImportPlan) => Promise<void> }

/** The store, and what the administrator does with it. */
export type OpenStore = Store & {
  /** The first fault of a case's journal and row, or null when it is as it was written. */
  verify(id: CaseId): Promise<Fault | null>
  /** Every case, what waits to be sent, the logs of access and of standing in, and the file itself; `cases` counts those that were looked at. */
  verifyAll(): Promise<{ cases: number; faults: Fault[] }>
  /** Of the schema of the database, of the events in its journals as they are written, and of the cases told from them. */
  versions: { schema: number; events: number; cases: number }
  /** Seals the keys of cases, and the secrets that have none, with the newest master key; answers how many were not. */
  rewrap(): Promise<{ cases: number; secrets: number }>
  /** What an import of them would change. */
  planImport(people: PersonToImport[], absent: Absent): Promise<ImportPlan | { conflicts: ImportConflict[] }>
  /** All of them or, with conflicts, none. Who is left out is kept as they are where it is not said; `after` is in the same transaction. */
  importPeople(
    people: PersonToImport[],
    ids: Ids,
    how?: HowToImport,
  ): Promise<ImportCounts | { conflicts: ImportConflict[] }>
  /** Everybody in the directory, also the inactive. */
  people(): Promise<Person[]>
  /** Every municipality that has cases or active people, but for some. */
  municipalities(but?: MunicipalityCode[]): Promise<Inhabited[]>
  /** Whether its disk has room for what is written next. */
  hasRoom(): boolean
  /** Writes what stands there already; rejects as any writing would now. */
  tryWriting(): Promise<void>
  /** Resolves when the file was removed or replaced while it was open; nothing is read or written from then on. */
  lost: Promise<StoreRefused>
}

/**
 * Opens the database, or makes it. Throws `StoreRefused`, with a sentence for the administrator, when another process
 * has it, when it is newer than the program or not ours, when the file can't be kept safe, or when a key is missing or
 * wrong. Where the file fails later, on a full disk say, every promise is rejected with one too. Transactions run one after
 * the other, and share a commit where they come together; one inside another never ends.
 */
export async function openStore({ path, keys, migrations = readMigrations() }: StoreOptions): Promise<OpenStore> {
  const ring = keyRing(keys)
  const refuse = (error: unknown): never => {
    throw refusedBy(error, path) ?? error
  }
  const closing: (() => void)[] = []
  try {
    closing.unshift(takeLock(path, process.pid))
    const database = openDatabase(path)
    closing.unshift(() => database.close())
    const { check, lost } = watchPlace(path)
    migrate(database, migrations)
    const memories = newMemories()
    const turns = turnsIn(database, ring, memories, check)
    const run: Run = (work, givesWay) => turns.run(work, givesWay).catch(refuse)
    for (const look of [checkMasterKeys, retellOrRefuse]) await run((trx) => look(trx, ring))
    return {
      transaction: (work, givesWay) => run((trx) => work(transactionOf(trx, ring, memories)), givesWay),
      versions: { schema: migrations.length, events: eventVersion, cases: caseVersion },
      verify: (id) => run((trx) => verifyCase(trx, id)),
      verifyAll: () => verifyAll(run, () => integrityOf(database)),
      rewrap: () => run((trx) => rewrap(trx, ring)),
      ...directory(run, ring, memories),
      hasRoom: () => hasRoom(dirname(path)),
      tryWriting: () => run(rewriteMasterKeys),
      lost,
      close: async () => {
        await turns.end()
        for (const close of closing) close()
      },
    }
  } catch (error) {
    for (const close of closing) close()
    return refuse(error)
  }
}

/** `ok`, or what is wrong with the file. */
function integrityOf(database: Sqlite): string {
  try {
    return onOneLine(database.pragma('integrity_check(1)', { simple: true }))
  } catch (error) {
    const refused = refusedBy(error, database.name)
    if (!refused) throw error
    return refused.message
  }
}

function onOneLine(found: unknown): string {
  return found === 'ok' ? 'ok' : `the file is damaged; restore it from a backup (${String(found).replace(/\s+/g, ' ')})`
}

type Run = <T>(work: (db: Db) => Promise<T>, givesWay?: boolean) => Promise<T>

/** What is remembered, each of its own tables. */
type Memories = { staff: Memory; accounts: Memory; places: Memory; states: States; logs: Logs }

function newMemories(): Memories {
  const [staff, accounts, places] = [memoryOf(staffTables), memoryOf(accountTables), memoryOf(placeTables)]
  return { staff, accounts, places, states: statesOf(), logs: logsOf() }
}

function turnsIn(database: Sqlite, ring: KeyRing, memories: Memories, recheck: () => void): Turns<Tables> {
  const forget = () => {
    for (const one of Object.values(memories)) one.forget()
    ring.opened.clear()
  }
  return turnsOf<Tables>(database, {
    heard: hearing(memories),
    recheck,
    began: forgettingOthers(database, forget),
    undone: forget,
  })
}

function hearing(memories: Memories): (sql: string) => void {
  const { staff, accounts, places } = memories
  return (sql) => {
    for (const { hear } of [staff, accounts, places]) hear(sql)
  }
}

/** What another program has written into the file since is read anew. */
function forgettingOthers(database: Sqlite, forget: () => void): () => void {
  const version = database.prepare('pragma data_version').pluck()
  let last = version.get()
  return () => {
    const now = version.get()
    if (now !== last) forget()
    last = now
  }
}

function transactionOf(db: Db, ring: KeyRing, memories: Memories): Tx {
  return {
    inbox: inbox(db),
    marks: marks(db),
    cases: cases(db, memories.states, memories.logs),
    words: words(db, ring),
    people: rememberedPeople(memories.staff, withLeaves(db, withStandIns(db, people(db, memories.accounts)))),
    leaves: leaves(db),
    standIns: rememberedStandIns(memories.staff, standIns(db)),
    places: { ...places(db, memories.places), ...followed(db) },
    outbox: outbox(db),
    shown: shown(db),
    codes: codes(db),
    family: family(db),
    drafts: drafts(db, ring),
    unfolded: unfolded(db),
    digests: digests(db),
    stands: stands(db),
    weeklies: weeklies(db),
    sessions: sessions(db),
    secrets: secrets(db, ring),
    access: access(db),
    prune: prune(db),
  }
}

function directory(run: Run, ring: KeyRing, memories: Memories): Directory {
  return {
    planImport: (list, absent) => run((db) => planImport(db, list, absent)),
    importPeople: (list, ids, how) =>
      run((db) => importPeople(db, (trx) => transactionOf(trx, ring, memories), ids, list, how)),
    people: () => run(everybody),
    municipalities: (but) => run((db) => inhabited(db, but)),
  }
}

type Directory = Pick<OpenStore, 'planImport' | 'importPeople' | 'people' | 'municipalities'>

async function importPeople(
  db: Db,
  tx: (db: Db) => Tx,
  ids: Ids,
  people: PersonToImport[],
  { absent = 'keep', after }: HowToImport = {},
): Promise<ImportCounts | { conflicts: ImportConflict[] }> {
  const plan = await planImport(db, people, absent)
  if ('conflicts' in plan) return plan
  const counts = await carryOut(db, ids, plan)
  await after?.(tx(db), plan)
  return counts
}

async function rewrap(db: Db, ring: KeyRing): Promise<{ cases: number; secrets: number }> {
  return { cases: await rewrapCaseKeys(db, ring), secrets: await rewrapSecrets(db, ring) }
}

/** Each case in a transaction of its own, so that a running bot waits for one case only. */
async function verifyAll(run: Run, integrity: () => unknown): Promise<{ cases: number; faults: Fault[] }> {
  const found = integrity()
  const faults: Fault[] = found === 'ok' ? [] : [{ where: 'file', seq: 0, why: String(found) }]
  const ids = await run(allCases)
  for (const id of ids) {
    const fault = await run((db) => verifyCase(db, id))
    if (fault) faults.push(fault)
  }
  // A damaged file may not let itself be read, and is named already.
  if (found === 'ok') faults.push(...(await run(verifyOutbox)))
  for (const verify of [verifyAccessLog, verifyStandInLog]) {
    const fault = await run(verify)
    if (fault) faults.push(fault)
  }
  return { cases: ids.length, faults }
}
