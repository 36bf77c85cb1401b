/**
 * The cases somebody stands in or leads, or that were brought to KE, as a page shows them: sorted, filtered, and fifty at a time. Of
 * all others no more is found out than where they stand, and words are read of those alone that are shown: looks that are logged.
 */

import type { Card } from '../../../cards/card.ts'
import { caseList } from '../../../cards/case-list.ts'
import { type ListAsked, type ListView, listAsked } from '../../../cards/parts/list-asked.ts'
import type { Listed, ListRow } from '../../../cards/parts/list-table.ts'
import { pageSize, pageStart } from '../../../cards/parts/paging.ts'
import { capital } from '../../wording/index.ts'
import { seeCase, show } from '../actions/index.ts'
import {
  casesOf,
  levelName,
  lookingAt,
  mayRead,
  seatsOf,
  seesOutline,
  serviceNames,
  unitName,
  type Viewer,
} from '../see/index.ts'
import { aboutIn } from './about.ts'
import { awaitedRowOf } from './awaited.ts'
import { inOrder, isAmong, type Placed, placedIn } from './list-listing.ts'
import { looksOfEach } from './mine.ts'
import { nextIn } from './mine-row.ts'
import { stepListed } from './stands.ts'

/** `data` is what the button carried. */
export async function showList(viewer: Viewer, data: Record<string, string>): Promise<Card> {
  const asked = listAsked(data)
  const views = viewsOf(viewer)
  const wanted: ListAsked = { ...asked, view: views.find((one) => one === asked.view) ?? null }
  const among = await placedFor(viewer, wanted)
  const { list, shown, choices } = chosen(viewer, among, wanted)
  const first = pageStart(data.start)
  const start = first < list.length ? first : 0
  const page = inOrder(list, shown).slice(start, start + pageSize)
  const about = await aboutIn(
    viewer,
    'window',
    page.map(({ state }) => state),
    'case-list',
  )
  const rows = await Promise.all(page.map((one) => rowOf(viewer, one)))
  const offers = [show('show.mine')]
  return caseList(
    { asked: shown, choices: { ...choices, views }, rows, about, start, count: list.length, offers },
    viewer.say,
  )
}

/** As what somebody may see cases: everybody those they stand in. */
function viewsOf(viewer: Viewer): ListView[] {
  const seats = seatsOf(viewer).map(({ view }) => view)
  return [
    'mine',
    ...(seats.includes('leader') ? (['unit'] as const) : []),
    ...(seats.includes('ke') ? (['ke'] as const) : []),
  ]
}

async function placedFor(viewer: Viewer, asked: ListAsked): Promise<Placed[]> {
  const cases = await casesOf(viewer, asked.status === 'closed' ? undefined : 'open')
  const looksOf = await looksOfEach(viewer, cases)
  return cases
    .map((state) => placedIn(state, looksOf(state)))
    .filter((one): one is Placed => one !== null && isAmong(one, asked))
}

/** A unit or a level that none of them has is as if it had not been said: of none is it to be found out whether there are cases in it. */
function chosen(viewer: Viewer, among: Placed[], asked: ListAsked) {
  const units = new Map<string, Viewer>()
  const levels = new Map<number, Viewer>()
  for (const { state, unit } of among) {
    if (unit !== null && !units.has(unit)) units.set(unit, lookingAt(viewer, state))
    if (!levels.has(state.level)) levels.set(state.level, lookingAt(viewer, state))
  }
  const shown: ListAsked = {
    ...asked,
    unit: asked.unit !== null && units.has(asked.unit) ? asked.unit : null,
    level: asked.level !== null && levels.has(asked.level) ? asked.level : null,
  }
  const list = among.filter(
    ({ state, unit }) =>
      (shown.unit === null || unit === shown.unit) && (shown.level === null || state.level === shown.level),
  )
  const choices: Omit<Listed['choices'], 'views'> = {
    units: [...units].map(([code, there]) => ({ code, name: unitName(there, code) })).sort(byName),
    levels: [...levels]
      .map(([code, there]) => ({ code, name: levelName(there, code) }))
      .sort((a, b) => a.code - b.code),
  }
  return { list, shown, choices }
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name, 'nb')
}

async function rowOf(asker: Viewer, { state, unit, role, next, awaited, closed }: Placed): Promise<ListRow> {
  const viewer = lookingAt(asker, state)
  return {
    ref: state.ref,
    level: levelName(viewer, state.level),
    ...stepListed(viewer, state),
    unit: unit === null ? homeOf(viewer, state) : unitName(viewer, unit),
    next: next && { ...(await nextIn(viewer, state, next)), day: next.day },
    awaited: awaited && (await awaitedRowOf(viewer, awaited)),
    closed,
    ...(seesOutline(viewer, state) ? { stops: true } : {}),
    role: role ? capital(viewer.say(`role.${role}`)) : '',
    offer: seeCase(state),
  }
}

/** As the case's own card says it to whoever the family has let in; nothing to whoever only sees that something has stopped, or is asked. */
function homeOf(viewer: Viewer, state: Placed['state']): string {
  return mayRead(viewer, state) && !seesOutline(viewer, state) ? (serviceNames(viewer, [state.service])[0] ?? '') : ''
}
