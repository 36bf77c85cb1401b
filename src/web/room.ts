/**
 * The pages of the staff, and of a family: what is asked for or pressed there is the same request as from a chat, and its answer is drawn as a page.
 * Whoever is not signed in gets nothing but the way to it; what they had typed is given back to them.
 */
import { randomUUID } from 'node:crypto'
import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express'
import type { Tongue } from '../../cards/card.ts'
import type { Who } from '../app/door/index.ts'
import { type Account, type Answer, type Request as Asked, type Frame, nobodysChannel } from '../ports.ts'
import { wording } from '../wording/index.ts'
import { type Root, readOpened, readShown } from './address.ts'
import { type Answering, answer, nowhere, show } from './answer.ts'
import { bareHeaders } from './bare.ts'
import { sentenceCard } from './draw/render.ts'
import type { Files } from './files.ts'
import { isForeign } from './foreign.ts'
import { giveBack } from './given-back.ts'
import { tongueOf } from './language.ts'
import { localPath } from './local.ts'
import { readPress, readSearch, type Sent } from './receive.ts'
import type { BrowserSessions, SignedIn, Where } from './session.ts'

export type Room = {
  root: Root
  /** Where its people may be signed in: the first in which they are. */
  wheres: readonly Where[]
  /** What its first page asks for. */
  first: string
  /** In the language that the browser asks for, to whoever has chosen none. */
  handle(request: Asked, lang: Tongue): Promise<Answer>
  /** Null for somebody who is nobody here. */
  who(account: Account, lang: Tongue): Promise<Who | null>
  sessions: BrowserSessions
  frames: Frame[]
  files: Files
  report(event: string, fields?: { code?: string }): void
}

type Done =
  Extract<Asked, { from: 'window' }> extends infer One
    ? One extends unknown
      ? Omit<One, 'delivery' | 'account' | 'from' | 'place' | 'personal'>
      : never
    : never

const form = express.urlencoded({ extended: false, limit: '400kb', parameterLimit: 400 })

/** What is asked for by an address alone, and what is pressed. */
export function room(given: Room): Router {
  const { root, first } = given
  const router = express.Router()
  const get = (path: string, read: (request: Request) => Done | null) => router.get(root + path, ask(given, read))
  get('', () => ({ kind: 'press', action: first, data: {}, fields: {} }))
  get('/vis/:action', ({ params, query }) => readShown(params.action, query, root))
  get('/skjema/:action', ({ params, query }) => readOpened(params.action, query, root))
  router.post(`${root}/trykk`, form, press(given))
  return router
}

/** All that stands below the root; what is no page there, or was sent and is asked for again, has a way on and is no blank page. */
export function whole(given: Room, parts: Router[]): Router {
  const { root } = given
  const router = express.Router()
  // A page says otherwise where it may be framed; what is no page is for nobody to keep either.
  router.use([root, '/sak'], (_request, response, next) => {
    response.set(bareHeaders)
    next()
  })
  for (const part of parts) router.use(part)
  router.get([`${root}/trykk`, `${root}/sok`, `${root}/ut`], (_request, response) => response.redirect(303, root))
  router.use(root, async (request, response) => {
    const signedIn = await whoIsThere(given, request)
    if (!signedIn) return letIn(given, request, response)
    nowhere(await answering(given, request, signedIn), response)
  })
  router.use(root, faulty(given))
  return router
}

/** A fault of ours, or something that is too large: said on a page, of which nothing is lost that still stands in the browser's own. */
function faulty(given: Room): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error)
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
    const isTheirs = status >= 400 && status < 500
    given.report(isTheirs ? 'request-refused' : 'request-failed', {
      code: error instanceof Error ? error.name : 'unknown',
    })
    const around = toNobody(given, isFramed(given, request))
    response.status(isTheirs ? status : 500)
    const say = wording(tongueOf(request, given.root))
    if (isTheirs && status !== 413) return nowhere(around, response, say.tag)
    const text = say(isTheirs ? 'web.too-large' : 'message.fault')
    show(around, response, sentenceCard(text, say))
  }
}

/** Nothing else stands in an address: other words that are heard do something, and what somebody writes is theirs. */
const reference = /^[\p{L}]{1,8}-?\d{1,9}$/u

/** How the staff come to a case by its reference. */
export function byReference(given: Room): Router {
  const router = express.Router()
  // Where links to cases lead, the same for every reference.
  router.get('/sak/:ref', ({ params }, response) => {
    response.redirect(303, `/rom/sak/${encodeURIComponent(params.ref)}`)
  })
  router.get(
    '/rom/sak/:ref',
    ask(given, ({ params }) => (reference.test(String(params.ref)) ? written(String(params.ref)) : null)),
  )
  router.post('/rom/sok', form, search(given))
  return router
}

type Doing = (request: Request, response: Response) => Promise<void>

/** As when it is written to the bot: a reference, or one of the words it knows. */
function written(text: string): Done {
  return { kind: 'write', text: text.slice(0, 200) }
}

/** A page that an address alone asks for. */
function ask(given: Room, read: (request: Request) => Done | null): Doing {
  return async (request, response) => {
    const signedIn = await whoIsThere(given, request)
    if (!signedIn) return letIn(given, request, response)
    const done = read(request)
    if (!done) return nowhere(await answering(given, request, signedIn), response)
    await carryOut(given, request, response, { signedIn, done, delivery: randomUUID() })
  }
}

function press(given: Room): Doing {
  return async (request, response) => {
    const sent = readPress(request.body)
    if (isForeign(request)) return void response.status(403).end()
    if (sent?.action === 'show.report-help') return help(given, request, response, sent)
    const signedIn = await whoIsThere(given, request)
    if (!signedIn || !sent || !given.sessions.isFrom(signedIn, sent.csrf))
      return isFramed(given, request)
        ? letIn(given, request, response)
        : giveBack(given, request, response, { signedIn, sent })
    const { csrf: _, delivery, speaks: __, ...done } = sent
    await carryOut(given, request, response, { signedIn, done, delivery })
  }
}

/** Where to turn when a child is in danger is answered whatever is broken, and to anybody: it is of no case, and asks nobody's name. In the language of the page it was asked from. */
async function help(given: Room, request: Request, response: Response, { delivery, kind, action, data, speaks }: Sent) {
  const account: Account = { channel: nobodysChannel, tenant: '', user: '' }
  const asked = { ...fromWindow, delivery, kind, action, data, fields: {}, account }
  const around = toNobody(given, isFramed(given, request))
  answer(around, response, await given.handle(asked, speaks ?? tongueOf(request, given.root)))
}

function search(given: Room): Doing {
  return async (request, response) => {
    if (isForeign(request)) return void response.status(403).end()
    const sent = readSearch(request.body)
    const ref = sent?.ref.trim() ?? ''
    // Only a number stands in an address: what else somebody writes is theirs. Whoever asks for that asks for no more than a link does.
    if (reference.test(ref)) return response.redirect(303, `/rom/sak/${encodeURIComponent(ref.toUpperCase())}`)
    const signedIn = await whoIsThere(given, request)
    if (!signedIn) return letIn(given, request, response)
    if (!sent || !given.sessions.isFrom(signedIn, sent.csrf)) return askAgain(given, request, response, signedIn)
    await carryOut(given, request, response, { signedIn, done: written(sent.ref), delivery: randomUUID() })
  }
}

/** What was looked for on a page that counts no more: there is a new one to look from. */
async function askAgain(given: Room, request: Request, response: Response, signedIn: SignedIn): Promise<void> {
  const around = await answering(given, request, signedIn)
  const say = wording(around.who?.lang ?? tongueOf(request, given.root))
  show(around, response.status(403), sentenceCard(say('web.search.again'), say))
}

/** Who is signed in. */
export async function whoIsThere({ sessions, wheres }: Room, request: Request): Promise<SignedIn | null> {
  for (const where of wheres) {
    const signedIn = await sessions.of(request, where)
    if (signedIn) return signedIn
  }
  return null
}

/** To sign in; inside a client's own page that signs in by itself. */
export function letIn({ root, wheres }: Room, request: Request, response: Response): void {
  const to = localPath(request.method === 'GET' ? request.originalUrl : root, root)
  const way = root + (isFramed({ wheres }, request) ? '/fane' : '/inn')
  response.redirect(303, to === root ? way : `${way}?til=${encodeURIComponent(to)}`)
}

/** Whether the browser goes there itself inside a client's own page, where nothing but that may frame what it gets. */
function isFramed({ wheres }: Pick<Room, 'wheres'>, request: Request): boolean {
  return wheres.includes('frame') && request.get('sec-fetch-dest') === 'iframe'
}

/** Every page asks from a window of our own: nothing is delivered to it. */
export const fromWindow = { from: 'window', place: null, personal: true } as const

/** As a page is drawn for whoever is not known, or can't be. */
function toNobody({ root, files, frames }: Room, isFramed: boolean): Answering {
  return { root, files, who: null, csrf: '', frames: isFramed ? frames : [], client: null, here: null, address: null }
}

type Doer = { signedIn: SignedIn; done: Done; delivery: string }

async function carryOut(given: Room, request: Request, response: Response, { signedIn, done, delivery }: Doer) {
  const asked = { delivery, account: signedIn.account, ...fromWindow, ...done }
  const answered = await given.handle(asked, tongueOf(request, given.root))
  const around = await answering(given, request, signedIn)
  // Who is nobody here, or no longer, is told so once, and is signed in no more.
  if (!around.who) await given.sessions.end(request, response, signedIn.where)
  const here = 'action' in done ? done.action : null
  answer({ ...around, here }, response, answered)
}

/** Where somebody in a browser has the same inside the client whose account they signed in with. */
function clientOf(frames: Frame[], { where, account }: SignedIn, path: string): Answering['client'] {
  const frame = where === 'browser' ? frames.find(({ name }) => name === account.channel) : undefined
  // What stands behind a reference was asked for by nobody, and its reader did not judge it.
  const to = path.startsWith('/rom/sak/') ? path.replace(/\?.*/, '') : path
  return frame ? { title: frame.title, to: frame.linkTo(to) } : null
}

/** Asked anew with each page: somebody may have left since they signed in. */
export async function answering(given: Room, request: Request, signedIn: SignedIn): Promise<Answering> {
  const { root, files, frames } = given
  const framing = signedIn.where === 'frame' ? frames : []
  const address = request.method === 'GET' ? request.originalUrl : null
  return {
    root,
    who: await given.who(signedIn.account, tongueOf(request, root)),
    csrf: signedIn.csrf,
    files,
    frames: framing,
    client: clientOf(frames, signedIn, localPath(address, root)),
    here: null,
    address,
  }
}
