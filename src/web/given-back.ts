/**
 * What somebody typed into a page that counts no more, since they were signed out meanwhile: it is given back to them on a page from
 * which it is sent again, once they are signed in. It is kept nowhere.
 */
import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Tongue } from '../../cards/card.ts'
import type { Account } from '../ports.ts'
import { type Say, wording } from '../wording/index.ts'
import type { Root } from './address.ts'
import { attributes, type Html, html } from './draw/html.ts'
import { page } from './draw/page.ts'
import { type Files, pageHeaders } from './files.ts'
import { tongueOf } from './language.ts'
import { carry, fieldName, type Sent } from './receive.ts'
import type { SignedIn } from './session.ts'

type Around = { root: Root; files: Files; who(account: Account, lang: Tongue): Promise<{ lang: Tongue } | null> }

/** `sent`: null where it was of no form of ours. With somebody signed in, one press sends it. */
export async function giveBack(
  { root, files, who }: Around,
  request: Request,
  response: Response,
  { signedIn, sent }: { signedIn: SignedIn | null; sent: Sent | null },
): Promise<void> {
  const asked = tongueOf(request, root)
  const known = signedIn ? await who(signedIn.account, asked) : null
  const say = wording(known?.lang ?? asked)
  const body = sent
    ? again(root, say, sent, signedIn)
    : html`<h1 class="ds-heading" id="title" tabindex="-1">${say('web.ended.title')}</h1><p>${say(root === '/rom' ? 'web.nowhere' : 'web.nowhere.family')}</p>`
  const document = page({ root, say, title: say('web.ended.title'), body, files: files.addresses })
  response
    .status(signedIn ? 403 : 401)
    .set(pageHeaders())
    .type('html')
    .send(document)
}

function again(root: Root, say: Say, { kind, action, data, fields }: Sent, signedIn: SignedIn | null): Html {
  const typed = Object.entries(fields)
  const hidden = typed.map(
    ([id, value]) => html`<textarea name="${fieldName(id)}" hidden="">${'\n'}${value}</textarea>`,
  )
  const shown = typed
    .filter(([, value]) => /\s/.test(value))
    .map(([, value]) => html`<blockquote class="words" dir="auto">${value}</blockquote>`)
  const press = carry({ kind, action, data, label: '' })
  const send = attributes({
    class: 'ds-button',
    'data-variant': 'primary',
    name: 'press',
    value: press,
    type: 'submit',
  })
  const enter = signedIn
    ? null
    : html`<p><a class="ds-link" href="${root}/inn" target="_blank" rel="noopener">${say('web.sign-in')}</a></p>`
  return html`<form class="card" method="post" action="${root}/trykk" autocomplete="off"><h1 class="ds-heading" id="title" tabindex="-1">${say('web.ended.title')}</h1><p>${say(signedIn ? 'web.ended.in' : 'web.ended.out')}</p>${enter}${shown}${hidden}<input type="hidden" name="csrf" value="${signedIn?.csrf ?? 'none'}"><input type="hidden" name="delivery" value="${randomUUID()}"><div class="buttons"><button${send}>${say('web.send-again')}</button></div></form>`
}
