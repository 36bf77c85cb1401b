/**
 * What Teams takes, as a table, and a check of a drawn card against it. Teams answers most of these with a plain
 * failure or by leaving things out, so they are checked in tests for every card.
 */
import { webAddress } from '../../cards/card.ts'
import { reservedKeys } from './button.ts'
import type { AdaptiveCard } from './render.ts'

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format and .../bots/how-to/rate-limit */
export const limits = {
  /** Bytes of one card as UTF-8 JSON. */
  cardBytes: 28 * 1024,
  /** Buttons below a card; Teams shows no more. */
  actions: 6,
  /** Buttons inside the card, such as in a list of cases: no limit is published, this many still fit a phone. */
  rowActions: 20,
  /** Choices in one field: no limit is published. */
  choices: 100,
  /** Characters: of a dialog's title, of a button and of the text a notification shows. */
  dialogTitle: 64,
  buttonTitle: 40,
  summary: 200,
  /**
   * Columns of a table and characters of a cell in them: no limit is published, these can be read on a phone. Tables came
   * with 1.5: https://learn.microsoft.com/adaptive-cards/schema-explorer/table
   */
  tableColumns: 3,
  tableCell: 120,
} as const

/** Element and action types of Adaptive Cards 1.5 that Teams draws in messages and dialogs alike. */
const known = [
  'AdaptiveCard',
  'TextBlock',
  'RichTextBlock',
  'TextRun',
  'Container',
  'ColumnSet',
  'Column',
  'ActionSet',
  'Table',
  'TableRow',
  'TableCell',
  'Input.Text',
  'Input.Date',
  'Input.ChoiceSet',
  'Input.Toggle',
  'Action.Execute',
  'Action.Submit',
  'Action.OpenUrl',
]

/** Everything about a drawn card that Teams would refuse or leave out; empty when it is sound. */
export function check(card: AdaptiveCard): string[] {
  const parts = partsOf(card)
  const bytes = Buffer.byteLength(JSON.stringify(card))
  const rowActions = parts.filter((part) => part.type === 'ActionSet').length
  return [
    ...over('bytes', bytes, limits.cardBytes),
    ...over('actions', card.actions?.length ?? 0, limits.actions),
    ...over('buttons in rows', rowActions, limits.rowActions),
    ...over('characters of summary', card.fallbackText.length, limits.summary),
    ...(card.fallbackText.trim() === '' ? ['no summary'] : []),
    ...repeated(parts.flatMap(({ type, id }) => (isInput(type) ? [String(id)] : []))),
    ...parts.flatMap(checkPart),
  ]
}

type Part = Record<string, unknown>

/** Every object in the card that says what type it is; the data of buttons is not part of the drawing. */
function partsOf(value: unknown): Part[] {
  if (Array.isArray(value)) return value.flatMap(partsOf)
  if (typeof value !== 'object' || value === null) return []
  const entries = Object.entries(value).filter(([key]) => key !== 'data')
  const inside = entries.flatMap(([, child]) => partsOf(child))
  return 'type' in value ? [Object.fromEntries(entries), ...inside] : inside
}

function checkPart(part: Part): string[] {
  const type = String(part.type)
  if (!known.includes(type)) return [`unknown type ${type}`]
  if (isInput(type)) return checkInput(part)
  if (type === 'Table') return checkTable(part)
  if (type === 'Action.OpenUrl') return webAddress(String(part.url)) === part.url ? [] : ['a link that leads nowhere']
  if (type.startsWith('Action.')) {
    const title = String(part.title ?? '')
    return [
      ...(title.trim() === '' ? ['a button without a title'] : []),
      ...over(`characters of the button "${title}"`, title.length, limits.buttonTitle),
    ]
  }
  return type === 'TextBlock' && part.wrap !== true ? ['text that does not wrap'] : []
}

function checkTable({ columns, rows }: Part): string[] {
  const [widths, all] = [listIn(columns).map((column) => Object(column).width), listIn(rows)]
  const uneven = all.some((row) => listIn(Object(row).cells).length !== widths.length)
  return [
    ...over('columns', widths.length, limits.tableColumns),
    ...(new Set(widths).size > 1 ? ['columns of different widths, which phones do not draw'] : []),
    ...(uneven ? ['rows of different lengths'] : []),
    ...(all.length < 2 ? ['a table without rows'] : []),
  ]
}

function listIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function checkInput(part: Part): string[] {
  const id = String(part.id)
  const name = `field ${id}`
  const choices = Array.isArray(part.choices) ? part.choices.map((choice: unknown) => JSON.stringify(choice)) : []
  const reserved: readonly string[] = reservedKeys
  return [
    ...(reserved.includes(id) ? [`${name} has a reserved name`] : []),
    ...(part.isRequired === true && !part.errorMessage ? [`${name} is required and says nothing when empty`] : []),
    ...(part.label || part.title ? [] : [`${name} has no label`]),
    ...(part.type === 'Input.ChoiceSet' && choices.length === 0 ? [`${name} has no choices`] : []),
    ...(part.isMultiSelect === true && choices.some((choice) => /"value":"[^"]*,/.test(choice))
      ? [`${name} has a value with a comma, which Teams uses between values`]
      : []),
    ...over(`choices of ${name}`, choices.length, limits.choices),
  ]
}

function isInput(type: unknown): boolean {
  return typeof type === 'string' && type.startsWith('Input.')
}

function over(what: string, actual: number, most: number): string[] {
  return actual > most ? [`${actual} ${what}, at most ${most}`] : []
}

function repeated(ids: string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two fields called ${id}`)
}
