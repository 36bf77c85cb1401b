/**
 * A table of the card model in Block Kit: columns where Slack draws them and they can be read, otherwise row under row.
 * What people typed in its cells stands in `raw_text` and rich text, where Slack reads no markup.
 */
import type { types } from '@slack/bolt'
import { type Block, type Cell, cellText, isPlain, leadsOn, rowOf } from '../../cards/card.ts'
import { beginning, pieces } from './cut.ts'
import { bullets, heading, mark, paragraph, run, small } from './element.ts'
import { limits } from './limits.ts'

type Table = Extract<Block, { kind: 'table' }>
/** A cell that leads somewhere is drawn as a row with a button beside it. */
type DrawRow = (row: Extract<Block, { kind: 'row' }>) => types.KnownBlock[]

/** `caption` is read aloud before the columns. Without it, where Slack draws no columns: in a modal and on Home. */
export function drawTable(
  { header, rows, empty }: Table,
  caption: string | null,
  drawRow: DrawRow,
): types.KnownBlock[] {
  if (rows.length === 0) return small(empty)
  const titles = header.map(cellText)
  const width = Math.max(...[titles, ...rows].map((row) => row.length))
  if (caption === null || width > limits.tableColumns || ![...titles, ...rows.flat()].every(isShort))
    return rows.flatMap((row) => rowAlone(titles, row, drawRow))
  const all = [titles, ...rows.map((row) => row.map(cellText))]
  const cells = all.map((row) => Array.from({ length: width }, (_, at) => cellOf(row[at])))
  return [{ type: 'data_table', caption: beginning(caption, limits.header), page_size: rowsOfPage, rows: cells }]
}

/** There are no charts: the numbers as they are told. */
export function drawChart({ title, bars, empty }: Extract<Block, { kind: 'chart' }>): types.KnownBlock[] {
  const lines = bars.map(({ label, told }) => [
    run({ text: `${beginning(label, limits.header)}: `, bold: true }),
    run({ text: told }),
  ])
  return [...heading(title), ...(bars.length === 0 ? small(empty) : bullets(lines))]
}

/** More are a press away: so many fit a phone. */
const rowsOfPage = 10

/** Slack takes no cell without words. */
function cellOf(text = ''): types.RawTextElement {
  return { type: 'raw_text', text: text.trim() === '' ? nothing : text }
}

/** In one block where it is short, since a view has room for a hundred; what leads somewhere apart, with its button. */
function rowAlone(header: string[], [first = '', ...rest]: Cell[], drawRow: DrawRow): types.KnownBlock[] {
  const labelled = rest.map((cell, index) => ({ label: header[index + 1] ?? '', cell }))
  const lines = labelled.filter(({ cell }) => !leadsOn(cell)).flatMap(({ label, cell }) => lineOf(label, cell))
  const others = labelled.flatMap(({ label, cell }) =>
    leadsOn(cell) ? drawRow(rowOf(cell, label === '' ? '' : `${label}: `)) : [],
  )
  if (leadsOn(first)) return [...drawRow(rowOf(first)), ...bullets(lines), ...others]
  const text = cellText(first)
  const blocks = [...paragraph([{ text: text.trim() === '' ? nothing : text, bold: true }]), ...bullets(lines)]
  if (JSON.stringify(blocks).length > limits.richText) return [...blocks, ...others]
  const elements = blocks.flatMap((block) => (block.type === 'rich_text' ? block.elements : []))
  return [{ type: 'rich_text', elements }, ...others]
}

/** The mark stands before what says how it stands: what is added, where anything is. */
function lineOf(label: string, cell: Cell): types.RichTextElement[][] {
  const { text, subtle, tone } = typeof cell === 'string' ? { text: cell } : cell
  const words = pieces(text, limits.richText).map((piece) => run({ text: piece }))
  if (words.length === 0) return []
  const said =
    subtle === undefined
      ? [...mark(tone), ...words]
      : [...words, run({ text: ' · ' }), ...mark(tone), run({ text: beginning(subtle, limits.richText) })]
  return [label === '' ? said : [run({ text: `${beginning(label, limits.header)}: `, bold: true }), ...said]]
}

/** What would not break a column, has no lines of its own, and says nothing but a text. */
function isShort(cell: Cell): boolean {
  const text = cellText(cell)
  return isPlain(cell) && text.length <= limits.tableCell && !/[\r\n]/.test(text)
}

const nothing = '–'
