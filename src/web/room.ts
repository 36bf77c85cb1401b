/**
 * The pages of the staff: what is asked for or pressed there is the same request as from a chat, and its answer is drawn as a page.
 * Whoever is not signed in gets nothing but the way to it; what they had typed is given back to them.
 */
import { randomUUID } from 'node:crypto'
import express, { type Request, type Response, type Router } from 'express'
import type { Who } from '../app/door/index.ts'
import type { Account, Request as Asked, Frame, Handle } from '../ports.ts'
import { readOpened, readShown } from './address.ts'
import { type Answering, answer, nowhere } from './answer.ts'
import type { Files } from './files.ts'
import { giveBack } from './given-back.ts'
import { localPath } from './local.ts'
import { readPress, readSearch } from './receive.ts'
import type { Sessions, SignedIn } from './session.ts'

export type Room = {
  handle: Handle
  who(account: Account): Promise<Who | null>
  sessions: Sessions
  frames: Frame[]
  files: Files
}

type Done =
  Extract<Asked, { from: 'window' }> extends infer One
    ? One extends unknown
      ? Omit<One, 'delivery' | 'account' | 'from' | 'place' | 'personal'>
      : never
    : never

export function room(given: Room): Router {
  const router = express.Router()
  const form = express.urlencoded({ extended: false, limit: '400kb', parameterLimit: 400 })
  // Where links to cases lead, the same for every reference.
  router.get('/sak/:ref', ({ params }, response) => {
    response.redirect(303, `/rom/sak/${encodeURIComponent(params.ref)}`)
  })
  router.get(
    '/rom',
    ask(given, () => shown('show.mine')),
  )
  router.get(
    '/rom/vis/:action',
    ask(given, ({ params, query }) => readShown(params.action, query)),
  )
  router.get(
    '/rom/skjema/:action',
    ask(given, ({ params, query }) => readOpened(params.action, query)),
  )
  router.get(
    '/rom/sak/:ref',
    ask(given, ({ params }) => written(String(params.ref))),
  )
  router.post('/rom/sok', form, search(given))
  router.post('/rom/trykk', form, press(given))
  return router
}

type Doing = (request: Request, response: Response) => Promise<void>

function shown(action: string): Done {
  return { kind: 'press', action, data: {}, fields: {} }
}

/** As when it is written to the bot: a reference, or one of the words it knows. */
function written(text: string): Done {
  return { kind: 'write', text: text.slice(0, 200) }
}

/** A page that an address alone asks for. */
function ask(given: Room, read: (request: Request) => Done | null): Doing {
  return async (request, response) => {
    const signedIn = await whoIsThere(given, request)
    if (!signedIn) return letIn(request, response)
    const done = read(request)
    if (!done) return nowhere(await answering(given, request, signedIn), response)
    await carryOut(given, request, response, { signedIn, done, delivery: randomUUID() })
  }
}

function press(given: Room): Doing {
  return async (request, response) => {
    const [signedIn, sent] = [await whoIsThere(given, request), readPress(request.body)]
    if (isForeign(request)) return void response.status(403).end()
    if (!signedIn || !sent || !given.sessions.isFrom(signedIn, sent.csrf))
      return giveBack(given, request, response, { signedIn, sent })
    const { csrf: _, delivery, ...done } = sent
    await carryOut(given, request, response, { signedIn, done, delivery })
  }
}

function search(given: Room): Doing {
  return async (request, response) => {
    const [signedIn, sent] = [await whoIsThere(given, request), readSearch(request.body)]
    if (isForeign(request)) return void response.status(403).end()
    if (!signedIn || !sent || !given.sessions.isFrom(signedIn, sent.csrf)) return letIn(request, response)
    // Only a number stands in an address: what else somebody writes is theirs.
    if (reference.test(sent.ref.trim()))
      return response.redirect(303, `/rom/sak/${encodeURIComponent(sent.ref.trim().toUpperCase())}`)
    await carryOut(given, request, response, { signedIn, done: written(sent.ref), delivery: randomUUID() })
  }
}

const reference = /^[\p{L}]{1,8}-?\d{1,9}$/u

/** Framed by a client's own page first, since a browser that is asked by one sends no other cookie. */
async function whoIsThere({ sessions }: Pick<Room, 'sessions'>, request: Request): Promise<SignedIn | null> {
  return (await sessions.of(request, 'frame')) ?? sessions.of(request, 'browser')
}

/** Whether a page of another site has sent it; browsers say so. */
function isForeign(request: Request): boolean {
  const from = request.get('sec-fetch-site')
  return from !== undefined && from !== 'same-origin' && from !== 'none'
}

/** To sign in; inside a client's own page that signs in by itself. */
function letIn(request: Request, response: Response): void {
  const to = localPath(request.method === 'GET' ? request.originalUrl : '/rom')
  const way = request.get('sec-fetch-dest') === 'iframe' ? '/rom/fane' : '/rom/inn'
  response.redirect(303, to === '/rom' ? way : `${way}?til=${encodeURIComponent(to)}`)
}

type Doer = { signedIn: SignedIn; done: Done; delivery: string }

async function carryOut(given: Room, request: Request, response: Response, { signedIn, done, delivery }: Doer) {
  const window = { from: 'window', place: null, personal: true } as const
  const answered = await given.handle({ delivery, account: signedIn.account, ...window, ...done })
  const around = await answering(given, request, signedIn)
  // Who is nobody here, or no longer, is told so once, and is signed in no more.
  if (!around.who) await given.sessions.end(request, response, signedIn.where)
  const here = 'action' in done ? done.action : null
  answer({ ...around, here }, response, answered)
}

/** Asked anew with each page: somebody may have left since they signed in. */
async function answering(given: Room, request: Request, signedIn: SignedIn): Promise<Answering> {
  const { files, frames } = given
  const framing = signedIn.where === 'frame' ? frames : []
  const address = request.method === 'GET' ? request.originalUrl : null
  return { who: await given.who(signedIn.account), csrf: signedIn.csrf, files, frames: framing, here: null, address }
}
