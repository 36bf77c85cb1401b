/**
 * An overview: for a leader of their units, for KE of what was brought to it, and for the BTI coordinator of the whole municipality, in
 * numbers alone and no group smaller than the model lets be told. References and standings only; no word is read, and nothing changed.
 */
import type { Card } from '../../../cards/card.ts'
import { overview, overviewForOthers } from '../../../cards/overview.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import type { OverviewArgs } from '../../../cards/parts/overview-part.ts'
import type { Case } from '../../core/case.ts'
import { type Counted, counted } from '../../core/overview.ts'
import { type Role, rolesIn } from '../../core/permission.ts'
import { ofYear } from '../../core/year.ts'
import type { Person } from '../../ports.ts'
import { show } from '../actions/index.ts'
import { actorOf } from '../app.ts'
import {
  lookingAt,
  publicSeatsOf,
  type Seat,
  type Setting,
  seatsOf,
  settingIn,
  unitName,
  type Viewer,
  weeklySeatOf,
} from '../see/index.ts'
import { chartsOf } from './overview-charts.ts'
import { exactly, type Numbers, numbersOf, publicly, type Telling } from './overview-numbers.ts'
import { holdersOf, rowsOf } from './overview-rows.ts'

type Asked = { view?: string; municipality?: string; start?: string }

/** The one that is asked for, where it is theirs, else their first; whoever has none is told who does. */
export async function showOverview(
  asker: Viewer,
  asked: Asked,
  notice: string | null = null,
  draws: Draws = 'tables',
): Promise<Card> {
  const seats = seatsOf(asker)
  const named = seats.find((one) => one.view === asked.view && one.municipality === asked.municipality)
  const seat = named ?? seats.find(({ view }) => view === asked.view) ?? seats[0]
  if (!seat) return overviewForOthers({ notice, offers: [show('show.mine')] }, asker.say)
  const viewer = lookingAt(asker, seat)
  const start = Math.max(0, Number.parseInt(asked.start ?? '0', 10) || 0)
  const others = seats.filter((one) => one !== seat).map((one) => show('show.overview', { ...one }))
  const weekly = isSame(seat, weeklySeatOf(asker)) ? [await weeklyOffer(asker)] : []
  const offers = [...others, ...weekly, show('show.mine')]
  return overview(
    { view: seat.view, notice, start, data: { ...seat }, ...(await seenFrom(viewer, seat, draws)), offers },
    viewer.say,
  )
}

function isSame(one: Seat, other: Seat | undefined): boolean {
  return one.view === other?.view && one.municipality === other.municipality
}

/** To have it come every week, or no more. */
export async function weeklyOffer({ reader, person }: Viewer): Promise<Offer> {
  const comes = (await reader.weeklies.of(person.id)).some(({ place }) => place === '')
  return show('set.weekly', { weekly: comes ? 'no' : 'yes' })
}

/**
 * What may be told where others read, in the language of the municipality: as the coordinator sees it where whoever asked for it is one, of
 * their units where they lead some. Null for whoever may not ask for it any more.
 */
export async function showPublicOverview(asker: Viewer): Promise<Card | null> {
  const [seat] = publicSeatsOf(asker)
  if (!seat) return null
  const viewer = lookingAt(asker, seat)
  const setting = settingIn({ ...viewer, clock: { now: () => viewer.now } }, viewer.reader, seat.municipality)
  const { model, say } = setting
  const units = seat.view === 'leader' ? [...unitsLed(viewer)] : null
  const numbers = await publicNumbers(setting, units, 'tables')
  const of = units?.map((unit) => unitName(setting, unit)) ?? [model.municipality.name]
  const seen = { ...numbers, holders: [], rows: [], of, least: model.overview.smallestGroup }
  const offers = [show('show.overview')]
  return overview({ view: units ? 'units' : 'coordinator', notice: null, start: 0, data: {}, ...seen, offers }, say)
}

type Seen = Omit<OverviewArgs, 'view' | 'notice' | 'start' | 'data' | 'offers'>

async function seenFrom(viewer: Viewer, seat: Seat, draws: Draws): Promise<Seen> {
  if (seat.view === 'coordinator') return coordinatorSees(viewer, draws)
  const cases = await casesFor(viewer, seat.view)
  const list = cases.map((state) => ({ state, counts: counted(state, viewer) }))
  const all = list.map(({ counts }) => counts)
  const units = [...unitsLed(viewer)]
  const rows = rowsOf(viewer, list)
  const telling = exactly(seat.view === 'ke' ? [] : units)
  const numbers = { ...numbersOf(viewer, all, telling), charts: chartsFor(viewer, cases, telling, draws) }
  if (seat.view === 'ke') return { ...numbers, holders: [], rows, of: [], least: null }
  const holders = await holdersOf(viewer, all)
  return {
    ...numbers,
    holders,
    rows,
    of: units.map((unit) => unitName(viewer, unit)),
    least: null,
  }
}

/** Numbers of the whole municipality; no case, and no reference. */
async function coordinatorSees(viewer: Viewer, draws: Draws): Promise<Seen> {
  const { model } = viewer
  return {
    ...(await publicNumbers(viewer, null, draws)),
    holders: [],
    rows: [],
    of: [model.municipality.name],
    least: model.overview.smallestGroup,
  }
}

/** As the coordinator sees them, or of some units of it: what may be told to many. */
async function publicNumbers(
  setting: Setting,
  units: string[] | null,
  draws: Draws,
): Promise<Numbers & Pick<Seen, 'charts'>> {
  const stored = await setting.reader.cases.openIn(setting.municipality)
  for (const id of setting.reader.cases.unreadable()) setting.log.error('case.unreadable', { case: id })
  const cases = stored.map((one) => one.case)
  const all = cases.map((state) => counted(state, setting))
  const { people } = setting.reader
  const staff = (await Promise.all(havingCases.map((role) => people.withRole(setting.municipality, role)))).flat()
  const everyUnit = unitsWith(setting, staff, all)
  const telling = publicly(setting, { all: everyUnit, known: mostKnown(setting, staff, everyUnit), units })
  return { ...numbersOf(setting, all, telling), charts: chartsFor(setting, cases, telling, draws) }
}

type Draws = 'tables' | 'charts'

function chartsFor(setting: Setting, cases: Case[], telling: Telling, draws: Draws): OverviewArgs['charts'] {
  if (draws === 'tables') return null
  const all = cases.map((state) => counted(state, setting))
  return chartsOf(setting, { all, year: cases.map((state) => ofYear(state, setting)) }, telling)
}

/** Who can have cases, or leads who can. */
const havingCases = ['employee', 'leader'] as const satisfies Role[]

/** Every unit where somebody is who can have cases, or leads, by the directory; and those that have some though nobody is left there. */
function unitsWith({ municipality }: Setting, staff: Person[], all: Counted[]): string[] {
  const posts = staff.flatMap((one) => one.posts)
  const having = posts.filter(
    (one) => one.municipality === municipality && havingCases.some((role) => one.roles.includes(role)),
  )
  return [...new Set([...having, ...all].map(({ unit }) => unit))].sort()
}

/** Somebody may lead one unit, and another for some days, before anybody knows. */
const leastKnown = 2

/** Of how many units one reader sees the cases: as many as anybody leads who does not lead them all. */
function mostKnown({ municipality, today }: Setting, staff: Person[], units: string[]): number {
  const led = staff.map((one) => unitsLed({ actor: actorOf(one, today), municipality }).size)
  return Math.max(leastKnown, ...led.filter((count) => count < units.length))
}

/** The units somebody leads where they look, also in somebody's place. */
function unitsLed({ actor, municipality }: Pick<Viewer, 'actor' | 'municipality'>): Set<string> {
  const led = actor.posts.filter((one) => one.municipality === municipality && one.roles.includes('leader'))
  return new Set(led.map(({ unit }) => unit))
}

/** Open ones, of which the viewer is a leader, or which are KE's to see: not those in which they may have no part. */
async function casesFor(viewer: Viewer, role: 'leader' | 'ke'): Promise<Case[]> {
  const { reader, municipality, actor, today } = viewer
  const stored =
    role === 'ke'
      ? await reader.cases.broughtToKe(municipality, 'open')
      : (await Promise.all([...unitsLed(viewer)].map((unit) => reader.cases.ofUnit(municipality, unit, 'open')))).flat()
  for (const id of reader.cases.unreadable()) viewer.log.error('case.unreadable', { case: id })
  return stored.map((one) => one.case).filter((state) => rolesIn(state, actor, today).includes(role))
}
