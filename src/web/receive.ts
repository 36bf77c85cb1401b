/**
 * Reads what a page sends: the press of a button with the fields of its form, as `src/web/draw/` draws them. What has another
 * shape is null, whatever it is; nothing throws.
 */
import { z } from 'zod'
import type { Button, Tongue } from '../../cards/card.ts'
import { tongues } from '../wording/index.ts'

/** `csrf` is for the session to judge; `delivery` is the same when the same page is sent again; `speaks`: the language it was drawn in. */
export type Sent = {
  kind: Button['kind']
  action: string
  data: Record<string, string>
  fields: Record<string, string>
  csrf: string
  delivery: string
  speaks: Tongue | null
}

/** What stands in the value of a button, as JSON. */
export function carry({ kind, action, data }: Button): string {
  return JSON.stringify({ do: kind, action, data })
}

/** The name of a field of a form, and of what it is where it is sent with nothing chosen or ticked. */
export const fieldName = (id: string) => `f.${id}`
export const emptyName = (id: string) => `d.${id}`

/** The body of `POST /rom/trykk`, as `express.urlencoded` reads it. */
export function readPress(body: unknown): Sent | null {
  const read = sent.safeParse(body)
  if (!read.success) return null
  const { press, csrf, delivery, speaks } = read.data
  const { do: kind, action, data } = press
  return { kind, action, data, fields: fieldsOf(read.data), csrf, delivery, speaks }
}

/** The body of `POST /rom/sok`: a reference as it was typed. */
export function readSearch(body: unknown): { csrf: string | null; ref: string } | null {
  return search.safeParse(body).data ?? null
}

/** Longest text kept from one field; a field's own limit is far below. */
const longestField = 20_000
const mostFields = 60

const csrf = z.string().min(1).max(200)
const search = z.object({ csrf: csrf.nullable().catch(null), ref: z.string().max(200) })

const carried = z.object({
  do: z.enum(['press', 'open']),
  action: z.string().min(1).max(200),
  data: z.record(z.string().max(200), z.string().max(2000)),
})

const sent = z.looseObject({
  csrf,
  delivery: z.string().regex(/^[\w-]{1,100}$/),
  speaks: z.enum(tongues).nullable().catch(null),
  press: z.string().max(50_000).transform(parsed).pipe(carried),
})

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Fields in which nothing is ticked or chosen are sent by no browser: then they are what the form says they are without. */
function fieldsOf(body: Record<string, unknown>): Record<string, string> {
  return { ...named(body, emptyName('')), ...named(body, fieldName('')) }
}

function named(body: Record<string, unknown>, prefix: string): Record<string, string> {
  const fields = Object.entries(body)
    .filter(([name]) => name.startsWith(prefix))
    .slice(0, mostFields)
    .flatMap(([name, value]) => {
      const text = textOf(value)
      return text === null ? [] : [[name.slice(prefix.length), text.slice(0, longestField)] as const]
    })
  return Object.fromEntries(fields)
}

/** Several choices arrive one by one. Browsers end lines with two characters where one was typed. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.replace(/\r\n?/g, '\n')
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(',')
  return null
}
