/** What a list of cases is asked for: which of them, in which order, from which on. As the data of `show.list` carries it. */
import type { Offer } from './offer.ts'

export const listSorts = ['ref', 'level', 'unit', 'day'] as const
export type ListSort = (typeof listSorts)[number]
/** What each is by itself; `late`: something in it is; `waiting`: something waits for the reader. */
export const listStatuses = ['open', 'waiting', 'late', 'closed'] as const
export type ListStatus = (typeof listStatuses)[number]
/** As what the reader sees them: those they stand in, of their units, brought to KE. */
export const listViews = ['mine', 'unit', 'ke'] as const
export type ListView = (typeof listViews)[number]

/** `unit` and `level` are null where all are shown, and so is `view`. */
export type ListAsked = {
  sort: ListSort
  down: boolean
  status: ListStatus
  view: ListView | null
  unit: string | null
  level: number | null
}

const usual: ListAsked = { sort: 'day', down: false, status: 'open', view: null, unit: null, level: null }

/** Whatever is no choice of ours is as if it had not been said. */
export function listAsked({ sort = '', status, view, unit = '', level = '' }: Offer['data']): ListAsked {
  const named = sort.startsWith('-') ? sort.slice(1) : sort
  const by = listSorts.find((one) => one === named)
  return {
    sort: by ?? usual.sort,
    down: by !== undefined && sort.startsWith('-'),
    status: listStatuses.find((one) => one === status) ?? usual.status,
    view: listViews.find((one) => one === view) ?? usual.view,
    unit: /^[\w-]{1,100}$/.test(unit) ? unit : usual.unit,
    level: /^\d$/.test(level) ? Number(level) : usual.level,
  }
}

/** What names the list, but from which row on. */
export function listData({ sort, down, status, view, unit, level }: ListAsked): Offer['data'] {
  return {
    ...(sort === usual.sort && !down ? {} : { sort: down ? `-${sort}` : sort }),
    ...(status === usual.status ? {} : { status }),
    ...(view === null ? {} : { view }),
    ...(unit === null ? {} : { unit }),
    ...(level === null ? {} : { level: String(level) }),
  }
}
