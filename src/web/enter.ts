/** The page on which somebody signs in, and is told why they are not. It is the same for everybody. */
import type { Request, Response } from 'express'
import { wording } from '../wording/index.ts'
import type { Root } from './address.ts'
import { html } from './draw/html.ts'
import { page } from './draw/page.ts'
import { type Files, pageHeaders } from './files.ts'
import { languageOf } from './language.ts'
import type { Apart, WayIn } from './sign-in.ts'

const statuses: Record<NonNullable<Apart>, number> = {
  denied: 403,
  invalid: 400,
  unreachable: 503,
  unknown: 403,
  out: 200,
}

/** Draws it: each way to sign in leads on to `to`. */
export function offerToEnter(files: Files, root: Root, all: Pick<WayIn, 'path' | 'title'>[]) {
  return (request: Request, response: Response, { why, to }: { why: Apart; to: string }): void => {
    const say = wording(languageOf(request))
    const title = say(why === 'out' ? 'web.enter.out' : 'web.enter.title')
    const told = why === null || why === 'out' ? null : say(`web.enter.${why}`)
    const query = to === root ? '' : `?til=${encodeURIComponent(to)}`
    const ways = all.map(({ path, title: by }) => {
      return html`<a class="ds-button" data-variant="primary" href="${path}${query}">${say('web.enter.by', { by })}</a>`
    })
    const alert =
      told === null ? null : html`<div class="ds-alert" data-color="danger" role="alert"><p>${told}</p></div>`
    const body = html`<div class="card"><h1 class="ds-heading" id="title" tabindex="-1">${title}</h1>${alert}<p>${say(root === '/rom' ? 'web.enter.lead' : 'web.enter.lead.family')}</p><div class="buttons">${ways}</div></div>`
    const document = page({ root, say, title, body, files: files.addresses })
    response
      .status(why === null ? 200 : statuses[why])
      .set(pageHeaders())
      .type('html')
      .send(document)
  }
}
