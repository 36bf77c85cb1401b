/** The open cases somebody stands in, as what and by which post: by id and reference, without a word of them. */
import type { Case } from '../core/case.ts'
import type { Post } from '../core/decision.ts'
import type { CaseId, PersonId } from '../core/ids.ts'
import { holderOf, isOn, type Part } from '../core/post.ts'
import { ifReadable, readState } from './cases.ts'
import type { Db } from './tables.ts'

/** What somebody can be in an open case so that something of it waits for them. */
export const standings = ['holds', 'owns', 'stands-in', 'is-offered', 'takes-part'] as const
export type Standing = (typeof standings)[number]

/** `on` is the post by which they are that in it: once for each, where there are several. */
export type Waiting = Pick<Case, 'municipality' | 'unit' | 'ref'> & { case: CaseId; as: Standing[]; on: On }
type On = Omit<Part, 'person'>

/** Oldest first. A case that can't be read is left out, and one in which somebody was only asked something. */
export async function waitingFor(db: Db, person: PersonId): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('case')
    .innerJoin('case_person', 'case_person.case', 'case.id')
    .select('case.state')
    .where('case_person.person', '=', person)
    .where('case.status', '=', 'open')
    .orderBy('case.id')
    .execute()
  return rows.flatMap(({ state: text }) => {
    const state = ifReadable(() => readState(text))
    return state ? waitingIn(state, person) : []
  })
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
  const parts: Record<Standing, On | null | undefined> = {
    holds: holds ? holder : null,
    owns: level === 0 && owner === person ? { service, unit } : null,
    'stands-in': deputy?.person === person ? deputy : null,
    'is-offered': handOver?.to === person ? handOver : null,
    'takes-part': holds ? null : participants.find((one) => one.person === person),
  }
  return standings.flatMap((as) => {
    const on = parts[as]
    return on ? [{ as, on: { service: on.service, unit: on.unit } }] : []
  })
}
