/**
 * Signing in to the page in a browser, and out: by the account of a channel that people have already. What a provider proves is an
 * account and no more; whether it is anybody's is asked by the app.
 */
import express, { type Request, type Response, type Router } from 'express'
import { z } from 'zod'
import type { Clock, SignIn } from '../ports.ts'
import { cookie, cookieIn } from './cookie.ts'
import { localPath } from './local.ts'
import { isKept, type Kept, type NotSignedIn, type Oidc, providerOf } from './oidc.ts'
import type { Sealer } from './seal.ts'
import type { Sessions } from './session.ts'

/** Why nobody is signed in, as a page says it; `out`: they have just signed out. */
export type Apart = NotSignedIn['refused'] | 'unknown' | 'out' | null

export type SigningIn = {
  signIns: SignIn[]
  oidc: Oidc
  sessions: Sessions
  sealer: Sealer
  clock: Clock
  /** Where the browser reaches us. */
  publicUrl: string
  /** Draws the page that offers to sign in, and leads to `to` then. */
  offer(request: Request, response: Response, given: { why: Apart; to: string }): void
  report(event: string, fields?: { code?: string }): void
}

/** Keeps what must still be known when the browser comes back. */
const kept = (publicUrl: string) => cookie('stafett-inn', { isSecure: publicUrl.startsWith('https:') })
/** How long somebody may take at the provider's: milliseconds. */
const patienceMs = 15 * 60_000
const begun = z.object({ name: z.string(), to: z.string(), kept: z.custom<Kept>(isKept) })

export function signingIn(given: SigningIn): Router {
  const { signIns, sessions, offer } = given
  const router = express.Router()
  const named = (request: Request) => signIns.find(({ name }) => name === request.params.name)
  router.get('/rom/inn', (request, response) =>
    offer(request, response, { why: null, to: localPath(request.query.til) }),
  )
  router.get('/rom/inn/:name', async (request, response, next) => {
    const signIn = named(request)
    if (!signIn) return next()
    await begin(given, signIn, request, response)
  })
  router.get('/rom/inn/:name/tilbake', async (request, response, next) => {
    const signIn = named(request)
    if (!signIn) return next()
    await finish(given, signIn, request, response)
  })
  router.post('/rom/ut', express.urlencoded({ extended: false, limit: '4kb' }), async (request, response) => {
    const signedIn = await sessions.of(request, 'browser')
    // A form of another site ends nobody's session.
    if (signedIn && sessions.isFrom(signedIn, request.body?.csrf)) await sessions.end(request, response, 'browser')
    offer(request, response, { why: 'out', to: '/rom' })
  })
  return router
}

function backTo({ publicUrl }: SigningIn, { name }: SignIn): string {
  return `${publicUrl}/rom/inn/${name}/tilbake`
}

async function begin(given: SigningIn, signIn: SignIn, request: Request, response: Response): Promise<void> {
  const { oidc, sealer, clock } = given
  const to = localPath(request.query.til)
  const asked = await oidc.begin(providerOf(signIn), backTo(given, signIn))
  if ('refused' in asked) return refuse(given, request, response, { why: asked, to })
  const until = Date.parse(clock.now()) + patienceMs
  const sealed = await sealer.seal('sign-in', { name: signIn.name, to, kept: asked.kept }, until)
  const { name, options } = kept(given.publicUrl)
  response.cookie(name, sealed, options)
  response.redirect(303, asked.url)
}

async function finish(given: SigningIn, signIn: SignIn, request: Request, response: Response): Promise<void> {
  const { oidc, sealer, sessions } = given
  const text = cookieIn(request, kept(given.publicUrl))
  const opened = begun.safeParse(text === null ? null : await sealer.open('sign-in', text))
  const { name, options } = kept(given.publicUrl)
  response.clearCookie(name, options)
  const mine = opened.success && opened.data.name === signIn.name ? opened.data : null
  const why: NotSignedIn = { refused: 'invalid', code: 'not-begun' }
  if (!mine) return refuse(given, request, response, { why, to: '/rom' })
  const to = localPath(mine.to)
  const query = new URL(request.originalUrl, given.publicUrl).search
  const asked = await oidc.finish(providerOf(signIn), backTo(given, signIn) + query, mine.kept)
  if ('refused' in asked) return refuse(given, request, response, { why: asked, to })
  const proof = await signIn.accountOf(asked.claims)
  if (proof.kind !== 'account') {
    const refused = proof.kind === 'unreachable' ? 'unreachable' : 'unknown'
    return refuse(given, request, response, { why: { refused, code: proof.kind }, to })
  }
  await sessions.begin(request, response, 'browser', proof.account)
  response.redirect(303, to)
}

type Refused = { why: { refused: Exclude<Apart, 'out' | null>; code: string }; to: string }

function refuse(given: SigningIn, request: Request, response: Response, { why, to }: Refused): void {
  given.report('sign-in-refused', { code: why.code })
  given.offer(request, response, { why: why.refused, to })
}
