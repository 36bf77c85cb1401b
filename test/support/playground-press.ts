/** Presses buttons through the Playground as anybody of its tenant, and remembers what each was answered in place. */
import { post } from './playground-activity.ts'
import type { Message, Stream } from './playground-stream.ts'
import type { Tenant } from './playground-tenant.ts'
import { fill, findButton, isObject, type RenderedCard } from './rendered-card.ts'

export type Press = {
  conversation: string
  replyToId: string
  /** Entra object id; the one who sits there by default. */
  from?: string | undefined
  verb: string
  title?: string
  data?: { [key: string]: unknown }
  fields?: { [id: string]: string }
}

export type FillAndPress = {
  /** The message's id. */
  message: string
  /** The button's title or verb. */
  button: string
  fields?: { [id: string]: string }
  from?: string
  /** The card to press on, where it is not the newest one: a card seen earlier. */
  card?: RenderedCard
}

/** What the bot answered: `status` is its HTTP status; `type` says what `card` or `message` is, an error included. */
export type PressAnswer = { status: number; type: string; card: RenderedCard | null; message: string | null }

export type Presses = {
  press(press: Press): Promise<PressAnswer>
  /** Presses a button of a message as this person sees it: after an answer in place, of the card they were answered. */
  fillAndPress(press: FillAndPress): Promise<PressAnswer>
}

export function presses(url: string, stream: Stream, tenant: Tenant): Presses {
  const answered = new Map<string, { card: RenderedCard; updates: number }>()
  const message = (id: string): Message => {
    const found = stream.messages().find((candidate) => candidate.id === id)
    if (found === undefined) throw new Error(`no message ${id} was seen`)
    return found
  }
  const seenBy = ({ id, updates, cards, text }: Message, from?: string): RenderedCard => {
    const answer = answered.get(`${id} ${tenant.account(from).id}`)
    const [card] = answer !== undefined && answer.updates === updates ? [answer.card] : cards
    if (card === undefined) throw new Error(`message ${id} has no card: ${text}`)
    return card
  }
  const press = async ({ conversation, replyToId, from, verb, title, data, fields }: Press) => {
    const { id } = tenant.account(from)
    const action = { type: 'Action.Execute', title, verb, data: { ...data, ...fields } }
    const sender = { from: { id }, conversation: { id: conversation }, replyToId }
    const answer = await invoke(url, { name: 'adaptiveCard/action', value: { action, trigger: 'manual' }, ...sender })
    const { updates } = message(replyToId)
    if (answer.card !== null) answered.set(`${replyToId} ${id}`, { card: answer.card, updates })
    return answer
  }
  return {
    press,
    async fillAndPress({ message: replyToId, button: name, fields: filled = {}, from, card: earlier }) {
      const target = message(replyToId)
      const card = earlier ?? seenBy(target, from)
      const { verb, title, data, takesFields } = findButton(card, name)
      const fields = takesFields ? fill(card, filled) : {}
      return press({ conversation: target.conversation, replyToId, from, verb, title, data, fields })
    },
  }
}

async function invoke(url: string, body: unknown): Promise<PressAnswer> {
  const answer = await post(url, '/_conversation/v1/invoke', body)
  const said = isObject(answer.body) ? answer.body : {}
  if (answer.status !== 200) {
    const inner = isObject(said.error) && isObject(said.error.innerHttpError) ? said.error.innerHttpError : null
    if (inner === null) throw new Error(`the Playground did not send the press: ${JSON.stringify(answer)}`)
    return { status: Number(inner.statusCode), type: 'failed', card: null, message: JSON.stringify(inner.body) }
  }
  const type = String(said.type)
  const card = type.endsWith('.card.adaptive') && isObject(said.value) ? said.value : null
  const words = isObject(said.value) ? said.value.message : said.value
  return { status: 200, type, card, message: card === null && typeof words === 'string' ? words : null }
}
