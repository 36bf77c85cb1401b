/** The numbers of an overview in words: told exactly to whoever may see the cases themselves, in steps to everybody else. */
import type { OverviewArgs } from '../../../cards/parts/overview-part.ts'
import { type Counted, latenesses, standings } from '../../core/overview.ts'
import { type Signal, signals } from '../../core/policy.ts'
import { sumTold, type Told, toldAlone, toldTogether } from '../../core/small-groups.ts'
import { levelName, type Setting, unitName } from '../see/index.ts'

export type Numbers = Pick<OverviewArgs, 'open' | 'late' | 'lateLeast' | 'standings' | 'leftOut'>
/** All that a number is told of: a case, by the unit it is in. */
export type InUnit = Pick<Counted, 'unit'>

/** How one number is told, of the cases to which it applies: whole, and by unit; and whether nothing is told by that. */
export type Telling = {
  /** Those told of, with or without cases. */
  units: string[]
  tell(list: InUnit[]): {
    whole: string
    of(unit: string): string
    isLeftOut: boolean
    isLeftOutOf(unit: string): boolean
    /** What is told, as a number from one to another. */
    seen: Told
    seenOf(unit: string): Told
  }
  /** What several come to that are told already: it tells nothing more. */
  words(seen: Told): string
  /** A whole that is left out is smaller than this; null where only what is nothing is. */
  least: number | null
}

/** As they are. */
export function exactly(units: string[]): Telling {
  return {
    units,
    least: null,
    words: ({ from }) => String(from),
    tell: (list) => {
      const count = (unit: string) => list.filter((one) => one.unit === unit).length
      return {
        whole: String(list.length),
        of: (unit) => String(count(unit)),
        isLeftOut: list.length === 0,
        isLeftOutOf: () => false,
        seen: exact(list.length),
        seenOf: (unit) => exact(count(unit)),
      }
    },
  }
}

function exact(count: number): Told {
  return { from: count, to: count }
}

/**
 * In steps, of all units side by side with their whole: also those that have no case, so that a first one is seen in nothing. `known`:
 * of how many units somebody sees the cases themselves. Of some
 * units (not null) only what is told of each of them is told: a whole of theirs beside that of all would be one more way to reckon.
 */
export function publicly(
  { say, model }: Pick<Setting, 'say' | 'model'>,
  { all, known, units }: { all: string[]; known: number; units: string[] | null },
): Telling {
  const { smallestGroup: least } = model.overview
  const few = toldAlone(0, least)
  const isFew = ({ from }: Told) => from === 0
  const tell = (list: InUnit[]) => {
    const each = new Map(all.map((unit) => [unit, list.filter((one) => one.unit === unit).length]))
    const { whole, parts } = toldTogether(each, { least, known })
    const of = (unit: string) => parts.get(unit) ?? few
    return { of, seen: units === null ? whole : sumTold(units.map(of)) }
  }
  return {
    units: units ?? all,
    least: tell([]).seen.to + 1,
    words: (seen) => inWords(seen, say),
    tell(list) {
      const { of, seen } = tell(list)
      return {
        whole: inWords(seen, say),
        of: (unit) => inWords(of(unit), say),
        isLeftOut: isFew(seen),
        isLeftOutOf: (unit) => isFew(of(unit)),
        seen,
        seenOf: of,
      }
    },
  }
}

function inWords({ from, to }: Told, say: Setting['say']): string {
  return from === 0 ? say('overview.told.fewer', { count: to + 1 }) : say('overview.told.between', { from, to })
}

/** What stands in an overview as numbers, of these cases. */
export function numbersOf(setting: Setting, all: Counted[], { units, tell, least }: Telling): Numbers {
  const { policy } = setting
  const levels = policy.levels.map(({ number }) => tell(all.filter(({ level }) => level === number)))
  const shown = units.filter((unit) => !levels.every((one) => one.isLeftOutOf(unit)))
  const late = signals.map((signal) => ({
    signal,
    told: latenesses.map((lateness) => tell(lateIn(all, signal, lateness))),
  }))
  const lateRows = late.filter(({ told }) => !told.every((one) => one.isLeftOut))
  return {
    open: {
      levels: policy.levels.map(({ number }) => levelName(setting, number)),
      rows: shown.map((unit) => ({ unit: unitName(setting, unit), counts: levels.map((one) => one.of(unit)) })),
      whole: levels.map(({ whole }) => whole),
    },
    leftOut: units.length - shown.length,
    late: lateRows.map(({ signal, told }) => ({ signal, counts: told.map(({ whole }) => whole) })),
    lateLeast: least,
    standings: standings.map((standing) => {
      return { standing, count: tell(all.filter((one) => one.standings.includes(standing))).whole }
    }),
  }
}

export function lateIn(all: Counted[], signal: Signal, lateness: (typeof latenesses)[number]): Counted[] {
  return all.filter(({ late }) => late.some((one) => one.signal === signal && one.lateness === lateness))
}
