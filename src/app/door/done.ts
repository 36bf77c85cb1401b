/** What is answered when something was done: what was saved, what comes next, and where the person goes on from. Changes nothing. */
import type { Card } from '../../../cards/card.ts'
import { answered } from '../../../cards/parts/lead-on.ts'
import { button } from '../../../cards/parts/offer.ts'
import type { Case, Entry } from '../../core/case.ts'
import { isAsked } from '../../core/consent.ts'
import { openDecisions } from '../../core/minutes.ts'
import { type Action, isAboutConsent, seeCase, show } from '../actions/index.ts'
import type { Viewer } from '../see/index.ts'
import { nextUp, nothingNext, showCase, showConsents, showMine, showPlan } from '../show/index.ts'
import { whereItStood } from './back.ts'
import type { Given } from './given.ts'
import { goOn } from './going-on.ts'
import type { Press } from './pressed.ts'
import { saidOf } from './said.ts'
import { spotOf } from './spot.ts'

/**
 * What the person sees next: the card that was pressed with its outcome, or where the case now stands. `entries`: what came of it
 * now; null where it was done before.
 */
export async function answerDone(
  viewer: Viewer,
  request: Press,
  action: Action,
  state: Case | null,
  entries: Entry[] | null,
): Promise<Given> {
  const saved = entries ? await saidIn(viewer, request, action, state, entries) : viewer.say('message.repeated')
  if (action === 'concern.answer') return answerAsked(viewer, request, state, saved)
  if (!request.personal || !state) return answerApart(viewer, request, saved)
  const further = await goOn(viewer, request, action, state)
  if (further) return further
  const { data } = request
  const card =
    (await decidedAt(viewer, request, action, state, saved)) ??
    (await backAt(viewer, request, state, saved)) ??
    (await nextCard(viewer, action, state, saved))
  if (!card) return answerApart(viewer, request, saved)
  // What was pressed names no case that begins with it, or that was chosen in the form.
  return data.case === undefined
    ? { kind: 'card', card, opens: { ...seeCase(state), kind: 'open' } }
    : { kind: 'card', card }
}

/** What was saved, that the log is open since, and that what counted as late was done in time, so that it does no more. */
async function saidIn(viewer: Viewer, request: Press, action: Action, state: Case | null, entries: Entry[]) {
  const said = await saidOf(viewer, request, action, state)
  const isOpened = entries.some(
    ({ event }) => event.type === 'log.opened' || (event.type === 'case.opened' && event.mode === 'digital'),
  )
  const isInTime =
    request.personal && entries.some(({ event }) => event.type === 'breach.ended' && event.inTime === true)
  const more = [...(isOpened ? ['done.log-opened' as const] : []), ...(isInTime ? ['done.in-time' as const] : [])]
  return [said, ...more.map((one) => viewer.say(one))].join(' ')
}

/** Where it stood, with what was saved and what comes next above it and the way there below. */
async function backAt(viewer: Viewer, request: Press, state: Case, saved: string): Promise<Card | null> {
  const { back } = request.data
  const stood = await whereItStood(viewer, state, back, spotOf(viewer, request))
  // In a list of many cases nobody could tell which of them it was.
  const said = back === 'mine' ? viewer.say('mine.saved', { ref: state.ref, what: saved }) : saved
  return stood && withNext(viewer, state, stood.card, stood.tells ? null : said)
}

/** What was decided at a meeting that was just minuted, where it can become something at once; null where nothing was. */
async function decidedAt(viewer: Viewer, { data }: Press, action: Action, state: Case, saved: string) {
  const stood = data.back === undefined || data.back === 'plan'
  if (action !== 'meeting.hold' || !stood || openDecisions(state).length === 0) return null
  return showPlan(viewer, state.id, 'meetings', undefined, `${saved} ${viewer.say('done.decided')}`)
}

/** `saved` is null where the card says it by itself. */
async function withNext(viewer: Viewer, state: Case, card: Card, saved: string | null): Promise<Card> {
  const next = await nextUp(viewer, state)
  const ways = (next?.offers ?? []).map((one) => button(one, viewer.say))
  return answered(card, { saved, next, ways })
}

async function nextCard(viewer: Viewer, action: Action, state: Case, saved: string) {
  const { concern } = state
  const asking = action === 'concern.conclude' && concern.outcome === 'level' && state.level === 0
  const consents = isAboutConsent(action) && (action !== 'consent.record' || state.consents.some(isAsked))
  if (asking || consents) {
    const card = await showConsents(viewer, state.id, null)
    return card && withNext(viewer, state, card, saved)
  }
  // The case's own card says below what comes next, but not that nothing does.
  const nothing = nothingNext(viewer, state)
  return showCase(viewer, state.id, nothing === null ? saved : `${saved} ${nothing}`)
}

/** To the one who was asked a question has no case, whatever else they are in it. */
async function answerAsked(viewer: Viewer, request: Press, state: Case | null, notice: string): Promise<Given> {
  const { question } = request.data
  const back = `anonymous-question|${question}`
  const stood = state && request.personal ? await whereItStood(viewer, state, back, spotOf(viewer, request)) : null
  const card = stood && (stood.tells ? stood.card : answered(stood.card, { saved: notice, next: null, ways: [] }))
  return card ? { kind: 'card', card } : answerApart(viewer, request, notice)
}

/** What was done, to somebody who has no part in the case any more: in their own chat above what they have left, so that no form stays open. */
export async function answerApart(viewer: Viewer, request: Press, notice: string): Promise<Given> {
  if (!request.personal) return { kind: 'message', text: notice }
  return {
    kind: 'card',
    card: await showMine(viewer, { notice, spot: spotOf(viewer, request) }),
    opens: show('show.mine'),
  }
}
