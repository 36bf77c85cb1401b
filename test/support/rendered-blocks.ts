/**
 * Reads a message or a modal of Block Kit as a person in Slack would: what it says, which buttons and fields it has, and
 * what a client sends of them. Knows the format alone; nothing about how our cards are drawn.
 */
import { isObject, type Reader, type RenderedButton, type RenderedCard, type RenderedField } from './rendered-card.ts'

/** A message (`blocks`) or a view (`type`, `title`, `submit`, `close`, `blocks`). */
export const blockKit: Reader = { says, buttons, fields, choices, rows, sentence }

/** Every block of the message or view, in its order. */
function blocksOf({ blocks }: RenderedCard): RenderedCard[] {
  return Array.isArray(blocks) ? blocks.filter(isObject) : []
}

/** The button with its block, as a press names both. */
export function elementOf(card: RenderedCard, title: string): { block: RenderedCard; element: RenderedCard } | null {
  const found = blocksOf(card)
    .flatMap((block) => elementsOf(block).map((element) => ({ block, element })))
    .filter(({ element }) => element.type === 'button' && textIn(element.text) === title)
  return found[0] ?? null
}

/** `state.values` as Slack sends them, with these values in the fields, each named by its block. */
export function stateOf(card: RenderedCard, values: { [id: string]: string }): { values: RenderedCard } {
  const inputs = blocksOf(card).filter(({ type }) => type === 'input')
  const entries = inputs.map((block) => {
    const element = isObject(block.element) ? block.element : {}
    const value = values[fieldOf(block)] ?? ''
    return [block.block_id, { [String(element.action_id)]: { type: element.type, ...given(element, value) } }]
  })
  return { values: Object.fromEntries(entries) }
}

/** A field by the name it has in every drawing; what follows tells one drawing of it from another. */
function fieldOf({ block_id }: RenderedCard): string {
  return String(block_id).split('~', 1)[0] ?? ''
}

/** What stands in the fields. */
export function standingIn(card: RenderedCard): { [id: string]: string } {
  return Object.fromEntries(fields(card).map(({ id, value }) => [id, value]))
}

/** The card with these values standing in its fields, as somebody has left them. */
export function filledIn(card: RenderedCard, values: { [id: string]: string }): RenderedCard {
  const blocks = blocksOf(card).map((block) => {
    const value = values[fieldOf(block)]
    if (block.type !== 'input' || !isObject(block.element) || value === undefined) return block
    return { ...block, element: { ...block.element, ...standing(block.element, value) } }
  })
  return { ...card, blocks }
}

function says(card: RenderedCard): string {
  const lines = [textIn(card.title), ...blocksOf(card).flatMap(linesOf), textIn(card.submit)]
  return lines.filter((line) => line !== '').join('\n')
}

/**
 * Those of the foot of a modal too: one sends it in, the other closes it, and the bot does not hear of that. What stands in
 * the fields goes with every press, but a client checks it only when a modal is sent in.
 */
function buttons(card: RenderedCard): RenderedButton[] {
  const inside = blocksOf(card)
    .flatMap(elementsOf)
    .filter(({ type }) => type === 'button')
    .map(({ text, value }) => buttonOf('execute', text, value, !isObject(card.submit)))
  const sent = isObject(card.submit) ? [buttonOf('execute', card.submit, card.private_metadata, true)] : []
  const left = isObject(card.close) ? [buttonOf('close', card.close, '', false)] : []
  return [...inside, ...sent, ...left]
}

function buttonOf(kind: RenderedButton['kind'], text: unknown, carried: unknown, takesFields: boolean): RenderedButton {
  const { action, data } = carriedIn(carried)
  return { kind, title: textIn(text), verb: String(action ?? ''), data: isObject(data) ? data : {}, takesFields }
}

function fields(card: RenderedCard): RenderedField[] {
  return blocksOf(card)
    .filter(({ type }) => type === 'input')
    .map(({ block_id, optional, element }) => ({
      id: fieldOf({ block_id }),
      value: isObject(element) ? valueIn(element) : '',
      required: optional !== true && isObject(card.submit),
      unfilled: '',
      ...(isObject(element) && typeof element.max_length === 'number' ? { longest: element.max_length } : {}),
    }))
}

function choices(card: RenderedCard, id: string): { title: string; value: string }[] {
  const element = blocksOf(card).find((block) => fieldOf(block) === id)?.element
  if (!isObject(element) || isTick(element)) return []
  return optionsOf(element).map(({ text, value }) => ({ title: textIn(text), value: String(value) }))
}

/** A section with a button beside it is a row. */
function rows(card: RenderedCard): RenderedCard[] {
  return blocksOf(card)
    .filter(({ accessory }) => isObject(accessory))
    .map((block) => ({ ...card, title: undefined, submit: undefined, blocks: [block] }))
}

function sentence(text: string): RenderedCard {
  return { blocks: [{ type: 'section', text: { type: 'plain_text', text } }] }
}

function linesOf(block: RenderedCard): string[] {
  const { type, text, elements, element, label, hint } = block
  switch (type) {
    case 'rich_text':
      return (Array.isArray(elements) ? elements : []).filter(isObject).map(richText)
    case 'context':
      return (Array.isArray(elements) ? elements : []).map(textIn)
    case 'data_table':
      return (Array.isArray(block.rows) ? block.rows : []).flat().map(textIn)
    case 'input': {
      const inside = isObject(element) ? element : {}
      const options = optionsOf(inside).map((option) => textIn(option.text))
      return [textIn(label), textIn(hint), textIn(inside.placeholder), ...options]
    }
    default:
      return [textIn(text), ...elementsOf(block).map((one) => textIn(one.text))]
  }
}

/** A bold beginning with a colon is a label, and what follows stands under it. */
function richText(part: RenderedCard): string {
  if (!Array.isArray(part.elements)) return part.type === 'emoji' ? '' : String(part.text ?? '')
  const between = part.type === 'rich_text_list' ? '\n' : ''
  return part.elements
    .filter(isObject)
    .map((one) =>
      isBold(one) && String(one.text).endsWith(': ') ? `${String(one.text).slice(0, -2)}\n` : richText(one),
    )
    .join(between)
}

function isBold({ style }: RenderedCard): boolean {
  return isObject(style) && style.bold === true
}

/** What can be pressed or filled in outside a form's fields. */
function elementsOf({ type, elements, accessory }: RenderedCard): RenderedCard[] {
  const inside = type === 'actions' && Array.isArray(elements) ? elements : []
  return [...inside, accessory].filter(isObject)
}

/** What our buttons and modals carry names the action, by which a walk finds them in every language. */
function carriedIn(text: unknown): RenderedCard {
  if (typeof text !== 'string' || !text.startsWith('{')) return {}
  const carried: unknown = JSON.parse(text)
  if (!isObject(carried)) return {}
  return isObject(carried.submit) ? carried.submit : carried
}

function optionsOf({ options }: RenderedCard): RenderedCard[] {
  return Array.isArray(options) ? options.filter(isObject) : []
}

/** One box that says yes. */
function isTick(element: RenderedCard): boolean {
  const [first, second] = optionsOf(element)
  return element.type === 'checkboxes' && first?.value === 'true' && second === undefined
}

function valueIn(element: RenderedCard): string {
  const { initial_value: typed, initial_date: date, initial_option: one, initial_options: several } = element
  if (isTick(element)) return String(Array.isArray(several) && several.length > 0)
  if (Array.isArray(several)) return several.map((option) => String(Object(option).value)).join(',')
  return String(typed ?? date ?? (isObject(one) ? one.value : ''))
}

function given(element: RenderedCard, value: string): RenderedCard {
  const chosen = chosenIn(element, value)
  switch (element.type) {
    case 'datepicker':
      return { selected_date: value === '' ? null : value }
    case 'radio_buttons':
    case 'static_select':
      return { selected_option: chosen[0] ?? null }
    case 'checkboxes':
    case 'multi_static_select':
      return { selected_options: chosen }
    default:
      return { value: value === '' ? null : value }
  }
}

function standing(element: RenderedCard, value: string): RenderedCard {
  const chosen = chosenIn(element, value)
  switch (element.type) {
    case 'datepicker':
      return { initial_date: value === '' ? undefined : value }
    case 'radio_buttons':
    case 'static_select':
      return { initial_option: chosen[0] }
    case 'checkboxes':
    case 'multi_static_select':
      return { initial_options: chosen }
    default:
      return { initial_value: value }
  }
}

function chosenIn(element: RenderedCard, value: string): RenderedCard[] {
  const wanted = value.split(',')
  return optionsOf(element).filter((option) => wanted.includes(String(option.value)))
}

function textIn(text: unknown): string {
  return isObject(text) && typeof text.text === 'string' ? text.text : ''
}
