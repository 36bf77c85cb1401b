/**
 * The pieces Block Kit cards are built of here. Words stand in rich text and plain text alone, where Slack reads no
 * markup: no mention, no link, no emoji out of what somebody typed.
 */
import type { types } from '@slack/bolt'
import type { Tone } from '../../cards/card.ts'
import { beginning, pieces } from './cut.ts'
import { limits } from './limits.ts'

export type Run = { text: string; bold?: boolean }

/** A text object that Slack shows to the letter, cut to what the place takes. */
export function plain(text: string, most: number): types.PlainTextElement & { emoji: false } {
  return { type: 'plain_text', text: beginning(text, most), emoji: false }
}

/** A heading, also for a screen reader; one too long for that in bold. */
export function heading(text: string): types.KnownBlock[] {
  if (text.trim() === '') return []
  if (text.length > limits.header) return paragraph([{ text, bold: true }])
  return [{ type: 'header', text: plain(text, limits.header) }]
}

/** Ordinary text; a long one in several blocks. */
export function paragraph(runs: Run[], tone: Tone = 'neutral'): types.KnownBlock[] {
  return richly(
    runs.flatMap(({ text, bold }) => pieces(text, limits.richText).map((piece) => ({ text: piece, bold }))),
    (elements) => [{ type: 'rich_text_section', elements }],
    mark(tone),
  )
}

/** What somebody typed, set apart by a line along it. */
export function quote(text: string, label?: string): types.KnownBlock[] {
  const above: types.RichTextSection[] =
    label === undefined || label === ''
      ? []
      : [{ type: 'rich_text_section', elements: [run({ text: beginning(label, limits.header), bold: true })] }]
  return pieces(text, limits.richText).map((piece, index) => ({
    type: 'rich_text',
    elements: [...(index === 0 ? above : []), { type: 'rich_text_quote', elements: [run({ text: piece })] }],
  }))
}

/** A list with bullets. Each item is drawn by the caller from its runs. */
export function bullets(items: types.RichTextElement[][]): types.KnownBlock[] {
  return listed(items).map((elements) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_list', style: 'bullet', elements }],
  }))
}

/** As `bullets`, with numbers that go on through all of its blocks. */
export function numbered(items: types.RichTextElement[][]): types.KnownBlock[] {
  let before = 0
  return listed(items).map((elements) => {
    const offset = before
    before += elements.length
    return {
      type: 'rich_text',
      elements: [{ type: 'rich_text_list', style: 'ordered', elements, ...(offset === 0 ? {} : { offset }) }],
    }
  })
}

function listed(items: types.RichTextElement[][]): types.RichTextSection[][] {
  return grouped(items.map((elements): types.RichTextSection => ({ type: 'rich_text_section', elements })))
}

/** Words to press on. */
export function link(text: string, url: string): types.KnownBlock[] {
  const words = beginning(text, limits.richText)
  return [
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url, text: words }] }] },
  ]
}

/** Small grey text. */
export function small(text: string): types.KnownBlock[] {
  return pieces(text, limits.context)
    .filter((piece) => piece.trim() !== '')
    .map((piece) => ({ type: 'context', elements: [plain(piece, limits.context)] }))
}

/** Text in rich text, to the letter. */
export function run({ text, bold }: Run): types.RichTextText {
  return { type: 'text', text, ...(bold ? { style: { bold } } : {}) }
}

/** What stands before a text to say how it is meant; nothing where it is neutral. */
export function mark(tone: Tone | undefined): types.RichTextElement[] {
  const name = tone === undefined ? '' : emoji[tone].name
  return name === ''
    ? []
    : [
        { type: 'emoji', name },
        { type: 'text', text: ' ' },
      ]
}

/** As `mark`, where only plain text can stand. */
export function sign(tone: Tone | undefined): string {
  const sign = tone === undefined ? '' : emoji[tone].sign
  return sign === '' ? '' : `${sign} `
}

/** Yellow for what is to be seen to in time, red for what is late or dangerous: read aloud as their names. */
const emoji: Record<Tone, { name: string; sign: string }> = {
  neutral: { name: '', sign: '' },
  good: { name: 'white_check_mark', sign: '✅' },
  attention: { name: 'warning', sign: '⚠️' },
  warning: { name: 'exclamation', sign: '❗' },
}

type Draw = (elements: types.RichTextElement[]) => types.RichTextBlock['elements']

function richly(runs: Run[], draw: Draw, before: types.RichTextElement[]): types.KnownBlock[] {
  return grouped(runs.map(run)).map((elements, index) => ({
    type: 'rich_text',
    elements: draw(index === 0 ? [...before, ...elements] : elements),
  }))
}

/** As many as have room in one block, again and again. */
function grouped<T>(elements: T[]): T[][] {
  const groups: T[][] = []
  let room = 0
  for (const element of elements) {
    const size = JSON.stringify(element).length
    const last = groups.at(-1)
    if (last && room >= size) last.push(element)
    else groups.push([element])
    room = (last && room >= size ? room : limits.richText) - size
  }
  return groups
}
