/** The numbers of an overview as charts, for a page of ours: each stands as it may be told, and in steps its bar ends faintly. */
import type { Standing } from '../../src/core/overview.ts'
import type { Signal } from '../../src/core/policy.ts'
import type { TalkTime } from '../../src/core/year.ts'
import type { Key, Say } from '../../src/wording/index.ts'
import type { Bar, Block, Tone } from '../card.ts'
import { holdersPart, latePart, type OverviewArgs, openPart, openTable, standingPart } from './overview-part.ts'

/** `told` is ready; `from` and `to` are the same where it is told exactly. */
export type Charted = { label: string; told: string; from: number; to: number }

export type OverviewCharts = {
  levels: Charted[]
  units: Charted[]
  late: (Charted & { signal: Signal })[]
  standings: (Charted & { standing: Standing })[]
  /** Of the last twelve months, in cases: why duties were late, and how long the first talk was waited for. */
  causes: Charted[]
  talks: (Charted & { time: TalkTime })[]
  /** Half of the talks were held after so long, or sooner; null where that is not told. */
  median: { days: number } | { weeks: number } | null
}

/** All its numbers: as charts on a page, else as tables. Further on in its list its reader has seen them. */
export function numbersPart(args: OverviewArgs, say: Say): Block[] {
  const { start, charts } = args
  if (start > 0) return []
  if (charts)
    return [...openCharts(args, charts, say), ...otherCharts(args, charts, say), ...yearCharts(args, charts, say)]
  return [...openPart(args, say), ...latePart(args, say), ...standingPart(args, say), ...holdersPart(args, say)]
}

type Draw = (args: OverviewArgs, charts: OverviewCharts, say: Say) => Block[]

const openCharts: Draw = (args, { levels, units }, say) => {
  const isSeveral = units.length > 1
  return [
    chart({ title: 'overview.open', of: 'overview.level' }, bars(levels), say),
    ...(isSeveral ? [chart({ title: 'overview.by-unit', of: 'overview.unit' }, bars(units), say)] : []),
    ...(isSeveral || args.leftOut > 0 ? openTable(args, say) : []),
  ]
}

/** What is late, whole and by how long; what to follow, and how many each holder has. */
const otherCharts: Draw = (args, { late, standings }, say) => {
  const holders = args.holders.map(({ name, count }) => ({ label: name, told: count, value: Number(count) }))
  const lateBars = bars(late, ({ signal }) => say(`signal.${signal}.title`), 'warning')
  const standingBars = bars(standings, ({ standing }) => say(`overview.standing.${standing}`))
  const [heading, ...byLength] = latePart(args, say)
  const isNone = late.length === 0
  return [
    ...(isNone && heading ? [heading] : [chart({ title: 'overview.late', of: 'overview.what' }, lateBars, say)]),
    ...byLength,
    chart({ title: 'overview.standings', of: 'overview.what' }, standingBars, say),
    ...(holders.length === 0 ? [] : [chart({ title: 'overview.holders', of: 'overview.holder' }, holders, say)]),
  ]
}

const yearCharts: Draw = ({ least }, { causes, talks, median }, say) => {
  const talkBars = bars(talks, ({ time }) => say(`overview.talks.${time}`))
  const empty = least === null ? 'overview.causes.none' : 'overview.few'
  return [
    chart({ title: 'overview.causes', of: 'overview.cause', empty }, bars(causes), say),
    chart({ title: 'overview.talks', of: 'overview.talks.after' }, talkBars, say),
    ...(median === null ? [] : [{ kind: 'text', text: medianText(median, say) } as const]),
  ]
}

type Named = { title: Key; of: Key; empty?: Key }

function chart({ title, of, empty = 'overview.none' }: Named, list: Bar[], say: Say): Block {
  return { kind: 'chart', title: say(title), of: say(of), unit: say('overview.cases'), bars: list, empty: say(empty) }
}

function medianText(median: NonNullable<OverviewCharts['median']>, say: Say): string {
  return 'days' in median
    ? say('overview.talks.median', { days: median.days })
    : say('overview.talks.median.weeks', { weeks: median.weeks })
}

function bars<C extends Charted>(list: C[], labelled: (one: C) => string = ({ label }) => label, tone?: Tone): Bar[] {
  return list.map((one) => {
    const { told, from, to } = one
    return { label: labelled(one), told, value: from, ...(to === from ? {} : { upTo: to }), ...(tone ? { tone } : {}) }
  })
}
