/** What somebody in Teams does, one function each: it is seen there, and the bot is told of it. */
import { z } from 'zod'
import { type Button, buttonIn, cardIn, filledIn, type Json, NotThereError } from './adaptive-card.ts'
import { people } from './seats.ts'
import { type Answer, type Doing, deliver, installed, invoked, written } from './teams-activity.ts'
import { type Connector, type Message, teamsChannel } from './teams-connector.ts'

/** What somebody has before them beside the messages: a card, a page by its address, or a sentence. `value` goes with all that is sent in there. */
export type Dialog = {
  title: string
  card: Json | null
  page: string | null
  text: string
  doing: Doing
  on: string
  submit: 'task/submit' | 'composeExtension/submitAction'
  value: Json
}

/** Everything an act needs. `dialogs` are those that stand open, by the object ids of those they stand before. */
export type Floor = { connector: Connector; dialogs: Map<string, Dialog>; bot: string; serviceUrl: string }

/** The status with which the bot took it, and what it said to them alone. */
export type Done = { status: number; said: string | null }

/** `message` is the one it stands on, where more than one has such a button. */
export type Press = { named: string | number; fields: Record<string, string>; at: string | undefined }

const onCard = z.looseObject({ type: z.string(), value: z.unknown() })
const shownInDialog = z.looseObject({ title: z.string(), card: z.unknown().optional(), url: z.string().optional() })
const inDialog = z.looseObject({
  task: z.discriminatedUnion('type', [
    z.object({ type: z.literal('message'), value: z.string() }),
    z.object({ type: z.literal('continue'), value: shownInDialog }),
  ]),
})

export async function install({ bot }: Floor, doing: Doing): Promise<Done> {
  return { status: (await deliver(bot, installed(doing))).status, said: null }
}

export async function write({ connector, bot }: Floor, doing: Doing, text: string): Promise<Done> {
  const { conversation, person } = doing
  const message = connector.write({ conversation, from: person.name, text })
  const { status } = await deliver(bot, written({ ...doing, conversation: message.conversation }, message))
  return { status, said: null }
}

/** The card of a message as somebody sees it. */
export function seenBy({ card, only }: Message, { aadObjectId }: Doing['person']): Json | null {
  return only.get(aadObjectId) ?? card
}

/** Presses a button: in the dialog that is open, or on the newest message with such a button. */
export function press(floor: Floor, doing: Doing, wanted: Press): Promise<Done> {
  const open = floor.dialogs.get(doing.person.aadObjectId)
  if (open) return pressInDialog(floor, open, wanted)
  const channel = doing.conversation.startsWith(teamsChannel.id) ? teamsChannel.id : doing.conversation
  const standing = floor.connector.messages(channel).filter(({ id }) => wanted.at === undefined || wanted.at === id)
  for (const message of standing.reverse()) {
    const card = seenBy(message, doing.person)
    const button = card && buttonIn(card, wanted.named)
    if (button) return pressOnCard(floor, { ...doing, conversation: message.conversation }, message, button, wanted)
  }
  throw new NotThereError(`there is no button "${wanted.named}"`)
}

async function pressOnCard(floor: Floor, doing: Doing, message: Message, button: Button, { fields }: Press) {
  const { type, title, verb } = button
  const data = { ...button.data, ...filledIn(seenBy(message, doing.person) ?? {}, button, fields) }
  if (type === 'Action.Submit') {
    const told = invoked(doing, 'task/fetch', { data, context }, message.id)
    return shown(floor, await deliver(floor.bot, told), { doing, on: message.id, submit: 'task/submit', value: {} })
  }
  const value = { action: { type, title, verb, data }, trigger: 'manual' }
  const { status, body } = await deliver(floor.bot, invoked(doing, 'adaptiveCard/action', value, message.id))
  if (status !== 200) return { status, said: null }
  const answer = onCard.parse(body)
  if (typeof answer.value === 'string') return { status, said: answer.value }
  const card = cardIn([{ content: answer.value }])
  if (card) floor.connector.answer(message, doing.person.aadObjectId, card)
  return { status, said: null }
}

async function pressInDialog(floor: Floor, open: Dialog, { named, fields }: Press): Promise<Done> {
  const { card, doing, on, submit, value } = open
  const button = card && buttonIn(card, named)
  if (!button) throw new NotThereError(`there is no button "${named}" in the dialog that is open`)
  const data = { ...button.data, ...filledIn(card, button, fields) }
  return shown(floor, await deliver(floor.bot, invoked(doing, submit, { ...value, data, context }, on)), open)
}

/** What a page in the dialog sends in at its end. */
export async function sendIn(floor: Floor, doing: Doing, data: unknown): Promise<Done> {
  const open = floor.dialogs.get(doing.person.aadObjectId)
  if (!open?.page) throw new NotThereError('there is no page in a dialog')
  return shown(floor, await deliver(floor.bot, invoked(open.doing, open.submit, { data, context }, open.on)), open)
}

/** Uses the message action of the manifest. */
export async function collect(floor: Floor, doing: Doing, at: string): Promise<Done> {
  const message = floor.connector.message(at)
  if (!message) throw new NotThereError(`there is no message ${at}`)
  const there = { ...doing, conversation: message.conversation }
  const value = { commandId: 'collect', commandContext: 'message' }
  const payload = { id: at, body: { contentType: 'text', content: message.text }, ...writtenBy(message) }
  const told = invoked(there, 'composeExtension/fetchTask', { ...value, messagePayload: payload, context }, at)
  const submit = 'composeExtension/submitAction'
  return shown(floor, await deliver(floor.bot, told), { doing: there, on: at, submit, value })
}

/** Who wrote it and when, as Teams tells it; without a link, for there is nothing that one could open here. */
function writtenBy({ id, from }: Message) {
  const writer = Object.values(people).find(({ name }) => name === from)
  const user = { id: writer?.aadObjectId ?? null, displayName: from }
  return { from: { user }, createdDateTime: new Date(Number(id)).toISOString() }
}

const context = { theme: 'default' }

/** What Teams makes of the answer in a dialog: the next card in it, a sentence in it, or its end. */
function shown(
  { dialogs }: Floor,
  { status, body }: Answer,
  from: Omit<Dialog, 'title' | 'card' | 'page' | 'text'>,
): Done {
  const { aadObjectId } = from.doing.person
  if (status !== 200) return { status, said: null }
  const { doing, on, submit, value } = from
  const dialog = { doing, on, submit, value, title: 'Stafett', card: null, page: null, text: '' }
  const { task } = body === null ? { task: null } : inDialog.parse(body)
  if (task === null) dialogs.delete(aadObjectId)
  else if (task.type === 'message') dialogs.set(aadObjectId, { ...dialog, text: task.value })
  else {
    const { title, card, url: page = null } = task.value
    dialogs.set(aadObjectId, { ...dialog, title, page, card: page === null ? cardIn([card]) : null })
  }
  return { status, said: task?.type === 'message' ? task.value : null }
}
