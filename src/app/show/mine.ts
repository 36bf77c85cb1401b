/**
 * A person's own list: what waits for them, and the cases they stand in. References alone, but for whom the cases are about, which
 * is read where it is to be shown: a look that is logged.
 */
import type { Card } from '../../../cards/card.ts'
import { mine } from '../../../cards/mine.ts'
import {
  type Listed,
  type Lists,
  listedOn,
  type MinePage,
  mineSections,
  type Row,
} from '../../../cards/parts/mine-page.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import { offer, show } from '../actions/index.ts'
import { casesOf, decidingIn, lookingAt, type Viewer } from '../see/index.ts'
import { aboutIn, mayName, type Spot } from './about.ts'
import { awaitedRowOf } from './awaited.ts'
import type { Tells } from './by-itself.ts'
import { type CaseListing, type Listing, type Looks, listingsIn, listingsOf } from './mine-listing.ts'
import { caseRowOf } from './mine-row.ts'

type Asked = {
  notice?: string | null
  head?: { title: string; lead: string }
  page?: MinePage
  spot?: Spot
  /** Where it has been read already. */
  read?: Read
  /** Offered too. */
  more?: Offer[]
}

/** What the list is made of: as much of each case as puts it in its place. */
type Read = { waiting: CaseListing[]; lists: Lists<Listing>; quiet: number }

/** `head` is what the list is called where it is sent rather than asked for: then it presses for nothing that was put off. */
export async function showMine(viewer: Viewer, asked: Asked = {}): Promise<Card> {
  const { notice = null, head, page = null, spot = 'message', more = [] } = asked
  const { waiting, lists: all } = asked.read ?? (await readMine(viewer))
  const lists = head ? { ...all, waiting: waiting.filter(({ putOff }) => !putOff) } : all
  const { counts, rows } = listedOn(lists, page)
  const named = Object.values(rows)
    .flat()
    .filter(({ is }) => is !== 'question' && is !== 'receiving')
  const states = [...new Set(named.map(({ state }) => state))]
  const about = await aboutIn(viewer, spot, states, 'mine')
  const names = states.some((state) => mayName(viewer, state)) && spot === 'message' ? [namesOf(page)] : []
  const offers: Offer[] = [offer('concern.register', {}), ...more, ...names, show('show.help')]
  const card = { notice, listed: await drawn(viewer, { counts, rows }), page, about, offers }
  return mine(head ? { ...card, head } : card, viewer.say)
}

/** The page that the data of `show.mine` names; the first of each section where it names none. */
export function pageIn({ section, start = '0' }: Record<string, string>): MinePage {
  const found = mineSections.find((one) => one === section)
  return found ? { section: found, start: Math.max(0, Number.parseInt(start, 10) || 0) } : null
}

/** The first page of what waits for the viewer, and of the cases they stand in. */
export async function listedFor(viewer: Viewer): Promise<Listed> {
  return drawn(viewer, listedOn((await readMine(viewer)).lists, null))
}

/** The rows of a page: of all others no more is found out than where they stand. */
async function drawn(viewer: Viewer, { counts, rows }: Listed<Listing>): Promise<Listed> {
  const found: Listed['rows'] = {}
  for (const section of mineSections) {
    const list = rows[section]
    if (list) found[section] = await Promise.all(list.map((listing) => rowOf(viewer, listing)))
  }
  return { counts, rows: found }
}

function rowOf(asker: Viewer, listing: Listing): Promise<Row> {
  const viewer = lookingAt(asker, listing.state)
  return listing.is === 'awaited' ? awaitedRowOf(viewer, listing) : caseRowOf(viewer, listing)
}

/** Each case is read once for all of it; `only` what is open, and of what waits what it `tells`. */
export async function readMine(viewer: Viewer, only?: 'open', tells?: Tells): Promise<Read> {
  return listed(await everything(viewer, await casesOf(viewer, only), tells))
}

/** What the list says of a case, to be compared. Each is dated and named as where it is. */
export async function listedAs(asker: Viewer, state: Case): Promise<string> {
  const listings = await everything(asker, [state])
  const placed = await Promise.all(listings.map(async (listing) => [...whereIs(listing), await rowOf(asker, listing)]))
  const shows = placed.length === 0 ? [] : [mayName(asker, state), state.shielded === true]
  return JSON.stringify([placed, shows])
}

function whereIs(listing: Listing): unknown[] {
  const { section, day } = listing
  if (listing.is === 'awaited') return [section, day, listing.awaited.map(({ key }) => key)]
  const { late, own, putOff, quiet } = listing
  return [section, day, late, own, putOff, quiet]
}

/** What of these cases stands in the list, in their order. */
async function everything(asker: Viewer, cases: Case[], tells?: Tells): Promise<Listing[]> {
  const looksOf = await looksOfEach(asker, cases)
  return cases.flatMap((state) => {
    const looks = looksOf(state)
    return tells ? listingsOf(looks, state, tells) : listingsIn(state, looks)
  })
}

/** With what the viewer looks at each of these cases, wherever it is. */
export async function looksOfEach(asker: Viewer, cases: Case[]): Promise<(state: Case) => Looks> {
  const looksAt = new Map<string, (state: Case) => Looks>()
  for (const [municipality, states] of Map.groupBy(cases, (one) => one.municipality))
    looksAt.set(municipality, await looksIn(lookingAt(asker, { municipality }), states))
  return (state) => looksAt.get(state.municipality)?.(state) ?? { ...asker, decides: false }
}

/** Of cases of one municipality: what is read to know with whom something lies is read once for all of them. */
async function looksIn(viewer: Viewer, states: Case[]): Promise<(state: Case) => Looks> {
  const isDeciding = await decidingIn(viewer, states)
  const [deciding, others] = [
    { ...viewer, decides: true },
    { ...viewer, decides: false },
  ]
  return (state) => (isDeciding(state) ? deciding : others)
}

function listed(found: Listing[]): Read {
  const waiting: CaseListing[] = []
  const lists: Lists<Listing> = { waiting, others: [], held: [], part: [], closed: [] }
  let quiet = 0
  for (const listing of found) {
    if (listing.is !== 'awaited' && listing.quiet) quiet += 1
    if (listing.is !== 'awaited' && listing.section === 'waiting') waiting.push(listing)
    else lists[listing.section].push(listing)
  }
  waiting.sort((a, b) => pressing(b) - pressing(a) || compared(a.day, b.day))
  for (const section of ['others', 'held', 'part', 'closed'] as const)
    lists[section].sort((a, b) => compared(a.day, b.day))
  lists.closed.reverse()
  return { waiting, lists, quiet }
}

/** How much it presses: what is the reader's own before what has come to them from others, and last what somebody put off. */
function pressing({ putOff, own, late }: CaseListing): number {
  if (putOff) return 0
  if (!own) return 1
  return late ? 3 : 2
}

/** The earliest first, and what has no day last. */
function compared(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  return a < b ? -1 : 1
}

/** Leads to the same page where it may say whom the cases are about. */
function namesOf(page: MinePage): Offer {
  const data: Record<string, string> = page ? { section: page.section, start: String(page.start) } : {}
  return { kind: 'open', action: 'show.mine', data, label: 'mine.names' }
}
