/**
 * Plays a Teams client: builds the payloads Teams would post from recordings and from the cards a bot has drawn, and
 * reads what people would see of an answer. The shapes come from `test/fixtures/teams`.
 */
import { readFileSync } from 'node:fs'
import type { Shown } from '../channel/contract.ts'

type Json = Record<string, unknown>

/** A recorded activity, with some of it replaced. */
export function recording(name: string, changes: Json = {}): Json {
  const text = readFileSync(new URL(`../fixtures/teams/${name}.json`, import.meta.url), 'utf8')
  return merge(object(JSON.parse(text)), changes)
}

/** The invoke Teams posts when a button of a drawn card is pressed with these fields filled in. */
export function pressOf(drawn: unknown, title: string, fields: Json): { name: string; value: Json } {
  const button = parts(drawn).find((part) => String(part.type).startsWith('Action.') && part.title === title)
  if (button === undefined) throw new Error(`no button "${title}"`)
  const data = { ...object(button.data), ...(button.associatedInputs === 'none' ? {} : fields) }
  if (button.type === 'Action.Execute') {
    const action = { type: 'Action.Execute', title, verb: button.verb, data }
    return { name: 'adaptiveCard/action', value: { action, trigger: 'manual' } }
  }
  const fetches = object(object(button.data).msteams ?? {}).type === 'task/fetch'
  return { name: fetches ? 'task/fetch' : 'task/submit', value: { data, context: { theme: 'default' } } }
}

/** What people see of an answer to an invoke. */
export function seenInAnswer(body: unknown): Shown {
  if (body === null) return nothing
  const answer = object(body)
  if ('task' in answer) {
    const task = object(answer.task)
    if (task.type === 'message') return { ...nothing, kind: 'message', texts: [String(task.value)] }
    return { ...seenOfCard(object(object(task.value).card).content), kind: 'dialog' }
  }
  if (answer.type !== 'application/vnd.microsoft.card.adaptive') {
    return answer.value === '' ? nothing : { ...nothing, kind: 'message', texts: [String(answer.value)] }
  }
  return seenOfCard(answer.value)
}

/** What people see of a message. */
export function seenOfActivity(activity: unknown): Shown {
  const { attachments, text } = object(activity)
  if (!Array.isArray(attachments)) return { ...nothing, kind: 'message', texts: [String(text)] }
  if (text !== undefined) throw new Error('a card with text beside it becomes two messages')
  return seenOfCard(object(attachments[0]).content)
}

/** The texts, buttons and fields of a drawn card; each line of words is a block of its own and counts as one text. */
export function seenOfCard(drawn: unknown): Shown {
  const all = parts(drawn)
  const texts = all.flatMap((part) => {
    if (part.type === 'RichTextBlock' && Array.isArray(part.inlines)) {
      return [part.inlines.map((inline) => visible(object(inline).text)).join('')]
    }
    if (part.type === 'TextBlock') return [visible(part.text)]
    return part.type === 'Input.Text' && part.value !== undefined ? [String(part.value)] : []
  })
  const buttons = all.filter(({ type }) => String(type).startsWith('Action.')).map(({ title }) => String(title))
  const fields = all.filter(({ type }) => String(type).startsWith('Input.')).map(({ id }) => String(id))
  return { kind: 'card', texts, buttons, fields }
}

/** Without the joiners nobody sees, once it is certain that Teams finds no date to put in. */
function visible(text: unknown): string {
  if (/\{\{(DATE|TIME)\(/i.test(String(text))) throw new Error('Teams would show a date here')
  return String(text).replaceAll('\u2060', '')
}

export function object(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object')
  return { ...value }
}

const nothing: Shown = { kind: 'nothing', texts: [], buttons: [], fields: [] }

function parts(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(parts)
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(parts)
  return 'type' in value ? [{ ...value }, ...inside] : inside
}

function merge(base: Json, changes: Json): Json {
  const merged = { ...base }
  for (const [key, value] of Object.entries(changes)) {
    const both = [base[key], value].every((side) => typeof side === 'object' && side !== null && !Array.isArray(side))
    merged[key] = both && key !== 'value' ? merge(object(base[key]), object(value)) : value
  }
  return merged
}
