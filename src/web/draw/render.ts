/**
 * Draws a card of the card model as markup of a page: headings, lists, tables and fields are what they are called. It works
 * without a script. Decides looks only; what a card says is decided in `cards/`.
 */
import {
  type Block,
  type Card,
  type Fact,
  type Input,
  type Lang,
  type Paragraph,
  type Tone,
  titled,
  webAddress,
} from '../../../cards/card.ts'
import type { Say } from '../../wording/index.ts'
import type { Root } from '../address.ts'
import { drawButton, drawButtons, drawImplied, drawWays, isSent } from './button.ts'
import { drawField, idOf } from './fields.ts'
import { attributes, type Html, html } from './html.ts'
import { drawChart, drawTable } from './table.ts'
import { told } from './told.ts'
import { colours, toned } from './tone.ts'

/** `delivery` names this drawing of the card, so that sent twice it counts once. */
export type Around = { root: Root; say: Say; csrf: string; delivery: string }

/** The whole card, for `main` of a page. Everything a person typed stands there to the letter, in its own direction. */
export function render(card: Card, around: Around): Html {
  const { root, csrf, delivery, say } = around
  const inside = html`${drawNav(card, around)}${drawTitle(card)}${drawFaults(card, say)}${drawBlocks(card.blocks, around)}${drawButtons(card.buttons, root)}`
  const shared = attributes({ class: 'card', lang: card.tag ?? card.lang, 'data-card': card.name })
  if (!isSent(card, root)) return html`<div${shared}>${inside}</div>`
  return html`<form${shared} method="post" action="${root}/trykk" autocomplete="off" novalidate=""><input type="hidden" name="csrf" value="${csrf}"><input type="hidden" name="delivery" value="${delivery}"><input type="hidden" name="speaks" value="${say.tag}">${drawImplied(card)}${inside}</form>`
}

/** Whether the card is a form that comes back with something wrong in it. */
export function hasFaults(card: Card): boolean {
  return faulty(card).length > 0
}

/** One sentence as a card. */
export function sentenceCard(text: string, say: Say): Card {
  const title = say('phrase.name')
  return {
    name: 'sentence',
    lang: say.lang,
    tag: say.tag,
    title,
    summary: text,
    blocks: [{ kind: 'text', text }],
    buttons: [],
  }
}

const titleId = 'title'

function drawNav({ nav = [] }: Card, { root, say }: Around): Html | null {
  return nav.length === 0
    ? null
    : html`<nav class="ways" aria-label="${say('web.belongs')}">${drawWays(nav, root)}</nav>`
}

/** The sign is decoration, which nobody needs to hear. */
function drawTitle(card: Card): Html {
  const sign = titled(card).slice(0, -card.title.length).trim()
  const shown = sign === '' ? null : html`<span class="sign" aria-hidden="true">${sign}</span> `
  return html`<h1 class="ds-heading" id="${titleId}" tabindex="-1">${shown}${told(card.title)}</h1>`
}

function faulty({ blocks }: Card): Input[] {
  return blocks.filter((block): block is Block & Input => 'id' in block && block.error !== undefined)
}

function drawFaults(card: Card, say: Say): Html | null {
  const inputs = faulty(card)
  if (inputs.length === 0) return null
  const items = inputs.map(
    (input) =>
      html`<li><a class="ds-link" href="#${idOf(input)}">${input.label}</a><p class="second">${told(input.error ?? '')}</p></li>`,
  )
  return html`<div class="ds-error-summary" id="faults" role="group" tabindex="-1" autofocus="" aria-labelledby="faults-title"><h2 class="ds-heading" id="faults-title">${say('web.faults')}</h2><ul class="ds-list">${items}</ul></div>`
}

/** Rows that follow on each other are one list. No line stands first or last. */
function drawBlocks(blocks: Block[], around: Around): Html[] {
  const isLine = (block: Block | undefined) => block?.kind === 'divider'
  let named = titleId
  return blocks.flatMap((block, index) => {
    const [before, after] = [blocks[index - 1], blocks[index + 1]]
    if (block.kind === 'heading' || block.kind === 'chart') named = `heading-${index}`
    if (block.kind === 'divider') return before && after && !isLine(after) ? [html`<hr class="ds-divider">`] : []
    if (block.kind !== 'row') return [drawBlock(block, named, around)]
    if (before?.kind === 'row') return []
    const end = blocks.findIndex((one, at) => at > index && one.kind !== 'row')
    const rows = blocks.slice(index, end < 0 ? blocks.length : end).filter((one) => one.kind === 'row')
    return [html`<ul class="rows">${rows.map((row, at) => drawRow(row, `row-${index + at}`, around.root))}</ul>`]
  })
}

/** `named`: the id of the heading under which it stands. */
function drawBlock(block: Exclude<Block, { kind: 'divider' | 'row' }>, named: string, { say, root }: Around): Html {
  switch (block.kind) {
    case 'heading':
      return html`<h2 class="ds-heading" id="${named}">${told(block.text)}</h2>`
    case 'text':
      return html`<p${attributes({ class: block.subtle ? 'subtle' : null })}>${told(block.text)}</p>`
    case 'notice':
      return html`<div class="ds-alert" data-color="${colours[block.tone]}" role="${roles[block.tone]}"><p>${told(block.text)}</p></div>`
    case 'words':
      return drawWords(block, say)
    case 'facts':
      return html`<dl class="facts">${block.facts.map((fact) => drawFact(fact, say))}</dl>`
    case 'list':
      return html`<ul class="ds-list">${block.items.map(drawItem)}</ul>`
    case 'link':
      return drawLink(block)
    case 'paragraphs':
      return html`${block.parts.map((part) => drawParagraph(part, named !== titleId))}`
    case 'table':
      return drawTable(block, named, root)
    case 'chart':
      return html`<h2 class="ds-heading" id="${named}">${block.title}</h2>${drawChart(block, named)}`
    case 'ways':
      return html`<div class="ways" role="group" aria-label="${block.label}"><p class="subtle" aria-hidden="true">${block.label}</p>${drawWays(block.ways, root)}</div>`
    default:
      return drawField(block, say)
  }
}

/** What went wrong or was done is said at once where the page is heard; the rest when it is come to. */
const roles: Record<Tone, string> = { neutral: 'note', good: 'status', attention: 'note', warning: 'alert' }

function drawWords({ label, words, lang }: Extract<Block, { kind: 'words' }>, say: Say): Html {
  const above = label === undefined ? null : html`<figcaption>${told(label)}</figcaption>`
  return html`<figure class="words">${above}<blockquote class="typed" dir="auto"${inOther(lang, say)}>${words}</blockquote></figure>`
}

function drawFact({ label, value, typed, lang }: Fact, say: Say): Html {
  const look = attributes({ class: typed ? 'typed' : null, dir: 'auto' })
  return html`<div><dt>${told(label)}</dt><dd${look}${inOther(lang, say)}>${typed ? value : told(value)}</dd></div>`
}

/** For whoever hears the page. */
function inOther(lang: Lang | undefined, { tag }: Say): Html | null {
  return lang === undefined || lang === tag ? null : attributes({ lang })
}

function drawItem({ text, subtle, typed, tone }: Extract<Block, { kind: 'list' }>['items'][number]): Html {
  const first = attributes({ class: typed ? 'typed' : null, dir: 'auto', ...(subtle ? {} : toned(tone)) })
  const second = subtle ? html`<p${attributes({ class: 'second', ...toned(tone) })}>${told(subtle)}</p>` : null
  return html`<li><p${first}>${typed ? text : told(text)}</p>${second}</li>`
}

/** The tone stands at the line that says how it stands: the second, where there is one, under a title. */
function drawRow({ text, words, subtle, tone, button }: Extract<Block, { kind: 'row' }>, id: string, root: Root): Html {
  const [above, below] = subtle ? [{}, toned(tone)] : [toned(tone), {}]
  const typed = words === undefined ? null : html`<p class="typed" dir="auto">${words}</p>`
  const second = subtle ? html`<p${attributes({ class: 'second', ...below })}>${told(subtle)}</p>` : null
  const confirm =
    button.confirm === undefined ? null : html`<p class="confirm" id="${id}-confirm">${button.confirm}</p>`
  const described = { about: id, ...(confirm === null ? {} : { by: `${id}-confirm` }) }
  return html`<li class="row"><div class="about"><p${attributes({ id, dir: 'auto', class: 'first', ...above })}>${told(text)}</p>${typed}${second}${confirm}</div>${drawButton(button, root, `${id}-button`, described)}</li>`
}

/** It leads out of the page, and whoever is led to does not learn from where. */
function drawLink({ text, to }: Extract<Block, { kind: 'link' }>): Html {
  const address = webAddress(to)
  if (address === null || text.trim() === '') return html`<p>${text}</p>`
  return html`<p><a class="ds-link" href="${address}" rel="noopener noreferrer">${text}</a></p>`
}

/** `isUnder`: whether it stands under a heading of the card. */
function drawParagraph(part: Paragraph, isUnder: boolean): Html {
  switch (part.kind) {
    case 'heading':
      return isUnder ? html`<h3 class="ds-heading">${part.text}</h3>` : html`<h2 class="ds-heading">${part.text}</h2>`
    case 'text':
      return html`<p>${part.text}</p>`
    case 'list': {
      const items = part.items.map((text) => html`<li>${text}</li>`)
      return part.ordered ? html`<ol class="ds-list">${items}</ol>` : html`<ul class="ds-list">${items}</ul>`
    }
  }
}
