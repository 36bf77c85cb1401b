/**
 * The numbers of an overview as a page draws them: those that are told anyway, those of them that belong together in one, and of the
 * last twelve months why duties were late, and how long the first talk was waited for. No group is told that is not told otherwise.
 */
import type { Charted, OverviewCharts } from '../../../cards/parts/overview-chart.ts'
import { type Counted, latenesses, standings } from '../../core/overview.ts'
import { signals } from '../../core/policy.ts'
import { sumTold, type Told } from '../../core/small-groups.ts'
import { medianOf, type OfYear, talkTimeOf, talkTimes } from '../../core/year.ts'
import { levelName, named, type Setting, unitName } from '../see/index.ts'
import { lateIn, type Telling } from './overview-numbers.ts'

export function chartsOf(
  setting: Setting,
  { all, year }: { all: Counted[]; year: OfYear[] },
  telling: Telling,
): OverviewCharts {
  const { policy } = setting
  const { units, tell } = telling
  const charted = (label: string, seen: Told): Charted => ({ label, told: telling.words(seen), ...seen })
  const levels = policy.levels.map(({ number }) => ({
    number,
    told: tell(all.filter(({ level }) => level === number)),
  }))
  const shown = units.filter((unit) => !levels.every(({ told }) => told.isLeftOutOf(unit)))
  const late = signals.map((signal) => ({
    signal,
    told: latenesses.map((lateness) => tell(lateIn(all, signal, lateness))).filter(({ isLeftOut }) => !isLeftOut),
  }))
  return {
    levels: levels.map(({ number, told }) => charted(levelName(setting, number), told.seen)),
    units: shown.map((unit) => charted(unitName(setting, unit), sumTold(levels.map(({ told }) => told.seenOf(unit))))),
    late: late.flatMap(({ signal, told }) =>
      told.length === 0 ? [] : [{ signal, ...charted('', sumTold(told.map(({ seen }) => seen))) }],
    ),
    standings: standings.map((standing) => {
      return { standing, ...charted('', tell(all.filter((one) => one.standings.includes(standing))).seen) }
    }),
    causes: causesOf(setting, year, telling),
    ...talksOf(year, telling),
  }
}

/** What is told of nobody is not there. The ones that nobody has said why of stand last. */
function causesOf(setting: Setting, year: OfYear[], { tell, words }: Telling): Charted[] {
  const codes = [...Object.keys(setting.model.names.breachCauses), null]
  return codes.flatMap((code) => {
    const { seen, isLeftOut } = tell(year.filter(({ causes }) => causes.includes(code)))
    const label =
      code === null ? setting.say('overview.cause.none') : named(setting, setting.model.names.breachCauses, code)
    return isLeftOut ? [] : [{ label, told: words(seen), ...seen }]
  })
}

/** In steps the middle one is told in whole weeks, and only where so many talks are told that no one of them can be it for sure. */
function talksOf(year: OfYear[], { tell, words, least }: Telling): Pick<OverviewCharts, 'talks' | 'median'> {
  const held = year.filter(({ talk }) => talk !== null)
  const talks = talkTimes.map((time) => {
    const { seen } = tell(held.filter(({ talk }) => talk !== null && talkTimeOf(talk) === time))
    return { time, label: '', told: words(seen), ...seen }
  })
  const middle = medianOf(held.flatMap(({ talk }) => talk ?? []))
  const isMany = least === null || sumTold(talks).from >= 2 * least
  if (middle === null || !isMany) return { talks, median: null }
  return { talks, median: least === null ? { days: middle } : { weeks: Math.max(1, Math.ceil(middle / 7)) } }
}
