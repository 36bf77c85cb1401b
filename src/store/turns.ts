/**
 * Pieces of work, one after the other, that share a commit: each all or nothing by itself, and nobody is answered before what they did
 * is on the disk. Knows no table.
 */
import { setImmediate as lookUp } from 'node:timers/promises'
import type { Database as Sqlite } from 'better-sqlite3'
import { type Kysely, type KyselyPlugin, sql } from 'kysely'
import { preparedOnce, queriesOn } from './database.ts'
import { type Line, lineOf } from './line.ts'
import { type Prepare, preparedBy } from './statement.ts'

/** As many as share one commit at most, and for how long others join it: milliseconds. Whoever came first waits for them. */
const most = 64
const joinMs = 10

/**
 * `heard` is told of each statement before it runs. `recheck` throws where the file may be read and written no more; `began` is told
 * before anything is read, `undone` when something was taken back.
 */
type Around = {
  heard(sql: string): void
  recheck(): void
  began(): void
  undone(): void
  /** Milliseconds. */
  now?(): number
}

export type Turns<T> = {
  /**
   * What `work` gives back, once it is kept. Rejects with what it throws, and nothing of it is kept; with what SQLite says where nothing
   * of all that shared its commit could be kept. `work` is called again where SQLite took back what others did with what it did. A
   * piece that is asked for within another, and waited for there, never ends. Those that give way let the others go first, and be
   * told first.
   */
  run<R>(work: (db: Kysely<T>) => Promise<R>, givesWay?: boolean): Promise<R>
  /** Waits for all that was asked for; nothing is begun after that. */
  end(): Promise<void>
}

/**
 * One connection, and SQLite's own hold of it; `asked`: whether a piece has put a query to it, and how many of those that write have not
 * run yet. `prepare` is for what is run within the transaction, `command` for the transaction itself.
 */
type Ground<T> = {
  sqlite: Sqlite
  db: Kysely<T>
  around: Around
  asked: { any: boolean; writes: number }
  prepare: Prepare
  command(sql: string): void
}
type Outcome = { value: unknown } | { error: unknown }
type Piece<T> = { work(db: Kysely<T>): Promise<unknown>; tell(outcome: Outcome): void }
type Done<T> = { piece: Piece<T>; outcome: Outcome }

/**
 * SQLite never waits, so between two pieces the process looks up: otherwise a full outbox would keep it from hearing anybody's press
 * until the last row is done.
 */
export function turnsOf<T>(sqlite: Sqlite, around: Around): Turns<T> {
  const line = lineOf<Piece<T>>()
  const { all, asked, prepare, command } = connect<T>(sqlite, around)
  const inTurn = spaced()
  let ended = false
  let round: Promise<void> | null = null
  async function goRound(): Promise<void> {
    while (!line.isEmpty()) {
      await all.connection().execute((db) => share({ sqlite, db, around, asked, prepare, command }, line, most))
      await lookUp()
    }
    round = null
  }
  function run<R>(work: (db: Kysely<T>) => Promise<R>, givesWay = false): Promise<R> {
    if (ended) return Promise.reject(new Error('the store is closed'))
    const answer = Promise.withResolvers<R>()
    const tell = (outcome: Outcome) => settle(answer, outcome)
    line.put({ work, tell: givesWay ? (outcome) => inTurn.call(() => tell(outcome)) : tell }, givesWay)
    round ??= goRound()
    return answer.promise
  }
  async function end(): Promise<void> {
    ended = true
    await round
    await inTurn.all()
  }
  return { run, end }
}

/** The one connection: its queries, which run in their turn, and `prepare`, for what runs at once. */
function connect<T>(sqlite: Sqlite, { heard }: Around) {
  const asked = { any: false, writes: 0 }
  const prepared = preparedOnce(sqlite)
  const prepare: Prepare = (sql) => {
    // It would be kept at once, whatever becomes of its piece.
    if (!sqlite.inTransaction) throw new Error('SQLite has taken back the transaction')
    heard(sql)
    return prepared(sql)
  }
  const all = queriesOn<T>(sqlite, (sql) => {
    if (!sql.startsWith('select')) asked.writes -= 1
    return prepare(sql)
  })
  return { all, asked, prepare, command: (sql: string) => void prepared(sql).run() }
}

/** As a promise has it. */
function settle<R>({ resolve, reject }: PromiseWithResolvers<R>, outcome: Outcome): void {
  if ('error' in outcome) reject(outcome.error)
  else resolve(outcome.value as R)
}

/** Calls one after the other, and before each the process looks up: what they go on with keeps nobody waiting for all of it. */
function spaced() {
  let last: Promise<void> = Promise.resolve()
  return {
    call(one: () => void): void {
      last = last.then(() => lookUp()).then(one)
    },
    all: () => last,
  }
}

/** Takes pieces from the line, commits what they did, and tells them. */
async function share<T>(ground: Ground<T>, line: Line<Piece<T>>, limit: number): Promise<void> {
  const { sqlite, around, command } = ground
  const done: Done<T>[] = []
  line.begin()
  try {
    around.recheck()
    command('begin immediate')
    around.began()
    await goThrough(ground, line, { done, limit })
    if (!sqlite.inTransaction) return await again(ground, done)
    around.recheck()
    command('commit')
  } catch (error) {
    takeBack(ground)
    const told = done.length > 0 ? done.map(({ piece }) => piece) : line.drawn(limit)
    for (const { tell } of told) tell({ error })
    return
  }
  for (const { piece, outcome } of done) piece.tell(outcome)
}

/** Also where the disk does not let it be: what is not committed is not there when the file is opened again. */
function takeBack<T>({ sqlite, around }: Ground<T>): void {
  try {
    if (sqlite.inTransaction) sqlite.exec('rollback')
  } catch {
    // What went wrong first is told.
  }
  around.undone()
}

/** Until none is left, they are many, or the first has waited long enough, or SQLite has undone them all. */
async function goThrough<T>(
  ground: Ground<T>,
  line: Line<Piece<T>>,
  { done, limit }: { done: Done<T>[]; limit: number },
): Promise<void> {
  const now = ground.around.now ?? (() => performance.now())
  const until = now() + joinMs
  while (ground.sqlite.inTransaction && done.length < limit && (done.length === 0 || now() < until)) {
    const piece = line.next()
    if (!piece) return
    const one: Done<T> = { piece, outcome: notKept }
    done.push(one)
    one.outcome = await apart(ground, piece)
    if (!line.goesOn()) return
    await lookUp()
  }
}

const notKept: Outcome = { error: new Error('nothing of it was kept') }

/** What whoever fails did is taken back, and nothing else. */
async function apart<T>(ground: Ground<T>, { work }: Piece<T>): Promise<Outcome> {
  const { sqlite, db, around, asked, command } = ground
  const state = { isOver: false }
  command('savepoint piece')
  // In a promise of its own: it may throw before it gives back one.
  Object.assign(asked, { any: false, writes: 0 })
  const begun = Promise.resolve(whileRunning(ground, state)).then(work)
  const outcome = await begun.then(
    (value): Outcome => ({ value }),
    (error: unknown): Outcome => ({ error }),
  )
  state.isOver = true
  // What it has asked for, and did not wait for, runs with it.
  if (asked.any) await sql`select 1`.execute(db).catch(() => undefined)
  if (!sqlite.inTransaction) return outcome
  if ('error' in outcome) {
    command('rollback to piece')
    around.undone()
  }
  command('release piece')
  return outcome
}

/** SQLite has undone all of it for the sake of one, as on a full disk: each is done again by itself. */
async function again<T>(ground: Ground<T>, done: Done<T>[]): Promise<void> {
  ground.around.undone()
  const [only, ...others] = done
  if (only && others.length === 0) return only.piece.tell('error' in only.outcome ? only.outcome : notKept)
  for (const { piece } of done) await share(ground, alone(piece), 1)
}

function alone<P>(piece: P): Line<P> {
  const line = lineOf<P>()
  line.put(piece, false)
  return line
}

const writing = ['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode']

/** No statement outlives its piece: it would be kept, or taken back, with what somebody else does. */
function whileRunning<T>({ db, asked, prepare }: Ground<T>, state: { isOver: boolean }): Kysely<T> {
  const refuseWhenOver = () => {
    if (state.isOver) throw new Error('the transaction is over')
  }
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      refuseWhenOver()
      asked.any = true
      if (writing.includes(node.kind)) asked.writes += 1
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const atOnce: Prepare = (sql) => {
    refuseWhenOver()
    if (asked.writes > 0) throw new Error('something is being written: it is to be waited for')
    return prepare(sql)
  }
  return preparedBy(db.withPlugin(plugin), atOnce, refuseWhenOver)
}
