/**
 * Draws the fields of a form as input blocks, and reads what was filled in. A block is called as its field, so that
 * errors can be shown at it; its element is called as its kind, by which it is read.
 */
import { createHash } from 'node:crypto'
import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { Choice, Input } from '../../cards/card.ts'
import type { Phrases } from '../ports.ts'
import { beginning } from './cut.ts'
import { paragraph, plain } from './element.ts'
import { limits } from './limits.ts'
import { unescaped } from './plain-text.ts'

/** A field of the card model: the input, and under it what was wrong with it. `form` tells the form from every other. */
export function drawField(input: Input, phrases: Phrases, form = ''): types.KnownBlock[] {
  const wrong = input.error === undefined ? [] : paragraph([{ text: input.error, bold: true }], 'warning')
  // Slack takes no list without choices; the app says itself that something is to be chosen.
  if ('choices' in input && input.choices.length === 0)
    return [...paragraph([{ text: input.label, bold: true }]), ...wrong]
  const hint = hintOf(input, phrases)
  const drawn = element(input, phrases)
  const block: types.InputBlock = {
    type: 'input',
    block_id: nameOf(input.id, form + JSON.stringify(drawn)),
    label: plain(labelOf(input, phrases), limits.label),
    ...(hint === '' ? {} : { hint: plain(hint, limits.hint) }),
    optional: !input.required,
    element: drawn,
  }
  return [block, ...wrong]
}

/**
 * Slack says of a field that may be left empty that it is "(optional)", in a language of its own, of which Norwegian is none, and
 * nothing turns that off. So it is said in the reader's language too, unless that would be the same word twice.
 * https://docs.slack.dev/reference/block-kit/blocks/input-block
 */
function labelOf({ label, optional }: Input, phrases: Phrases): string {
  return optional && phrases.optional !== saidBySlack ? `${label} (${phrases.optional})` : label
}

const saidBySlack = 'optional'

/**
 * What was typed in a block stays in it when its view or message is drawn again, whatever it is then to begin with. So a
 * field of another form, or one that begins with something else, is another block.
 * https://docs.slack.dev/reference/views/modal-views (preserving input entry), slackapi/bolt-js issue 290
 */
function nameOf(field: string, drawn: string): string {
  return `${field}~${createHash('sha256').update(drawn).digest('hex').slice(0, 8)}`
}

/** The field a block was drawn for. */
export function fieldOf(block: string): string {
  return block.split('~', 1)[0] ?? block
}

function hintOf(input: Input, phrases: Phrases): string {
  const isCut = 'choices' in input && input.choices.length > limits.options
  return [input.hint ?? '', isCut ? phrases.cut : ''].filter((text) => text !== '').join(' ')
}

function element(input: Input, phrases: Phrases): types.InputBlock['element'] {
  switch (input.kind) {
    case 'short':
    case 'long':
      return text(input)
    case 'date':
      return {
        type: 'datepicker',
        action_id: input.kind,
        ...(input.value !== undefined && isDay(input.value) ? { initial_date: input.value } : {}),
        ...placeholder(input.placeholder),
      }
    case 'choice':
      return one(input, phrases)
    case 'choices':
      return several(input, phrases)
    case 'tick': {
      const yes = { text: plain(phrases.yes, limits.option), value: 'true' }
      return {
        type: 'checkboxes',
        action_id: input.kind,
        options: [yes],
        ...(input.value ? { initial_options: [yes] } : {}),
      }
    }
  }
}

function text(input: Extract<Input, { kind: 'short' | 'long' }>): types.PlainTextInput {
  const most = Math.min(input.maxLength, limits.field)
  return {
    type: 'plain_text_input',
    action_id: input.kind,
    multiline: input.kind === 'long',
    max_length: most,
    ...(input.value ? { initial_value: beginning(input.value, most) } : {}),
    ...placeholder(input.placeholder),
  }
}

function one(input: Extract<Input, { kind: 'choice' }>, phrases: Phrases): types.RadioButtons | types.StaticSelect {
  const options = optionsOf(input.choices, [input.value ?? ''])
  const chosen = options.find(({ value }) => value === input.value)
  const shared = { action_id: input.kind, options, ...(chosen ? { initial_option: chosen } : {}) }
  return input.compact || options.length > limits.openOptions
    ? { type: 'static_select', ...shared, ...placeholder(phrases.choose) }
    : { type: 'radio_buttons', ...shared }
}

function several(
  input: Extract<Input, { kind: 'choices' }>,
  phrases: Phrases,
): types.Checkboxes | types.MultiStaticSelect {
  const options = optionsOf(input.choices, input.value ?? [])
  const chosen = options.filter(({ value }) => input.value?.includes(value))
  const shared = { action_id: input.kind, options, ...(chosen.length > 0 ? { initial_options: chosen } : {}) }
  return options.length > limits.openOptions
    ? { type: 'multi_static_select', ...shared, ...placeholder(phrases.choose) }
    : { type: 'checkboxes', ...shared }
}

type Option = types.PlainTextOption & { value: string }

/** As many as Slack takes, those chosen among them. */
function optionsOf(choices: Choice[], chosen: string[]): Option[] {
  const isChosen = ({ value }: Choice) => chosen.includes(value)
  const room = limits.options - choices.filter(isChosen).length
  const left = choices.filter((choice) => !isChosen(choice)).slice(Math.max(0, room))
  return choices.filter((choice) => !left.includes(choice)).map(option)
}

/** A long label goes on in the smaller line under it. */
function option({ value, label }: Choice): Option {
  const first = beginning(label, limits.option)
  const rest = first === label ? '' : label.slice(first.length - 1).trim()
  const text = plain(first, limits.option)
  return { text, value, ...(rest === '' ? {} : { description: plain(`…${rest}`, limits.option) }) }
}

function placeholder(text: string | undefined): { placeholder?: types.PlainTextElement } {
  return text === undefined || text === '' ? {} : { placeholder: plain(text, limits.placeholder) }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
}

const typed = z.object({ value: z.string().nullish() })
const chosen = z.object({ value: z.string() }).transform(({ value }) => value)
/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload: `state.values`, by block and element. */
const filled = z.record(
  z.string(),
  z.object({
    short: typed.optional(),
    long: typed.optional(),
    // As forms call them that were sent before 0.2.
    line: typed.optional(),
    lines: typed.optional(),
    date: z.object({ selected_date: z.string().nullish() }).optional(),
    choice: z.object({ selected_option: chosen.nullish() }).optional(),
    choices: z.object({ selected_options: z.array(chosen).nullish() }).optional(),
    tick: z.object({ selected_options: z.array(chosen).nullish() }).optional(),
  }),
)

const standing = z.object({
  type: z.literal('input'),
  block_id: z.string(),
  element: z.object({
    action_id: z.string(),
    initial_value: z.string().transform(unescaped).optional(),
    initial_date: z.string().optional(),
    initial_option: z.unknown().optional(),
    initial_options: z.unknown().optional(),
  }),
})

/**
 * What stands in the fields, as text by their id: several choices apart by commas, a tick as `true` or `false`, nothing
 * for a field that is empty. Leaves out what is no field of ours.
 *
 * `blocks` is what the fields stand in. Once that was drawn again, Slack may leave out of the values what nobody touched,
 * and may tell of what stood there before (slackapi/bolt-js issues 1258 and 625): a field it says nothing of is as it began.
 */
export function readFields(values: unknown, blocks: unknown[] = []): Record<string, string> {
  const inputs = blocks.flatMap((block) => standing.safeParse(block).data ?? [])
  const told = new Map(Object.entries(filled.safeParse(values).data ?? {}))
  const begun = filled.safeParse(Object.fromEntries(inputs.map(begunAs))).data ?? {}
  const all = Object.entries(begun).map(([id, field]) => [id, told.get(id) ?? field] as const)
  const fields = (inputs.length === 0 ? [...told] : all).slice(0, mostFields)
  return Object.fromEntries(
    fields.flatMap(([id, { short, long, line, lines, date, choice, choices, tick }]) => {
      const texts = [short, long, line, lines].flatMap((field) => (field ? [field.value ?? ''] : []))
      if (date) texts.push(date.selected_date ?? '')
      if (choice) texts.push(choice.selected_option ?? '')
      if (choices) texts.push((choices.selected_options ?? []).join(','))
      if (tick) texts.push(String(tick.selected_options?.includes('true') ?? false))
      return texts.slice(0, 1).map((text) => [fieldOf(id), text.slice(0, longestField)] as const)
    }),
  )
}

/** A field that nobody touched, as Slack would tell of it. */
function begunAs({ block_id, element }: z.infer<typeof standing>) {
  const { action_id, initial_value: value, initial_date, initial_option, initial_options } = element
  const began = { selected_date: initial_date, selected_option: initial_option, selected_options: initial_options }
  return [block_id, { [action_id]: { value, ...began } }] as const
}

const mostFields = 60
/** Longest text kept from one field; a field's own limit is below, but for a list of many choices. */
const longestField = 20_000
