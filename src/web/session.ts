/**
 * Who is signed in to the page: a sealed cookie that names a session of the store, which the server can end. The account is the one
 * that the sign-in proved; whether it is anybody is asked by the app at every request.
 */
import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import { z } from 'zod'
import type { Account, Clock, Store } from '../ports.ts'
import { cookie, cookieIn } from './cookie.ts'
import type { Sealer } from './seal.ts'

/** In a browser by itself; framed by a channel's own client, whose site is another; or as somebody of a family. */
export type Where = 'browser' | 'frame' | 'family'

export type SignedIn = { where: Where; account: Account; csrf: string; id: string }

export type BrowserSessions = {
  /** Signs in: what was before in this browser ends. */
  begin(request: Request, response: Response, where: Where, account: Account): Promise<SignedIn>
  /** Null where nobody is signed in there (any more). */
  of(request: Request, where: Where): Promise<SignedIn | null>
  end(request: Request, response: Response, where: Where): Promise<void>
  /** Whether a form was drawn for this session. */
  isFrom(signedIn: SignedIn, csrf: unknown): boolean
}

const minuteMs = 60_000
/** How long somebody stays signed in without asking for anything, and whatever they ask for: milliseconds. */
const lasts: Record<Where, { idle: number; most: number }> = {
  browser: { idle: 60 * minuteMs, most: 10 * 60 * minuteMs },
  // Signed in anew by the client without being asked.
  frame: { idle: 60 * minuteMs, most: 10 * 60 * minuteMs },
  family: { idle: 30 * minuteMs, most: 2 * 60 * minuteMs },
}
/** Asked for sooner after the last time, it is not written down. */
const writtenMs = 5 * minuteMs

const names: Record<Where, string> = { browser: 'stafett', frame: 'stafett-fane', family: 'stafett-familie' }

const kept = z.object({ id: z.string().min(20).max(100), where: z.enum(['browser', 'frame', 'family']) })

type Ground = { store: Store; sealer: Sealer; clock: Clock; isSecure: boolean }

/** `isSecure`: whether browsers reach us over https. */
export function createSessions({ store, sealer, clock, isSecure }: Ground): BrowserSessions {
  const nowMs = () => Date.parse(clock.now())
  const cookieFor = (where: Where) => cookie(names[where], { isSecure, framed: where === 'frame' })
  const idFrom = (request: Request, where: Where) => idIn(sealer, cookieIn(request, cookieFor(where)), where)
  const signedIn = (where: Where, id: string, account: Account): SignedIn => {
    return { where, account, id, csrf: sealer.mark(id) }
  }
  const endOld = async (request: Request, where: Where) => {
    const id = await idFrom(request, where)
    if (id) await store.transaction((tx) => tx.sessions.end(id))
  }
  return {
    async begin(request, response, where, account) {
      await endOld(request, where)
      const id = randomBytes(32).toString('base64url')
      const { idle, most } = lasts[where]
      const [until, latest] = [iso(nowMs() + idle), nowMs() + most]
      await store.transaction((tx) => tx.sessions.begin(id, { account, until, latest: iso(latest) }))
      const { name, options } = cookieFor(where)
      response.cookie(name, await sealer.seal('session', { id, where }, latest), options)
      return signedIn(where, id, account)
    },
    async of(request, where) {
      const id = await idFrom(request, where)
      const found = id ? await store.transaction((tx) => tx.sessions.get(id, clock.now())) : null
      if (!id || !found) return null
      const until = nowMs() + lasts[where].idle
      // Whoever asks is answered, though it can't be written down that they did.
      if (Date.parse(found.until) < until - writtenMs)
        await store.transaction((tx) => tx.sessions.prolong(id, iso(until))).catch(() => undefined)
      return signedIn(where, id, found.account)
    },
    async end(request, response, where) {
      await endOld(request, where)
      const { name, options } = cookieFor(where)
      response.clearCookie(name, options)
    },
    isFrom: ({ id }, csrf) => typeof csrf === 'string' && sealer.isMark(id, csrf),
  }
}

async function idIn(sealer: Sealer, text: string | null, where: Where): Promise<string | null> {
  const opened = text === null ? null : kept.safeParse(await sealer.open('session', text))
  return opened?.success && opened.data.where === where ? opened.data.id : null
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
