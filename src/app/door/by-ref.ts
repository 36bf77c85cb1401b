/** A case by its reference, as somebody writes it or a link names it: shown, or said not to be found. */
import { caseHere } from '../../../cards/case-here.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import { type UnknownArgs, unknown } from '../../../cards/unknown.ts'
import type { Case } from '../../core/case.ts'
import { nearest } from '../../model/nearest.ts'
import type { Place, Request, Tx } from '../../ports.ts'
import { isFollowedFrom } from '../act/index.ts'
import { may, seeCase, show } from '../actions/index.ts'
import type { App } from '../app.ts'
import { casesOf, endedForThem, knownRoles, lookingAt, mayRead, openCase, type Viewer } from '../see/index.ts'
import { showCase } from '../show/index.ts'
import { wordIn } from './command-in.ts'
import type { Given } from './given.ts'
import { type Heard, pressed } from './heard.ts'

type Referred = Extract<Request, { kind: 'refer' }>

/** The reference as it is written, from `FJ-1001`, `fj1001` or `1001`; null when the text is none. */
export function referenceIn(viewer: Viewer, text: string): string | null {
  const found = beginsWithRef(viewer, wordIn(text))
  return found?.rest === '' ? found.ref : null
}

/** The reference that a text begins with, and what stands after it; null where it begins with none. */
function beginsWithRef({ model: { refPrefix } }: Viewer, text: string): { ref: string; rest: string } | null {
  const found = new RegExp(`^(?:${refPrefix}[\\p{Pd}\\s]?)?(\\d{3,9})(?![\\p{L}\\p{N}])([^]*)$`, 'iu').exec(text)
  return found ? { ref: `${refPrefix}-${found[1]}`, rest: (found[2] ?? '').replace(/^[\s\p{P}]+/u, '') } : null
}

/** As in any municipality that the viewer works in; the reference as it was written. */
export function startsWithRef(viewer: Viewer, text: string): { said: string; rest: string } | null {
  for (const there of everywhere(viewer)) {
    const found = beginsWithRef(there, text.trim())
    if (found) return { said: text.trim().slice(0, text.trim().length - found.rest.length), rest: found.rest }
  }
  return null
}

/** The viewer in each municipality they work in, their home first. */
export function everywhere(viewer: Viewer): Viewer[] {
  const others = viewer.actor.posts.filter(({ municipality }) => municipality !== viewer.municipality)
  const once = new Map(others.map((post) => [post.municipality, lookingAt(viewer, post)]))
  return [viewer, ...once.values()]
}

/** The case of that reference, with the viewer where it is: of two that a number may mean, one they know of. */
export async function findByRef(tx: Tx, viewer: Viewer, text: string): Promise<{ there: Viewer; state: Case } | null> {
  const found: { there: Viewer; state: Case }[] = []
  for (const there of everywhere(viewer)) {
    const ref = referenceIn(there, text)
    const stored = ref ? await tx.cases.byRef(there.municipality, ref) : null
    if (stored) found.push({ there, state: stored.case })
  }
  return found.find(({ there, state }) => knownRoles(there, state).length > 0) ?? found[0] ?? null
}

export async function showByRef(heard: Heard, text: string): Promise<Given> {
  const { tx, app, viewer, request } = heard
  const found = await findByRef(tx, viewer, text)
  if (!found) return notFound(heard, text)
  const { there, state } = found
  const at = { ...heard, viewer: there }
  // A case that may not be read is opened too, so that the refusal is logged; the answer is the same as for none, or that it is closed.
  const card = await showCase(there, state.id, null, { more: await waysHere(at, state) })
  if (!card && endedForThem(there, state)) return pressed(at, 'show.case', { case: state.id })
  if (!card) return notFound(heard, text)
  if (!request.personal) return { kind: 'card', card: await here(tx, app, there, state, request.place) }
  return { kind: 'card', card, opens: { ...seeCase(state), kind: 'open' }, summaryOf: state.id }
}

/** On a card that only the asker sees, asked for in a shared place: the way to follow the case there. */
async function waysHere({ tx, app, viewer, request }: Heard, state: Case): Promise<Offer[]> {
  const { place, personal } = request
  return personal && place ? followHere(tx, app, viewer, state, place, { origin: place.key }) : []
}

/**
 * A link to a case that others read: the way to it, if who wrote the link may read it, and nothing of a wondering, which no
 * channel is to know of. Logged like any other look, also where nothing is shown.
 */
export async function refer(tx: Tx, app: App, viewer: Viewer, request: Referred): Promise<Given> {
  const found = await findByRef(tx, viewer, request.ref)
  const opened = found && (await openCase(found.there, found.state, 'case-here'))
  if (!opened || opened.case.level === 0) return { kind: 'none' }
  return { kind: 'card', card: await here(tx, app, found.there, opened.case, request.place) }
}

/** In a channel a case shows its reference alone, and the ways to where it can be read. */
async function here(tx: Tx, app: App, viewer: Viewer, state: Case, place: Place) {
  const data = { case: state.id }
  const offers: Offer[] = [{ kind: 'open', action: 'show.case', data }, show('show.here', data)]
  const follow = await followHere(tx, app, viewer, state, place)
  return caseHere({ ref: state.ref, said: null, offers: [...offers, ...follow] }, viewer.say)
}

/** The way to follow a case in a place, where that is the viewer's to choose and it is not followed there yet. */
async function followHere(
  tx: Tx,
  app: App,
  viewer: Viewer,
  state: Case,
  place: Place,
  more: Record<string, string> = {},
): Promise<Offer[]> {
  if (place.kind === 'personal' || state.level === 0 || !may(state, viewer, 'participant.add')) return []
  const isFollowed = await isFollowedFrom(tx, app, state.id, place)
  return isFollowed ? [] : [show('follow.here', { case: state.id, ...more })]
}

/** That there is no such case for them, and the nearest there is. */
export async function notFound({ viewer, request }: Heard, text: string): Promise<Given> {
  // Who was only asked, or offered the baton, is not to learn a reference by guessing near it.
  const cases = request.personal
    ? (await casesOf(viewer)).filter((state) => mayRead(lookingAt(viewer, state), state))
    : []
  const near = nearest(
    referenceIn(viewer, text) ?? text,
    cases.map(({ ref }) => ref),
  )
  const found = cases.find(({ ref }) => ref === near)
  const suggestions: UnknownArgs['suggestions'] = found ? [{ ref: found.ref, offer: seeCase(found) }] : []
  return { kind: 'card', card: unknown({ said: text, what: 'reference', suggestions }, viewer.say) }
}
