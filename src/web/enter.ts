/** The page on which somebody signs in, and is told why they are not. It is the same for everybody. */
import type { Request, Response } from 'express'
import type { Tongue } from '../../cards/card.ts'
import { type Say, wording } from '../wording/index.ts'
import type { Root } from './address.ts'
import { type Html, html } from './draw/html.ts'
import { page } from './draw/page.ts'
import { told } from './draw/told.ts'
import { type Files, pageHeaders } from './files.ts'
import { choosing, chosenIn, keepChosen, tongueOf } from './language.ts'
import type { Apart, Onward, WayIn } from './sign-in.ts'

const statuses: Record<NonNullable<Apart>, number> = {
  denied: 403,
  invalid: 400,
  unreachable: 503,
  unknown: 403,
  out: 200,
}

type Offered = { why: Apart; to: string; lang?: Tongue; onward?: Onward[] }

/** Draws it: each way to sign in leads on to `to`. `isSecure`: whether browsers reach us over https. */
export function offerToEnter(files: Files, root: Root, all: Pick<WayIn, 'path' | 'title'>[], isSecure: boolean) {
  return (request: Request, response: Response, { why, to, lang, onward = [] }: Offered): void => {
    const isOfFamily = root === '/familie'
    const chosen = isOfFamily ? chosenIn(request) : null
    if (chosen !== null) keepChosen(response, chosen, isSecure)
    const say = wording(lang ?? tongueOf(request, root))
    const title = say(why === 'out' ? 'web.enter.out' : 'web.enter.title')
    const refused = why === null || why === 'out' ? null : say(`web.enter.${why}`)
    const query = to === root ? '' : `?til=${encodeURIComponent(to)}`
    const ways = all.map(({ path, title: by }) => {
      return html`<a class="ds-button" data-variant="primary" href="${path}${query}">${told(say('web.enter.by', { by: say.named(by) }))}</a>`
    })
    const alert =
      refused === null ? null : html`<div class="ds-alert" data-color="danger" role="alert"><p>${refused}</p></div>`
    const body = html`<div class="card"><h1 class="ds-heading" id="title" tabindex="-1">${title}</h1>${alert}${onward.map((one) => leaving(one, say))}<p>${told(say(isOfFamily ? 'web.enter.lead.family' : 'web.enter.lead'))}</p><div class="buttons">${ways}</div></div>`
    const document = page({
      root,
      say,
      title,
      body,
      files: files.addresses,
      choosing: (one) => choosing(one, root, to),
    })
    // A form leads to no page but ours: from there they go on by themselves, without a script.
    const [next] = onward.flatMap(({ url }) => url ?? [])
    if (next !== undefined) response.set('refresh', `0; url=${next}`)
    response
      .status(why === null ? 200 : statuses[why])
      .set(pageHeaders())
      .type('html')
      .send(document)
  }
}

/** Whoever is out here may be signed in at the provider still: they are sent there, or told. */
function leaving({ title, url }: Onward, say: Say): Html {
  const by = say.named(title)
  if (url === null)
    return html`<div class="ds-alert" data-color="warning" role="status"><p>${told(say('web.enter.still', { by }))}</p></div>`
  return html`<p><a class="ds-link" href="${url}">${told(say('web.enter.onward', { by }))}</a></p>`
}
