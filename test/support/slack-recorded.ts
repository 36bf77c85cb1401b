/** Payloads in the shapes Slack documents, with ids nobody has: `test/fixtures/slack`. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const objectSchema = z.record(z.string(), z.unknown())

/** A payload, with the ids in it (`from`) exchanged for others (`to`). */
export function recorded(name: string, ids: Record<string, string> = {}): Record<string, unknown> {
  let text = readFileSync(`test/fixtures/slack/${name}.json`, 'utf8')
  for (const [from, to] of Object.entries(ids)) text = text.replaceAll(from, to)
  return objectSchema.parse(JSON.parse(text))
}

/** The body Slack posts a payload in: events as JSON, everything else as a form. */
export function postedBody(payload: Record<string, unknown>): string {
  if ('event' in payload) return JSON.stringify(payload)
  if (!('command' in payload)) return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(payload)) form.set(name, String(value))
  return form.toString()
}
