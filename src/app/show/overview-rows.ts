/** The rows of an overview for whoever may open the cases: what is late, what lacks something, and how many each holder has. */
import type { OverviewArgs, OverviewRow } from '../../../cards/parts/overview-part.ts'
import type { Case } from '../../core/case.ts'
import type { Counted, Standing } from '../../core/overview.ts'
import { daysBetween } from '../../core/step.ts'
import { seeCase } from '../actions/index.ts'
import { levelName, nameOf, type Viewer } from '../see/index.ts'

/** What asks for somebody to look, though nothing is late. */
const pressing: Standing[] = ['without-holder', 'unmanned', 'proposal']

/** Each case once, what has been late the longest first; then what lacks something. */
export function rowsOf(viewer: Viewer, list: { state: Case; counts: Counted }[]): OverviewRow[] {
  const late = list
    .filter(({ counts }) => counts.late.length > 0)
    .sort((a, b) => ((a.counts.late[0]?.since ?? '') < (b.counts.late[0]?.since ?? '') ? -1 : 1))
  const lacking = list.filter(({ counts }) => counts.late.length === 0 && lackedBy(counts) !== undefined)
  return [...late, ...lacking].map(({ state, counts }) => rowOf(viewer, state, counts))
}

function lackedBy({ standings }: Counted): Standing | undefined {
  return pressing.find((one) => standings.includes(one))
}

function rowOf(viewer: Viewer, state: Case, counts: Counted): OverviewRow {
  const { ref, level } = state
  const [first] = counts.late
  const common = { ref, level: levelName(viewer, level), offer: seeCase(state) }
  if (first)
    return { ...common, late: first.signal, days: daysBetween(first.since, viewer.today), more: counts.late.length - 1 }
  return { ...common, late: null, lacks: lackedBy(counts) ?? 'proposal' }
}

/** Whoever has the most first. Staff of one name are told apart. */
export async function holdersOf(viewer: Viewer, list: Counted[]): Promise<OverviewArgs['holders']> {
  const held = Map.groupBy(
    list.filter(({ holder }) => holder !== null),
    ({ holder }) => holder,
  )
  const all = [...held].sort(([, a], [, b]) => b.length - a.length)
  return Promise.all(
    all.map(async ([holder, cases]) => ({ name: await nameOf(viewer, holder), count: String(cases.length) })),
  )
}
