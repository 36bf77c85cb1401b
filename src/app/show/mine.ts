/**
 * A person's own list: what waits for them, and the cases they stand in. References alone, but for whom the cases are about, which
 * is read where it is to be shown: a look that is logged.
 */
import type { Card } from '../../../cards/card.ts'
import { mine } from '../../../cards/mine.ts'
import type { About } from '../../../cards/parts/mine-item.ts'
import { type Listed, type Lists, listedOn, type MinePage, mineSections } from '../../../cards/parts/mine-page.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import { accessTo } from '../../core/permission.ts'
import { offer, show } from '../actions/index.ts'
import { casesOf, knowsWhom, lookingAt, openCase, type Viewer } from '../see/index.ts'
import { type AwaitedPlaced, awaitedIn } from './awaited.ts'
import type { Tells } from './by-itself.ts'
import { type Placed, placedIn, waitingIn } from './mine-row.ts'

/**
 * Where the list is shown, which decides whether it says whom each case is about: in a window, in the reader's own chat, where
 * the municipality of the case lets content stand, or in a message, which never holds any.
 */
export type Spot = 'window' | 'chat' | 'message'

type Asked = {
  notice?: string | null
  head?: { title: string; lead: string }
  page?: MinePage
  spot?: Spot
  /** Where it has been read already. */
  read?: Read
}

/** What the list is made of: as much of each case as puts it in its place. */
type Read = { waiting: Found<Placed>[]; lists: Lists<Found>; quiet: number }

/** `head` is what the list is called where it is sent rather than asked for: then it presses for nothing that was put off. */
export async function showMine(viewer: Viewer, asked: Asked = {}): Promise<Card> {
  const { notice = null, head, page = null, spot = 'message' } = asked
  const { waiting, lists: all } = asked.read ?? (await readMine(viewer))
  const lists = head ? { ...all, waiting: waiting.filter(({ putOff }) => !putOff) } : all
  const { counts, rows } = listedOn(lists, page)
  const named = Object.values(rows)
    .flat()
    .filter(({ ref }) => ref !== null)
  const states = [...new Set(named.map(({ state }) => state))]
  const about = await aboutIn(viewer, spot, states)
  const names = states.some((state) => mayName(viewer, state)) && spot === 'message' ? [namesOf(page)] : []
  const offers: Offer[] = [offer('concern.register', {}), ...names, show('show.help')]
  const card = { notice, listed: await drawn({ counts, rows }), page, about, offers }
  return mine(head ? { ...card, head } : card, viewer.say)
}

/** The page that the data of `show.mine` names; the first of each section where it names none. */
export function pageIn({ section, start = '0' }: Record<string, string>): MinePage {
  const found = mineSections.find((one) => one === section)
  return found ? { section: found, start: Math.max(0, Number.parseInt(start, 10) || 0) } : null
}

/** The first page of what waits for the viewer, and of the cases they stand in. */
export async function listedFor(viewer: Viewer): Promise<Listed> {
  return drawn(listedOn((await readMine(viewer)).lists, null))
}

/** The rows of a page: of all others no more is found out than where they stand. */
async function drawn({ counts, rows }: Listed<Found>): Promise<Listed> {
  const found: Listed['rows'] = {}
  for (const section of mineSections) {
    const list = rows[section]
    if (list) found[section] = await Promise.all(list.map(({ draw }) => draw()))
  }
  return { counts, rows: found }
}

/** Each case is read once for all of it; `only` what is open, and of what waits what is to be told. */
export async function readMine(viewer: Viewer, only?: 'open', tells: Tells = everyOne): Promise<Read> {
  return listed(await everything(viewer, only, tells))
}

/** What the list says of a case, to be compared. Each is dated and named as where it is. */
export async function listedAs(asker: Viewer, state: Case): Promise<string> {
  const viewer = lookingAt(asker, state)
  const placed = await Promise.all(
    (await inListOf(viewer, state, everyOne)).map(async ({ draw, ...where }) => ({ ...where, row: await draw() })),
  )
  const shows = placed.length === 0 ? [] : [mayName(viewer, state), state.shielded === true]
  return JSON.stringify([placed, shows])
}

type InList = Placed | AwaitedPlaced
type Found<P extends InList = InList> = P & { state: Case }

const everyOne: Tells = () => true

async function inListOf(viewer: Viewer, state: Case, tells: Tells): Promise<InList[]> {
  const waiting = (await waitingIn(viewer, state)).filter((one) => tells(state, one))
  const others = await awaitedIn(viewer, state, waiting)
  return [...(await placedIn(viewer, state, { waiting, asked: others.map(({ key }) => key), tells })), ...others]
}

async function everything(asker: Viewer, only: 'open' | undefined, tells: Tells): Promise<Found[]> {
  const cases = await casesOf(asker, only)
  const found = cases.map(async (state) => {
    const placed = await inListOf(lookingAt(asker, state), state, tells)
    return placed.map((one) => ({ ...one, state }))
  })
  return (await Promise.all(found)).flat()
}

function listed(found: Found[]): Read {
  const sorted = [...found].sort((a, b) => compared(a.day, b.day))
  const own = sorted.filter((one): one is Found<Placed> => one.section !== 'others')
  const of = (section: Placed['section']) => own.filter((one) => one.section === section)
  const others = sorted.filter(({ section }) => section === 'others')
  const waiting = of('waiting').sort((a, b) => pressing(b) - pressing(a))
  const lists = { waiting, others, held: of('held'), part: of('part'), closed: of('closed').reverse() }
  return { waiting, lists, quiet: own.filter((one) => one.quiet).length }
}

/** How much it presses: what is the reader's own before what has come to them from others, and last what somebody put off. */
function pressing({ putOff, own, late }: Placed): number {
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

/** The words by which the cases are called, of those that the viewer may know and of which they may stand there. */
async function aboutIn(asker: Viewer, spot: Spot, states: Case[]): Promise<About> {
  const about = new Map<string, string>()
  for (const state of spot === 'message' ? [] : states) {
    const viewer = lookingAt(asker, state)
    if (!mayName(viewer, state) || (spot === 'chat' && viewer.model.content.stands !== 'chat')) continue
    const opened = await openCase(viewer, state, 'mine')
    const word = (await opened?.words([state.about]))?.get(state.about)
    if (word) about.set(state.ref, word)
  }
  return about
}

/** Whether the viewer may know whom the case is about, and the word for it. */
function mayName(asker: Viewer, state: Case): boolean {
  const { actor, today, policy } = lookingAt(asker, state)
  const access = accessTo(state, actor, today, policy.topics)
  return access !== null && !access.sealed && !state.erased && knowsWhom(state, access)
}
