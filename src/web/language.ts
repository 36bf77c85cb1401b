/** In which language a page speaks with somebody it does not know; and what somebody of a family has chosen before they are known. */
import type { Request, Response } from 'express'
import type { Lang, Tongue } from '../../cards/card.ts'
import { isTongue, tongues } from '../wording/index.ts'
import type { Root } from './address.ts'
import { cookie, cookieIn } from './cookie.ts'

/** As the browser asks for it; bokmål where it asks for another. */
export function languageOf(request: Request): Lang {
  const found = request.acceptsLanguages('nb', 'no', 'nn', 'en')
  return found === 'nn' || found === 'en' ? found : 'nb'
}

/** The same of any page; on a family's there are more languages, and one that was chosen in this browser goes before what it asks for. */
export function tongueOf(request: Request, root: Root): Tongue {
  if (root === '/rom') return languageOf(request)
  const found = request.acceptsLanguages('nb', 'no', ...tongues)
  return chosenIn(request) ?? (isTongue(found) ? found : 'nb')
}

/** The address at which somebody who is not signed in has chosen it: that says so itself, and then the browser does. */
export function choosing(tongue: Tongue, root: Root, to: string): string {
  const query = new URLSearchParams({ [inAddress]: tongue, ...(to === root ? {} : { til: to }) })
  return `${root}/inn?${query}`
}

export function chosenIn(request: Request): Tongue | null {
  const { [inAddress]: asked } = request.query
  if (isTongue(asked)) return asked
  return names.map(({ name }) => cookieIn(request, { name })).find(isTongue) ?? null
}

/** Keeps it in the browser, until it is closed or somebody signs in; `tongue` null: no longer. */
export function keepChosen(response: Response, tongue: Tongue | null, isSecure: boolean): void {
  const { name, options } = cookie(inBrowser, { isSecure })
  if (tongue === null) response.clearCookie(name, options)
  else response.cookie(name, tongue, options)
}

const inAddress = 'sprak'
const inBrowser = 'stafett-sprak'
const names = [true, false].map((isSecure) => cookie(inBrowser, { isSecure }))
