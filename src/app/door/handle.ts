/**
 * The door of the middle: who is it, was it here before, what do they want. Everything a request does and reads is one
 * transaction, answered after its commit; no network call lies between.
 */
import type { Card, Lang, Tongue } from '../../../cards/card.ts'
import { help } from '../../../cards/help.ts'
import { missed } from '../../../cards/missed.ts'
import { veiled } from '../../../cards/parts/chat.ts'
import { isQuery } from '../../../cards/parts/offer.ts'
import { isAt } from '../../core/post.ts'
import { type Answer, type Handle, nobodysChannel, type Person, type Request, type Tx } from '../../ports.ts'
import { type Say, wording } from '../../wording/index.ts'
import { loseOrigin, loseTenant, noteHeard } from '../act/index.ts'
import { aboutItsOwn, isAction } from '../actions/index.ts'
import { type After, realTimer } from '../after.ts'
import type { App } from '../app.ts'
import { lookingAt, type Viewer, viewerFor } from '../see/index.ts'
import { reportHelp, showHome } from '../show/index.ts'
import { committedAnew } from './anew.ts'
import { canAskForEmail, pairByEmail } from './by-email.ts'
import { refer } from './by-ref.ts'
import { collect } from './collect.ts'
import { commandIn } from './command-in.ts'
import { withoutWords } from './drafts.ts'
import { answerOf, type Given, type Plain, type Undrawn } from './given.ts'
import { hear } from './hear.ts'
import { withNames } from './mentions.ts'
import { openForm } from './open.ts'
import { useCode } from './pair.ts'
import { give } from './press.ts'
import { asToday, isCaseId, type Pressed } from './pressed.ts'
import { ask } from './query.ts'
import { inItsCase } from './question.ts'
import { answerRefusal } from './refuse.ts'

/** What became known of the one who asks, also where the work then failed. */
type Asker = { lang: Lang; isUnknown: boolean }

/** As long as somebody who is afraid for a child may wait for a store that is busy or locked: milliseconds. */
const patienceMs = 2000

export function createHandle(app: App, after: After = realTimer): (request: Request, lang?: Tongue) => Promise<Answer> {
  const handle = whole(app)
  return async (request, lang) => {
    if (!asksForReportHelp(request)) return handle(request)
    // Whom nobody asked who they are, no store knows: nor is it asked.
    const atOnce = request.account.channel === nobodysChannel ? helpFor(app, null, lang) : null
    return atOnce ?? orFromMemory(app, handle(request), after)
  }
}

/** What comes first: the answer, or after some time where to turn, which needs no store. */
function orFromMemory(app: App, answer: Promise<Answer>, after: After): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>()
  const callOff = after(patienceMs, () => {
    const help = helpFor(app, null)
    if (help) resolve(help)
  })
  return Promise.race([answer.finally(callOff), promise])
}

function whole(app: App): Handle {
  return async (request) => {
    const asker: Asker = { lang: 'nb', isUnknown: false }
    try {
      const given = await committedAnew(app, (tx, within) => answer(tx, within, request, asker))
      if (asker.isUnknown) getToKnow(app, request)
      if (given.kind === 'file') return { ...given, file: await given.file() }
      return given.kind === 'message' ? { ...given, lang: given.lang ?? asker.lang } : given
    } catch (error) {
      app.log.error('request.failed', { kind: request.kind, channel: request.account.channel, error })
      if (asksForReportHelp(request)) return fromMemory(app, request)
      return { kind: 'message', text: wording(asker.lang)('message.fault'), lang: asker.lang }
    }
  }
}

/** After the answer, which waits for nothing: somebody may be known by another name of theirs. */
function getToKnow(app: App, { account, place }: Request): void {
  if (place && canAskForEmail(app, account, place))
    app.afterwards.run('account.pair-failed', () => pairByEmail(app, account))
}

/** Answered however often they are asked; the others once for each delivery. */
const asksOnly = ['press', 'open', 'collect', 'home', 'refer', 'missed'] as const

async function answer(tx: Tx, app: App, asked: Request, asker: Asker): Promise<Undrawn> {
  const { account, place, kind } = asked
  if (asked.kind === 'left') return leave(tx, app, asked)
  if (place) await tx.places.remember(place, place.kind === 'personal' ? account : null)
  if (asked.kind === 'arrived') await tx.places.reviveThreads(asked.place)
  const person = await tx.people.byAccount(account)
  if (!asksOnly.some((one) => one === kind)) {
    const { channel, tenant } = account
    if (!(await tx.inbox.first(channel, tenant, asked.delivery, app.clock.now()))) return { kind: 'none' }
  }
  if (!person?.active) {
    asker.isUnknown = !person && kind !== 'refer'
    return stranger(tx, app, asked)
  }
  asker.lang = person.lang
  // Somebody at a page of ours says nothing of whether their chat takes messages.
  if (asked.from === 'place') await noteHeard(tx, app, account)
  const request = await inItsCase(tx, person.id, asked)
  const viewer = await viewerIn(tx, app, person, request)
  return answerOf(tx, app, viewer, request, await route(tx, app, viewer, request))
}

/** Of what is pressed in a case they look from where that is, if they work there; otherwise from their home. */
async function viewerIn(tx: Tx, app: App, person: Person, request: Request): Promise<Viewer> {
  const home = viewerFor(app, tx, person)
  const named = 'data' in request ? { ...('fields' in request ? request.fields : {}), ...request.data }.case : undefined
  const stored = isCaseId(named) ? await tx.cases.get(named) : null
  return stored && isAt(home.actor, stored.case.municipality) ? lookingAt(home, stored.case) : home
}

/**
 * Where to turn when a child is in danger must be said whatever is broken. Who asks may still be read where nothing can be
 * written; otherwise it is answered as to a stranger.
 */
async function fromMemory(app: App, { account }: Request): Promise<Plain> {
  const asker = await app.store.transaction((tx) => tx.people.byAccount(account)).catch(() => null)
  return helpFor(app, asker) ?? { kind: 'message', text: wording('nb')('message.fault') }
}

/** Of their own municipality, where that is known; null where there is no model to take it from. */
function helpFor({ municipalities }: App, asker: Person | null, lang: Tongue = 'nb'): Plain | null {
  const own = asker && municipalities.get(asker.municipality)
  const [model, ...others] = (own ? [own] : [...municipalities.values()]).map((one) => one.model)
  return model ? discreetly(reportHelp({ model, say: wording(asker?.lang ?? lang) }, others)) : null
}

async function leave(tx: Tx, app: App, { place, everywhere }: Extract<Request, { kind: 'left' }>): Promise<Plain> {
  if (everywhere) await loseTenant(tx, app, place)
  else await loseOrigin(tx, app, place.key)
  return { kind: 'none' }
}

/** Somebody the directory does not know: told what to give to whom, and where to turn when a child is in danger. */
async function stranger(tx: Tx, app: App, request: Request): Promise<Plain> {
  if (request.kind === 'refer') return { kind: 'none' }
  const say = wording('nb')
  if (request.kind === 'arrived' && !request.personal) return discreetly(greetAll(say).card)
  const reported = asksForReportHelp(request) ? helpFor(app, null) : null
  if (reported) return reported
  const { command, argument, lang } = commandIn(request.kind === 'write' ? request.text : '')
  if (command === 'pair' && argument) {
    const given = await useCode(tx, app, request, argument, wording(lang ?? 'nb'))
    return 'card' in given ? discreetly(given.card) : given
  }
  if (!request.personal) return { kind: 'message', text: say('message.stranger') }
  const ids = app.channels.get(request.account.channel)?.idsOf(request.account) ?? []
  return discreetly(help({ known: false, ids }, say))
}

/** Nothing that is said to a stranger is about a case. */
function discreetly(card: Card): Plain {
  return { kind: 'card', card, chat: veiled(card, null, 'window') }
}

/** In a place of several: whoever brought the bot there is not the one it is there for. */
function greetAll(say: Say) {
  return { kind: 'card' as const, card: help({ known: true, name: null, notice: null }, say) }
}

function asksForReportHelp(request: Request): boolean {
  if (request.kind === 'write') return commandIn(request.text).command === 'report'
  return (request.kind === 'press' || request.kind === 'open') && request.action === 'show.report-help'
}

async function route(tx: Tx, app: App, viewer: Viewer, request: Request): Promise<Given> {
  const once = () => app.ids.next('once')
  switch (request.kind) {
    case 'write':
      return hear(tx, app, viewer, { ...request, text: await withNames(viewer, request.text, request.mentions) })
    case 'arrived':
      return request.personal ? hear(tx, app, viewer, { ...request, kind: 'write', text: '' }) : greetAll(viewer.say)
    case 'collect':
      return collect(tx, app, viewer, request)
    case 'press':
    case 'open':
      return press(tx, app, viewer, { ...asToday(request), once })
    case 'home':
      return { kind: 'card', card: await showHome(viewer) }
    case 'refer':
      return refer(tx, app, viewer, request)
    case 'missed':
      return again(tx, app, viewer, { ...asToday(request), once })
    case 'left':
      return { kind: 'none' }
  }
}

function press(tx: Tx, app: App, viewer: Viewer, request: Pressed): Promise<Given> {
  const { action, once, kind } = request
  if (isQuery(action)) return ask(tx, app, viewer, request, action)
  if (!isAction(action)) return answerRefusal(viewer, request, { code: 'not-found' }, null)
  const own = { ...request, action, once, data: aboutItsOwn(action, request.data) }
  // What is folded in a form is opened as the form itself is, with everything kept that was typed.
  return kind === 'open' || own.data.unfold === 'yes'
    ? openForm(tx, app, viewer, own)
    : give(tx, app, viewer, { ...own, kind }, action)
}

/** The button whose answer could not be shown any more, once again. */
async function again(
  tx: Tx,
  app: App,
  viewer: Viewer,
  request: Extract<Request, { kind: 'missed' }> & Pick<Pressed, 'once'>,
): Promise<Given> {
  const { action } = request
  if (!isAction(action) && !isQuery(action))
    return answerRefusal(viewer, { ...request, kind: 'open', fields: {} }, { code: 'not-found' }, null)
  const data = await withoutWords(tx, app, viewer, request.data)
  return { kind: 'card', card: missed({ offer: { kind: 'open', action, data, style: 'primary' } }, viewer.say) }
}
