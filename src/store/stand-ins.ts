/**
 * Who stands in for a leader, and on which days; and what became of it, which is kept for good in one chain of hashes. What it lets
 * them do is for the app to say.
 */
import type { ExpressionBuilder } from 'kysely'
import type { Noted, Person, StandIn, StandInEntry, Tx } from '../ports.ts'
import { canonical, chainStart, sha256 } from './journal.ts'
import type { Db, StandInLogTable, Tables } from './tables.ts'

export function standIns(db: Db): Tx['standIns'] {
  const some = () => db.selectFrom('stand_in').selectAll().orderBy('municipality').orderBy('unit').orderBy('leader')
  return {
    all: async () => (await some().execute()).map((row) => ({ ...read(row), begun: row.begun === 1 })),
    of: async (leader) => (await some().where('leader', '=', leader).execute()).map(read),
    in: async (municipality, unit) =>
      (await some().where('municipality', '=', municipality).where('unit', '=', unit).execute()).map(read),
    put: async (one, noted) => {
      await db
        .insertInto('stand_in')
        .values({ ...rowOf(one), begun: 0 })
        .execute()
      await note(db, one, { ...noted, what: 'named', why: null })
    },
    begun: async (one, noted) => {
      await db.updateTable('stand_in').set({ begun: 1 }).where(isOf(one)).execute()
      await note(db, one, { ...noted, what: 'begun', why: null })
    },
    end: async (one, ended) => {
      await db.deleteFrom('stand_in').where(isOf(one)).execute()
      await note(db, one, { ...ended, what: 'ended' })
    },
    log: async (person) => {
      const all = db.selectFrom('stand_in_log').selectAll().orderBy('seq')
      const rows = await (person ? all.where('person', '=', person) : all).execute()
      return rows.map((row) => ({ ...read(row), at: row.at, by: row.by, what: row.what, why: row.why }))
    },
  }
}

/** The same people, each with the days on which they stand in for somebody. */
export function withStandIns(db: Db, people: Tx['people']): Tx['people'] {
  const standing = async (person: Person | null): Promise<Person | null> => {
    if (!person) return null
    const rows = await db.selectFrom('stand_in').selectAll().where('person', '=', person.id).execute()
    return rows.length > 0 ? { ...person, standsIn: rows.map(read) } : person
  }
  return {
    ...people,
    get: async (id) => standing(await people.get(id)),
    byAccount: async (account) => standing(await people.byAccount(account)),
  }
}

/** SHA-256 over an entry and the hash before it. */
export function standInHash({ hash: _, ...entry }: StandInLogTable): string {
  return sha256(canonical(entry))
}

async function note(db: Db, one: StandIn, { at, by, what, why }: Noted & Pick<StandInEntry, 'what' | 'why'>) {
  const last = db.selectFrom('stand_in_log').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1)
  const end = (await last.executeTakeFirst()) ?? chainStart
  const row = { ...rowOf(one), seq: end.seq + 1, at, by, what, why, prev_hash: end.hash, hash: '' }
  await db
    .insertInto('stand_in_log')
    .values({ ...row, hash: standInHash(row) })
    .execute()
}

function rowOf({ municipality, unit, service, leader, person, from, until }: StandIn) {
  return { municipality, unit, service, leader, person, from_day: from, until_day: until }
}

function isOf({ municipality, unit, leader }: Pick<StandIn, 'municipality' | 'unit' | 'leader'>) {
  return (eb: ExpressionBuilder<Tables, 'stand_in'>) => eb.and({ municipality, unit, leader })
}

function read({ municipality, unit, service, leader, person, from_day, until_day }: Days): StandIn {
  return { municipality, unit, service, leader, person, from: from_day, until: until_day }
}

type Days = Omit<Tables['stand_in'], 'begun'>
