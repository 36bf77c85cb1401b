/** The table of a list of cases, and the ways to other lists. A child is named by the word its writer chose, and nowhere else. */
import type { Day } from '../../src/core/ids.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block, Button, Cell, Heading, Way } from '../card.ts'
import { type ListAsked, type ListSort, type ListView, listData, listStatuses, listViews } from './list-asked.ts'
import { type About, type AwaitedRow, type DueNext, noNext, when } from './mine-item.ts'
import { button, type Offer } from './offer.ts'

/**
 * `unit` is its name, or where that is not the reader's to know, as much of it as is. `next`: what is next and on which day, `awaited`:
 * what others were asked, where that is all; `closed`: when it was.
 */
export type ListRow = {
  ref: string
  level: string
  /** In which step it is, ready; not there where the reader may not read the case. */
  step?: string
  unit: string
  next: (DueNext & { day: Day }) | null
  awaited: Pick<AwaitedRow, 'awaited' | 'who' | 'count' | 'days'> | null
  closed: Day | null
  /** Where the reader sees of it what has stopped, and nothing else. */
  stops?: true
  /** What the reader is in it, ready. */
  role: string
  offer: Offer
}

export type Listed = {
  asked: ListAsked
  /** What else can be asked for: each by its code with its name, ready. */
  choices: { views: ListView[]; units: Named<string>[]; levels: Named<number>[] }
  rows: ListRow[]
  about: About
}
type Named<C> = { code: C; name: string }

/** To the same list of others: as what the reader sees them, how they stand, of which unit, on which level. */
export function listWays({ asked, choices: { views, units, levels } }: Listed, say: Say): Block[] {
  const way = (label: string, change: Partial<ListAsked>): Way => {
    const there = { ...asked, ...change }
    const isHere = JSON.stringify(listData(there)) === JSON.stringify(listData(asked))
    return { button: to(label, there), ...(isHere ? { current: true } : {}) }
  }
  const seen = listViews.filter((one) => views.includes(one))
  const all = {
    view: [
      way(say('cases.view.all'), { view: null }),
      ...seen.map((one) => way(say(`cases.view.${one}`), { view: one })),
    ],
    status: listStatuses.map((one) => way(say(`cases.status.${one}`), { status: one })),
    level: [
      way(say('cases.level.all'), { level: null }),
      ...levels.map(({ code, name }) => way(name, { level: code })),
    ],
    unit: [way(say('cases.unit.all'), { unit: null }), ...units.map(({ code, name }) => way(name, { unit: code }))],
  }
  // With one of a kind there is nothing to choose.
  return (['view', 'status', 'level', 'unit'] as const).flatMap((of): Block[] =>
    all[of].length > 2 ? [{ kind: 'ways', label: say(`cases.${of}`), ways: all[of] }] : [],
  )
}

function to(label: string, asked: ListAsked): Button {
  return { kind: 'press', label, action: 'show.list', data: listData(asked) }
}

/** Whom they are about has a column where any of them may be named. */
export function listTable({ asked, rows, about }: Listed, say: Say): Block {
  const sorting = (text: string, sort: ListSort): Heading => {
    const isHere = asked.sort === sort
    const turned = { ...asked, sort, down: isHere && !asked.down }
    return { text, button: to(text, turned), ...(isHere ? { sorted: asked.down ? 'down' : 'up' } : {}) }
  }
  const names = about.size > 0
  return {
    kind: 'table',
    header: [
      sorting(say('cases.ref'), 'ref'),
      ...(names ? [say('cases.about')] : []),
      sorting(say('cases.level'), 'level'),
      sorting(say('cases.unit'), 'unit'),
      say('cases.what'),
      sorting(say('cases.day'), 'day'),
      say('cases.who'),
      say('cases.role'),
    ],
    rows: rows.map((row) => cellsOf(row, names ? (about.get(row.ref) ?? '') : null, say)),
    empty: say('cases.none'),
  }
}

function cellsOf(row: ListRow, named: string | null, say: Say): Cell[] {
  const { ref, level, step, unit, role, next, awaited, offer } = row
  return [
    { text: ref, button: button(offer, say) },
    ...(named === null ? [] : [{ text: named, typed: true }]),
    step === undefined ? level : { text: level, subtle: step },
    unit,
    what(row, say),
    day(row, say),
    (next ? next.who : awaited?.who) ?? '',
    role,
  ]
}

function what({ next, awaited, closed, stops }: ListRow, say: Say): Cell {
  if (closed) return say('cases.closed')
  if (awaited) return say(`awaited.${awaited.awaited}`, { who: awaited.who ?? '', count: awaited.count })
  if (!next) return noNext(stops, say)
  const text = say(`signal.${next.what}.title`)
  return next.again ? { text, subtle: say('mine.again', { day: say.day(next.again) }) } : text
}

/** What somebody put off is late, and nobody is to be pressed for it yet. */
function day({ next, awaited, closed }: ListRow, say: Say): Cell {
  if (closed) return say.day(closed)
  if (awaited) return say('mine.waited', { count: awaited.days })
  if (!next) return ''
  const isLate = next.when.late && next.again === undefined
  return { text: say.day(next.day), subtle: when(next, say), tone: isLate ? 'warning' : 'neutral' }
}
