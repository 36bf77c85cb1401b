/** The parts of an overview: numbers ready as they may be told, and the rows that open a case. References and neutral words, no content. */
import type { Lateness, Standing } from '../../src/core/overview.ts'
import type { Signal } from '../../src/core/policy.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { button, type Offer } from './offer.ts'
import type { OverviewCharts } from './overview-chart.ts'

export type OverviewView = 'leader' | 'ke' | 'coordinator'

export type OverviewRow = { ref: string; level: string; offer: Offer } & (
  | { late: Signal; days: number; more: number }
  | { late: null; lacks: Standing }
)

/** Every number is ready: as it is, or in steps. */
export type OverviewArgs = {
  /** `units`: those of a leader, told where others read. */
  view: OverviewView | 'units'
  notice: string | null
  /** Of which units, or of which municipality. */
  of: string[]
  /** Groups smaller than this are not told; null where every number is told. */
  least: number | null
  open: { levels: string[]; rows: { unit: string; counts: string[] }[]; whole: string[] }
  /** So many units have too few on every level to be told of. */
  leftOut: number
  /** By how long, in the order of `Lateness`; what is told of nobody is not there. */
  late: { signal: Signal; counts: string[] }[]
  /** What is late in fewer than this is not there; null where it is in none. */
  lateLeast: number | null
  standings: { standing: Standing; count: string }[]
  holders: { name: string; count: string }[]
  /** The same numbers and more, for a page; null where they stand as tables. */
  charts: OverviewCharts | null
  /** Whole and in order; the card shows a page of it, from item `start`. */
  rows: OverviewRow[]
  start: number
  /** What names this overview among its reader's. */
  data: Record<string, string>
  offers: Offer[]
}

const lengths: Lateness[] = ['short', 'medium', 'long']

/** Open cases: by level, and by unit where there are several. */
export function openPart({ open, leftOut, least }: OverviewArgs, say: Say): Block[] {
  const heading: Block = { kind: 'heading', text: say('overview.open') }
  if (open.rows.length < 2 && leftOut === 0) {
    const facts = open.levels.map((label, at) => ({ label, value: open.whole[at] ?? '' }))
    return [heading, { kind: 'facts', facts }]
  }
  return [heading, ...openTable({ open, leftOut, least }, say)]
}

/** By level and unit. */
export function openTable(
  { open, leftOut, least }: Pick<OverviewArgs, 'open' | 'leftOut' | 'least'>,
  say: Say,
): Block[] {
  const rows = [...open.rows.map(({ unit, counts }) => [unit, ...counts]), [say('overview.whole'), ...open.whole]]
  const small: Block[] =
    leftOut > 0 && least !== null
      ? [{ kind: 'text', text: say('overview.left-out', { count: leftOut, least }), subtle: true }]
      : []
  const header = [say('overview.unit'), ...open.levels]
  return [{ kind: 'table', header, rows, empty: say('overview.none') }, ...small]
}

/** What is late, by what it is and for how long. */
export function latePart({ late, lateLeast: least }: OverviewArgs, say: Say): Block[] {
  const header = [say('overview.what'), ...lengths.map((one) => say(`overview.late.${one}`))]
  const rows = late.map(({ signal, counts }) => [say(`signal.${signal}.title`), ...counts])
  const empty = least === null ? say('overview.late.none') : say('overview.late.few', { least })
  const rest: Block[] =
    least !== null && rows.length > 0
      ? [{ kind: 'text', text: say('overview.late.rest', { least }), subtle: true }]
      : []
  return [{ kind: 'heading', text: say('overview.late') }, { kind: 'table', header, rows, empty }, ...rest]
}

/** What lacks something, and what comes. */
export function standingPart({ standings }: OverviewArgs, say: Say): Block[] {
  const facts = standings.map(({ standing, count }) => ({ label: say(`overview.standing.${standing}`), value: count }))
  return [
    { kind: 'heading', text: say('overview.standings') },
    { kind: 'facts', facts },
  ]
}

export function holdersPart({ holders }: OverviewArgs, say: Say): Block[] {
  if (holders.length === 0) return []
  const facts = holders.map(({ name, count }) => ({ label: name, value: count }))
  return [
    { kind: 'heading', text: say('overview.holders') },
    { kind: 'facts', facts },
  ]
}

/** Rows of a page: the rest of the card stays readable beside them. */
export const most = 8

/** The cases to look at, from item `start` on. */
export function rowsPart({ rows, start }: OverviewArgs, say: Say): Block[] {
  if (rows.length === 0) return []
  const left = rows.length - start - most
  const more: Block[] = left > 0 ? [{ kind: 'text', text: say('list.more', { count: left }), subtle: true }] : []
  const shown = rows.slice(start, start + most).map((one) => row(one, say))
  return [{ kind: 'heading', text: say('overview.rows') }, ...shown, ...more]
}

function row(one: OverviewRow, say: Say): Block {
  const { ref, level, offer } = one
  const text = say('overview.row', { ref, level })
  if (one.late === null)
    return {
      kind: 'row',
      text,
      subtle: say(`overview.standing.${one.lacks}`),
      tone: 'neutral',
      button: button(offer, say),
    }
  const { late, days, more } = one
  const subtle = say('overview.row.late', { what: say(`signal.${late}.title`), days, more })
  return { kind: 'row', text, subtle, tone: 'warning', button: button(offer, say) }
}
