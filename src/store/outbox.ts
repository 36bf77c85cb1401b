/**
 * What must be sent: rows in lanes, claimed for a while, and finished by whoever claimed them last. Sends nothing.
 * Finished rows stay as the record of what was done with them, until they are pruned.
 */
import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely'
import type { CaseId, Instant, PersonId } from '../core/ids.ts'
import { type Letter, readLetter } from '../outgoing.ts'
import type { Claimed, Claims, DeadLetter, Failed, Outgoing, Tx } from '../ports.ts'
import { messageColumns, readMessage } from './message.ts'
import { columns, query, statement } from './statement.ts'
import type { Db, OutboxTable, Tables } from './tables.ts'
import { come } from './times.ts'

/**
 * `attempts` of a claimed row counts the claim itself: 1 the first time. A claim that nobody finished counts as unsure once
 * its message was let out: it may have arrived.
 */
export function outbox(db: Db): Tx['outbox'] {
  return {
    put: async (rows) => {
      for (const row of rows) put(db, row)
    },
    claim: (now, limit, leaseMs) => claim(db, { now, limit, leaseMs }),
    leaves: async (id, fence) => letOut.run(db, { id, fence }) === 1,
    finish: async (id, fence, result, reason, at) => end.run(db, { id, fence, result, reason, at }) === 1,
    retry: (id, fence, notBefore, reason) => retry(db, { id, fence }, notBefore, reason),
    releaseAll: async () => {
      const held = db.updateTable('outbox').where('status', '=', waiting).where('lease_until', 'is not', null)
      await held.set({ unsure: unsureByNow, lease_until: null, reason: null }).execute()
    },
    hurry: (at, person) => hurry(db, at, person),
    again: (at) => again(db, at),
    waiting: async () => {
      const counted = db.selectFrom('outbox').select(({ fn }) => fn.countAll<number>().as('rows'))
      return (await counted.where('status', '=', waiting).executeTakeFirstOrThrow()).rows
    },
    dead: (limit) => deadLetters(db, limit),
    to: async (person, since) => {
      const theirs = db.selectFrom('outbox').selectAll().where('person', '=', person).where('verb', '=', 'direct')
      const rows = await theirs.where('made_at', '>=', since).orderBy('seq').execute()
      return rows.flatMap(({ status: became, reason: why, ...rest }) => {
        const row = outgoing(rest)
        return row ? [{ row, became, why }] : []
      })
    },
    waitsFor: (person, of) => waitsFor(db, person, of),
    isRepeated: (id) => isRepeated(db, id),
    nextAt: async () => {
      const heads = db.selectFrom('outbox as head').select(sendableAt.as('at')).where(isHead)
      return (await heads.orderBy(sendableAt).orderBy('head.seq').limit(1).executeTakeFirst())?.at ?? null
    },
  }
}

// Literals, so that the indexes on waiting rows are used.
const waiting = sql.lit('waiting' as const)

/** What a try counts as, beside the claim that has counted it already. */
const counted: Partial<
  Record<Failed | 'waits' | 'held', { attempts?: RawBuilder<number>; unsure?: RawBuilder<number> }>
> = {
  ambiguous: { unsure: sql<number>`unsure + 1` },
  waits: { attempts: sql<number>`attempts - 1` },
  held: { attempts: sql<number>`attempts - 1` },
}

/** The reason of a row that is claimed, and whose message was not let out yet. */
const claimedOnly = 'claimed'
/** Also for what an earlier version had claimed, which says nothing of how far it had come. */
const unsureByNow = sql<number>`unsure + (lease_until is not null and reason is not ${sql.lit(claimedOnly)})`

/** In the index `outbox_due`, with `seq`. A row that is claimed may be claimed again when its lease ends. */
const sendableAt = sql<Instant>`coalesce(head.lease_until, head.not_before)`

/** The first of its lane that waits: only it may be sent. */
function isHead(eb: ExpressionBuilder<Tables & { head: OutboxTable }, 'head'>) {
  return eb.and([eb('head.status', '=', waiting), eb('head.head', '=', sql.lit(1 as const))])
}

async function waitsFor(db: Db, person: PersonId, of: CaseId): Promise<Letter[]> {
  const theirs = db.selectFrom('outbox').selectAll().where('status', '=', waiting).where('person', '=', person)
  const rows = await theirs.where('case', '=', of).where('verb', '=', 'direct').orderBy('seq').execute()
  return rows.flatMap(({ card, line, subject }) => readLetter(card, line, subject) ?? [])
}

/** Within the rows of its lane that wait. */
async function isRepeated(db: Db, id: Outgoing['id']): Promise<boolean> {
  const own = db.selectFrom('outbox as own').where('own.id', '=', id).where('own.unsure', '=', 0)
  const pairs = own.innerJoin('outbox as later', (join) =>
    join
      .onRef('later.lane', '=', 'own.lane')
      .onRef('later.seq', '>', 'own.seq')
      .on('later.status', '=', waiting)
      .onRef('later.verb', '=', 'own.verb')
      .onRef('later.case', '=', 'own.case')
      .onRef('later.card', '=', 'own.card')
      .onRef('later.subject', '=', 'own.subject'),
  )
  return (await pairs.select('later.seq').executeTakeFirst()) !== undefined
}

function put(db: Db, row: Outgoing): void {
  const { case: of, message, madeAt, id, verb, card, line, subject, person, origin, lane } = row
  const at = message ? messageColumns(message) : { message_place: null, message_id: null }
  // One that is claimed may have been drawn already, so it does not count.
  if (verb === 'update' && message && updateThatWaits.first(db, messageColumns(message))) return
  const about = { id, case: of, verb, card, line, subject, person, origin, lane, ...at }
  putRow.run(db, { ...about, message: message && JSON.stringify(message), made_at: madeAt, not_before: madeAt })
}

const untried = {
  status: 'waiting',
  lease_until: null,
  fence: 0,
  attempts: 0,
  unsure: 0,
  reason: null,
  finished_at: null,
} as const
const putRow = statement(
  (row: Omit<Stored, 'status'> & Pick<OutboxTable, 'message_place' | 'message_id' | 'not_before'>) =>
    query.insertInto('outbox').values({
      ...columns(row, ['id', 'case', 'verb', 'card', 'line', 'subject', 'person', 'origin', 'lane']),
      ...columns(row, ['message_place', 'message_id', 'message', 'made_at', 'not_before']),
      ...untried,
    }),
)
const updateThatWaits = statement((message: { message_place: string; message_id: string }) =>
  query
    .selectFrom('outbox')
    .select('seq')
    .where('status', '=', waiting)
    .where('verb', '=', sql.lit('update' as const))
    .where('message_place', '=', message.message_place)
    .where('message_id', '=', message.message_id)
    .where('lease_until', 'is', null),
)

async function claim(
  db: Db,
  { now, limit, leaseMs }: { now: Instant; limit: number; leaseMs: number },
): Promise<Claims> {
  const rows = await come(now, limit, async (is, moment, most) => heads[is].all(db, { moment, most }))
  const claimed: Claimed[] = []
  const unknown: Outgoing['id'][] = []
  for (const { id, fence, attempts, unsure, lease_until, reason, ...rest } of rows) {
    const row = outgoing({ id, ...rest })
    const wasOut = lease_until !== null && reason !== claimedOnly
    const counts = { fence: fence + 1, attempts: attempts + 1, unsure: unsure + (wasOut ? 1 : 0) }
    if (row) claimed.push({ row, ...counts })
    else unknown.push(id)
  }
  const until = new Date(Date.parse(now) + leaseMs).toISOString()
  const died = { status: 'dead', reason: 'unknown', finished_at: now, lease_until: null } as const
  const ids = claimed.map(({ row }) => row.id)
  if (ids.length > 0) hold.run(db, { ids: JSON.stringify(ids), until })
  if (unknown.length > 0) await db.updateTable('outbox').set(died).where('id', 'in', unknown).execute()
  return { claimed, unknown }
}

const headsWhere = (is: '<=' | '>') =>
  statement(({ moment, most }: { moment: Instant; most: number }) =>
    query
      .selectFrom('outbox as head')
      .selectAll()
      .where(isHead)
      .where(sendableAt, is, moment)
      .orderBy(sendableAt)
      .orderBy('head.seq')
      .limit(most),
  )
const heads = { '<=': headsWhere('<='), '>': headsWhere('>') }

/** `ids` as a list in JSON. */
const hold = statement(({ ids, until }: { ids: string; until: Instant }) =>
  query
    .updateTable('outbox')
    .set({ ...claimedOnceMore, lease_until: until })
    .where(sql<boolean>`id in (select value from json_each(${ids}))`),
)

type Held = { id: Outgoing['id']; fence: number }

/** What somebody has claimed, and nobody after them. */
function held({ id, fence }: Held, db: Db = query) {
  return db.updateTable('outbox').where('id', '=', id).where('fence', '=', fence).where('status', '=', waiting)
}

const letOut = statement((one: Held) => held(one).set({ reason: null }))
const end = statement((one: Held & { result: OutboxTable['status']; reason: string | null; at: Instant }) =>
  held(one).set({ status: one.result, reason: one.reason, finished_at: one.at, lease_until: null }),
)

async function retry(db: Db, one: Held, notBefore: Instant, reason: keyof typeof counted): Promise<boolean> {
  const later = { ...counted[reason], not_before: notBefore, reason, lease_until: null }
  return (await held(one, db).set(later).executeTakeFirst()).numUpdatedRows === 1n
}

const claimedOnceMore = {
  fence: sql<number>`fence + 1`,
  attempts: sql<number>`attempts + 1`,
  unsure: unsureByNow,
  reason: claimedOnly,
}

type Stored = Pick<OutboxTable, Exclude<keyof Outgoing, 'madeAt'> | 'made_at'>

/** Null for a card this version does not know, and for a message that is none. */
function outgoing({ id, case: of, verb, card, line, subject, person, origin, lane, ...row }: Stored): Outgoing | null {
  const letter = readLetter(card, line, subject)
  const message = row.message === null ? null : readMessage(row.message)
  if (!letter || (row.message !== null && !message)) return null
  return { id, case: of, verb, ...letter, person, message, origin, lane, madeAt: row.made_at }
}

async function deadLetters(db: Db, limit: number): Promise<DeadLetter[]> {
  const dead = db.selectFrom('outbox').where('outbox.status', '=', sql.lit('dead'))
  const rows = dead.leftJoin('case', 'case.id', 'outbox.case').selectAll('outbox').select('case.ref')
  const newest = await rows.orderBy('finished_at', 'desc').orderBy('seq', 'desc').limit(limit).execute()
  return newest.map(({ id, case: of, ref, verb, card, person, reason, finished_at, made_at }) => {
    return { id, case: of, ref, verb, card, person, reason, at: finished_at ?? made_at }
  })
}

async function hurry(db: Db, at: Instant, person: PersonId | undefined): Promise<void> {
  const late = db.updateTable('outbox').where('status', '=', waiting).where('not_before', '>', at)
  const held = person === undefined ? late : late.where('person', '=', person)
  const reasons = person === undefined ? ['held'] : ['held', 'waits']
  await held.where('reason', 'in', reasons).where('lease_until', 'is', null).set({ not_before: at }).execute()
}

async function again(db: Db, at: Instant): Promise<number> {
  const dead = db.updateTable('outbox').where('status', '=', sql.lit('dead'))
  const once = { unsure: sql<number>`min(unsure, 1)`, ...anew(at) }
  return Number((await dead.set(once).executeTakeFirst()).numUpdatedRows)
}

/** As if it had never been tried. */
function anew(at: Instant) {
  return { status: 'waiting', attempts: 0, not_before: at, reason: null, finished_at: null } as const
}

/**
 * What could not be sent to a person because no channel took it waits again from `at`, as if it had never been tried; but
 * what may have arrived all the same is still asked for first.
 */
export async function revive(db: Db, person: PersonId, at: Instant): Promise<boolean> {
  const revived = await db
    .updateTable('outbox')
    .set(anew(at))
    .where('person', '=', person)
    .where('status', '=', sql.lit('dead'))
    .where('verb', '=', 'direct')
    .where('reason', 'in', ['forbidden', 'gone'])
    .executeTakeFirst()
  return revived.numUpdatedRows > 0n
}
