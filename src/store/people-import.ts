/**
 * Puts people into the directory, or brings up to date those it has, as it was planned. A person is recognised by their
 * accounts and by nothing else; whoever is not named stays as they are, unless they are to be deactivated.
 */
import type { Post } from '../core/decision.ts'
import type { PersonId } from '../core/ids.ts'
import { isSamePost } from '../person-rows.ts'
import type { Account, Ids } from '../ports.ts'
import { writeRoles } from './people.ts'
import { type AbsentPerson, type ImportPlan, isChange, type PlannedPerson, written } from './people-plan.ts'
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
  for (const one of absentAre === 'deactivate' ? absent : []) {
    await leave(db, one)
    if (!one.after.active) counts.deactivated.push(one.person.id)
  }
  return counts
}

async function write(db: Db, ids: Ids, one: PlannedPerson): Promise<void> {
  const { before, after, added, posts } = one
  const row = written(after)
  const id = before?.id ?? ids.next('person')
  if (!before) {
    const made = { id, ...row, lang_chosen: 0 as const }
    await db.insertInto('person').values(made).execute()
  } else if (isChange(one)) await db.updateTable('person').set(row).where('id', '=', id).execute()
  for (const { stands, after: still } of posts) await writePost(db, id, stands, still !== null)
  if (!after.active) await db.updateTable('post').set({ active: 0 }).where('person', '=', id).execute()
  for (const account of added) await pair(db, id, account)
}

/** The same post in the same row, also when somebody has it again. */
async function writePost(db: Db, person: PersonId, { municipality, unit, service, roles }: Post, isActive: boolean) {
  const row = { roles: writeRoles(roles), active: isActive ? (1 as const) : (0 as const) }
  const found = await db
    .updateTable('post')
    .set(row)
    .where((eb) => eb.and({ person, municipality, unit, service }))
    .executeTakeFirst()
  if (found.numUpdatedRows > 0n) return
  await db
    .insertInto('post')
    .values({ person, municipality, unit, service, ...row })
    .execute()
}

async function leave(db: Db, { person: { id, posts }, after }: AbsentPerson): Promise<void> {
  await db.updateTable('person').set(written(after)).where('id', '=', id).execute()
  const left = posts.filter((one) => !after.posts.some((other) => isSamePost(one, other)))
  for (const { municipality, unit, service } of left) {
    const is = { person: id, municipality, unit, service }
    await db
      .updateTable('post')
      .set({ active: 0 })
      .where((eb) => eb.and(is))
      .execute()
  }
}

/** An account that is no longer named stays: it is still theirs. */
async function pair(db: Db, person: PersonId, { channel, tenant, user }: Account): Promise<void> {
  await db
    .insertInto('account')
    .values({ channel, tenant, user, person })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
