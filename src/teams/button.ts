/**
 * How a button of the card model travels through Teams and comes back. Everything of ours lies under one key, so that
 * neither the app's data nor a field of a form can be mistaken for it. Shared by `render.ts` and `payload.ts`.
 */
import { z } from 'zod'
import type { Button } from '../../cards/card.ts'

/** Keys no field may be called: ours, and the one Teams reads. */
export const reservedKeys = ['stafett', 'msteams'] as const

/** What a pressed button says, whatever kind of Teams action carried it. */
export type Pressed = {
  kind: 'press' | 'open'
  action: string
  data: Record<string, string>
  fields: Record<string, string>
}

/** The data of an `Action.Execute`, or of an `Action.Submit` inside a dialog. */
export function carry(button: Button): Record<string, unknown> {
  return { stafett: { do: button.kind, action: button.action, data: button.data } }
}

/** The data of an `Action.Submit` that makes Teams ask for a dialog. */
export function carryToDialog(button: Button): Record<string, unknown> {
  return { ...carry(button), msteams: { type: 'task/fetch' } }
}

/** What a page in a dialog sends in when it is left (`browser/tab.ts`). */
export const closing = z.object({ stafett: z.object({ do: z.literal('close') }) })

/** Longest text kept from one field; a field's own limit is far below. */
export const longestField = 20_000
const mostFields = 60

const carried = z.object({
  do: z.enum(['press', 'open']),
  action: z.string().min(1).max(200),
  data: z.record(z.string().max(200), z.string().max(2000)),
})

/**
 * Teams puts the fields of the form beside our key. A choice of several arrives as one comma-separated text, a tick as
 * `true` or `false`; numbers become text, anything nested is left out.
 */
export const pressed = z.record(z.string(), z.unknown()).transform((values, context): Pressed => {
  const button = carried.safeParse(values.stafett)
  if (!button.success) {
    context.addIssue({ code: 'custom', message: 'not a button of ours' })
    return z.NEVER
  }
  const { do: kind, action, data } = button.data
  return { kind, action, data, fields: fieldsOf(values) }
})

/** Our own key and Teams' hold objects, so they are left out with everything nested. */
function fieldsOf(values: Record<string, unknown>): Record<string, string> {
  const fields = Object.entries(values)
    .slice(0, mostFields)
    .flatMap(([key, value]) => {
      const text = textOf(value)
      return text === null ? [] : [[key, text.slice(0, longestField)] as const]
    })
  return Object.fromEntries(fields)
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return null
}
