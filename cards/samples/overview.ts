/** Samples of overviews: a leader's, of one unit and of several, KE's, the coordinator's, and that of whoever has none. */

import type { Say } from '../../src/wording/index.ts'
import { overview, overviewForOthers } from '../overview.ts'
import type { Charted } from '../parts/overview-chart.ts'
import type { OverviewArgs, OverviewRow } from '../parts/overview-part.ts'
import { holder, nurse, personal, press, type Sample, shared, type Words } from './fjordvik.ts'

const mine = { ...press('show.mine'), data: {} }
const offers = [{ ...press('set.weekly'), data: { weekly: 'yes' } }, mine]

function row(number: number, level: string): OverviewRow {
  const common = { ref: `FJ-${1000 + number}`, level, offer: press('show.case') }
  if (number % 5 === 4) return { ...common, late: null, lacks: number % 2 === 0 ? 'without-holder' : 'unmanned' }
  const late = number % 2 === 0 ? 'measure-due' : 'nothing-planned'
  return { ...common, late, days: 24 - 2 * number, more: number === 1 ? 2 : 0 }
}

function rows(count: number, { levels }: Words): OverviewRow[] {
  return Array.from({ length: count }, (_, at) => row(at + 1, levels[1 + (at % 2)] ?? levels[1]))
}

const standing = ['without-holder', 'unmanned', 'proposal', 'transition', 'expiring-30', 'expiring-60'] as const

function standings(counts: string[]): OverviewArgs['standings'] {
  return standing.map((one, at) => ({ standing: one, count: counts[at] ?? '0' }))
}

function ofLeader(words: Words): OverviewArgs {
  return {
    view: 'leader',
    notice: null,
    of: ['Fjordvik skole'],
    least: null,
    leftOut: 0,
    open: {
      levels: [...words.levels],
      rows: [{ unit: 'Fjordvik skole', counts: ['2', '9', '4'] }],
      whole: ['2', '9', '4'],
    },
    late: [
      { signal: 'nothing-planned', counts: ['1', '0', '2'] },
      { signal: 'measure-due', counts: ['0', '1', '3'] },
    ],
    lateLeast: null,
    standings: standings(['1', '1', '2', '3', '0', '4']),
    holders: [
      { name: holder, count: '8' },
      { name: nurse, count: '4' },
    ],
    rows: rows(11, words),
    charts: null,
    start: 0,
    data: { view: 'leader', municipality: 'fjordvik' },
    offers,
  }
}

function ofSeveral(words: Words): OverviewArgs {
  const one = ofLeader(words)
  const units = [
    { unit: 'Fjordvik skole', counts: ['2', '9', '4'] },
    { unit: 'Strandheim skole', counts: ['0', '3', '1'] },
  ]
  return { ...one, of: units.map(({ unit }) => unit), open: { ...one.open, rows: units, whole: ['2', '12', '5'] } }
}

function ofKe(words: Words): OverviewArgs {
  const one = ofLeader(words)
  const open = { levels: [...words.levels], rows: [], whole: ['0', '3', '2'] }
  return { ...one, view: 'ke', of: [], open, holders: [], rows: rows(5, words) }
}

/** As a page draws it: of a leader exactly, of the coordinator in steps. */
function charts(say: Say, words: Words, isExact: boolean): OverviewArgs['charts'] {
  const step = (from: number): Pick<Charted, 'told' | 'from' | 'to'> => {
    if (isExact) return { told: String(from), from, to: from }
    const to = from + 4
    return {
      told: from === 0 ? say('overview.told.fewer', { count: 5 }) : say('overview.told.between', { from, to }),
      from,
      to,
    }
  }
  const [first, second] = ['Fjordvik skole', 'Strandheim skole']
  return {
    levels: words.levels.map((label, at) => ({ label, ...step(5 * at) })),
    units: [first, second].map((label, at) => ({ label, ...step(10 - 5 * at) })),
    late: [
      { label: '', signal: 'nothing-planned', ...step(5) },
      { label: '', signal: 'measure-due', ...step(15) },
    ],
    standings: standing.map((one, at) => ({ label: '', standing: one, ...step(at === 3 ? 15 : 0) })),
    causes: [
      { label: words.cause, ...step(10) },
      { label: say('overview.cause.none'), ...step(5) },
    ],
    talks: (['week', 'fortnight', 'month', 'longer'] as const).map((time, at) => ({
      label: '',
      time,
      ...step(15 - 5 * at),
    })),
    median: isExact ? { days: 9 } : { weeks: 2 },
  }
}

function ofCoordinator(say: Say, words: Words): OverviewArgs {
  const few = say('overview.told.fewer', { count: 5 })
  const step = (from: number) => say('overview.told.between', { from, to: from + 4 })
  return {
    view: 'coordinator',
    notice: null,
    of: ['Fjordvik kommune'],
    least: 5,
    leftOut: 3,
    open: {
      levels: [...words.levels],
      rows: [
        { unit: 'Fjordvik skole', counts: [few, step(10), step(5)] },
        { unit: 'Strandheim skole', counts: [few, step(5), few] },
        { unit: 'Tussen barnehage', counts: [step(5), step(5), few] },
      ],
      whole: [step(10), step(25), step(5)],
    },
    late: [
      { signal: 'nothing-planned', counts: [step(5), few, few] },
      { signal: 'measure-due', counts: [step(5), step(5), step(10)] },
    ],
    lateLeast: 5,
    standings: standings([few, few, step(5), step(15), few, step(5)]),
    holders: [],
    rows: [],
    charts: null,
    start: 0,
    data: { view: 'coordinator', municipality: 'fjordvik' },
    offers,
  }
}

export const overviewSamples: Sample[] = [
  personal('overview', '', (say, words) => overview(ofLeader(words), say)),
  personal('overview', 'further', (say, words) => overview({ ...ofLeader(words), start: 8 }, say)),
  personal('overview', 'several', (say, words) => overview(ofSeveral(words), say)),
  personal('overview', 'ke', (say, words) => overview(ofKe(words), say)),
  personal('overview', 'coordinator', (say, words) => overview(ofCoordinator(say, words), say)),
  personal('overview', 'charts', (say, words) =>
    overview({ ...ofSeveral(words), charts: charts(say, words, true) }, say),
  ),
  personal('overview', 'charts-coordinator', (say, words) =>
    overview({ ...ofCoordinator(say, words), charts: charts(say, words, false) }, say),
  ),
  shared('overview', 'units', (say, words) => {
    const numbers = ofCoordinator(say, words)
    const open = { ...numbers.open, rows: numbers.open.rows.slice(0, 2) }
    const of = open.rows.map(({ unit }) => unit)
    return overview(
      { ...numbers, view: 'units', of, open, leftOut: 0, offers: [{ ...press('show.overview'), data: {} }] },
      say,
    )
  }),
  personal('overview', 'calm', (say, words) =>
    overview({ ...ofLeader(words), late: [], rows: [], holders: [], standings: standings([]) }, say),
  ),
  personal('overview', 'others', (say) => overviewForOthers({ notice: null, offers: [mine] }, say)),
  personal('overview', 'no-more', (say) =>
    overviewForOthers({ notice: say('overview.weekly.no-more'), offers: [mine] }, say),
  ),
]
