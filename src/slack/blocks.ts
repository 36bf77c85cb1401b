/** Block Kit as far as somebody sees and uses it: its words, its buttons, and what is filled in. */
import { z } from 'zod'

export const words = z.union([z.string(), z.looseObject({ text: z.string() }).transform(({ text }) => text)])
const option = z.looseObject({ text: words, value: z.string() })
export type Option = z.infer<typeof option>

const element = z.looseObject({
  type: z.string(),
  action_id: z.string().default(''),
  text: words.optional(),
  style: z.string().optional(),
  confirm: z.looseObject({ text: words }).optional(),
  value: z.string().optional(),
  url: z.string().optional(),
  multiline: z.boolean().optional(),
  options: z.array(option).default([]),
  initial_value: z.string().optional(),
  initial_date: z.string().optional(),
  initial_option: option.optional(),
  initial_options: z.array(option).optional(),
})
export type Element = z.infer<typeof element>

const block = z.looseObject({
  type: z.string(),
  block_id: z.string().default(''),
  text: words.optional(),
  label: words.optional(),
  hint: words.optional(),
  elements: z.array(z.unknown()).default([]),
  element: element.optional(),
  accessory: element.optional(),
  caption: z.string().default(''),
  rows: z.array(z.array(words)).default([]),
})
export type Block = z.infer<typeof block>
export const blocks = z.array(block).default([])

export function readBlocks(value: unknown): Block[] {
  const read = blocks.safeParse(value)
  return read.success ? read.data : []
}

/** What somebody can press in a block. */
export function elementsOf({ type, elements, accessory }: Block): Element[] {
  const inside = type === 'actions' ? z.array(element).parse(elements) : []
  return [...inside, ...(accessory ? [accessory] : [])]
}
