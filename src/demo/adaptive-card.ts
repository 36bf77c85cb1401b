/** An Adaptive Card as far as somebody in the demonstration uses it: its buttons, and what is filled in. */
import { z } from 'zod'

const json = z.record(z.string(), z.unknown())
export type Json = z.infer<typeof json>

const attachments = z.array(z.looseObject({ content: json.optional() })).default([])
const input = z.looseObject({
  type: z.templateLiteral(['Input.', z.string()]),
  id: z.string(),
  label: z.string().optional(),
  /** What a tick says beside it. */
  title: z.string().optional(),
  value: z.string().optional(),
  isRequired: z.boolean().default(false),
  choices: z.array(z.object({ title: z.string(), value: z.string() })).default([]),
})
const button = z.looseObject({
  type: z.enum(['Action.Execute', 'Action.Submit']),
  title: z.string(),
  verb: z.string().optional(),
  data: json.default({}),
  associatedInputs: z.string().optional(),
})
export type Button = z.infer<typeof button>

/** Something done that can't be done there; the message is for whoever tried. */
export class NotThereError extends Error {}

/** The card among what is attached to a message. */
export function cardIn(attached: unknown): Json | null {
  return attachments.parse(attached)[0]?.content ?? null
}

/** By its number on the card, or by its title: then the first that is called so. */
export function buttonIn(card: Json, named: string | number): Button | undefined {
  const all = buttonsIn(card)
  return typeof named === 'number' ? all[named] : all.find(({ title }) => plain(title) === named)
}

/** The card with the number of each button as its id, by which a page says which one was pressed. */
export function numbered(card: Json): Json {
  let next = 0
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (!isJson(value)) return value
    const id = button.safeParse(value).success ? { id: String(next++) } : {}
    const parts = Object.entries(value).map(([key, part]) => [key, key === 'data' ? part : walk(part)])
    return { ...Object.fromEntries(parts), ...id }
  }
  return json.parse(walk(card))
}

/**
 * What a client sends with a press: what stands in the fields, and `given` over it, by id or label, a choice by its value or
 * by what it says. Throws `NotThereError` for an unknown field, and for a required one that is empty.
 */
export function filledIn(card: Json, { associatedInputs }: Button, given: Record<string, string>): Json {
  if (associatedInputs === 'none') return {}
  const inputs = partsOf(card).flatMap((part) => input.safeParse(part).data ?? [])
  const called = ({ id, label, title }: (typeof inputs)[number]) => [id, plain(label ?? title ?? '')]
  const unknown = Object.keys(given).find((name) => !inputs.some((one) => called(one).includes(name)))
  if (unknown !== undefined) {
    const known = inputs.map((one) => called(one).join(' or ')).join(', ')
    throw new NotThereError(`there is no field "${unknown}"; there are: ${known}`)
  }
  const values = inputs.map((one) => {
    const said = called(one).flatMap((name) => given[name] ?? [])[0] ?? one.value ?? ''
    if (one.isRequired && said === '')
      throw new NotThereError(`the required field "${plain(one.label ?? one.id)}" is empty`)
    return [one.id, one.choices.find(({ title }) => plain(title) === said)?.value ?? said]
  })
  return Object.fromEntries(values)
}

function buttonsIn(card: Json): Button[] {
  return partsOf(card).flatMap((part) => button.safeParse(part).data ?? [])
}

/** The card and everything in it, outside in, without what a button carries. */
function partsOf(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(partsOf)
  if (!isJson(value)) return []
  return [value, ...Object.entries(value).flatMap(([key, part]) => (key === 'data' ? [] : partsOf(part)))]
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Without the joiners nobody sees. */
function plain(text: string): string {
  return text.replaceAll('\u2060', '')
}
