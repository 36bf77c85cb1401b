/** Block Kit as far as somebody in the demonstration uses it: the views that are open, its buttons, and what is filled in. */
import { z } from 'zod'
import { type Block, blocks, type Element, elementsOf, type Option, words } from '../slack/blocks.ts'

const view = z.looseObject({
  id: z.string(),
  type: z.string(),
  title: words.nullish(),
  submit: words.nullish(),
  close: words.nullish(),
  blocks,
})
export type View = z.infer<typeof view>

/** A view as Slack has it, and as it is read here; and what was wrong with what was filled in, by block. */
export type Shown = { raw: Record<string, unknown>; view: View; errors?: Record<string, string> }
export function readView(raw: Record<string, unknown>): Omit<Shown, 'errors'> {
  return { raw, view: view.parse(raw) }
}
/** What Slack answers to `views.*`. */
export const viewAnswer = z.looseObject({ view: z.looseObject({}).transform(readView) })

/** The button with that title, and the block it stands in. */
export function buttonIn(all: Block[], title: string): { block: Block; button: Element } | null {
  for (const one of all) {
    const button = elementsOf(one).find(({ type, text }) => type === 'button' && text === title)
    if (button) return { block: one, button }
  }
  return null
}

/** `state.values` as Slack sends it: what was filled in by the fields' labels, and otherwise what stood there. */
export function stateOf(all: Block[], filled: Record<string, string>) {
  const values: Record<string, Record<string, unknown>> = {}
  for (const { block_id: id, label, element: field } of all) {
    if (!field) continue
    values[id] = { [field.action_id]: { type: field.type, ...given(field, filled[label ?? '']) } }
  }
  return { values }
}

function given(field: Element, filled: string | undefined): Record<string, unknown> {
  const named = (list: string) => {
    const wanted = list.split('|').map((one) => one.trim())
    return field.options.filter(({ text, value }) => wanted.includes(text) || wanted.includes(value))
  }
  const { type, initial_value: value, initial_date: date, initial_option: one, initial_options: several } = field
  switch (type) {
    case 'radio_buttons':
    case 'static_select':
      return { selected_option: raw(filled === undefined ? one : named(filled)[0]) }
    case 'checkboxes':
    case 'multi_static_select':
      return { selected_options: (filled === undefined ? (several ?? []) : named(filled)).map(raw) }
    case 'datepicker':
      return { selected_date: filled ?? date ?? null }
    default:
      return { value: (filled ?? value) || null }
  }
}

function raw(one: Option | undefined) {
  return one ? { text: { type: 'plain_text', text: one.text }, value: one.value } : null
}
