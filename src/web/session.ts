/**
 * Who is signed in to the page: a sealed cookie that names a session of the store, which the server can end. The account is the one
 * that the sign-in proved; whether it is anybody is asked by the app at every request.
 */
import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import { z } from 'zod'
import type { Account, Clock, Store, Tx } from '../ports.ts'
import type { Sealer } from './seal.ts'

/** In a browser by itself; framed by a channel's own client, whose site is another; or as somebody of a family. */
export type Where = 'browser' | 'frame' | 'family'

export type SignedIn = { where: Where; account: Account; csrf: string; id: string }

export type Sessions = {
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

const names: Record<Where, string> = {
  browser: '__Host-stafett',
  frame: '__Host-stafett-fane',
  family: '__Host-stafett-familie',
}

const kept = z.object({ id: z.string().min(20).max(100), where: z.enum(['browser', 'frame', 'family']) })

export function createSessions(store: Store, sealer: Sealer, clock: Clock): Sessions {
  const nowMs = () => Date.parse(clock.now())
  const signedIn = (where: Where, id: string, account: Account): SignedIn => {
    return { where, account, id, csrf: sealer.mark(id) }
  }
  const endOld = async (request: Request, where: Where) => {
    const id = await idIn(sealer, request, where)
    if (id) await store.transaction((tx) => tx.sessions.end(id))
  }
  return {
    async begin(request, response, where, account) {
      await endOld(request, where)
      const id = randomBytes(32).toString('base64url')
      const { idle, most } = lasts[where]
      const [until, latest] = [iso(nowMs() + idle), nowMs() + most]
      await store.transaction((tx) => tx.sessions.begin(id, { account, until, latest: iso(latest) }))
      response.cookie(names[where], await sealer.seal('session', { id, where }, latest), attributes(where))
      return signedIn(where, id, account)
    },
    async of(request, where) {
      const id = await idIn(sealer, request, where)
      const account = id && (await store.transaction((tx) => usedNow(tx.sessions, id, nowMs(), lasts[where].idle)))
      return id && account ? signedIn(where, id, account) : null
    },
    async end(request, response, where) {
      await endOld(request, where)
      response.clearCookie(names[where], attributes(where))
    },
    isFrom: ({ id }, csrf) => typeof csrf === 'string' && sealer.isMark(id, csrf),
  }
}

async function idIn(sealer: Sealer, request: Request, where: Where): Promise<string | null> {
  const text = cookieIn(request, names[where])
  const opened = text === null ? null : kept.safeParse(await sealer.open('session', text))
  return opened?.success && opened.data.where === where ? opened.data.id : null
}

/** Whose it is; asked for, it lasts longer. */
async function usedNow(sessions: Tx['sessions'], id: string, nowMs: number, idleMs: number): Promise<Account | null> {
  const found = await sessions.get(id, iso(nowMs))
  const until = nowMs + idleMs
  if (found && Date.parse(found.until) < until - writtenMs) await sessions.prolong(id, iso(until))
  return found?.account ?? null
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}

/**
 * Framed, it is kept for that client's site alone (`Partitioned`), so that it lives where cookies of other sites are blocked, and no
 * other site that frames the page has it.
 */
function attributes(where: Where) {
  const always = { path: '/', secure: true, httpOnly: true } as const
  return where === 'frame'
    ? { ...always, sameSite: 'none' as const, partitioned: true }
    : { ...always, sameSite: 'lax' as const }
}

/** Its text, where it was sent. */
export function cookieIn({ headers }: Request, name: string): string | null {
  const all = (headers.cookie ?? '').split(';').map((one) => one.trim())
  const found = all.find((one) => one.startsWith(`${name}=`))
  return found === undefined ? null : decoded(found.slice(name.length + 1))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
