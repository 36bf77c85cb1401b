/**
 * A table of the card model as one. On a phone its rows stand one below the other, each cell after the name of its column; the
 * roles are said besides, since browsers forget that it is a table when it is laid out otherwise. Numbers beside each other are a
 * table too, with a bar at each number for those who see it.
 */
import { type Bar, type Block, type Cell, cellText, type Heading } from '../../../cards/card.ts'
import type { Root } from '../address.ts'
import { drawPressed } from './button.ts'
import { attributes, type Html, html } from './html.ts'
import { told } from './told.ts'
import { colours, toned } from './tone.ts'

type Table = Extract<Block, { kind: 'table' }>
type Chart = Extract<Block, { kind: 'chart' }>

/** `named`: the id of the heading that says what is in it. */
export function drawTable({ header, rows, empty, typed = false }: Table, named: string, root: Root): Html {
  if (rows.length === 0) return html`<p class="subtle">${empty}</p>`
  const titles = header.map(cellText)
  const drawn = rows.map(([first = '', ...rest]) => {
    const cells = rest.map((cell, index) => {
      const label = attributes({ 'data-label': titles[index + 1] ?? '', 'data-empty': cellText(cell) === '' })
      return html`<td role="cell"${label}>${drawCell(cell, typed, root)}</td>`
    })
    return html`<tr role="row"><th scope="row" role="rowheader">${drawCell(first, typed, root)}</th>${cells}</tr>`
  })
  return html`<table class="ds-table" role="table" aria-labelledby="${named}">
<thead role="rowgroup"><tr role="row">${header.map((one) => drawHeading(one, root))}</tr></thead>
<tbody role="rowgroup">${drawn}</tbody>
</table>`
}

function drawHeading(heading: Heading, root: Root): Html {
  const text = cellText(heading) || nothing
  const { button, sorted } = typeof heading === 'string' ? {} : heading
  const order = sorted === undefined ? null : sorted === 'up' ? 'ascending' : 'descending'
  const shown = button === undefined ? text : drawPressed(button, root, text, { class: 'ds-link' })
  return html`<th scope="col" role="columnheader"${attributes({ 'aria-sort': order })}>${shown}</th>`
}

function drawCell(cell: Cell, isTyped: boolean, root: Root): Html {
  const { text, subtle, typed, tone, button } = typeof cell === 'string' ? { text: cell } : cell
  const second = subtle ? html`<span${attributes({ class: 'second', ...toned(tone) })}>${subtle}</span>` : null
  const own = subtle ? {} : toned(tone)
  const look = { class: typed || isTyped ? 'typed' : null, dir: 'auto', ...own }
  const shown = button
    ? drawPressed(button, root, text, { ...look, class: 'ds-link' })
    : html`<span${attributes(look)}>${text === '' ? nothing : typed || isTyped ? text : told(text)}</span>`
  return html`<span class="cell">${shown}${second}</span>`
}

/** The title is a heading of the card; each number stands as it may be told. */
export function drawChart({ of, unit, bars, empty }: Chart, named: string): Html {
  if (bars.length === 0) return html`<p class="subtle">${empty}</p>`
  const most = Math.max(1, ...bars.map(({ value, upTo = value }) => Math.max(value, upTo)))
  const rows = bars.map((bar) => {
    return html`<tr><th scope="row" dir="auto">${bar.label}</th><td>${bar.told}</td><td class="bar">${drawBar(bar, most)}</td></tr>`
  })
  return html`<table class="chart" aria-labelledby="${named}">
<thead><tr><th scope="col">${of}</th><th scope="col" colspan="2">${unit}</th></tr></thead>
<tbody>${rows}</tbody>
</table>`
}

/** In hundredths of the longest. */
function drawBar({ value, upTo = value, tone }: Bar, most: number): Html {
  const width = (one: number) => Math.round((one / most) * 1000) / 10
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" data-color="${tone ? colours[tone] : 'accent'}"><rect class="up-to" width="${width(upTo)}" height="10"></rect><rect width="${width(value)}" height="10"></rect></svg>`
}

const nothing = '–'
