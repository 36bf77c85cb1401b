/** When the list of what waits for somebody comes to them, where it stands, and the sentences that wait for it. Holds no word of any case. */
import type { Selectable } from 'kysely'
import type { PersonId } from '../core/ids.ts'
import { readSent } from '../core/notice.ts'
import type { Digest, DigestLine, Digests, KeptLine } from '../ports.ts'
import { readMessage } from './message.ts'
import { query, statement } from './statement.ts'
import type { Db, DigestTable, Tables } from './tables.ts'
import { come } from './times.ts'

export function digests(db: Db): Digests {
  const all = () => db.selectFrom('digest').selectAll()
  return {
    of: (person) => of(db, person),
    waiting: async (now, limit) => {
      const rows = await come(now, limit, (is, moment, most) =>
        all().where('at', is, moment).orderBy('at').limit(most).execute(),
      )
      return rows.map(({ person }) => person)
    },
    nextAt: async () => {
      const first = db.selectFrom('digest').select('at').where('at', 'is not', null).orderBy('at').limit(1)
      return (await first.executeTakeFirst())?.at ?? null
    },
    schedule: (person, at) => change(db, person, { at }),
    begin: async (person, row, putAt, left) => {
      await takeAlong(db, person, row, left)
      await change(db, person, { newest: row, put_at: putAt, sent: 0 })
    },
    arrived: async (person, row, message) => {
      const theirs = db.updateTable('digest').where('person', '=', person)
      await theirs.set({ message: JSON.stringify(message) }).execute()
      await theirs.set({ sent: 1 }).where('newest', '=', row).execute()
    },
    lost: (person, row, mute) => lost(db, person, row, mute),
    count: async (person, day) => {
      const { told } = await of(db, person)
      await change(db, person, { day, told: told?.day === day ? told.times + 1 : 1 })
    },
    ...sentences(db),
  }
}

function sentences(db: Db): Pick<Digests, 'keep' | 'lines' | 'kept' | 'hasKept'> {
  const theirs = (person: PersonId) =>
    db.selectFrom('digest_line').selectAll().where('person', '=', person).orderBy('number')
  const waiting = async (person: PersonId) => {
    const { newest } = await of(db, person)
    const rows = await theirs(person).execute()
    return rows.filter(({ digest }) => digest === null || !(digest === newest?.row && newest.sent))
  }
  return {
    keep: async (person, { case: id, about: { line, subject } }) => {
      await db.insertInto('digest_line').values({ person, case: id, line, subject, digest: null }).execute()
    },
    lines: async (person) => {
      const { newest } = await of(db, person)
      const rows = await theirs(person)
        .where('digest', '=', newest?.row ?? '')
        .execute()
      return rows.flatMap((row) => readLine(row) ?? [])
    },
    kept: async (person) => {
      const rows = await waiting(person)
      return rows.flatMap((row) => {
        const line = readLine(row)
        return line ? [{ ...line, number: row.number }] : []
      })
    },
    hasKept: async (person) => (await waiting(person)).length > 0,
  }
}

/** What went out in one that has arrived is let go; what did not, goes out with the next. */
async function takeAlong(db: Db, person: PersonId, row: string, left: KeptLine[]): Promise<void> {
  const { newest } = await of(db, person)
  const said = db.deleteFrom('digest_line').where('person', '=', person)
  if (newest?.sent) await said.where('digest', '=', newest.row).execute()
  await db.updateTable('digest_line').set({ digest: row }).where('person', '=', person).execute()
  const numbers = left.map(({ number }) => number)
  if (numbers.length > 0)
    await db.updateTable('digest_line').set({ digest: null }).where('number', 'in', numbers).execute()
}

async function lost(db: Db, person: PersonId, row: string, mute: boolean): Promise<void> {
  const { newest } = await of(db, person)
  if (newest?.row !== row || newest.sent) return
  if (mute) await db.deleteFrom('digest_line').where('person', '=', person).where('digest', '=', row).execute()
  const rest = db.updateTable('digest_line').set({ digest: null })
  await rest.where('person', '=', person).where('digest', '=', row).execute()
  await change(db, person, { newest: null, put_at: null, sent: 0 })
}

const none = { at: null, newest: null, put_at: null, sent: 0, message: null, day: null, told: 0 } as const

async function of(db: Db, person: PersonId): Promise<Digest> {
  return read(find.first(db, { person }) ?? none)
}

const find = statement(({ person }: { person: PersonId }) =>
  query.selectFrom('digest').selectAll().where('person', '=', person),
)

async function change(db: Db, person: PersonId, set: Partial<DigestTable>): Promise<void> {
  const row = db.insertInto('digest').values({ ...none, ...set, person })
  await row.onConflict((conflict) => conflict.column('person').doUpdateSet(set)).execute()
}

function read({ at, newest, put_at: putAt, sent, message, day, told }: Omit<DigestTable, 'person'>): Digest {
  return {
    at,
    newest: newest !== null && putAt !== null ? { row: newest, putAt, sent: sent === 1 } : null,
    message: message === null ? null : readMessage(message),
    told: day === null ? null : { day, times: told },
  }
}

/** Null for a sentence this version does not know. */
function readLine({ case: id, line, subject }: Selectable<Tables['digest_line']>): DigestLine | null {
  const sent = readSent('told', line, subject)
  return sent?.card === 'told' ? { case: id, about: sent } : null
}
