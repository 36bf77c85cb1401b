/**
 * Commands carried out each second, one after the other and 64 at once, beside what SQLite itself commits to the same disk: rows of
 * the size of an entry, one to a commit, with the settings the store has. Both sides take turns.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { execute } from '../../src/app/act/index.ts'
import { actorOf } from '../../src/app/app.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { makeSafe } from '../../src/store/database.ts'
import { type Figure, type Measured, type Options, scaled, timed } from '../figure.ts'
import { openPlace, type Place } from '../place.ts'
import { openLog, written } from '../told.ts'

const turns = 4
const commands = 128
const commits = 500
const together = 64
/** Bytes: about what an entry of the log takes. */
const rowBytes = 600

export const command: Figure = {
  name: 'commands',
  rows: (options) => [
    { name: 'commands.single', title: 'commands one by one ÷ raw commits', unit: 'ratio', bar: { least: 0.3 } },
    {
      name: 'commands.together',
      title: `commands, ${scaled(together, options)} at once ÷ raw commits`,
      unit: 'ratio',
      bar: { least: 0.8 },
    },
    { name: 'commands.raw', title: 'raw FULL commits of better-sqlite3', unit: '1/s', bar: null },
  ],
  async open(options) {
    const raw = openRaw(options)
    return { round: () => round(raw, options), close: async () => raw.close() }
  },
}

/** On logs of its own, so that no round finds longer ones than another. */
async function round(raw: Raw, options: Options): Promise<Measured> {
  const place = await openPlace(options)
  try {
    const logs: CaseId[] = []
    for (let index = 0; index < scaled(together, options); index += 1) logs.push(await openLog(place))
    return await compare({ place, logs, raw, options })
  } finally {
    await place.close()
  }
}

type Around = { place: Place; logs: CaseId[]; raw: Raw; options: Options }

async function compare({ place, logs, raw, options }: Around): Promise<Measured> {
  const [count, rows] = [scaled(commands / turns, options), scaled(commits / turns, options)]
  const before = await entriesOf(place, logs)
  let [single, together, committed] = [0, 0, 0]
  for (let turn = 0; turn < turns; turn += 1) {
    committed += await timed(async () => raw.commit(rows))
    single += await timed(async () => {
      for (let index = 0; index < count; index += 1) await note(place, logs[index % logs.length])
    })
    together += await timed(() => Promise.all(logs.map((log) => note(place, log))))
  }
  const kept = (await entriesOf(place, logs)) - before
  const asked = turns * (count + logs.length)
  if (kept !== asked) throw new Error(`${asked} commands left ${kept} entries`)
  const perSecond = (turns * rows * 1000) / committed
  const [one, all] = [(turns * count * 1000) / single, (turns * logs.length * 1000) / together]
  return { 'commands.single': one / perSecond, 'commands.together': all / perSecond, 'commands.raw': perSecond }
}

/** Carried out as the door does: with its words and what is told of it, in a transaction of its own. */
async function note({ app, store, id }: Place, log: CaseId | undefined): Promise<void> {
  if (!log) throw new Error('there is no log')
  const by = id('ingrid')
  const outcome = await store.transaction(async (tx) => {
    const person = await tx.people.get(by)
    if (!person) throw new Error('there is nobody')
    const text = app.ids.next('word')
    const command = { type: 'note.add', note: app.ids.next('note'), topic: 'learning', text } as const
    const wish = { case: log, command, words: new Map([[text, written]]) }
    return execute(tx, app, actorOf(person, '2026-11-02'), wish, app.ids.next('made'))
  })
  if ('refusal' in outcome) throw new Error(`a command was refused: ${outcome.refusal.code}`)
}

function entriesOf({ read }: Place, logs: CaseId[]): Promise<number> {
  return read(async (tx) => {
    let count = 0
    for (const log of logs) count += (await tx.cases.entries(log)).length
    return count
  })
}

type Raw = { commit(rows: number): void; close(): void }

function openRaw({ folder }: Options): Raw {
  const own = mkdtempSync(join(folder, 'stafett-bench-raw-'))
  const database = new Database(join(own, 'raw.sqlite'))
  makeSafe(database)
  database.exec('create table entry (seq integer primary key, text text not null) strict')
  const insert = database.prepare('insert into entry (text) values (?)')
  const text = 'x'.repeat(rowBytes)
  return {
    commit: (rows) => {
      for (let row = 0; row < rows; row += 1) insert.run(text)
    },
    close: () => {
      database.close()
      rmSync(own, { recursive: true, force: true })
    },
  }
}
