/** Who of a family has signed in to which of their cases, and the codes by which they do. Keeps digests alone. */
import type { Instant, PersonId } from '../core/ids.ts'
import type { Account, Code, FamilyDoor, InCase } from '../ports.ts'
import { sha256 } from './journal.ts'
import type { Db } from './tables.ts'

/** A code counts until the moment it was given, that one not included. */
export function family(db: Db): FamilyDoor {
  const codesOf = (person: PersonId) => db.deleteFrom('family_code').where('person', '=', person).execute()
  return {
    invite: async ({ finds, secret }, { case: of, person }, until) => {
      await codesOf(person)
      const row = { digest: digestOf(finds, secret), finds: sha256(finds), case: of, person, until, wrong: 0 }
      await db.insertInto('family_code').values(row).execute()
    },
    invited: (code, now, mostTries) => invited(db, code, now, mostTries),
    isOpenTo: async (person, now, mostTries) => {
      const own = db.selectFrom('family_code').select('person').where('person', '=', person)
      const row = await own.where('until', '>', now).where('wrong', '<', mostTries).executeTakeFirst()
      return row !== undefined
    },
    bind: async (account, { case: of, person }) => {
      await codesOf(person)
      const since = await db
        .selectFrom('family')
        .select(({ fn }) => fn.max('number').as('last'))
        .executeTakeFirst()
      const number = (since?.last ?? 0) + 1
      await db
        .insertInto('family')
        .values({ number, subject: subjectOf(account), case: of, person })
        .execute()
    },
    of: (account) => ofSubject(db, subjectOf(account)),
    langOf: (account) => langOf(db, account),
    setLang: (account, lang) => setLang(db, account, lang),
    forget: async (person) => {
      await codesOf(person)
      const gone = await db.deleteFrom('family').where('person', '=', person).returning('subject').execute()
      const left = db.selectFrom('family').select('subject')
      const subjects = gone.map(({ subject }) => subject)
      const lang = db.deleteFrom('family_lang').where('subject', 'in', subjects)
      if (subjects.length > 0) await lang.where('subject', 'not in', left).execute()
    },
  }
}

/** A wrong one counts against every other that is found by it. */
async function invited(db: Db, { finds, secret }: Code, now: Instant, mostTries: number): Promise<InCase | null> {
  const found = db.selectFrom('family_code').select(['digest', 'case', 'person', 'wrong'])
  const rows = await found.where('finds', '=', sha256(finds)).where('until', '>', now).execute()
  const own = rows.find(({ digest }) => digest === digestOf(finds, secret))
  if (own) return own.wrong < mostTries ? { case: own.case, person: own.person } : null
  const tried = db.updateTable('family_code').set(({ eb }) => ({ wrong: eb('wrong', '+', 1) }))
  const digests = rows.map(({ digest }) => digest)
  if (digests.length > 0) await tried.where('digest', 'in', digests).execute()
  return null
}

async function langOf(db: Db, account: Account): Promise<string | null> {
  const row = db.selectFrom('family_lang').select('lang').where('subject', '=', subjectOf(account))
  return (await row.executeTakeFirst())?.lang ?? null
}

async function setLang(db: Db, account: Account, lang: string): Promise<void> {
  const row = { subject: subjectOf(account), lang }
  const put = db.insertInto('family_lang').values(row)
  await put.onConflict((conflict) => conflict.column('subject').doUpdateSet({ lang })).execute()
}

function ofSubject(db: Db, subject: string): Promise<InCase[]> {
  return db.selectFrom('family').select(['case', 'person']).where('subject', '=', subject).orderBy('number').execute()
}

function digestOf(finds: string, secret: string): string {
  return sha256(JSON.stringify([finds, secret]))
}

function subjectOf({ channel, tenant, user }: Account): string {
  return sha256(JSON.stringify([channel, tenant, user]))
}
