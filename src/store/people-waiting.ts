/** The open cases somebody stands in, as what and by which post: by id and reference, without a word of them. */
import type { Case } from '../core/case.ts'
import type { Post } from '../core/decision.ts'
import type { CaseId, PersonId } from '../core/ids.ts'
import { isContact } from '../core/manning.ts'
import { holderOf, isOn, type Part } from '../core/post.ts'
import type { Person } from '../ports.ts'
import { ifReadable, readState } from './case-rows.ts'
import type { Db } from './tables.ts'

/** What somebody can be in an open case so that something of it waits for them. */
export const standings = [
  ...(['holds', 'owns', 'is-deputy', 'is-offered', 'takes-part'] as const),
  ...(['is-asked', 'leads', 'leads-for', 'sees-to'] as const),
]
export type Standing = (typeof standings)[number]
/** By a role rather than by a part in the case; `leads-for` in the place of a leader. */
type ByRole = Extract<Standing, 'leads' | 'leads-for' | 'sees-to'>

/** `on` is the post by which they are that in it: once for each, where there are several. */
export type Waiting = Pick<Case, 'municipality' | 'unit' | 'ref'> & { case: CaseId; as: Standing[]; on: On }
type On = Omit<Part, 'person'>

/** Oldest first, what they lead or see to as KE last. A case that can't be read is left out, and one in which somebody was only asked what they think. */
export async function waitingFor(db: Db, { id, posts }: Person): Promise<Waiting[]> {
  const rows = await openCases(db)
    .innerJoin('case_person', 'case_person.case', 'case.id')
    .where('case_person.person', '=', id)
    .execute()
  const found = statesOf(rows).flatMap((state) => waitingIn(state, id))
  for (const { as, municipality, unit, service } of [...seatsOf(posts), ...(await ledFor(db, id))]) {
    const theirs = await casesOfRole(db, as === 'sees-to' ? 'ke' : 'leader', { municipality, unit })
    const on = { service, unit }
    found.push(...theirs.map((one) => ({ case: one.id, municipality, unit: one.unit, ref: one.ref, as: [as], on })))
  }
  return found
}

type Seat = Pick<Post, 'municipality' | 'unit' | 'service'> & { as: ByRole }

/** A unit is led, and a municipality seen to, once, by however many posts. */
function seatsOf(posts: Post[]): Seat[] {
  const led = posts.filter(({ roles }) => roles.includes('leader')).map((post) => ({ ...post, as: 'leads' as const }))
  const seen = posts.filter(({ roles }) => roles.includes('ke')).map((post) => ({ ...post, as: 'sees-to' as const }))
  const once = new Map<string, Seat>([
    ...led.map((one) => [`${one.municipality}/${one.unit}`, one] as const),
    ...seen.map((one) => [one.municipality, one] as const),
  ])
  return [...once.values()]
}

/** Where somebody leads in the place of a leader, now or later: a unit once, in whoever's place. */
async function ledFor(db: Db, person: PersonId): Promise<Seat[]> {
  const rows = await db.selectFrom('stand_in').selectAll().where('person', '=', person).execute()
  const once = new Map(rows.map((row) => [`${row.municipality}/${row.unit}`, row]))
  return [...once.values()].map(({ municipality, unit, service }) => ({ municipality, unit, service, as: 'leads-for' }))
}

/** The open cases that whoever has a role sees to by it: of the unit a leader's, of the municipality those that were brought to KE. */
export async function casesOfRole(
  db: Db,
  role: 'leader' | 'ke',
  { municipality, unit }: Pick<Case, 'municipality' | 'unit'>,
): Promise<Case[]> {
  const there = openCases(db).where('case.municipality', '=', municipality)
  const theirs = role === 'leader' ? there.where('case.unit', '=', unit) : there.where('case.raised_to_ke', '=', 1)
  return statesOf(await theirs.execute())
}

function openCases(db: Db) {
  return db.selectFrom('case').select('case.state').where('case.status', '=', 'open').orderBy('case.id')
}

/** Without their notes: nothing that is asked of them here hangs on any. */
function statesOf(rows: { state: string }[]): Case[] {
  return rows.flatMap(({ state: text }) => ifReadable(() => readState(text, [])) ?? [])
}

/** Whether what somebody is in a case rests on one of these posts. */
export function restsOn({ municipality, as, on }: Waiting, posts: Post[]): boolean {
  const isBy = (post: Post) => {
    if (as.includes('leads')) return post.unit === on.unit && post.roles.includes('leader')
    return as.includes('sees-to') ? post.roles.includes('ke') : isOn(on, post)
  }
  return posts.some((post) => post.municipality === municipality && isBy(post))
}

function waitingIn(state: Case, person: PersonId): Waiting[] {
  const { id, municipality, unit, ref } = state
  const found = Map.groupBy(standingsIn(state, person), ({ on }) => `${on.service}/${on.unit}`)
  return [...found.values()].flatMap((all) => {
    const [first] = all
    return first ? [{ case: id, municipality, unit, ref, as: all.map(({ as }) => as), on: first.on }] : []
  })
}

/** A wondering is its owner's; a log is its holder's, who takes part in it as well. */
function standingsIn(state: Case, person: PersonId): { as: Standing; on: On }[] {
  const { level, owner, service, unit, holderLeft, deputy, handOver, participants } = state
  const holder = holderLeft ? null : holderOf(state)
  const holds = holder?.person === person
  const asked = isContact(state, person) ? state.contacts.find((one) => one.person === person) : null
  const parts: Record<Exclude<Standing, ByRole>, On | null | undefined> = {
    holds: holds ? holder : null,
    owns: level === 0 && owner === person ? { service, unit } : null,
    'is-deputy': deputy?.person === person ? deputy : null,
    'is-offered': handOver?.to === person ? handOver : null,
    'takes-part': holds ? null : participants.find((one) => one.person === person),
    'is-asked': asked && { service: asked.service, unit: null },
  }
  return standings.flatMap((as) => {
    const on = as === 'leads' || as === 'leads-for' || as === 'sees-to' ? null : parts[as]
    return on ? [{ as, on: { service: on.service, unit: on.unit } }] : []
  })
}
