/**
 * The languages of the family's page, each in its own name, so that whoever reads no other finds it; and what must be known of a page whose
 * text is a translation.
 */
import type { Tongue } from '../../../cards/card.ts'
import { type Say, tongues, wording } from '../../wording/index.ts'
import { carry } from '../receive.ts'
import { attributes, type Html, html } from './html.ts'

/** `by`: the session and the drawing of the page of whoever is signed in; otherwise where each language is chosen. */
export function drawTongues(say: Say, by: { csrf: string; delivery: string } | ((tongue: Tongue) => string)): Html {
  const label = say('web.language')
  if (typeof by === 'function') {
    const links = tongues.map((one) => html`<li><a href="${by(one)}"${look(one, say)}>${wording(one).ownName}</a></li>`)
    return html`<nav class="tongues" aria-label="${label}"><ul>${links}</ul></nav>`
  }
  const buttons = tongues.map((one) => {
    const value = carry({ kind: 'press', label: '', action: 'set.lang', data: { lang: one } })
    return html`<li><button type="submit" name="press" value="${value}"${look(one, say)}>${wording(one).ownName}</button></li>`
  })
  return html`<form class="tongues" method="post" action="/familie/trykk" aria-label="${label}"><input type="hidden" name="csrf" value="${by.csrf}"><input type="hidden" name="delivery" value="${by.delivery}"><ul>${buttons}</ul></form>`
}

function look(tongue: Tongue, say: Say): Html {
  const { dir } = wording(tongue)
  return attributes({ lang: tongue, dir, 'aria-current': tongue === say.tag ? 'true' : null })
}

/** Nothing where the text is the one that decides. */
export function drawTranslated({ translated }: Say): Html | null {
  return translated === null ? null : html`<p class="translated" role="note">${translated}</p>`
}
