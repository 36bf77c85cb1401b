/**
 * A table of the card model in an Adaptive Card: columns where they can be read on a phone, otherwise row under row. What
 * people typed in its cells stands in `TextRun`s, to the letter.
 */
import { type Block, type Cell, cellText, isPlain, leadsOn, rowOf } from '../../cards/card.ts'
import { type Element, heading, paragraphs } from './element.ts'
import { limits } from './limits.ts'

type Table = Extract<Block, { kind: 'table' }>
/** A cell that leads somewhere is drawn as a row with a button beside it. */
type DrawRow = (row: Extract<Block, { kind: 'row' }>) => Element

/** Rows are elements of their own where there are no columns, so that a card can end between two of them. */
export function drawTable({ header, rows, empty }: Table, drawRow: DrawRow): Element[] {
  if (rows.length === 0) return paragraphs([{ text: empty, subtle: true }])
  const titles = header.map(cellText)
  const width = Math.max(...[header, ...rows].map((row) => row.length))
  const inColumns = width <= limits.tableColumns && [...titles, ...rows.flat()].every(isShort)
  if (!inColumns) return rows.flatMap((row) => rowAlone(titles, row, drawRow))
  return [columnsOf([titles, ...rows.map((row) => row.map(cellText))], width)]
}

/** There are no charts: the numbers as they are told. */
export function drawChart({ title, of, unit, bars, empty }: Extract<Block, { kind: 'chart' }>): Element[] {
  const above = { ...heading(title, 'medium'), spacing: 'medium' }
  if (bars.length === 0) return [above, ...paragraphs([{ text: empty, subtle: true }])]
  const all = [[of, unit], ...bars.map(({ label, told }) => [label, told])]
  return [above, columnsOf(all, 2)]
}

/**
 * All columns are of one width: Teams on phones leaves a table with others blank (MicrosoftDocs/msteams-docs issue 13108,
 * microsoft/AdaptiveCards issue 8853). The first row is the header, which is Teams' default.
 */
function columnsOf(all: string[][], width: number): Element {
  const columns = Array.from({ length: width }, () => ({ width: 1 }))
  const rows = all.map((row, index) => ({
    type: 'TableRow',
    cells: columns.map((_, at) => ({ type: 'TableCell', items: cellOf(row[at], index === 0) })),
  }))
  return { type: 'Table', columns, rows }
}

/** A cell without elements may not be drawn at all. */
function cellOf(text = '', bold: boolean): Element[] {
  return paragraphs([{ text: text.trim() === '' ? nothing : text, bold }])
}

function rowAlone(header: string[], [first = '', ...rest]: Cell[], drawRow: DrawRow): Element[] {
  const lines = rest.flatMap((cell, index) => {
    const label = header[index + 1] ?? ''
    const before = label === '' ? '' : `${label}: `
    if (leadsOn(cell)) return [drawRow(rowOf(cell, before))]
    return cellText(cell) === '' ? [] : lineOf(before, cell)
  })
  if (leadsOn(first)) return [drawRow(rowOf(first)), ...lines]
  const text = cellText(first)
  return [...paragraphs([{ text: text === '' ? nothing : text, bold: true }], 'default'), ...lines]
}

/** The tone colours what says how it stands: what is added, where anything is. */
function lineOf(before: string, cell: Cell): Element[] {
  const { text, subtle, tone } = typeof cell === 'string' ? { text: cell } : cell
  const own = subtle === undefined ? [{ text, tone }] : [{ text }, { text: ` · ${subtle}`, subtle: true, tone }]
  return paragraphs([{ text: before, subtle: true }, ...own], 'none')
}

/** What would not break a column, has no lines of its own, and says nothing but a text. */
function isShort(cell: Cell): boolean {
  const text = cellText(cell)
  return isPlain(cell) && text.length <= limits.tableCell && !/[\r\n]/.test(text)
}

const nothing = '–'
