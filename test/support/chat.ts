/**
 * One person's own chat with the bot, as that person sees it: what stands there now, and what a press leads to. Reads
 * cards as people do, by their words; knows nothing about how the bot works, or by which door it is reached.
 */
import { adaptive, fill, findButton, type Reader, type RenderedCard, says } from './rendered-card.ts'

/** A card as it stands in a chat: `updates` counts how often the bot has changed it there. */
export type Standing = { id: string; card: RenderedCard; updates: number }

/**
 * What came of a press: a card in the place of the pressed one, or one private sentence. `at` is where the card stands
 * instead, where it opened somewhere else.
 */
export type Answered = { status: number; card: RenderedCard | null; message: string | null; at?: string }

export type Pressed = {
  /** Where the pressed card stands. */
  message: string
  card: RenderedCard
  verb: string
  title: string
  data: { [key: string]: unknown }
  fields: { [id: string]: string }
}

/** How somebody reaches the bot. */
export type Door = {
  /** How what stands there is read; Adaptive Cards where nothing is said. */
  reader?: Reader
  /** The cards of the person's own chat, oldest first. */
  standing(): Standing[]
  /** A card that stands somewhere else before the person, such as a dialog. */
  beside?(id: string): Standing | undefined
  /** Resolves when the bot has been told; its answer comes as a new card. */
  write(text: string): Promise<void>
  press(pressed: Pressed): Promise<Answered>
  until<T>(look: () => T | undefined | null | false, what: string): Promise<T>
}

/** Fields by their id. A choice is named by its value or by the beginning of what it says; several stand in a list. */
export type Filled = { [id: string]: string | string[] }

/** What the person has before them. */
export type Sight = {
  text: string
  buttons: string[]
  /** What stands in each field. */
  fields: { [id: string]: string }
  card: RenderedCard
  /** Presses the button with that title (or verb) with what stands in the fields and `filled` over it. */
  press(button: string, filled?: Filled): Promise<Sight>
  /** Sends what a client would not let through, such as text longer than its field; the fields are not checked. */
  force(button: string, values: { [id: string]: string }): Promise<Sight>
  /** All of it, by the first button that is not a row's: of what holds content a message shows a part. */
  whole(): Promise<Sight>
  /** The row of the card that says this, with its own button. */
  row(words: string): Sight
  /** This place with another card in it, as one who has come by its buttons would press them. */
  on(other: RenderedCard): Sight
  /** As it stands now: the bot may have changed it since. */
  now(): Sight
}

export type Chat = {
  /** Writes, and sees the answer: the newest card since, of those that fit, for a notice may come as well. */
  write(text: string, fits?: (sight: Sight) => boolean): Promise<Sight>
  /** Waits for a card that says all this, and sees the newest one. */
  sees(...words: string[]): Promise<Sight>
  /** Every card that says all this as it stands now, oldest first. */
  all(...words: string[]): Sight[]
  /** What stands there, by its id. */
  at(id: string): Sight
}

export function openChat(door: Door): Chat {
  const { reader = adaptive } = door
  const answers = new Map<string, { card: RenderedCard; updates: number }>()
  /** An answer in place is what the presser sees until the bot changes the message for everybody. */
  const seen = ({ id, card, updates }: Standing): RenderedCard => {
    const answer = answers.get(id)
    return answer?.updates === updates ? answer.card : card
  }
  const find = (id: string): Standing => {
    const found = door.standing().find((one) => one.id === id) ?? door.beside?.(id)
    if (!found) throw new Error(`no message ${id} stands in the chat`)
    return found
  }
  const send = async (id: string, card: RenderedCard, button: string, values: { [id: string]: string }) => {
    const { verb, title, data } = findButton(card, button, reader)
    const answer = await door.press({ message: id, card, verb, title, data, fields: values })
    if (answer.status !== 200) throw new Error(`the bot answered ${answer.status}: ${answer.message}`)
    if (answer.card === null) return look(id, reader.sentence(answer.message ?? ''))
    if (answer.at === undefined) answers.set(id, { card: answer.card, updates: find(id).updates })
    return look(answer.at ?? id, answer.card)
  }
  const titlesOf = (card: RenderedCard) =>
    reader.buttons(card).flatMap(({ kind, title }) => (kind === 'close' ? [] : [plain(title)]))
  /** Those of the card itself: one in a row is of what the row says. */
  const ownTitles = (card: RenderedCard) => {
    const inRows = reader.rows(card).flatMap(titlesOf)
    return titlesOf(card).filter((title) => !inRows.includes(title))
  }
  const look = (id: string, card: RenderedCard): Sight => ({
    text: plain(reader.says(card)),
    buttons: titlesOf(card),
    fields: Object.fromEntries(reader.fields(card).map((field) => [field.id, field.value])),
    card,
    press: async (button, filled = {}) => {
      const { takesFields } = findButton(card, button, reader)
      const values =
        takesFields || Object.keys(filled).length > 0 ? fill(card, chosen(reader, card, filled), reader) : {}
      return send(id, card, button, values)
    },
    force: (button, values) => send(id, card, button, values),
    whole: async () => send(id, card, ownTitles(card)[0] ?? '', {}),
    row: (words) => look(id, rowOf(reader, card, words)),
    on: (other) => look(id, other),
    now: () => look(id, seen(find(id))),
  })
  const all = (...words: string[]): Sight[] =>
    door
      .standing()
      .map((one) => look(one.id, seen(one)))
      .filter(({ text }) => words.every((word) => text.includes(word)))
  return {
    all,
    at: (id) => look(id, seen(find(id))),
    async write(text, fits = () => true) {
      const before = door.standing().length
      await door.write(text)
      return door.until(() => all().slice(before).findLast(fits), `an answer to "${text}"`)
    },
    sees: (...words) => door.until(() => all(...words).at(-1), `a card that says "${words.join('", "')}"`),
  }
}

/** What a card says, without the joiners that nobody sees. */
export function textOf(card: RenderedCard): string {
  return plain(says(card))
}

function plain(text: string): string {
  return text.replaceAll('\u2060', '')
}

function chosen(reader: Reader, card: RenderedCard, filled: Filled): { [id: string]: string } {
  const values = Object.entries(filled).map(([id, value]) => {
    const choices = reader.choices(card, id)
    const named = [value].flat().map((one) => choiceNamed(choices, one))
    return [id, named.join(',')]
  })
  return Object.fromEntries(values)
}

function choiceNamed(choices: { title: string; value: string }[], said: string): string {
  const found = choices.find(({ title, value }) => value === said || plain(title).startsWith(said))
  if (choices.length > 0 && !found) {
    throw new Error(`no choice "${said}"; there are: ${choices.map(({ title }) => plain(title)).join(', ')}`)
  }
  return found?.value ?? said
}

/** The first row that says this. */
function rowOf(reader: Reader, card: RenderedCard, words: string): RenderedCard {
  const found = reader.rows(card).find((row) => plain(reader.says(row)).includes(words))
  if (!found) throw new Error(`no row says "${words}"`)
  return found
}
