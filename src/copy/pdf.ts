/**
 * A copy as a PDF: tagged, in its own language, in the form for keeping (PDF/A-1b), and the same bytes for the same copy. What draws it
 * is loaded when the first is made, and works for a quarter of a second: never inside a transaction.
 */
import type { Document, Part } from './document.ts'
import {
  type Box,
  column,
  element,
  foot,
  heightOf,
  measuring,
  need,
  newPage,
  type Pen,
  sans,
  sheet,
  write,
} from './page.ts'
import { table } from './table.ts'

export async function drawPdf(document: Document): Promise<Uint8Array> {
  const { default: Pdf } = await import('pdfkit')
  const made = new Date(document.made)
  const pdf = new Pdf({
    size: 'A4',
    margin: 0,
    font: sans(400).path,
    bufferPages: true,
    pdfVersion: '1.4',
    subset: 'PDF/A-1b',
    tagged: true,
    lang: document.lang,
    displayTitle: true,
    info: { Title: document.ref, Creator: 'Stafett', CreationDate: made, ModDate: made },
  })
  const chunks: Uint8Array[] = []
  pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  pdf.on('end', () => resolve(Buffer.concat(chunks)))
  pdf.on('error', reject)
  drawAll(pdf, document)
  pdf.end()
  return promise
}

function drawAll(pdf: PDFKit.PDFDocument, { dir, parts, ref, phrases }: Document): void {
  let missing = 0
  const count = () => {
    missing += 1
  }
  const body = pdf.struct('Document')
  pdf.addStructure(body)
  const setting = { measure: measuring(pdf), missing: count }
  const pen: Pen = { pdf, dir, y: sheet.margin, body, setting, isFresh: true }
  for (const part of parts) draw(pen, part)
  if (missing > 0) draw(pen, { kind: 'text', text: phrases.shapeless, subtle: true })
  body.end()
  const { start, count: pages } = pdf.bufferedPageRange()
  for (let page = 0; page < pages; page += 1) {
    pdf.switchToPage(start + page)
    foot(pen, ref, phrases.page(page + 1, pages))
  }
}

const whole: Box = { x: column.left, width: column.width }
/** Points of the letters, and above and below, by the level of a heading. */
const headings = {
  1: { size: 20, above: 0, below: 10 },
  2: { size: 14, above: 14, below: 5 },
  3: { size: 11, above: 9, below: 3 },
} as const
const text = 10.5
const indent = 14

function draw(pen: Pen, part: Part): void {
  switch (part.kind) {
    case 'heading':
      heading(pen, part)
      break
    case 'text':
      write(pen, 'P', part.text, whole, { size: text, subtle: part.subtle ?? false })
      pen.y += 5
      break
    case 'words':
      words(pen, part)
      break
    case 'list':
      list(pen, part)
      break
    case 'facts':
      facts(pen, part)
      break
    case 'table':
      columns(pen, part)
      break
    case 'page':
      if (!pen.isFresh) newPage(pen)
  }
}

function facts(pen: Pen, { facts }: Extract<Part, { kind: 'facts' }>): void {
  const rows = facts.map(({ label, value, lang }) => [
    { text: label, head: 'Row' as const },
    { text: value, words: true, ...(lang === undefined ? {} : { lang }) },
  ])
  if (rows.length > 0) table(pen, rows, [3, 7])
}

function columns(pen: Pen, part: Extract<Part, { kind: 'table' }>): void {
  const head = part.header.map((one) => ({ text: one, head: 'Column' as const }))
  const rows = part.rows.map((row) => row.map((one) => ({ text: one })))
  table(pen, [head, ...rows], sharesOf(part))
}

/** Never the last on a page: some of what it is of stands below it. */
function heading(pen: Pen, { level, text }: Extract<Part, { kind: 'heading' }>): void {
  const { size, above, below } = headings[level]
  need(pen, above + heightOf(1, { size }) + below + 40)
  if (!pen.isFresh) pen.y += above
  write(pen, `H${level}`, text, whole, { size, weight: 700 })
  pen.y += below
}

function words(pen: Pen, { label, words, lang }: Extract<Part, { kind: 'words' }>): void {
  need(pen, heightOf(3, { size: text }))
  const block = element(pen, 'Div')
  if (label !== undefined) write(pen, 'P', label, whole, { size: 9.5, weight: 700 }, block)
  const style = { size: text, words: true, ...(lang === undefined ? {} : { lang }) }
  write(pen, 'P', words, inset(pen, indent), style, block)
  block.end()
  pen.y += 7
}

function list(pen: Pen, { items }: Extract<Part, { kind: 'list' }>): void {
  const all = element(pen, 'L')
  for (const { text: first, subtle } of items) {
    need(pen, heightOf(subtle === undefined ? 1 : 2, { size: text }))
    const item = element(pen, 'LI', all)
    const top = pen.y
    write(pen, 'Lbl', '•', whole, { size: text }, item)
    pen.y = pen.y > top ? top : pen.y
    const held = element(pen, 'LBody', item)
    write(pen, 'P', first, inset(pen, indent), { size: text, words: true }, held)
    if (subtle !== undefined) write(pen, 'P', subtle, inset(pen, indent), { size: 9.5, subtle: true }, held)
    held.end()
    item.end()
    pen.y += 3
  }
  all.end()
  pen.y += 4
}

/** From the side on which lines begin. */
function inset({ dir }: Pen, by: number): Box {
  return { x: dir === 'rtl' ? column.left : column.left + by, width: column.width - by }
}

/** As wide as what stands in it, within bounds. */
function sharesOf({ header, rows }: Extract<Part, { kind: 'table' }>): number[] {
  return header.map((title, at) => {
    const longest = Math.max(title.length, ...rows.map((row) => longestLine(row[at] ?? '')))
    return Math.min(40, Math.max(10, longest))
  })
}

function longestLine(cell: string): number {
  return Math.max(...cell.split('\n').map((line) => line.length))
}
