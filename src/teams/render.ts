/**
 * Draws a card of the card model as an Adaptive Card 1.5, for a phone first: one column, full-width notices, the title
 * as the only large text. Decides looks only; what a card says is decided in `cards/`.
 */
import {
  type Block,
  type Button,
  type Card,
  type ChatCard,
  type Paragraph,
  type Tone,
  titled,
  webAddress,
} from '../../cards/card.ts'
import type { Phrases } from '../ports.ts'
import { carry, carryToDialog } from './button.ts'
import { fitting } from './cut.ts'
import { columns, container, type Element, heading, inert, link, paragraphs } from './element.ts'
import { drawField } from './fields.ts'
import { limits } from './limits.ts'
import { drawChart, drawTable } from './table.ts'

/**
 * Where the card is shown. In a personal chat a form takes the place of the pressed card, where content may stand there: not
 * every client has dialogs. Else, and in a shared place, a form opens in a dialog, which only the presser sees; there Teams
 * shows the title.
 */
export type ChatSurface = 'personal' | 'shared'
/** How its buttons work: in a message a form takes its place or opens a dialog. */
export type Surface = ChatSurface | 'dialog'

/** An Adaptive Card as JSON. */
export type AdaptiveCard = {
  type: 'AdaptiveCard'
  $schema: string
  version: '1.5'
  lang: string
  fallbackText: string
  body: Element[]
  actions?: Element[]
}

/** What Teams says by itself on a card. */
type Said = Pick<Phrases, 'cut' | 'optional'>

/**
 * The whole card. Everything a person typed is in a `TextRun`, to the letter. What has no room is cut from its end, with a
 * sentence that says so; fields and the card's own buttons always stay.
 */
export function render(card: ChatCard, place: Surface, phrases: Said): AdaptiveCard
export function render(card: Card, place: 'dialog', phrases: Said): AdaptiveCard
export function render(card: Card | ChatCard, place: Surface, phrases: Said): AdaptiveCard {
  const surface = place === 'personal' && 'opensIn' in card && card.opensIn === 'window' ? 'shared' : place
  const title = surface === 'dialog' ? [] : [heading(titled(card), 'large')]
  const drawn: AdaptiveCard = {
    type: 'AdaptiveCard',
    $schema: 'https://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: card.lang,
    fallbackText: card.summary,
    body: confirmations(card.buttons),
  }
  if (card.buttons.length > 0) drawn.actions = card.buttons.map((button) => drawButton(button, surface))
  const room = limits.cardBytes - Buffer.byteLength(JSON.stringify(drawn))
  const body = fitting([...title, ...drawBlocks(card.blocks, surface, phrases)], room, small(phrases.cut))
  return { ...drawn, body: [...body, ...drawn.body] }
}

/** A divider is a line above the next element, so that none is drawn at the end. */
function drawBlocks(blocks: Block[], surface: Surface, phrases: Said): Element[] {
  let divided = false
  return blocks.flatMap((block) => {
    if (block.kind === 'divider') {
      divided = true
      return []
    }
    const [first, ...rest] = drawBlock(block, surface, phrases)
    if (first === undefined || !divided) return first === undefined ? [] : [first, ...rest]
    divided = false
    return [{ ...first, separator: true, spacing: 'medium' }, ...rest]
  })
}

function drawBlock(block: Exclude<Block, { kind: 'divider' }>, surface: Surface, phrases: Said): Element[] {
  switch (block.kind) {
    case 'heading':
      return [{ ...heading(block.text, 'medium'), spacing: 'medium' }]
    case 'text':
      return paragraphs([{ text: block.text, ...(block.subtle ? { subtle: true } : {}) }])
    case 'notice':
      return [container(boxes[block.tone], paragraphs([{ text: block.text }]))]
    case 'words':
      return drawWords(block)
    case 'facts':
      return drawFacts(block)
    case 'list':
      return block.items.flatMap((item) => [
        ...paragraphs([{ text: '• ' }, { text: item.text, tone: item.subtle ? 'neutral' : item.tone }], 'small'),
        ...second(item),
      ])
    case 'row':
      return [drawRow(block, surface)]
    case 'link': {
      const url = webAddress(block.to)
      return url === null || block.text.trim() === '' ? paragraphs([{ text: block.text }]) : [link(block.text, url)]
    }
    case 'paragraphs':
      return block.parts.flatMap(drawParagraph)
    case 'table':
      return drawTable(block, (row) => drawRow(row, surface))
    case 'chart':
      return drawChart(block)
    case 'ways':
      return drawWays(block, surface)
    default:
      return drawField(block, phrases)
  }
}

function drawFacts({ facts }: Extract<Block, { kind: 'facts' }>): Element[] {
  return facts.map(({ label, value }) =>
    columns(
      'top',
      { width: 2, items: paragraphs([{ text: label, subtle: true }]) },
      { width: 3, items: paragraphs([{ text: value }]) },
    ),
  )
}

function drawParagraph(part: Paragraph): Element[] {
  switch (part.kind) {
    case 'heading':
      return [{ ...heading(part.text, 'medium'), spacing: 'medium' }]
    case 'text':
      return paragraphs([{ text: part.text }])
    case 'list':
      return part.items.flatMap((text, index) =>
        paragraphs([{ text: part.ordered ? `${index + 1}. ` : '• ' }, { text }], 'small'),
      )
  }
}

function drawWords({ label, words }: Extract<Block, { kind: 'words' }>): Element[] {
  const above = label === undefined ? [] : paragraphs([{ text: label, subtle: true, small: true }])
  return [...above, { ...container('emphasis', paragraphs([{ text: words }])), spacing: 'small' }]
}

/** Teams' own words for what is to be seen to in time (yellow), and for what is late or dangerous (red). */
const boxes: Record<Tone, string> = { neutral: 'emphasis', good: 'good', attention: 'warning', warning: 'attention' }

/** The button stands beside its text; a long one below, where it would leave a phone no room for the text. */
function drawRow(row: Extract<Block, { kind: 'row' }>, surface: Surface): Element {
  const words = row.words === undefined ? [] : paragraphs([{ text: row.words }], 'none')
  const text = [...paragraphs([firstOf(row)]), ...words, ...second(row)]
  const actions: Element = { type: 'ActionSet', actions: [drawButton(row.button, surface)] }
  return row.button.label.length > longestBeside
    ? columns('top', { width: 'stretch', items: [...text, { ...actions, spacing: 'small' }] })
    : columns('center', { width: 'stretch', items: text }, { width: 'auto', items: [actions] })
}

/** Where its reader is stands beside what is chosen; the others are buttons below, as many in a line as Teams shows. */
function drawWays({ label, ways }: Extract<Block, { kind: 'ways' }>, surface: Surface): Element[] {
  const others = ways.filter(({ current }) => !current).map(({ button }) => drawButton(button, surface))
  const lines = Array.from({ length: Math.ceil(others.length / limits.actions) }, (_, line) => ({
    type: 'ActionSet',
    actions: others.slice(line * limits.actions, (line + 1) * limits.actions),
    spacing: 'small',
  }))
  const here = ways.find(({ current }) => current)?.button.label
  return [
    ...paragraphs([{ text: here === undefined ? label : `${label}: `, subtle: true }, { text: here ?? '' }]),
    ...lines,
  ]
}

/** Characters of a button that leave half of a narrow phone to the text. */
const longestBeside = 18

type Lines = Extract<Block, { kind: 'row' }> | Extract<Block, { kind: 'list' }>['items'][number]

/** The tone colours the line that says how it stands: the second, where there is one, under a title. */
function firstOf({ text, subtle, tone }: Lines) {
  return subtle === undefined ? { text, tone } : { text, bold: true }
}

function second({ subtle, tone }: Lines): Element[] {
  return subtle === undefined ? [] : paragraphs([{ text: subtle, subtle: true, small: true, tone }], 'none')
}

/** Teams can't ask back before a press, so what can't be undone is said above the buttons. */
function confirmations(buttons: Button[]): Element[] {
  return buttons.flatMap(({ confirm }) => (confirm === undefined ? [] : small(confirm)))
}

function small(text: string): Element[] {
  return paragraphs([{ text, subtle: true, small: true }])
}

function drawButton(button: Button, surface: Surface): Element {
  const shared = {
    title: inert(button.label),
    ...(button.style === undefined ? {} : { style: button.style === 'primary' ? 'positive' : 'destructive' }),
    ...(button.skipsFields ? { associatedInputs: 'none' } : {}),
  }
  if (surface === 'dialog') return { type: 'Action.Submit', ...shared, data: carry(button) }
  if (surface === 'shared' && button.kind === 'open') {
    return { type: 'Action.Submit', ...shared, data: carryToDialog(button) }
  }
  return { type: 'Action.Execute', ...shared, verb: button.action, data: carry(button) }
}
