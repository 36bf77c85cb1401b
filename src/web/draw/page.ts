/**
 * What stands around a card on a page: the head, whose page it is and where they can go, and what the page is. Says nothing of
 * any case, and loads nothing from elsewhere.
 */
import { languages, type Tongue } from '../../../cards/card.ts'
import { nameParts, type Say } from '../../wording/index.ts'
import { addressOf, type Root } from '../address.ts'
import type { FileAddresses } from '../files.ts'
import { carry } from '../receive.ts'
import { attributes, type Html, html } from './html.ts'
import { drawTongues, drawTranslated } from './tongues.ts'

export type Shell = {
  root: Root
  say: Say
  /** Of the window: neutral words, as the title of a card. */
  title: string
  /** The answer, as `render` draws it. */
  body: Html
  /** Whether it is a form that comes back with something wrong in it. */
  faults?: boolean
  /** Who is signed in, and where they can go; without it nobody is, and the page offers nothing. */
  person?: Person
  /** Where a family chooses another language before anybody is signed in. */
  choosing?: (tongue: Tongue) => string
  /** Where the answer can be read again, for the history of the browser; an address of ours. */
  address?: string
  files: FileAddresses
  /** What this page needs besides, which no other does. */
  besides?: { style: string; script: string }
  /** What it needs inside a channel's own client: the files of that, and the origins that may frame it. */
  frame?: { library: string; script: string; origins: string[] }
}

export type Person = {
  name: string
  csrf: string
  delivery: string
  links: Link[]
  /** Whether a case can be looked for by its reference. */
  search: boolean
  /** Whether they can sign out: not where the client around the page signs them in by itself. */
  leaves: boolean
  /** The client in which the same page can be opened, where they have one. */
  client?: { title: string; to: string }
}

export type Link = { label: string; to: string; isHere: boolean }

/** Which pages somebody has. `here`: the action whose answer the page shows, or `preview`. */
export type Having = { overview: boolean; preview: boolean; here: string | null }

/** Where staff can go. */
export function staffLinks(say: Say, more: Having): Link[] {
  const mine = { label: say('action.show.mine'), to: '/rom', isHere: more.here === 'show.mine' }
  const others = (['show.overview', 'show.settings', 'show.help'] as const)
    .filter((action) => action !== 'show.overview' || more.overview)
    .map((action) => {
      const label = say(`action.${action}`)
      const to = addressOf({ kind: 'press', label, action, data: {} }, '/rom') ?? '/rom'
      return { label, to, isHere: more.here === action }
    })
  const cards = { label: say('web.preview.title'), to: '/rom/kort', isHere: more.here === 'preview' }
  return [mine, ...others, ...(more.preview ? [cards] : [])]
}

/** Where a family can go. */
export function familyLinks(say: Say, here: string | null): Link[] {
  return [{ label: say('web.family.home'), to: '/familie', isHere: here === 'family.home' }]
}

/** The whole document. */
export function page(shell: Shell): string {
  const { say, title, body, faults, files, root, address } = shell
  const name = say('phrase.name')
  const plain = nameParts(title).map(({ text }) => text)
  const shown = title === name ? name : `${plain.join('')} – ${name}`
  const drawn = html`<!doctype html>
<html${attributes({ lang: say.tag, dir: say.dir === 'rtl' ? 'rtl' : null })} data-color-scheme="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${faults ? say('web.title.faults', { title: shown }) : shown}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${files.theme}">
<link rel="stylesheet" href="${files.design}">
<link rel="stylesheet" href="${files.look}">
<script type="module" src="${files.script}"></script>
${drawBesides(shell)}${drawFrame(shell)}</head>
<body${attributes({ 'data-origins': shell.frame?.origins.join(' '), 'data-close': shell.frame && say('phrase.close'), 'data-tab': shell.frame && say('web.in-tab') })} data-fault="${say('web.fault')}" data-ended="${say('web.ended')}" data-busy="${say('phrase.wait')}">
<a class="ds-skip-link" href="#main">${say('web.skip')}</a>
${drawHead(shell)}
<main id="main" tabindex="-1"${attributes({ 'data-address': address })}>
${body}
</main>
<footer><p>${say(root === '/rom' ? 'web.foot.staff' : 'web.foot.family')}</p></footer>
</body>
</html>
`
  return drawn.toString()
}

function drawBesides({ besides }: Shell): Html | null {
  return besides === undefined
    ? null
    : html`<link rel="stylesheet" href="${besides.style}">
<script type="module" src="${besides.script}"></script>
`
}

/** The library is a classic script, which stands ready before a module runs. */
function drawFrame({ frame }: Shell): Html | null {
  return frame === undefined
    ? null
    : html`<script src="${frame.library}"></script>
<script type="module" src="${frame.script}"></script>
`
}

function drawHead({ root, say, person, choosing }: Shell): Html {
  const home = html`<a class="home" href="${root}">${say('phrase.name')}</a>`
  const by = root === '/familie' && (person ?? choosing)
  const tongues = html`${by && drawTongues(say, by)}${drawTranslated(say)}`
  if (person === undefined) return html`<header><div class="top">${home}</div>${tongues}</header>`
  const { links, search } = person
  const items = links.map(({ label, to, isHere }) => {
    return html`<li><a href="${to}"${attributes({ 'aria-current': isHere ? 'page' : null })}>${label}</a></li>`
  })
  return html`<header><div class="top">${home}${search ? drawSearch(root, say, person) : null}${drawPerson(root, say, person)}</div>
<nav aria-label="${say('web.ways')}"><ul>${items}${drawClient(say, person)}</ul></nav>${tongues}</header>`
}

function drawClient(say: Say, { client }: Person): Html | null {
  return client === undefined
    ? null
    : html`<li><a href="${client.to}">${say('web.open-in', { where: client.title })}</a></li>`
}

function drawSearch(root: Root, say: Say, { csrf }: Person): Html {
  return html`<form class="search" role="search" method="post" action="${root}/sok" autocomplete="off"><input type="hidden" name="csrf" value="${csrf}"><label for="ref">${say('web.search')}</label><input class="ds-input" id="ref" name="ref" type="text" maxlength="40" autocapitalize="characters" spellcheck="false"><button class="ds-button" data-variant="secondary" type="submit">${say('web.search.do')}</button></form>`
}

/** Who is signed in, the language of staff, and the way out: seldom needed, so folded. */
function drawPerson(root: Root, say: Say, person: Person): Html {
  const { name, csrf, leaves } = person
  const out = leaves
    ? html`<form method="post" action="${root}/ut"><input type="hidden" name="csrf" value="${csrf}"><button class="ds-button" data-variant="secondary" type="submit">${say('web.sign-out')}</button></form>`
    : null
  return html`<details class="person"><summary><span class="ds-sr-only">${say('web.signed-in')} </span><span dir="auto">${name}</span></summary>
<div>${root === '/rom' ? drawLanguages(say, person) : null}
${out}</div></details>`
}

/** Those of a family stand open, for whoever needs theirs may read no other. */
function drawLanguages(say: Say, { csrf, delivery }: Person): Html {
  const choices = languages.map((lang) => {
    const value = carry({ kind: 'press', label: '', action: 'set.lang', data: { lang } })
    const isHere = lang === say.lang
    return html`<button class="ds-button" data-variant="tertiary" type="submit" name="press" value="${value}"${attributes({ lang, 'aria-current': isHere ? 'true' : null })}>${say(`language.${lang}`)}</button>`
  })
  return html`<form method="post" action="/rom/trykk" aria-label="${say('web.language')}"><input type="hidden" name="csrf" value="${csrf}"><input type="hidden" name="delivery" value="${delivery}">${choices}</form>`
}
