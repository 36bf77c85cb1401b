/**
 * Writing on pages: what does not fit goes on on the next, and everything written is marked as what it is, for whoever hears the file.
 * Rules and the foot of a page are marked as decoration.
 */
import type { Document } from './document.ts'
import { type Font, fontFor, type Weight } from './letters.ts'
import { type Line, linesOf, type Run, type Setting } from './lines.ts'

export type Element = PDFKit.PDFStructureElement

/** What everything is written with: `y` is where the next line stands, and `body` what holds all that is marked. */
export type Pen = {
  pdf: PDFKit.PDFDocument
  dir: Document['dir']
  y: number
  body: Element
  setting: Setting
  /** Whether anything stands on the page. */
  isFresh: boolean
}

/** A4 in points. */
export const sheet = { width: 595.28, height: 841.89, margin: 56, foot: 64 }
export const column = { left: sheet.margin, width: sheet.width - 2 * sheet.margin }
const bottom = sheet.height - sheet.foot
const black = '#1b1b1b'
const grey = '#5a5f66'
/** Of the size of the letters: from one line to the next, and down to the one the letters stand on. */
const leading = 1.42
const ascent = 1.06

/** `words`: somebody wrote it; `lang`: of words that are in another language than the file. */
export type Style = { size: number; weight?: Weight; subtle?: boolean; lang?: string; words?: boolean }
export type Box = { x: number; width: number }

export function sans(weight: Weight): Font {
  const font = fontFor('a', weight)
  if (!font) throw new Error('there is no font')
  return font
}

/** `size` is of the letters of the run: the width in points of a size of one. */
export function measuring(pdf: PDFKit.PDFDocument): Setting['measure'] {
  const known = new Map<string, number>()
  return (run) => {
    const key = `${run.font.path} ${run.shaped} ${run.text}`
    const width = known.get(key) ?? pdf.font(run.font.path).fontSize(1).widthOfString(run.text, featuresOf(run))
    known.set(key, width)
    return width
  }
}

/**
 * Laid out whole, where the order of the letters is for the font to turn. A letter with a mark that is one letter in Unicode is written
 * as one: in two, the mark would be read as a letter more.
 */
function featuresOf({ shaped, text }: Run): object {
  if (shaped) return { features: [] }
  return marked.test(text) ? { features: { ccmp: false } } : {}
}

const marked = /[\u01f8\u01f9\u1e00-\u1eff]/

export function linesIn(pen: Pen, text: string, { width }: Box, { size, weight = 400, words }: Style): Line[] {
  // What somebody wrote is read in its own direction.
  const dir = words ? 'auto' : pen.dir
  return linesOf(text, { weight, size, room: width, dir }, pen.setting)
}

export function heightOf(lines: number, { size }: Style): number {
  return lines * size * leading
}

export function roomLeft({ y }: Pen): number {
  return bottom - y
}

export function newPage(pen: Pen): void {
  pen.pdf.addPage()
  pen.y = sheet.margin
  pen.isFresh = true
}

/** Begins another page where less is left than that; not where the page is empty. */
export function need(pen: Pen, height: number): void {
  if (!pen.isFresh && roomLeft(pen) < height) newPage(pen)
}

/** `lang`: of what is in another language than the file; `scope`: of what the head of a table is the head. */
type Marked = { lang?: string; scope?: string }

export function element(pen: Pen, type: string, parent: Element = pen.body, more: Marked = {}): Element {
  const made = pen.pdf.struct(type, more)
  parent.add(made)
  return made
}

/** As a paragraph, or whatever `type` says, going on on as many pages as it takes. */
export function write(pen: Pen, type: string, text: string, box: Box, style: Style, parent?: Element): void {
  const { lang } = style
  const made = element(pen, type, parent, lang === undefined ? {} : { lang })
  let left = linesIn(pen, text, box, style)
  while (left.length > 0) {
    need(pen, heightOf(1, style))
    const fits = Math.max(1, Math.floor(roomLeft(pen) / heightOf(1, style)))
    put(pen, made, type, left.slice(0, fits), { ...box, y: pen.y }, style)
    pen.y += heightOf(Math.min(fits, left.length), style)
    left = left.slice(fits)
  }
  made.end()
}

/** Lines that have room where they are put. */
export function put(
  pen: Pen,
  into: Element,
  type: string,
  lines: Line[],
  { x, width, y }: Box & { y: number },
  style: Style,
): void {
  const { pdf } = pen
  const content = pdf.markStructureContent(type)
  for (const [index, line] of lines.entries()) {
    const start = line.dir === 'rtl' ? x + width - line.width : x
    strike(pen, line, start, y + heightOf(index, style), style)
  }
  pdf.endMarkedContent()
  into.add(content)
  pen.isFresh = false
}

function strike({ pdf, setting }: Pen, { runs }: Line, x: number, y: number, { size, subtle }: Style): void {
  let at = x
  for (const run of runs) {
    pdf
      .font(run.font.path)
      .fontSize(size)
      .fillColor(subtle ? grey : black)
      .text(run.text, at, y + size * ascent, { lineBreak: false, baseline: 'alphabetic', ...featuresOf(run) })
    at += setting.measure(run) * size
  }
}

/** A thin line across, which says nothing. */
export function rule({ pdf }: Pen, { x, width }: Box, y: number): void {
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(0.5)
    .stroke('#b9bec4')
  pdf.endMarkedContent()
}

/** At the foot of the page that is open, which is not read with what stands above. */
export function foot(pen: Pen, left: string, right: string): void {
  const style = { size: 8.5, subtle: true }
  const half = { x: column.left, width: column.width / 2 }
  pen.pdf.markContent('Artifact', { type: 'Pagination' })
  for (const [text, isEnd] of [
    [left, pen.dir === 'rtl'],
    [right, pen.dir !== 'rtl'],
  ] as const) {
    const [line] = linesIn(pen, text, half, style)
    const x = isEnd ? column.left + column.width - (line?.width ?? 0) : column.left
    if (line) strike(pen, line, x, bottom + 22, style)
  }
  pen.pdf.endMarkedContent()
}
