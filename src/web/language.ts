/** In which language a page speaks with somebody it does not know. */
import type { Request } from 'express'
import type { Lang } from '../../cards/card.ts'

/** As the browser asks for it; bokmål where it asks for another. */
export function languageOf(request: Request): Lang {
  const found = request.acceptsLanguages('nb', 'no', 'nn', 'en')
  return found === 'nn' || found === 'en' ? found : 'nb'
}
