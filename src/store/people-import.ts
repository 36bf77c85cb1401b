/**
 * Puts people into the directory, or brings up to date those it has, as it was planned. A person is recognised by their
 * accounts and by nothing else; whoever is not named stays as they are, unless they are to be deactivated.
 */
import type { PersonId } from '../core/ids.ts'
import type { Account, Ids } from '../ports.ts'
import { type ImportPlan, isChange, type PlannedPerson, written } from './people-plan.ts'
import type { Db } from './tables.ts'

/** `deactivated` are those who were active before, also those left out of the file: their cases need somebody else. */
export type ImportCounts = { added: number; updated: number; unchanged: number; deactivated: PersonId[] }

export async function carryOut(db: Db, ids: Ids, { people, absent, absentAre }: ImportPlan): Promise<ImportCounts> {
  const counts: ImportCounts = { added: 0, updated: 0, unchanged: 0, deactivated: [] }
  for (const one of people) {
    await write(db, ids, one)
    if (!one.before) counts.added++
    else if (isChange(one)) counts.updated++
    else counts.unchanged++
    if (one.before?.active && !one.after.active) counts.deactivated.push(one.before.id)
  }
  for (const { person } of absentAre === 'deactivate' ? absent : []) {
    await db.updateTable('person').set({ active: 0 }).where('id', '=', person.id).execute()
    counts.deactivated.push(person.id)
  }
  return counts
}

/** The open cases whose holder is no longer active or works elsewhere than where the case is, and who that is. */
export async function heldInDoubt(db: Db) {
  return db
    .selectFrom('case')
    .innerJoin('person', 'person.id', 'case.holder')
    .select(['case.id as case', 'person.id as person'])
    .where((eb) =>
      eb.or([
        eb('person.active', '=', 0),
        eb('person.unit', '!=', eb.ref('case.unit')),
        eb('person.municipality', '!=', eb.ref('case.municipality')),
      ]),
    )
    .where('case.status', '=', 'open')
    .orderBy('case.id')
    .execute()
}

async function write(db: Db, ids: Ids, one: PlannedPerson): Promise<void> {
  const { before, after, added } = one
  const row = written(after)
  const id = before?.id ?? ids.next('person')
  if (!before) {
    const made = { id, ...row, lang_chosen: 0 as const }
    await db.insertInto('person').values(made).execute()
  } else if (isChange(one)) await db.updateTable('person').set(row).where('id', '=', id).execute()
  for (const account of added) await pair(db, id, account)
}

/** An account that is no longer named stays: it is still theirs. */
async function pair(db: Db, person: PersonId, { channel, tenant, user }: Account): Promise<void> {
  await db
    .insertInto('account')
    .values({ channel, tenant, user, person })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
