/**
 * An overview: for a leader of their units, for KE of what was brought to it, and for the BTI coordinator of the whole municipality, in
 * numbers alone and no group smaller than the model lets be told. References and standings only; no word is read, and nothing changed.
 */
import type { Card } from '../../../cards/card.ts'
import { overview, overviewForOthers } from '../../../cards/overview.ts'
import type { OverviewArgs, OverviewView } from '../../../cards/parts/overview-part.ts'
import type { Case } from '../../core/case.ts'
import { counted } from '../../core/overview.ts'
import { rolesIn } from '../../core/permission.ts'
import { show } from '../actions/index.ts'
import { lookingAt, type Setting, type Viewer } from '../see/index.ts'
import { exactly, type Numbers, numbersOf, publicly } from './overview-numbers.ts'
import { holdersOf, rowsOf } from './overview-rows.ts'

/** Of what somebody has an overview, and where. */
export type Seat = { view: OverviewView; municipality: string }

const views: Record<OverviewView, 'leader' | 'ke' | 'coordinator'> = {
  leader: 'leader',
  ke: 'ke',
  coordinator: 'coordinator',
}

/** Each once, those at home first; also of whoever leads for some days in somebody's place. */
export function seatsOf({ actor, person }: Viewer): Seat[] {
  const seats = actor.posts.flatMap(({ municipality, roles }) =>
    orders.flatMap((view): Seat[] => (roles.includes(views[view]) ? [{ view, municipality }] : [])),
  )
  const once = [...new Map(seats.map((one) => [`${one.view} ${one.municipality}`, one])).values()]
  const away = ({ municipality }: Seat) => (municipality === person.municipality ? 0 : 1)
  return once.sort((a, b) => away(a) - away(b) || orders.indexOf(a.view) - orders.indexOf(b.view))
}

const orders: OverviewView[] = ['leader', 'ke', 'coordinator']

type Asked = { view?: string; municipality?: string; start?: string }

/** The one that is asked for, where it is theirs, else their first; whoever has none is told who does. */
export async function showOverview(asker: Viewer, asked: Asked): Promise<Card> {
  const seats = seatsOf(asker)
  const named = seats.find((one) => one.view === asked.view && one.municipality === asked.municipality)
  const seat = named ?? seats.find(({ view }) => view === asked.view) ?? seats[0]
  if (!seat) return overviewForOthers({ offers: [show('show.mine')] }, asker.say)
  const viewer = lookingAt(asker, seat)
  const start = Math.max(0, Number.parseInt(asked.start ?? '0', 10) || 0)
  const others = seats.filter((one) => one !== seat).map((one) => show('show.overview', { ...one }))
  const args = { view: seat.view, notice: null, start, data: { ...seat } }
  return overview({ ...args, ...(await seenFrom(viewer, seat)), offers: [...others, show('show.mine')] }, viewer.say)
}

type Seen = Omit<OverviewArgs, 'view' | 'notice' | 'start' | 'data' | 'offers'>

async function seenFrom(viewer: Viewer, seat: Seat): Promise<Seen> {
  if (seat.view === 'coordinator') return coordinatorSees(viewer)
  const cases = await casesFor(viewer, seat.view)
  const list = cases.map((state) => ({ state, counts: counted(state, viewer) }))
  const all = list.map(({ counts }) => counts)
  const units = [...unitsLed(viewer)]
  const rows = rowsOf(viewer, list)
  if (seat.view === 'ke') return { ...numbersOf(viewer, all, exactly([])), holders: [], rows, of: [], least: null }
  const holders = await holdersOf(viewer, all)
  return { ...numbersOf(viewer, all, exactly(units)), holders, rows, of: units, least: null }
}

/** Numbers of the whole municipality; no case, and no reference. */
async function coordinatorSees(viewer: Viewer): Promise<Seen> {
  const { model } = viewer
  return {
    ...(await publicNumbers(viewer)),
    holders: [],
    rows: [],
    of: [model.municipality.name],
    least: model.overview.smallestGroup,
  }
}

/** As the coordinator sees them, or of some units of it: what may be told to many. */
export async function publicNumbers(setting: Setting, units: string[] | null = null): Promise<Numbers> {
  const stored = await setting.reader.cases.openIn(setting.municipality)
  for (const id of setting.reader.cases.unreadable()) setting.log.error('case.unreadable', { case: id })
  return numbersOf(
    setting,
    stored.map(({ case: state }) => counted(state, setting)),
    publicly(setting, units),
  )
}

/** The units somebody leads where they look, also in somebody's place. */
function unitsLed({ actor, municipality }: Viewer): Set<string> {
  const led = actor.posts.filter((one) => one.municipality === municipality && one.roles.includes('leader'))
  return new Set(led.map(({ unit }) => unit))
}

/** Open ones, of which the viewer is a leader, or which are KE's to see: not those in which they may have no part. */
async function casesFor(viewer: Viewer, role: 'leader' | 'ke'): Promise<Case[]> {
  const { reader, municipality, actor, today } = viewer
  const stored =
    role === 'ke'
      ? await reader.cases.broughtToKe(municipality)
      : (await Promise.all([...unitsLed(viewer)].map((unit) => reader.cases.ofUnit(municipality, unit)))).flat()
  for (const id of reader.cases.unreadable()) viewer.log.error('case.unreadable', { case: id })
  return stored
    .map((one) => one.case)
    .filter((state) => state.status === 'open' && rolesIn(state, actor, today).includes(role))
}
