/** Tables on paper: a row stays together where a page has room for it, and the head is marked for each column or row. */
import type { Line } from './lines.ts'
import {
  type Box,
  column,
  type Element,
  element,
  heightOf,
  linesIn,
  need,
  newPage,
  type Pen,
  put,
  roomLeft,
  rule,
  type Style,
} from './page.ts'

/** `head`: it says what its column, or its row, is of. */
type Cell = { text: string; head?: 'Column' | 'Row'; lang?: string; words?: boolean }
type Laid = { cell: Cell; lines: Line[]; box: Box; style: Style; made: Element }

const size = 10
const padding = 4
const gap = 10

/** `shares`: how wide each column is beside the others. */
export function table(pen: Pen, rows: Cell[][], shares: number[]): void {
  const made = element(pen, 'Table')
  const boxes = boxesOf(pen, shares)
  for (const row of rows) writeRow(pen, row, boxes, made)
  rule(pen, { x: column.left, width: column.width }, pen.y)
  pen.y += 10
  made.end()
}

/** The first column stands where reading begins. */
function boxesOf({ dir }: Pen, shares: number[]): Box[] {
  const all = shares.reduce((sum, one) => sum + one, 0)
  const free = column.width - gap * (shares.length - 1)
  let at = 0
  return shares.map((share) => {
    const width = (free * share) / all
    const x = dir === 'rtl' ? column.left + column.width - at - width : column.left + at
    at += width + gap
    return { x, width }
  })
}

function writeRow(pen: Pen, cells: Cell[], boxes: Box[], parent: Element): void {
  const row = element(pen, 'TR', parent)
  const laid = cells.flatMap((cell, index): Laid[] => {
    const box = boxes[index]
    if (!box) return []
    const { head, lang, words } = cell
    const style: Style = { size, weight: head ? 700 : 400, ...(words ? { words } : {}) }
    const more = { ...(head ? { scope: head } : {}), ...(lang === undefined ? {} : { lang }) }
    const made = element(pen, head ? 'TH' : 'TD', row, more)
    return [{ cell, box, style, made, lines: linesIn(pen, cell.text, box, style) }]
  })
  const most = Math.max(...laid.map(({ lines }) => lines.length))
  need(pen, heightOf(most, { size }) + 2 * padding)
  rule(pen, { x: column.left, width: column.width }, pen.y)
  pen.y += padding
  writeCells(pen, laid, most)
  pen.y += padding
  for (const { made } of laid) made.end()
  row.end()
}

/** What is longer than a page goes on on the next, each cell beside the others. */
function writeCells(pen: Pen, laid: Laid[], most: number): void {
  const high = heightOf(1, { size })
  for (let from = 0; from < most; ) {
    const fits = Math.floor(roomLeft(pen) / high)
    if (fits < 1) {
      newPage(pen)
      continue
    }
    for (const { cell, lines, box, style, made } of laid) {
      const part = lines.slice(from, from + fits)
      if (part.length > 0) put(pen, made, cell.head ? 'TH' : 'TD', part, { ...box, y: pen.y }, style)
    }
    pen.y += Math.min(fits, most - from) * high
    from += fits
  }
}
