/** Who gets the overview every week, and when it comes next. Knows nothing of what it says. */
import type { Tx } from '../ports.ts'
import type { Db } from './tables.ts'
import { come } from './times.ts'

export function weeklies(db: Db): Tx['weeklies'] {
  const some = () => db.selectFrom('weekly_overview').select(['person', 'place', 'origin'])
  return {
    put: async (one, nextAt) => {
      const row = { ...one, next_at: nextAt }
      await db
        .insertInto('weekly_overview')
        .values(row)
        .onConflict((conflict) => conflict.columns(['person', 'place']).doUpdateSet(row))
        .execute()
    },
    of: (person) => some().where('person', '=', person).orderBy('place').execute(),
    in: (place) => some().where('place', '=', place).orderBy('person').execute(),
    end: async ({ person, place }) => {
      await db
        .deleteFrom('weekly_overview')
        .where((eb) => eb.and({ person, place }))
        .execute()
    },
    waiting: (now, limit) =>
      come(now, limit, (is, moment, most) =>
        some().where('next_at', is, moment).orderBy('next_at').limit(most).execute(),
      ),
    nextAt: async () => {
      const first = db.selectFrom('weekly_overview').select('next_at').orderBy('next_at').limit(1)
      return (await first.executeTakeFirst())?.next_at ?? null
    },
  }
}
