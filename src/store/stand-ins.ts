/** Who stands in for a leader, and on which days. What that lets them do is for the app to say. */
import type { ExpressionBuilder } from 'kysely'
import type { Person, StandIn, Tx } from '../ports.ts'
import type { Db, Tables } from './tables.ts'

export function standIns(db: Db): Tx['standIns'] {
  const some = db.selectFrom('stand_in').selectAll().orderBy('municipality').orderBy('unit').orderBy('leader')
  return {
    all: async () => (await some.execute()).map((row) => ({ ...read(row), begun: row.begun === 1 })),
    of: async (leader) => (await some.where('leader', '=', leader).execute()).map(read),
    in: async (municipality, unit) =>
      (await some.where('municipality', '=', municipality).where('unit', '=', unit).execute()).map(read),
    put: async ({ from, until, ...one }) => {
      const row = { ...one, from_day: from, until_day: until, begun: 0 as const }
      await db
        .insertInto('stand_in')
        .values(row)
        .onConflict((conflict) => conflict.columns(['municipality', 'unit', 'leader']).doUpdateSet(row))
        .execute()
    },
    begun: async (one) => {
      await db.updateTable('stand_in').set({ begun: 1 }).where(isOf(one)).execute()
    },
    forget: async (one) => {
      await db.deleteFrom('stand_in').where(isOf(one)).execute()
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

function isOf({ municipality, unit, leader }: Pick<StandIn, 'municipality' | 'unit' | 'leader'>) {
  return (eb: ExpressionBuilder<Tables, 'stand_in'>) => eb.and({ municipality, unit, leader })
}

function read({ municipality, unit, service, leader, person, from_day, until_day }: Tables['stand_in']): StandIn {
  return { municipality, unit, service, leader, person, from: from_day, until: until_day }
}
