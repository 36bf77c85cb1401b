/**
 * A table of the card model in Block Kit: columns where Slack draws them and they can be read, otherwise row under row.
 * What people typed in its cells stands in `raw_text` and rich text, where Slack reads no markup.
 */
import type { types } from '@slack/bolt'
import type { Block } from '../../cards/card.ts'
import { beginning, pieces } from './cut.ts'
import { bullets, paragraph, run, small } from './element.ts'
import { limits } from './limits.ts'

type Table = Extract<Block, { kind: 'table' }>

/** `caption` is read aloud before the columns. Without it, where Slack draws no columns: in a modal and on Home. */
export function drawTable({ header, rows, empty }: Table, caption: string | null): types.KnownBlock[] {
  if (rows.length === 0) return small(empty)
  const all = [header, ...rows]
  const width = Math.max(...all.map((row) => row.length))
  if (caption === null || width > limits.tableColumns || !all.flat().every(isShort)) {
    return rows.flatMap((row) => rowAlone(header, row))
  }
  const cells = all.map((row) => Array.from({ length: width }, (_, at) => cell(row[at])))
  return [{ type: 'data_table', caption: beginning(caption, limits.header), page_size: rowsOfPage, rows: cells }]
}

/** More are a press away: so many fit a phone. */
const rowsOfPage = 10

/** Slack takes no cell without words. */
function cell(text = ''): types.RawTextElement {
  return { type: 'raw_text', text: text.trim() === '' ? nothing : text }
}

/** In one block where it is short, since a view has room for a hundred. */
function rowAlone(header: string[], [first = '', ...rest]: string[]): types.KnownBlock[] {
  const lines = rest.flatMap((text, index) => {
    const label = header[index + 1] ?? ''
    const words = pieces(text, limits.richText).map((piece) => run({ text: piece }))
    if (words.length === 0) return []
    return [label === '' ? words : [run({ text: `${beginning(label, limits.header)}: `, bold: true }), ...words]]
  })
  const blocks = [...paragraph([{ text: first.trim() === '' ? nothing : first, bold: true }]), ...bullets(lines)]
  if (JSON.stringify(blocks).length > limits.richText) return blocks
  return [
    { type: 'rich_text', elements: blocks.flatMap((block) => (block.type === 'rich_text' ? block.elements : [])) },
  ]
}

/** What would not break a column, and has no lines of its own. */
function isShort(text: string): boolean {
  return text.length <= limits.tableCell && !/[\r\n]/.test(text)
}

const nothing = '–'
