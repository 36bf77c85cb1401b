/**
 * Draws a card of the card model in Block Kit, for a phone first: one column, the title as a heading, a mark before what
 * must be seen. Decides looks only; what a card says is decided in `cards/`.
 */
import type { types } from '@slack/bolt'
import {
  type Block,
  type Button,
  type Card,
  type ChatCard,
  isForm,
  type Paragraph,
  titled,
  webAddress,
} from '../../cards/card.ts'
import type { Phrases } from '../ports.ts'
import { cancelOf, drawButton, drawLeading, submitOf } from './button.ts'
import { beginning, fitting, pieces, rooms } from './cut.ts'
import { bullets, heading, link, mark, numbered, paragraph, plain, quote, run, sign, small } from './element.ts'
import { drawField } from './fields.ts'
import { type Home, limits, type Modal } from './limits.ts'
import { drawChart, drawTable } from './table.ts'

/**
 * Where the card is shown: a message in the person's own chat or in one that others read, a modal, or the app's Home. A
 * modal has a title of its own and holds the two buttons of a form at its foot.
 */
export type ChatSurface = 'personal' | 'shared'
export type Surface = ChatSurface | 'modal' | 'home'

/** Blocks, and what a notification and a screen reader say. */
export type Drawn = { text: string; blocks: types.KnownBlock[] }

/** The whole card. What has no room is cut from its end, with a sentence that says so; fields and buttons always stay. */
export function render(card: ChatCard, surface: Surface, phrases: Phrases): Drawn {
  return draw(card, surface, phrases)
}

function draw(card: Card, surface: Surface, phrases: Phrases, page: string | null = null): Drawn {
  const buttons = buttonsOf(card, surface)
  const { action, data } = submitOf(card) ?? {}
  const isMessage = surface === 'personal' || surface === 'shared'
  const around = { phrases, form: JSON.stringify([action, data]), caption: isMessage ? card.title : null }
  const blocks = card.blocks.flatMap((block, index) => drawBlock(block, index, around))
  const body = trimmed([...title(card, surface), ...blocks])
  const leading = page === null ? [] : [drawLeading(page, phrases)]
  const tail = [...confirmation(card, surface), ...actions(buttons, phrases), ...leading]
  const room = isMessage ? rooms.message : rooms.view
  return { text: escaped(card.summary), blocks: fitting(body, tail, room, small(phrases.cut)) }
}

/** A card as a modal. A form is sent with the modal's own button, and left with the other. `page`: where a browser shows the same. */
export function renderModal(card: Card, phrases: Phrases, metadata: string, page: string | null = null): Modal {
  const submit = submitOf(card)
  return {
    ...view(titled(card), cancelOf(card)?.label ?? phrases.close),
    ...(metadata === '' ? {} : { private_metadata: metadata }),
    ...(submit ? { submit: plain(submit.label, limits.viewTitle) } : {}),
    blocks: draw(card, 'modal', phrases, page).blocks,
  }
}

/** A card as the person's own page of the app. What they can do stands at the top, since the lists below may be long. */
export function renderHome(card: ChatCard, phrases: Phrases): Home {
  const { blocks } = draw(card, 'home', phrases)
  const titles = title(card, 'home').length
  const below = blocks.slice(titles)
  const isWay = ({ type }: types.KnownBlock) => type === 'actions'
  return {
    type: 'home',
    blocks: [...blocks.slice(0, titles), ...below.filter(isWay), ...below.filter((block) => !isWay(block))],
  }
}

/** One sentence as a modal. */
export function sentenceModal(text: string, phrases: Phrases): Modal {
  const blocks = fitting(paragraph([{ text }]), [], rooms.view, small(phrases.cut))
  return { ...view(phrases.name, phrases.close), blocks }
}

function view(title: string, close: string): Omit<Modal, 'blocks'> {
  return {
    type: 'modal',
    title: plain(title, limits.viewTitle),
    close: plain(close, limits.viewTitle),
  }
}

/** A title too long for the modal's own place stands whole below it. */
function title(card: Card, surface: Surface): types.KnownBlock[] {
  const shown = titled(card)
  return surface === 'modal' && shown.length <= limits.viewTitle ? [] : heading(shown)
}

/** `form` tells one drawing of a form from another; `caption` that of a table, where it can have columns. */
type Around = { phrases: Phrases; form: string; caption: string | null }

function drawBlock(block: Block, index: number, { phrases, form, caption }: Around): types.KnownBlock[] {
  switch (block.kind) {
    case 'heading':
      return heading(block.text)
    case 'text':
      return block.subtle ? small(block.text) : paragraph([{ text: block.text }])
    case 'notice':
      return paragraph([{ text: block.text, bold: true }], block.tone)
    case 'words':
      return quote(block.words, block.label)
    case 'facts':
      return drawFacts(block.facts)
    case 'list':
      return bullets(block.items.flatMap(drawItem))
    case 'row':
      return drawRow(block, index, phrases)
    case 'divider':
      return [{ type: 'divider' }]
    case 'link':
      return drawLink(block)
    case 'paragraphs':
      return block.parts.flatMap(drawParagraph)
    case 'table':
      return drawTable(block, caption, (row) => drawRow(row, index, phrases))
    case 'chart':
      return drawChart(block)
    case 'ways':
      return drawWays(block, phrases)
    default:
      return drawField(block, phrases, form)
  }
}

function drawLink({ text, to }: Extract<Block, { kind: 'link' }>): types.KnownBlock[] {
  const url = webAddress(to)
  return url === null || text.trim() === '' ? paragraph([{ text }]) : link(text, url)
}

function drawParagraph(part: Paragraph): types.KnownBlock[] {
  switch (part.kind) {
    case 'heading':
      return heading(part.text)
    case 'text':
      return paragraph([{ text: part.text }])
    case 'list': {
      const items = part.items.map((text) => pieces(text, limits.richText).map((piece) => run({ text: piece })))
      const filled = items.filter((item) => item.length > 0)
      return part.ordered ? numbered(filled) : bullets(filled)
    }
  }
}

/** Each on its own line: two columns leave a phone no room. */
function drawFacts(facts: Extract<Block, { kind: 'facts' }>['facts']): types.KnownBlock[] {
  return paragraph(
    facts.flatMap(({ label, value }, index) => [
      { text: `${index === 0 ? '' : '\n'}${label}: `, bold: true },
      { text: value },
    ]),
  )
}

/** The mark stands at the line that says how it stands: the second, where there is one, under a title. */
function drawItem({
  text,
  subtle,
  tone,
}: Extract<Block, { kind: 'list' }>['items'][number]): types.RichTextElement[][] {
  const lines = pieces(text, limits.richText).map((piece) => [run({ text: piece, bold: subtle !== undefined })])
  if (subtle === undefined || subtle === '')
    return lines.map((line, index) => (index === 0 ? [...mark(tone), ...line] : line))
  const last = lines.pop() ?? []
  return [...lines, [...last, run({ text: '\n' }), ...mark(tone), run({ text: beginning(subtle, limits.richText) })]]
}

function drawRow(row: Extract<Block, { kind: 'row' }>, index: number, phrases: Phrases) {
  const { text, words, subtle, tone, button } = row
  const above = words === undefined ? text : `${text}\n${words}`
  const lines = subtle === undefined ? `${sign(tone)}${above}` : `${above}\n${sign(tone)}${subtle}`
  const accessory = drawButton(button, index, phrases)
  // Slack takes no section without words.
  if (lines.trim() === '') return [{ type: 'actions', elements: [accessory] } satisfies types.ActionsBlock]
  return [{ type: 'section', accessory, text: plain(lines, limits.section) } satisfies types.SectionBlock]
}

/** Where its reader is stands beside what is chosen; the others are buttons below. */
function drawWays({ label, ways }: Extract<Block, { kind: 'ways' }>, phrases: Phrases): types.KnownBlock[] {
  const here = ways.find(({ current }) => current)?.button.label
  const others = ways.filter(({ current }) => !current).map(({ button }) => button)
  const lines = Array.from({ length: Math.ceil(others.length / limits.actions) }, (_, line) =>
    others.slice(line * limits.actions, (line + 1) * limits.actions),
  )
  return [
    ...small(here === undefined ? label : `${label}: ${here}`),
    ...lines.flatMap((line) => actions(line, phrases)),
  ]
}

/** A modal's foot asks nothing before a form is sent, so what can't be undone is said above it. */
function confirmation(card: Card, surface: Surface): types.KnownBlock[] {
  const question = surface === 'modal' ? submitOf(card)?.confirm : undefined
  return question === undefined ? [] : small(question)
}

/** Those that do not stand at the foot of a modal. */
function buttonsOf(card: Card, surface: Surface): Button[] {
  if (surface !== 'modal' || !isForm(card)) return card.buttons
  const foot = [submitOf(card), cancelOf(card)]
  return card.buttons.filter((button) => !foot.includes(button))
}

function actions(buttons: Button[], phrases: Phrases): types.KnownBlock[] {
  const elements = buttons.map((button, index) => drawButton(button, index, phrases))
  return elements.length === 0 ? [] : [{ type: 'actions', elements }]
}

/** No line at the beginning or the end. */
function trimmed(blocks: types.KnownBlock[]): types.KnownBlock[] {
  const isLine = (block: types.KnownBlock | undefined) => block?.type === 'divider'
  if (isLine(blocks.at(-1))) return trimmed(blocks.slice(0, -1))
  return isLine(blocks[0]) ? trimmed(blocks.slice(1)) : blocks
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping: the text beside the blocks is read as markup. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
