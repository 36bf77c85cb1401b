/** The page on which somebody signs in, and is told why they are not. It is the same for everybody. */
import type { Request, Response } from 'express'
import type { SignIn } from '../ports.ts'
import { wording } from '../wording/index.ts'
import { html } from './draw/html.ts'
import { page } from './draw/page.ts'
import { type Files, pageHeaders } from './files.ts'
import { languageOf } from './given-back.ts'
import type { Apart } from './sign-in.ts'

const statuses: Record<NonNullable<Apart>, number> = {
  denied: 403,
  invalid: 400,
  unreachable: 503,
  unknown: 403,
  out: 200,
}

/** Draws it: each way to sign in leads on to `to`. */
export function offerToEnter(files: Files, signIns: Pick<SignIn, 'name' | 'title'>[]) {
  return (request: Request, response: Response, { why, to }: { why: Apart; to: string }): void => {
    const say = wording(languageOf(request))
    const title = say(why === 'out' ? 'web.enter.out' : 'web.enter.title')
    const told = why === null || why === 'out' ? null : say(`web.enter.${why}`)
    const query = to === '/rom' ? '' : `?til=${encodeURIComponent(to)}`
    const ways = signIns.map(({ name, title: by }) => {
      return html`<a class="ds-button" data-variant="primary" href="/rom/inn/${name}${query}">${say('web.enter.by', { by })}</a>`
    })
    const alert =
      told === null ? null : html`<div class="ds-alert" data-color="danger" role="alert"><p>${told}</p></div>`
    const body = html`<div class="card"><h1 class="ds-heading" id="title" tabindex="-1">${title}</h1>${alert}<p>${say('web.enter.lead')}</p><div class="buttons">${ways}</div></div>`
    const document = page({ root: '/rom', say, title, body, files: files.addresses })
    response
      .status(why === null ? 200 : statuses[why])
      .set(pageHeaders())
      .type('html')
      .send(document)
  }
}
