/** What is typed to the bot: a few words it knows in every language, a case's reference, and a helpful answer to the rest. */

import { type Block, languages } from '../../../cards/card.ts'
import { caseHere } from '../../../cards/case-here.ts'
import { newConcernStart } from '../../../cards/new-concern-start.ts'
import { type CommandName, commandNames, commandWords } from '../../../cards/parts/command-list.ts'
import type { Offer, Query } from '../../../cards/parts/offer.ts'
import { type UnknownArgs, unknown } from '../../../cards/unknown.ts'
import type { Case } from '../../core/case.ts'
import { nearest } from '../../model/nearest.ts'
import type { Place, Request, Tx } from '../../ports.ts'
import { wording } from '../../wording/index.ts'
import { isFollowedFrom, sendTo } from '../act/index.ts'
import { clean, hasPersonalNumber, may, offer, seeCase, show, showForm } from '../actions/index.ts'
import type { App } from '../app.ts'
import { casesOf, endedForThem, knownRoles, lookingAt, mayRead, openCase, type Viewer } from '../see/index.ts'
import { greet, reportHelp, showCase } from '../show/index.ts'
import { carried } from './carried.ts'
import { commandIn, commandOf, wordIn } from './command-in.ts'
import { keepDraft } from './drafts.ts'
import type { Given } from './given.ts'
import { useCodeAgain } from './pair.ts'
import { ask } from './query.ts'
import { answerPersonalNumber } from './refuse.ts'

type Said = Extract<Request, { kind: 'write' }>
type Referred = Extract<Request, { kind: 'refer' }>
/** Somebody who has said something, and what an answer may change. */
type Heard = { tx: Tx; app: App; viewer: Viewer; request: Said }

export async function hear(tx: Tx, app: App, viewer: Viewer, request: Said): Promise<Given> {
  const heard = { tx, app, viewer, request }
  const text = clean(request.text)
  if (hasPersonalNumber(text)) return answerPersonalNumber(viewer)
  if (text === '') return run(heard, 'help', '')
  const { command, argument } = commandIn(text)
  if (command) return run(heard, command, argument)
  if (everywhere(viewer).some((there) => referenceIn(there, text))) return showByRef(heard, text)
  return request.personal ? notUnderstood(heard, text) : amongOthers(heard)
}

async function run(heard: Heard, command: CommandName, argument: string): Promise<Given> {
  const { tx, app, viewer, request } = heard
  switch (command) {
    case 'help':
      return { kind: 'card', card: greet(viewer) }
    case 'new':
      return request.personal
        ? newConcern(heard, { ...begunIn(request), ...(argument ? carried(argument) : {}) })
        : beginHere(heard, argument)
    case 'mine':
      return pressed(heard, 'show.mine')
    case 'overview':
      return pressed(heard, 'show.overview')
    case 'report':
      return { kind: 'card', card: reportHelp(viewer) }
    case 'language': {
      const lang = languages.find((one) => one === wordIn(argument))
      if (argument && !lang) return { kind: 'message', text: viewer.say('message.languages') }
      return pressed(heard, 'set.lang', lang ? { lang } : {})
    }
    case 'settings':
      return pressed(heard, 'show.settings')
    case 'pair':
      return argument ? useCodeAgain(tx, app, viewer, request, argument) : pressed(heard, 'account.pair')
    case 'case':
      return argument ? showByRef(heard, argument) : run(heard, 'mine', '')
  }
}

/** As if a button had been pressed. */
function pressed({ tx, app, viewer, request }: Heard, query: Query, data: Record<string, string> = {}): Promise<Given> {
  const once = () => app.ids.next('once')
  return ask(tx, app, viewer, { ...request, kind: 'press', action: query, data, fields: {}, once }, query)
}

async function newConcern({ app, viewer, request }: Heard, data: Record<string, string>): Promise<Given> {
  const card = await showForm('concern.register', { viewer, state: null, data }, () => app.ids.next('once'), null)
  const stays = data.prefill !== undefined && staysInChat(viewer, request)
  const blocks = stays ? [deleteHere(viewer), ...card.blocks] : card.blocks
  return { kind: 'form', card: { ...card, blocks }, opens: { kind: 'open', action: 'concern.register', data } }
}

/** Whether what somebody wrote goes on standing where no content is to stand. */
function staysInChat({ model }: Viewer, request: Said): boolean {
  return request.from === 'place' && !request.inWindow && model.content.stands === 'dialog'
}

function deleteHere({ say }: Viewer): Block {
  return { kind: 'notice', text: say('delete.here'), tone: 'attention', discreet: true }
}

/** In the data of a form: the shared place in which it is begun, where it is. */
function begunIn({ place }: Said): Record<string, string> {
  return place && place.kind !== 'personal' ? { origin: place.key } : {}
}

/** The reference as it is written, from `FJ-1001`, `fj1001` or `1001`; null when the text is none. */
function referenceIn({ model: { refPrefix } }: Viewer, text: string): string | null {
  const found = new RegExp(`^(?:${refPrefix}[\\p{Pd}\\s]?)?(\\d{3,9})$`, 'iu').exec(wordIn(text))
  return found ? `${refPrefix}-${found[1]}` : null
}

/** The viewer in each municipality they work in, their home first. */
function everywhere(viewer: Viewer): Viewer[] {
  const others = viewer.actor.posts.filter(({ municipality }) => municipality !== viewer.municipality)
  const once = new Map(others.map((post) => [post.municipality, lookingAt(viewer, post)]))
  return [viewer, ...once.values()]
}

/** The case of that reference, with the viewer where it is: of two that a number may mean, one they know of. */
async function findByRef(tx: Tx, viewer: Viewer, text: string): Promise<{ there: Viewer; state: Case } | null> {
  const found: { there: Viewer; state: Case }[] = []
  for (const there of everywhere(viewer)) {
    const ref = referenceIn(there, text)
    const stored = ref ? await tx.cases.byRef(there.municipality, ref) : null
    if (stored) found.push({ there, state: stored.case })
  }
  return found.find(({ there, state }) => knownRoles(there, state).length > 0) ?? found[0] ?? null
}

async function showByRef(heard: Heard, text: string): Promise<Given> {
  const { tx, app, viewer, request } = heard
  const found = await findByRef(tx, viewer, text)
  if (!found) return notFound(heard, text)
  const { there, state } = found
  const at = { ...heard, viewer: there }
  // A case that may not be read is opened too, so that the refusal is logged; the answer is the same as for none, or that it is closed.
  const card = await showCase(there, state.id, null, await waysHere(at, state))
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
  return caseHere({ ref: state.ref, offers: [...offers, ...follow] }, viewer.say)
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

/** What was written after the command waits for its writer in the form, and stands on no button. */
async function beginHere(heard: Heard, written: string): Promise<Given> {
  const { tx, app, viewer } = heard
  const data: Record<string, string> = {}
  if (written) data.draft = await keepDraft(tx, app, viewer, carried(written))
  if (written) await amongOthers(heard)
  const offers = [offer('concern.register', data, 'primary'), show('show.here')]
  return { kind: 'card', card: newConcernStart({ offers }, viewer.say) }
}

async function notFound({ viewer, request }: Heard, text: string): Promise<Given> {
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

const opens: Record<Exclude<CommandName, 'case'>, Offer> = {
  new: offer('concern.register', {}),
  mine: show('show.mine'),
  overview: show('show.overview'),
  report: show('show.report-help'),
  language: show('show.settings'),
  settings: show('show.settings'),
  pair: show('account.pair'),
  help: show('show.help'),
}

/** Nothing is said of what was written where others read; its writer is told in their own chat. */
async function amongOthers({ tx, app, viewer }: Heard): Promise<Given> {
  await sendTo(tx, app, null, viewer.person.id, { card: 'delete-yours', line: null, subject: '' })
  return { kind: 'message', text: viewer.say('message.continued') }
}

/** The nearest command; and what reads like a worry can become one, with the words already in the form. */
async function notUnderstood(heard: Heard, text: string): Promise<Given> {
  const { viewer, request } = heard
  const words = commandNames.flatMap((name) => languages.flatMap((lang) => commandWords(name, wording(lang))))
  const near = nearest(wordIn(text.split(/\s+/)[0] ?? ''), words)
  const command = near ? commandOf(near) : null
  const suggestions: UnknownArgs['suggestions'] = []
  if (command === 'case') return notFound(heard, text.split(/\s+/).slice(1).join(' '))
  if (command) suggestions.push({ ref: null, offer: opens[command] })
  const isProse = request.personal && text.split(/\s+/).length > 3 && command !== 'new'
  if (isProse) {
    const draft = await keepDraft(heard.tx, heard.app, viewer, carried(text))
    suggestions.push({ ref: null, offer: offer('concern.register', { ...begunIn(request), draft }) })
  }
  const card = unknown({ said: text, what: 'command', suggestions }, viewer.say)
  const blocks = isProse && staysInChat(viewer, request) ? [deleteHere(viewer), ...card.blocks] : card.blocks
  return { kind: 'card', card: { ...card, blocks } }
}
