/**
 * A cookie of ours: for this host alone and out of the reach of scripts. Over http, which is this machine alone, browsers take none that
 * asks for a connection nobody listens to.
 */
import type { CookieOptions, Request } from 'express'

export type Cookie = { name: string; options: CookieOptions }

/**
 * `framed`: it is kept for that client's site alone (`Partitioned`), so that it lives where cookies of other sites are blocked, and no
 * other site that frames the page has it.
 */
export function cookie(name: string, { isSecure, framed = false }: { isSecure: boolean; framed?: boolean }): Cookie {
  const always = { path: '/', secure: isSecure, httpOnly: true }
  const site = framed && isSecure ? { sameSite: 'none' as const, partitioned: true } : { sameSite: 'lax' as const }
  return { name: isSecure ? `__Host-${name}` : name, options: Object.assign(always, site) }
}

/** What the browser sent in it, or null. */
export function cookieIn({ headers }: Request, { name }: Pick<Cookie, 'name'>): string | null {
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
