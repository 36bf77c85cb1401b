/**
 * What Slack takes, as a table, and a check of what is drawn against it. Slack refuses a whole message or view for one
 * block that is wrong, so every card is checked in tests.
 */
import type { types } from '@slack/bolt'
import { webAddress } from '../../cards/card.ts'

/** https://docs.slack.dev/reference/block-kit (each block's and element's page), .../surfaces/modals, .../methods/chat.postMessage */
export const limits = {
  /** Blocks, by surface. */
  messageBlocks: 50,
  viewBlocks: 100,
  /**
   * Characters of all blocks of a message together, as JSON. Slack publishes no number for `msg_blocks_too_long`; it has
   * been measured at 13,200, layout included (slackapi/bolt-js issues 2509 and 2867).
   */
  messageSize: 12_000,
  /** https://docs.slack.dev/reference/methods/views.open: `view_too_large`. */
  viewSize: 250_000,
  /**
   * Bytes of an answer to a modal. Slack ends a connection of Socket Mode for a frame above 20,480 (1009), and names no
   * limit for HTTP.
   */
  answerSize: 19_000,
  /** Characters. Nothing is published for rich text: what a field takes at most is shown in one piece. */
  richText: 3000,
  section: 3000,
  context: 2000,
  header: 150,
  button: 75,
  value: 2000,
  url: 3000,
  label: 2000,
  hint: 2000,
  placeholder: 150,
  field: 3000,
  option: 75,
  optionValue: 150,
  id: 255,
  viewTitle: 24,
  metadata: 3000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** What a notification shows; more is cut by phones. */
  summary: 200,
  /** Things in one block. */
  actions: 25,
  contextElements: 10,
  options: 100,
  openOptions: 10,
  /**
   * https://docs.slack.dev/reference/block-kit/blocks/data-table-block: below the header (since raised to 200 and 20,000);
   * the characters are those of all tables of a message. A cell has no limit: longer ones are no column.
   */
  tableRows: 100,
  tableColumns: 20,
  tableText: 10_000,
  tableCell: 120,
} as const

type Part = Record<string, unknown>
/** Views of the blocks drawn here alone; the SDK's own take any. */
export type Modal = Omit<types.ModalView, 'blocks'> & { blocks: types.KnownBlock[] }
export type Home = Omit<types.HomeView, 'blocks'> & { blocks: types.KnownBlock[] }
export type Drawable = { text: string; blocks: types.KnownBlock[] } | Home | Modal

/** Everything about a drawn message or view that Slack would refuse; empty when it is sound. */
export function check(drawn: Drawable): string[] {
  const parts = partsOf(drawn.blocks)
  const [blocks, size] =
    'text' in drawn ? [limits.messageBlocks, limits.messageSize] : [limits.viewBlocks, limits.viewSize]
  return [
    ...over('blocks', drawn.blocks.length, blocks),
    ...over('characters of JSON', sizeOf(drawn.blocks), size),
    ...('text' in drawn ? checkMessage(drawn.text, parts) : checkView(drawn, parts)),
    ...repeated(drawn.blocks.flatMap(({ block_id }) => (block_id === undefined ? [] : [block_id]))),
    ...drawn.blocks.flatMap(checkBlock),
    ...parts.flatMap(checkPart),
  ]
}

/** Characters as Slack counts them: with the id it gives each block. */
export function sizeOf(blocks: types.KnownBlock[]): number {
  return JSON.stringify(blocks).length + blocks.length * idSize
}

const idSize = '"block_id":"abcde",'.length

function checkMessage(text: string, parts: Part[]): string[] {
  const cells = parts.flatMap((part) => (part.type === 'raw_text' ? [String(part.text)] : []))
  return [
    ...(text.trim() === '' ? ['no summary'] : []),
    ...over('characters of summary', text.length, limits.summary),
    ...over('characters in tables', cells.join('').length, limits.tableText),
  ]
}

function checkView(view: Home | Modal, parts: Part[]): string[] {
  const tables = parts.flatMap(({ type }) => (type === 'data_table' ? ['a table outside a message'] : []))
  const metadata = [...over('characters of metadata', view.private_metadata?.length ?? 0, limits.metadata), ...tables]
  if (view.type === 'home') return metadata
  const inputs = parts.some(({ type }) => type === 'input')
  return [
    ...metadata,
    ...(inputs && !view.submit ? ['a form that cannot be sent'] : []),
    ...checkText('the title', view.title, limits.viewTitle),
    ...checkText('the submit button', view.submit, limits.viewTitle),
    ...checkText('the close button', view.close, limits.viewTitle),
  ]
}

function checkBlock(block: types.KnownBlock): string[] {
  switch (block.type) {
    case 'header':
      return checkText('a header', block.text, limits.header)
    case 'section':
      return block.text ? checkText('a section', block.text, limits.section) : ['a section without words']
    case 'context':
      return [
        ...counted('elements of context', block.elements.length, limits.contextElements),
        ...block.elements.flatMap((element) => checkText('context', element, limits.context)),
      ]
    case 'actions': {
      const ids = block.elements.map(({ action_id }) => String(action_id))
      return [...counted('actions', block.elements.length, limits.actions), ...repeated(ids)]
    }
    case 'input':
      return [
        ...over(`characters of the id ${block.block_id}`, block.block_id?.length ?? 0, limits.id),
        ...checkText(`the label of ${block.block_id}`, block.label, limits.label),
        ...(block.hint ? checkText(`the hint of ${block.block_id}`, block.hint, limits.hint) : []),
      ]
    case 'data_table':
      return [
        ...counted('rows', block.rows.length - 1, limits.tableRows),
        ...counted('columns', block.rows[0]?.length ?? 0, limits.tableColumns),
        ...(new Set(block.rows.map(({ length }) => length)).size > 1 ? ['rows of different lengths'] : []),
        ...counted('characters of caption', block.caption.trim().length, limits.header),
      ]
    case 'rich_text':
    case 'divider':
      return []
    default:
      return [`a block of the kind ${block.type}, which is not drawn here`]
  }
}

function checkPart(part: Part): string[] {
  switch (part.type) {
    case 'mrkdwn':
      return ['text that is read as markup']
    case 'rich_text':
    case 'rich_text_section':
    case 'rich_text_quote':
    case 'rich_text_list':
      return Array.isArray(part.elements) && part.elements.length > 0 ? [] : [`${part.type} without elements`]
    case 'text':
      return counted('characters of rich text', String(part.text).length, limits.richText)
    case 'raw_text':
      return counted('characters of a cell', String(part.text).trim().length, limits.tableCell)
    case 'link':
      return webAddress(String(part.url)) === part.url ? [] : ['a link that leads nowhere']
    case 'plain_text':
      return part.emoji === false ? [] : ['plain text in which emoji are read']
    case 'button':
      return checkButton(part)
    case 'plain_text_input':
      return [
        ...counted('characters a field takes', Number(part.max_length), limits.field),
        ...over('characters in a field', String(part.initial_value ?? '').length, Number(part.max_length)),
        ...placeholder(part),
      ]
    case 'radio_buttons':
    case 'checkboxes':
      return checkOptions(part, limits.openOptions)
    case 'static_select':
    case 'multi_static_select':
      return [...checkOptions(part, limits.options), ...placeholder(part)]
    case 'datepicker':
      return placeholder(part)
    default:
      return []
  }
}

function checkButton(button: Part): string[] {
  const name = `the button ${String(button.action_id)}`
  const confirm = Object(button.confirm)
  return [
    ...checkText(name, button.text, limits.button),
    ...over(`characters of value of ${name}`, String(button.value ?? '').length, limits.value),
    ...over(`characters of id of ${name}`, String(button.action_id).length, limits.id),
    ...(button.url === undefined || webAddress(String(button.url)) === button.url ? [] : [`${name} leads nowhere`]),
    ...over(`characters of address of ${name}`, String(button.url ?? '').length, limits.url),
    ...(button.confirm === undefined
      ? []
      : [
          ...checkText('the title of a question', confirm.title, limits.confirmTitle),
          ...checkText('a question', confirm.text, limits.confirmText),
          ...checkText('the answer to a question', confirm.confirm, limits.confirmButton),
          ...checkText('the way out of a question', confirm.deny, limits.confirmButton),
        ]),
  ]
}

function checkOptions(element: Part, most: number): string[] {
  const options: unknown[] = Array.isArray(element.options) ? element.options : []
  const values = options.map((option) => String(Object(option).value))
  const chosen = [element.initial_option ?? [], element.initial_options ?? []].flat()
  return [
    ...counted('options', options.length, most),
    ...options.flatMap((option) => checkText('an option', Object(option).text, limits.option)),
    ...options.flatMap((option) => checkText('a description', Object(option).description, limits.option)),
    ...values.flatMap((value) => counted(`characters of the value "${value}"`, value.length, limits.optionValue)),
    ...repeated(values),
    ...chosen
      .filter((one) => !options.some((option) => JSON.stringify(option) === JSON.stringify(one)))
      .map(() => 'a choice that is not among the options'),
    ...(Array.isArray(element.initial_options) && chosen.length === 0 ? ['an empty list of choices made'] : []),
  ]
}

function placeholder({ placeholder }: Part): string[] {
  return checkText('a placeholder', placeholder, limits.placeholder)
}

/** A text object, where there is one. */
function checkText(what: string, text: unknown, most: number): string[] {
  if (text === undefined) return []
  const said = String(Object(text).text)
  return said.trim() === '' ? [`${what} without words`] : over(`characters of ${what}`, said.length, most)
}

/** Every object in the blocks that says what type it is, outside in. */
function partsOf(value: unknown): Part[] {
  if (Array.isArray(value)) return value.flatMap(partsOf)
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(partsOf)
  return 'type' in value ? [{ ...value }, ...inside] : inside
}

function counted(what: string, actual: number, most: number): string[] {
  return actual < 1 ? [`no ${what}`] : over(what, actual, most)
}

function over(what: string, actual: number, most: number): string[] {
  return actual > most ? [`${actual} ${what}, at most ${most}`] : []
}

function repeated(ids: string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two things called ${id}`)
}
