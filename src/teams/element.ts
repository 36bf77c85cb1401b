/**
 * The pieces Adaptive Cards are built of here. Text is drawn in `RichTextBlock`, which reads no markdown on any client;
 * `inert` is for the few places where Teams offers only strings that it reads as markdown.
 */
import type { Tone } from '../../cards/card.ts'

/** An element or action of an Adaptive Card, as JSON. */
export type Element = Record<string, unknown>

export type Run = { text: string; subtle?: boolean; bold?: boolean; small?: boolean; tone?: Tone }

/** One `RichTextBlock` for each line of the runs' text; nothing for text that is empty. */
export function paragraphs(runs: Run[], spacing: 'default' | 'none' | 'small' = 'default'): Element[] {
  return linesOf(runs).map((line, index) => ({
    type: 'RichTextBlock',
    inlines: line.map(inline),
    spacing: index === 0 ? spacing : 'none',
  }))
}

export function heading(text: string, size: 'large' | 'medium'): Element {
  return { type: 'TextBlock', text: inert(text), wrap: true, size, weight: 'bolder', style: 'heading' }
}

export function container(style: string, items: Element[]): Element {
  return { type: 'Container', style, items }
}

/** Words to press on, to the letter. A `TextRun` that opens a page is drawn as plain text by some Teams clients (microsoft/AdaptiveCards issue 9100). */
export function link(text: string, url: string): Element {
  const words = linesOf([{ text }]).map((line) => ({
    type: 'RichTextBlock',
    inlines: line.map((run) => ({ ...inline(run), color: 'accent', underline: true })),
  }))
  return { type: 'Container', selectAction: { type: 'Action.OpenUrl', title: inert(text), url }, items: words }
}

export function columns(align: 'top' | 'center', ...content: { width: string | number; items: Element[] }[]): Element {
  return {
    type: 'ColumnSet',
    spacing: 'small',
    columns: content.map((column) => ({ type: 'Column', verticalContentAlignment: align, ...column })),
  }
}

/**
 * Text in which Teams finds no emphasis, list, link, date function or line of its own, and in which a reader sees no
 * difference: an invisible joiner breaks the marks that need two characters, look-alikes stand for the single ones.
 */
export function inert(text: string): string {
  return undated(text)
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\]\(/g, `]${joiner}(`)
    .replace(/\*/g, '∗')
    .replace(/_/g, 'ˍ')
    .replace(/^(\s*)(\d+[.)]|[-+#>])/, `$1${joiner}$2`)
}

const joiner = '\u2060'
/** Beyond this many lines the rest is one paragraph: each line costs some 80 bytes of the card's limit. */
const mostLines = 60

function inline({ text, subtle, bold, small, tone }: Run): Element {
  const element: Element = { type: 'TextRun', text: undated(text) }
  // Subtle and coloured at once is too pale to read, and Teams' yellow is so by itself: that tone is bold instead.
  if (tone === 'good') element.color = 'good'
  else if (tone === 'warning') element.color = 'attention'
  else if (subtle && tone !== 'attention') element.isSubtle = true
  if (bold || tone === 'attention') element.weight = 'bolder'
  if (small) element.size = 'small'
  return element
}

/** Even a `TextRun` puts a date in the place of `{{DATE(…)}}`; an invisible joiner leaves it as it was typed. */
function undated(text: string): string {
  return text.replace(/\{\{(?=(DATE|TIME)\()/gi, `{${joiner}{`)
}

/** A `TextRun` shows no line breaks, so each line of the text becomes a block. */
function linesOf(runs: Run[]): Run[][] {
  const lines: Run[][] = [[]]
  for (const run of runs) {
    const [first = '', ...more] = run.text.split(/\r\n?|\n/)
    lines.at(-1)?.push({ ...run, text: first })
    const room = Math.max(0, mostLines - lines.length)
    lines.push(...more.slice(0, room).map((text) => [{ ...run, text }]))
    const rest = more.slice(room).join(' ')
    if (rest !== '') lines.at(-1)?.push({ ...run, text: ` ${rest}` })
  }
  return lines.map((line) => line.filter((run) => run.text !== '')).filter((line) => line.length > 0)
}
