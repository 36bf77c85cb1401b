/** The pages of the preview: the list of the cards, one card as it is shown everywhere, and the document of one picture. */
import { type Lang, languages } from '../../../cards/card.ts'
import type { Key, Say } from '../../wording/index.ts'
import { type Choice, choiceAddress, previewRoot } from '../preview-choice.ts'
import type { Labelled } from '../preview-labels.ts'
import { attributes, type Html, html } from './html.ts'

/** Our own page, among the surfaces. */
export const own = 'rom'

export type Offered = {
  say: Say
  choice: Choice
  /** Of the channels. */
  surfaces: { name: string; title: string; scripts: unknown[] }[]
  municipalities: { code: string; name: string }[]
}

/** `kind`: what the card is for, in the viewer's words. */
type OfCard = { kind: string; samples: Labelled[] }

export function drawCards(offered: Offered, cards: OfCard[]): Html {
  const { say, choice } = offered
  const here = { ...choice, card: '' }
  const drawn = cards.map(({ kind, samples }) => {
    return html`<div class="of-card"><h2 class="ds-heading">${kind}</h2>${drawSamples(samples, offered)}</div>`
  })
  return html`<div class="card preview"><h1 class="ds-heading" id="title" tabindex="-1">${say('web.preview.title')}</h1><p>${say('web.preview.lead')}</p><p class="subtle">${say('web.preview.names')}</p>${drawLooks(offered, (more) => listAddress({ ...here, ...more }), ['lang', 'of'])}${drawn}</div>`
}

/** `isAlone`: whether only one person sees it in a channel, who can meet it in a message and in a window. */
type Shown = OfCard & { title: string; isAlone: boolean }

export function drawChoice(offered: Offered, { kind, title, samples, isAlone }: Shown): Html {
  const { say, choice, surfaces } = offered
  const kinds: Kind[] = isAlone ? ['lang', 'scheme', 'as', 'width', 'of'] : ['lang', 'scheme', 'width', 'of']
  const all = [...surfaces, { name: own, title: say('web.preview.own'), scripts: [] }]
  const pictures = all.map((surface) => {
    const named = say('web.preview.picture', { where: surface.title })
    return html`<section class="picture" aria-labelledby="of-${surface.name}"><h2 class="ds-heading" id="of-${surface.name}">${surface.title}</h2><iframe src="${choiceAddress(choice, surface.name)}" title="${named}"${stilled(surface.scripts)}></iframe></section>`
  })
  const code = [choice.card, ...(choice.sample === '' ? [] : [choice.sample])].join(' ')
  const more =
    samples.length < 2
      ? null
      : html`<details class="samples"><summary>${say('web.preview.samples', { count: samples.length })}</summary>${drawSamples(samples, offered)}</details>`
  return html`<div class="card preview"><p><a class="ds-link" href="${listAddress({ ...choice, card: '' })}">${say('web.preview.all')}</a></p><h1 class="ds-heading" id="title" tabindex="-1"${langOf(choice, say)}>${title}</h1><p class="second">${kind}</p>${more}${drawLooks(offered, (one) => choiceAddress({ ...choice, ...one }), kinds)}<div class="pictures" data-width="${choice.width}">${pictures}</div><p class="subtle">${say('web.preview.code', { name: code })}</p></div>`
}

/** A picture sends nothing and takes no focus; in those alone that are drawn by a script one runs. */
function stilled(scripts: unknown[]): Html {
  return attributes({ sandbox: scripts.length === 0 ? 'allow-same-origin' : null })
}

type Picture = {
  title: string
  /** The viewer's. */
  say: Say
  choice: Choice
  body: Html | string
  styles: string[]
  scripts: { address: string; isModule: boolean }[]
}

/** `body`: where it is text, markup that a channel has drawn. */
export function drawPicture({ title, say, choice, body, styles, scripts }: Picture): string {
  const { lang, scheme } = choice
  const loaded = scripts.map(({ address, isModule }) => {
    return html`<script src="${address}"${attributes({ type: isModule ? 'module' : null })}></script>`
  })
  const needed =
    scripts.length === 0
      ? null
      : html`<noscript><p${langOf(choice, say)}>${say('web.preview.no-script')}</p></noscript>`
  const heading = typeof body === 'string' ? html`<h1 class="unseen">${title}</h1>` : null
  const head = html`<!doctype html>
<html lang="${lang}" data-color-scheme="${scheme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${styles.map((address) => html`<link rel="stylesheet" href="${address}">`)}
</head>
<body class="alone">
<main>${heading}`
  return `${head}${body}${html`${needed}</main>
${loaded}
</body>
</html>
`}`
}

type Kind = 'lang' | 'scheme' | 'as' | 'width' | 'of'

type Otherwise = { label: string; more: Partial<Choice>; lang?: Lang }

/** The ways to see the same otherwise. */
function drawLooks(offered: Offered, to: (more: Partial<Choice>) => string, kinds: Kind[]): Html {
  const { say, choice } = offered
  const rows = kinds.map((kind) => {
    const { label, ways } = otherwise(offered, kind)
    if (ways.length < 2) return null
    const items = ways.map((way) => {
      const isHere = way.more[kind] === choice[kind]
      return html`<li><a class="way" href="${to(way.more)}"${attributes({ 'aria-current': isHere ? 'true' : null, lang: way.lang })}>${way.label}</a></li>`
    })
    return html`<div class="ways" role="group" aria-label="${say(label)}"><p class="subtle" aria-hidden="true">${say(label)}</p><ul>${items}</ul></div>`
  })
  return html`<div class="looks">${rows}</div>`
}

function otherwise({ say, municipalities }: Offered, kind: Kind): { label: Key; ways: Otherwise[] } {
  const two = (label: Key, ways: [Key, Partial<Choice>][]) => {
    return { label, ways: ways.map(([key, more]) => ({ label: say(key), more })) }
  }
  switch (kind) {
    case 'lang':
      return {
        label: 'web.language',
        ways: languages.map((lang) => ({ label: say(`language.${lang}`), more: { lang }, lang })),
      }
    case 'scheme':
      return two('web.preview.scheme', [
        ['web.preview.light', { scheme: 'light' }],
        ['web.preview.dark', { scheme: 'dark' }],
      ])
    case 'as':
      return two('web.preview.as', [
        ['web.preview.window', { as: 'window' }],
        ['web.preview.message', { as: 'message' }],
      ])
    case 'width':
      return two('web.preview.width', [
        ['web.preview.wide', { width: 'wide' }],
        ['web.preview.phone', { width: 'phone' }],
      ])
    case 'of':
      return {
        label: 'web.preview.of',
        ways: municipalities.map(({ code, name }) => ({ label: name, more: { of: code } })),
      }
  }
}

function drawSamples(samples: Labelled[], { say, choice }: Offered): Html {
  const items = samples.map(({ label, to, isHere }) => {
    const look = attributes({ class: 'way', 'aria-current': isHere ? 'true' : null })
    return html`<li><a href="${to}"${look}${langOf(choice, say)}>${label}</a></li>`
  })
  return html`<div class="ways"><ul>${items}</ul></div>`
}

/** What is said in the language that is looked at. */
function langOf({ lang }: Pick<Choice, 'lang'>, say: Say): Html {
  return attributes({ lang: lang === say.lang ? null : lang })
}

function listAddress(choice: Choice): string {
  const address = choiceAddress(choice)
  return `${previewRoot}${address.slice(address.indexOf('?'))}`
}
