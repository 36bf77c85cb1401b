/**
 * Who has leave, and on which days. Why is nobody's business, and what is over is kept here no more: what stays is in the logs of the
 * open cases they stood in or led the unit of, that they were away and until when. What follows from it is for the app to say.
 */
import type { PersonId } from '../core/ids.ts'
import type { Leave, Person, Tx } from '../ports.ts'
import type { Db } from './tables.ts'

export function leaves(db: Db): Tx['leaves'] {
  return {
    all: async () => {
      const some = db.selectFrom('leave').innerJoin('person', 'person.id', 'leave.person').orderBy('leave.person')
      const rows = await some.select(['person', 'from_day', 'until_day', 'looked', 'municipality', 'active']).execute()
      return rows.map(({ municipality, active, person, ...row }) => {
        return { ...read(row), person, municipality, active: active === 1 }
      })
    },
    put: async (person, { from, until, looked }) => {
      const days = { from_day: from, until_day: until, looked }
      await db
        .insertInto('leave')
        .values({ person, ...days })
        .onConflict((conflict) => conflict.column('person').doUpdateSet(days))
        .execute()
    },
    looked: async (person, day) => {
      await db.updateTable('leave').set({ looked: day }).where('person', '=', person).execute()
    },
    end: async (person) => {
      await db.deleteFrom('leave').where('person', '=', person).execute()
    },
  }
}

/** The same people; whoever is asked for by id or account comes with the leave they have now or later. Lists have none. */
export function withLeaves(db: Db, people: Tx['people']): Tx['people'] {
  const having = async (person: Person | null): Promise<Person | null> => {
    if (!person) return null
    const row = await leaveOf(db, person.id)
    return row ? { ...person, leave: row } : person
  }
  return {
    ...people,
    get: async (id) => having(await people.get(id)),
    byAccount: async (account) => having(await people.byAccount(account)),
  }
}

async function leaveOf(db: Db, person: PersonId): Promise<Leave | null> {
  const row = await db.selectFrom('leave').selectAll().where('person', '=', person).executeTakeFirst()
  return row ? read(row) : null
}

function read({ from_day: from, until_day: until, looked }: Days): Leave {
  return { from, until, looked }
}

type Days = { from_day: string; until_day: string; looked: string | null }
