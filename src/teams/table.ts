/**
 * A table of the card model in an Adaptive Card: columns where they can be read on a phone, otherwise row under row. What
 * people typed in its cells stands in `TextRun`s, to the letter.
 */
import type { Block } from '../../cards/card.ts'
import { type Element, paragraphs } from './element.ts'
import { limits } from './limits.ts'

type Table = Extract<Block, { kind: 'table' }>

/** Rows are elements of their own where there are no columns, so that a card can end between two of them. */
export function drawTable({ header, rows, empty }: Table): Element[] {
  if (rows.length === 0) return paragraphs([{ text: empty, subtle: true }])
  const all = [header, ...rows]
  const width = Math.max(...all.map((row) => row.length))
  const inColumns = width <= limits.tableColumns && all.flat().every(isShort)
  return inColumns ? [columnsOf(all, width)] : rows.flatMap((row) => rowAlone(header, row))
}

/**
 * All columns are of one width: Teams on phones leaves a table with others blank (MicrosoftDocs/msteams-docs issue 13108,
 * microsoft/AdaptiveCards issue 8853). The first row is the header, which is Teams' default.
 */
function columnsOf(all: string[][], width: number): Element {
  const columns = Array.from({ length: width }, () => ({ width: 1 }))
  const rows = all.map((row, index) => ({
    type: 'TableRow',
    cells: columns.map((_, at) => ({ type: 'TableCell', items: cell(row[at], index === 0) })),
  }))
  return { type: 'Table', columns, rows }
}

/** A cell without elements may not be drawn at all. */
function cell(text = '', bold: boolean): Element[] {
  return paragraphs([{ text: text.trim() === '' ? nothing : text, bold }])
}

function rowAlone(header: string[], row: string[]): Element[] {
  const [first = '', ...rest] = row
  const lines = rest.flatMap((text, index) => {
    const label = header[index + 1] ?? ''
    return text === '' ? [] : paragraphs([{ text: label === '' ? '' : `${label}: `, subtle: true }, { text }], 'none')
  })
  return [...paragraphs([{ text: first === '' ? nothing : first, bold: true }], 'default'), ...lines]
}

/** What would not break a column, and has no lines of its own. */
function isShort(text: string): boolean {
  return text.length <= limits.tableCell && !/[\r\n]/.test(text)
}

const nothing = '–'
