/** From where a form was sent, as browsers say it. Some say nothing: then a form is known by its mark alone. */
import type { Request } from 'express'

/** Whether a page of another site has sent it. */
export function isForeign(request: Request): boolean {
  const from = site(request)
  return from !== undefined && from !== 'same-origin' && from !== 'none'
}

/** Whether a page of ours has, as far as the browser vouches for it. */
export function isFromHere(request: Request): boolean {
  return site(request) === 'same-origin'
}

/** https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header */
function site(request: Request): string | undefined {
  return request.get('sec-fetch-site')
}
