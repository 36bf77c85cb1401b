/**
 * Reads an Adaptive Card as a person would: what it says, which buttons and fields it has. Knows the card format alone,
 * nothing about how our cards are made. Other formats have readers of their own.
 */
export type RenderedCard = { [key: string]: unknown }

/** How a card of one format is read. */
export type Reader = {
  says(card: RenderedCard): string
  buttons(card: RenderedCard): RenderedButton[]
  fields(card: RenderedCard): RenderedField[]
  /** What the choices of a field say. */
  choices(card: RenderedCard, id: string): { title: string; value: string }[]
  /** Parts that have a button of their own beside what they say. */
  rows(card: RenderedCard): RenderedCard[]
  /** A sentence in the place of a card, so that it can be read like one. */
  sentence(text: string): RenderedCard
}

export type RenderedButton = {
  /** `execute` is answered in place; `submit` is sent as a message; `close` the client does by itself. */
  kind: 'execute' | 'submit' | 'close'
  title: string
  verb: string
  data: { [key: string]: unknown }
  /** False where the button is pressed without the card's fields, and so also while required ones are empty. */
  takesFields: boolean
}

export type RenderedField = {
  id: string
  value: string
  required: boolean
  /** What stands in it while nobody has filled it in; null where a client then leaves the field out. */
  unfilled: string | null
  /** More characters a client does not let anybody type. */
  longest?: number
}

/** Every button of the card that the bot hears of, in the order of the card. */
export function buttons(card: RenderedCard): RenderedButton[] {
  return parts(card)
    .filter(({ type }) => type === 'Action.Execute' || type === 'Action.Submit')
    .map((action) => ({
      kind: action.type === 'Action.Execute' ? 'execute' : 'submit',
      title: text(action.title),
      // In a dialog the data says it, under the name the adapter gives it.
      verb: text(action.verb) || verbIn(action.data),
      data: isObject(action.data) ? action.data : {},
      takesFields: action.associatedInputs !== 'none',
    }))
}

function verbIn(data: unknown): string {
  return isObject(data) && isObject(data.stafett) ? text(data.stafett.action) : ''
}

/** Every field of the card with the value that stands in it. */
function fields(card: RenderedCard): RenderedField[] {
  return parts(card)
    .filter(({ type }) => text(type).startsWith('Input.'))
    .map(({ type, id, value, isRequired, valueOff }) => {
      const toggled = type === 'Input.Toggle' ? text(valueOff) || 'false' : null
      const unfilled = type === 'Input.Text' ? '' : toggled
      return { id: text(id), value: text(value) || (unfilled ?? ''), required: isRequired === true, unfilled }
    })
}

/** Everything the card shows as text, one line per text, in the order of the card; of a choice its title, never what it stands for. */
export function says(card: RenderedCard): string {
  const all = parts(card)
  const facts = new Set(all.flatMap((part) => (Array.isArray(part.facts) ? part.facts : [])))
  return all
    .flatMap((part) => [part.title, part.label, part.text, facts.has(part) ? part.value : undefined])
    .filter((line) => typeof line === 'string' && line !== '')
    .join('\n')
}

/** Finds the one button with this title, or with this verb of those that are not another way to send the same form. Throws with what the card has instead. */
export function findButton(card: RenderedCard, titleOrVerb: string, read: Reader = adaptive): RenderedButton {
  const all = read.buttons(card)
  const found = all.filter(
    ({ title, verb, data }) => title === titleOrVerb || (verb === titleOrVerb && !isBeside(data)),
  )
  const [button] = found
  if (button !== undefined && found.length === 1) return button
  const present = all.map(({ title, verb }) => `${title} (${verb})`).join(', ') || 'no button'
  throw new Error(`the card has ${found.length} buttons "${titleOrVerb}"; it has: ${present}`)
}

/** Beside the button that sends a form: by its title alone. */
function isBeside(data: RenderedCard): boolean {
  const own = isObject(data.stafett) && isObject(data.stafett.data) ? data.stafett.data : data
  return own.goOn !== undefined || (own.unfold !== undefined && own.fold === 'shut')
}

/**
 * What a client sends with the press: the values that stand in the card, with `filled` put over them. Throws, as a
 * client would refuse, for a field that is not there and for a required one left empty.
 */
export function fill(
  card: RenderedCard,
  filled: { [id: string]: string },
  read: Reader = adaptive,
): { [id: string]: string } {
  const present = read.fields(card)
  for (const id of Object.keys(filled)) {
    if (present.some((field) => field.id === id)) continue
    throw new Error(`the card has no field "${id}"; it has: ${present.map((field) => field.id).join(', ') || 'none'}`)
  }
  const values: { [id: string]: string } = {}
  for (const { id, value, required, unfilled, longest = Number.POSITIVE_INFINITY } of present) {
    const now = filled[id] ?? value
    if (now.length > longest) throw new Error(`the field "${id}" takes ${longest} characters, not ${now.length}`)
    const empty = now === (unfilled ?? '')
    if (required && empty) throw new Error(`the required field "${id}" is empty: a client refuses the press`)
    if (!empty || unfilled !== null) values[id] = now
  }
  return values
}

/** What the choices of a field say. */
export function choicesOf(card: RenderedCard, id: string): { title: string; value: string }[] {
  const found = fieldIn(card, id)
  const list = found && Array.isArray(found.choices) ? found.choices.filter(isObject) : []
  return list.map(({ title, value }) => ({ title: String(title), value: String(value) }))
}

/** Columns beside each other are a row. */
function rows(part: unknown): RenderedCard[] {
  if (Array.isArray(part)) return part.flatMap(rows)
  if (!isObject(part)) return []
  return part.type === 'ColumnSet' ? [part] : Object.values(part).flatMap(rows)
}

function sentence(text: string): RenderedCard {
  return { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text }] }
}

export const adaptive: Reader = { says, buttons, fields, choices: choicesOf, rows, sentence }

function fieldIn(part: unknown, id: string): RenderedCard | undefined {
  if (Array.isArray(part)) {
    for (const one of part) {
      const found = fieldIn(one, id)
      if (found) return found
    }
    return undefined
  }
  if (!isObject(part)) return undefined
  if (part.id === id && String(part.type).startsWith('Input.')) return part
  return fieldIn(Object.values(part), id)
}

export function isObject(value: unknown): value is RenderedCard {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The card and everything in it, outside in, without what a button carries as data. */
function parts(value: unknown): RenderedCard[] {
  if (Array.isArray(value)) return value.flatMap(parts)
  if (!isObject(value)) return []
  const inside = Object.entries(value).filter(([key]) => key !== 'data' && key !== 'fallback')
  return [value, ...inside.flatMap(([, part]) => parts(part))]
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
