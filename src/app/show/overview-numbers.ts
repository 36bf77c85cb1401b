/** The numbers of an overview in words: told exactly to whoever may see the cases themselves, in steps to everybody else. */
import type { OverviewArgs } from '../../../cards/parts/overview-part.ts'
import { type Counted, latenesses, standings } from '../../core/overview.ts'
import { type Signal, signals } from '../../core/policy.ts'
import { sumTold, type Told, toldTogether } from '../../core/small-groups.ts'
import { levelName, type Setting } from '../see/index.ts'

export type Numbers = Pick<OverviewArgs, 'open' | 'late' | 'standings' | 'leftOut'>

/** How one number is told, of the cases to which it applies out of all: whole, and by unit; and whether nothing is told by that. */
export type Telling = {
  units: string[] | null
  tell(
    list: Counted[],
    all: Counted[],
  ): { whole: string; of(unit: string): string; isLeftOut: boolean; isLeftOutOf(unit: string): boolean }
}

/** As they are. */
export function exactly(units: string[]): Telling {
  return {
    units,
    tell: (list) => ({
      whole: String(list.length),
      of: (unit) => String(list.filter((one) => one.unit === unit).length),
      isLeftOut: list.length === 0,
      isLeftOutOf: () => false,
    }),
  }
}

/**
 * In steps, of all units side by side with their whole. Of some units (not null) only what is told of each of them is told: a whole of
 * theirs beside that of all would be one more way to reckon.
 */
export function publicly({ say, model }: Pick<Setting, 'say' | 'model'>, units: string[] | null): Telling {
  const { smallestGroup: least } = model.overview
  const words = (told: Told) => inWords(told, say)
  return {
    units,
    tell(list, all) {
      const each = new Map([...new Set(all.map(({ unit }) => unit))].map((unit) => [unit, 0]))
      for (const { unit } of list) each.set(unit, (each.get(unit) ?? 0) + 1)
      const { whole, parts } = toldTogether(each, least)
      const few: Told = { from: 0, to: least - 1 }
      const isFew = ({ to }: Told) => to !== null && to < least
      const toldOf = (unit: string) => parts.get(unit) ?? few
      const seen = units === null ? whole : sumTold(units.map(toldOf))
      return {
        whole: words(seen),
        of: (unit) => words(toldOf(unit)),
        isLeftOut: isFew(seen),
        isLeftOutOf: (unit) => isFew(toldOf(unit)),
      }
    },
  }
}

function inWords({ from, to }: Told, say: Setting['say']): string {
  if (to === null) return from === 0 ? say('overview.told.not') : say('overview.told.least', { from })
  return from === 0 ? say('overview.told.fewer', { count: to + 1 }) : say('overview.told.between', { from, to })
}

/** What stands in an overview as numbers, of these cases. */
export function numbersOf(setting: Setting, all: Counted[], { units, tell }: Telling): Numbers {
  const { policy } = setting
  const rows = units ?? [...new Set(all.map(({ unit }) => unit))].sort()
  const levels = policy.levels.map(({ number }) =>
    tell(
      all.filter(({ level }) => level === number),
      all,
    ),
  )
  const shown = rows.filter((unit) => !levels.every((one) => one.isLeftOutOf(unit)))
  const late = signals.map((signal) => ({
    signal,
    told: latenesses.map((lateness) => tell(lateIn(all, signal, lateness), all)),
  }))
  const lateRows = late.filter(({ told }) => !told.every((one) => one.isLeftOut))
  return {
    open: {
      levels: policy.levels.map(({ number }) => levelName(setting, number)),
      rows: shown.map((unit) => ({ unit, counts: levels.map((one) => one.of(unit)) })),
      whole: levels.map(({ whole }) => whole),
    },
    leftOut: rows.length - shown.length,
    late: lateRows.map(({ signal, told }) => ({ signal, counts: told.map(({ whole }) => whole) })),
    standings: standings.map((standing) => {
      return {
        standing,
        count: tell(
          all.filter((one) => one.standings.includes(standing)),
          all,
        ).whole,
      }
    }),
  }
}

function lateIn(all: Counted[], signal: Signal, lateness: (typeof latenesses)[number]): Counted[] {
  return all.filter(({ late }) => late.some((one) => one.signal === signal && one.lateness === lateness))
}
