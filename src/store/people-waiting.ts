/** The open cases somebody stands in, as what and by which post: by id and reference, without a word of them. */
import type { Case } from '../core/case.ts'
import type { Post } from '../core/decision.ts'
import type { CaseId, PersonId } from '../core/ids.ts'
import { isContact } from '../core/manning.ts'
import { holderOf, isOn, type Part } from '../core/post.ts'
import type { Person } from '../ports.ts'
import { ifReadable, readState } from './cases.ts'
import type { Db } from './tables.ts'

/** What somebody can be in an open case so that something of it waits for them. */
export const standings = [
  ...(['holds', 'owns', 'stands-in', 'is-offered', 'takes-part'] as const),
  ...(['is-asked', 'leads', 'sees-to'] as const),
]
export type Standing = (typeof standings)[number]

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
  for (const post of posts) {
    const { municipality, unit, service, roles } = post
    const led = roles.includes('leader') ? await casesOfRole(db, 'leader', { municipality, unit }) : []
    const seen = roles.includes('ke') ? await casesOfRole(db, 'ke', { municipality, unit }) : []
    const as =
      (one: Standing) =>
      (state: Case): Waiting => {
        return { case: state.id, municipality, unit: state.unit, ref: state.ref, as: [one], on: { service, unit } }
      }
    found.push(...led.map(as('leads')), ...seen.map(as('sees-to')))
  }
  return found
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

function statesOf(rows: { state: string }[]): Case[] {
  return rows.flatMap(({ state: text }) => ifReadable(() => readState(text)) ?? [])
}

/** Whether what somebody is in a case rests on one of these posts. */
export function restsOn({ municipality, on }: Waiting, posts: Post[]): boolean {
  return posts.some((post) => post.municipality === municipality && isOn(on, post))
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
  const parts: Record<Exclude<Standing, 'leads' | 'sees-to'>, On | null | undefined> = {
    holds: holds ? holder : null,
    owns: level === 0 && owner === person ? { service, unit } : null,
    'stands-in': deputy?.person === person ? deputy : null,
    'is-offered': handOver?.to === person ? handOver : null,
    'takes-part': holds ? null : participants.find((one) => one.person === person),
    'is-asked': asked && { service: asked.service, unit: null },
  }
  return standings.flatMap((as) => {
    const on = as === 'leads' || as === 'sees-to' ? null : parts[as]
    return on ? [{ as, on: { service: on.service, unit: on.unit } }] : []
  })
}
