/**
 * Where a case stands in a list that is sorted and filtered: reckoned of each case that somebody stands in or leads, of which a page
 * is drawn. From the case, the day, and what they are alone: reads nothing.
 */
import type { ListAsked, ListSort, ListView } from '../../../cards/parts/list-asked.ts'
import type { Case } from '../../core/case.ts'
import { type Due, due, overdue } from '../../core/deadline.ts'
import type { Day, UnitCode } from '../../core/ids.ts'
import { lately, type OnlyOf } from '../../core/lately.ts'
import { isLeaderOf } from '../../core/leading.ts'
import type { CaseRole } from '../../core/permission.ts'
import { isOfHome } from '../../core/reading.ts'
import { mostPressing } from '../../core/step.ts'
import { knownRoles, mayKnowOfDue } from '../see/index.ts'
import { type AwaitedListing, hangsOn, type Looks, listingsIn, type OpenListing, roleIn } from './mine-listing.ts'

/** `unit` is null where it is not the reader's to know; `day` is that of what is next, or on which it was closed. */
export type Placed = {
  state: Case
  /** By which references are sorted: their number grows longer as there are more. */
  number: string
  unit: UnitCode | null
  role: CaseRole | null
  views: ListView[]
  day: Day | null
  /** Whether anything in it is late that the reader may know of. */
  late: boolean
  /** Whether anything waits for the reader. */
  waits: boolean
  next: Due | null
  awaited: AwaitedListing | null
  closed: Day | null
}

/** Null for whoever has no part in it but to be asked something that does not wait for them. */
export const placedIn = lately(
  (state, looks: OnlyOf<Looks, (typeof hangsOn)[number] | 'now'>): Placed | null => placed(state, looks),
  (looks) => hangsOn.map((key) => looks[key]),
)

function placed(state: Case, looks: Looks): Placed | null {
  const listings = listingsIn(state, looks)
  const open = listings.find((one) => one.is === 'open') ?? null
  const role = roleIn(looks, state)
  if (!role && !open) return null
  const common = { state, number: numberOf(state), unit: unitSeen(looks, state), role, views: viewsOf(looks, state) }
  const closed = state.closed && looks.calendar.dayOf(state.closed.at)
  if (state.status === 'closed') return { ...common, ...nothing, day: closed, closed }
  const late = overdue(due(state, looks.now, looks), looks.today).filter(({ key }) => mayKnowOfDue(looks, state, key))
  const next = nextOf(looks, open, late)
  const awaited = next ? null : (listings.find((one) => one.is === 'awaited') ?? null)
  const day = next?.day ?? awaited?.day ?? null
  const waits = open?.section === 'waiting'
  return { ...common, ...nothing, day, late: late.length > 0, waits, next, awaited }
}

const nothing = { late: false, waits: false, next: null, awaited: null, closed: null }

/** What is theirs where that is late, else what is late with somebody else, else what comes next. */
function nextOf({ today }: Looks, open: OpenListing | null, late: Due[]): Due | null {
  const own = open?.next ?? null
  if (own && overdue([own], today).length > 0) return own
  return mostPressing(late, today) ?? own
}

/** Where it has its home: others learn with which service, as its card says. */
function unitSeen({ actor, today }: Looks, state: Case): UnitCode | null {
  return isLeaderOf(state, actor) || isOfHome(state, actor, today) ? state.unit : null
}

function viewsOf(looks: Looks, state: Case): ListView[] {
  const roles = knownRoles(looks, state)
  const stands = roles.some((role) => role !== 'leader' && role !== 'ke')
  return [
    ...(stands ? (['mine'] as const) : []),
    ...(roles.includes('leader') ? (['unit'] as const) : []),
    ...(roles.includes('ke') ? (['ke'] as const) : []),
  ]
}

/** Whether it is one of those that are asked for, whatever its level and unit. */
export function isAmong({ state, views, late, waits }: Placed, { status, view }: ListAsked): boolean {
  if (view !== null && !views.includes(view)) return false
  if (status === 'closed') return state.status === 'closed'
  if (state.status === 'closed') return false
  return status === 'open' || (status === 'late' ? late : waits)
}

/** In the order that is asked for; what is alike in that by its reference, and what has nothing to be sorted by last. */
export function inOrder(list: Placed[], { sort, down }: ListAsked): Placed[] {
  const sign = down ? -1 : 1
  const keyOf = keys[sort]
  return list.toSorted((one, other) => {
    const [a, b] = [keyOf(one), keyOf(other)]
    if (a === b) return compared(one.number, other.number)
    if (a === null || b === null) return a === null ? 1 : -1
    return sign * compared(a, b)
  })
}

const keys: Record<ListSort, (one: Placed) => string | number | null> = {
  ref: ({ number }) => number,
  level: ({ state }) => state.level,
  unit: ({ unit }) => unit,
  day: ({ day }) => day,
}

function numberOf({ ref }: Case): string {
  const [prefix = '', number = ''] = ref.split('-')
  return `${prefix} ${number.padStart(9, '0')}`
}

function compared<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}
