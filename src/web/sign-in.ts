/**
 * Signing in to the page in a browser, and out: by the account of a channel that people have already. What a provider proves is an
 * account and no more; whether it is anybody's is asked by the app.
 */
import express, { type Request, type Response, type Router } from 'express'
import { z } from 'zod'
import type { Lang, Tongue } from '../../cards/card.ts'
import { type Account, type Clock, type Proof, type SignIn, staffBackPath } from '../ports.ts'
import { wording } from '../wording/index.ts'
import type { Root } from './address.ts'
import { cookie, cookieIn } from './cookie.ts'
import { isForeign, isFromHere } from './foreign.ts'
import { tongueOf } from './language.ts'
import { localPath } from './local.ts'
import { type Begun, isKept, type Kept, type NotSignedIn, type Oidc, providerOf } from './oidc.ts'
import type { Sealer } from './seal.ts'
import type { BrowserSessions, Where } from './session.ts'

/** Why nobody is signed in, as a page says it; `out`: they have just signed out. */
export type Apart = NotSignedIn['refused'] | 'unknown' | 'out' | null

/** One way to sign in. `path`: where it begins, and `back`: where the provider sends the browser back to. */
export type WayIn = {
  name: string
  title: string
  path: string
  back: string
  begin(redirectUri: string, lang: Lang): Promise<Begun | NotSignedIn>
  finish(callbackUrl: string, kept: Kept): Promise<Proof | NotSignedIn>
  /**
   * Where somebody is signed out of the provider too, whose session would else let in whoever uses the browser next; null where that
   * can't be had. None where people keep theirs, as at work.
   */
  leave?(): Promise<string | null>
}

/** Where whoever has signed out is signed out by the provider too; `url` null: they are signed in there still. */
export type Onward = { title: string; url: string | null }

/** By the accounts of a channel. */
export function wayOf(signIn: SignIn, oidc: Oidc): WayIn {
  const { name, title } = signIn
  return {
    name,
    title,
    path: `/rom/inn/${name}`,
    back: staffBackPath(name),
    begin: (redirectUri) => oidc.begin(providerOf(signIn), redirectUri),
    async finish(callbackUrl, kept) {
      const asked = await oidc.finish(providerOf(signIn), callbackUrl, kept)
      return 'refused' in asked ? asked : signIn.accountOf(asked.claims)
    },
  }
}

export type SigningIn = {
  root: Root
  /** Where somebody is signed in by it. */
  where: Where
  /** Where else somebody of these pages may be signed in, in the same browser: to sign in or out there ends that too. */
  besides: readonly Where[]
  ways: WayIn[]
  sessions: BrowserSessions
  sealer: Sealer
  clock: Clock
  /** Where the browser reaches us. */
  publicUrl: string
  /** Who somebody is: asked when they leave, for the language in which they are told. */
  who(account: Account, lang: Tongue): Promise<{ lang: Tongue } | null>
  /** Draws the page that offers to sign in, and leads to `to` then; in the browser's language where no other is given. */
  offer(request: Request, response: Response, given: { why: Apart; to: string; lang?: Tongue; onward?: Onward[] }): void
  /** Hears of everybody who has signed in, before they go on. */
  entered?(request: Request, response: Response, account: Account): Promise<void>
  report(event: string, fields?: { code?: string }): void
}

/** Keeps what must still be known when the browser comes back. */
const keeps = (publicUrl: string) => cookie('stafett-inn', { isSecure: publicUrl.startsWith('https:') })
/** How long somebody may take at the provider's: milliseconds. */
const patienceMs = 15 * 60_000
const begun = z.object({ root: z.string(), name: z.string(), to: z.string(), kept: z.custom<Kept>(isKept) })

export function signingIn(given: SigningIn): Router {
  const { root, ways, offer } = given
  const router = express.Router()
  router.get(`${root}/inn`, (request, response) =>
    offer(request, response, { why: null, to: localPath(request.query.til, root) }),
  )
  for (const way of ways) {
    router.get(way.path, (request, response) => begin(given, way, request, response))
    router.get(way.back, (request, response) => finish(given, way, request, response))
  }
  router.post(`${root}/ut`, express.urlencoded({ extended: false, limit: '4kb' }), (request, response) =>
    leave(given, request, response),
  )
  return router
}

async function begin(given: SigningIn, way: WayIn, request: Request, response: Response): Promise<void> {
  const { root, publicUrl, sealer, clock } = given
  const to = localPath(request.query.til, root)
  const asked = await way.begin(publicUrl + way.back, wording(tongueOf(request, root)).lang)
  if ('refused' in asked) return refuse(given, request, response, { why: asked, to })
  const until = Date.parse(clock.now()) + patienceMs
  const sealed = await sealer.seal('sign-in', { root, name: way.name, to, kept: asked.kept }, until)
  const { name, options } = keeps(publicUrl)
  response.cookie(name, sealed, options)
  response.redirect(303, asked.url)
}

async function finish(given: SigningIn, way: WayIn, request: Request, response: Response): Promise<void> {
  const { root, where, publicUrl, sealer, sessions } = given
  const { name, options } = keeps(publicUrl)
  const text = cookieIn(request, { name })
  const opened = begun.safeParse(text === null ? null : await sealer.open('sign-in', text))
  response.clearCookie(name, options)
  const mine = opened.success && opened.data.name === way.name && opened.data.root === root ? opened.data : null
  if (!mine) return refuse(given, request, response, { why: { refused: 'invalid', code: 'not-begun' }, to: root })
  const to = localPath(mine.to, root)
  const query = new URL(request.originalUrl, publicUrl).search
  const proof = await way.finish(publicUrl + way.back + query, mine.kept)
  if ('refused' in proof) return refuse(given, request, response, { why: proof, to })
  if (proof.kind !== 'account') {
    const refused = proof.kind === 'unreachable' ? 'unreachable' : 'unknown'
    return refuse(given, request, response, { why: { refused, code: proof.kind }, to })
  }
  // Whoever used this browser before is not to be taken for them.
  for (const there of given.besides) await sessions.end(request, response, there)
  await sessions.begin(request, response, where, proof.account)
  await given.entered?.(request, response, proof.account)
  response.redirect(303, to)
}

/** Whoever is told that they are out is: a page of ours ends every session in this browser, whichever of them it was drawn for. */
async function leave(given: SigningIn, request: Request, response: Response): Promise<void> {
  const { root, where, besides, sessions, who, offer } = given
  if (isForeign(request)) return void response.status(403).end()
  let stays = false
  let lang = tongueOf(request, root)
  for (const there of [where, ...besides]) {
    const signedIn = await sessions.of(request, there)
    if (!signedIn) continue
    const ends = isFromHere(request) || sessions.isFrom(signedIn, request.body?.csrf)
    if (ends) {
      await sessions.end(request, response, there)
      lang = (await who(signedIn.account, lang).catch(() => null))?.lang ?? lang
    } else stays = true
  }
  if (stays) return response.redirect(303, root)
  offer(request, response, { why: 'out', to: root, lang, onward: await onwardFrom(given) })
}

function onwardFrom({ ways }: SigningIn): Promise<Onward[]> {
  return Promise.all(ways.flatMap(({ title, leave }) => (leave ? [leave().then((url) => ({ title, url }))] : [])))
}

type Refused = { why: { refused: Exclude<Apart, 'out' | null>; code: string }; to: string }

function refuse(given: SigningIn, request: Request, response: Response, { why, to }: Refused): void {
  given.report('sign-in-refused', { code: why.code })
  given.offer(request, response, { why: why.refused, to })
}
