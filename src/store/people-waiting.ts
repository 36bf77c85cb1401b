/** The open cases somebody stands in, and as what: by id and reference, without a word of them. */
import type { Case } from '../core/case.ts'
import type { CaseId, PersonId } from '../core/ids.ts'
import { ifReadable, readState } from './cases.ts'
import type { Db } from './tables.ts'

/** What somebody can be in an open case so that something of it waits for them. */
export const standings = ['holds', 'owns', 'stands-in', 'is-offered', 'takes-part'] as const
export type Standing = (typeof standings)[number]

export type Waiting = Pick<Case, 'municipality' | 'unit' | 'ref'> & { case: CaseId; as: Standing[] }

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
    const as = state ? standingsIn(state, person) : []
    return state && as.length > 0
      ? [{ case: state.id, municipality: state.municipality, unit: state.unit, ref: state.ref, as }]
      : []
  })
}

/** A wondering is its owner's; a log is its holder's, who takes part in it as well. */
function standingsIn(state: Case, person: PersonId): Standing[] {
  const holds = state.holder === person && !state.holderLeft
  const is: Record<Standing, boolean> = {
    holds,
    owns: state.level === 0 && state.owner === person,
    'stands-in': state.deputy?.person === person,
    'is-offered': state.handOver?.to === person,
    'takes-part': !holds && state.participants.some((one) => one.person === person),
  }
  return standings.filter((one) => is[one])
}
